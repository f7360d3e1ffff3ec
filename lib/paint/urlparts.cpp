// SPDX-License-Identifier: MIT
#include "paint/urlparts.h"

#include "http/url.h"

#include <algorithm>
#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct Parameter {
    QString name;
    QString value; ///< null: there is no "="
};

PartVerdict verdictOf(const QString &before, const QString &after)
{
    if (before.isNull())
        return PartVerdict::Added;
    if (after.isNull())
        return PartVerdict::Dropped;
    return before == after ? PartVerdict::Kept : PartVerdict::Changed;
}

/// The text of a part that is there, never null.
QString present(QByteArrayView bytes)
{
    return bytes.isEmpty() ? u""_s : QString::fromUtf8(bytes);
}

QString textOf(const std::optional<QByteArray> &part)
{
    return part ? present(*part) : QString();
}

QString userOf(const Url &url)
{
    if (url.username.isEmpty() && url.password.isEmpty())
        return {};
    return url.password.isEmpty() ? present(url.username) : present(url.username + ':' + url.password);
}

QString portOf(const Url &url)
{
    const int port = url.port >= 0 ? url.port : defaultPort(url.scheme.toLower());
    return port >= 0 ? QString::number(port) : QString();
}

QList<Parameter> parametersOf(const Url &url)
{
    QList<Parameter> parameters;
    if (!url.query || url.query->isEmpty())
        return parameters;
    const QList<QByteArray> pieces = url.query->split('&');
    for (const QByteArray &piece : pieces) {
        const qsizetype sign = piece.indexOf('=');
        parameters.append({present(sign < 0 ? piece : piece.left(sign)),
                           sign < 0 ? QString() : present(QByteArrayView(piece).sliced(sign + 1))});
    }
    return parameters;
}

void addRow(QList<UrlPartRow> &rows, UrlPart part, const QString &before, const QString &after)
{
    if (!before.isNull() || !after.isNull())
        rows.append({.part = part, .before = before, .after = after, .verdict = verdictOf(before, after)});
}

/// A parameter without "=" is there and has no value: it compares as one with an empty value.
QString valueOf(const Parameter &parameter)
{
    return parameter.value.isNull() ? u""_s : parameter.value;
}

void addParameters(QList<UrlPartRow> &rows, const Url &before, const Url &after)
{
    const auto add = [&](const QString &name, const QString &old, const QString &now) {
        rows.append({.part = UrlPart::Parameter,
                     .name = name,
                     .before = old,
                     .after = now,
                     .verdict = verdictOf(old, now),
                     .tracking = isTrackingParameter(name)});
    };
    QList<Parameter> left = parametersOf(after);
    const QList<Parameter> old = parametersOf(before);
    for (const Parameter &parameter : old) {
        const auto pair =
            std::find_if(left.begin(), left.end(), [&](const Parameter &each) { return each.name == parameter.name; });
        if (pair == left.end()) {
            add(parameter.name, valueOf(parameter), {});
            continue;
        }
        add(parameter.name, valueOf(parameter), valueOf(*pair));
        left.erase(pair);
    }
    for (const Parameter &parameter : std::as_const(left))
        add(parameter.name, {}, valueOf(parameter));
}

} // namespace

QList<UrlPartRow> compareUrls(const QByteArray &before, const QByteArray &after)
{
    const Url old = splitUri(before);
    const Url now = splitUri(after);
    QList<UrlPartRow> rows;
    addRow(rows, UrlPart::Scheme, present(old.scheme), present(now.scheme));
    addRow(rows, UrlPart::UserInfo, userOf(old), userOf(now));
    addRow(rows, UrlPart::Host, textOf(old.host), textOf(now.host));
    addRow(rows, UrlPart::Port, portOf(old), portOf(now));
    addRow(rows, UrlPart::Path, present(old.path), present(now.path));
    addParameters(rows, old, now);
    addRow(rows, UrlPart::Fragment, textOf(old.fragment), textOf(now.fragment));
    return rows;
}

bool isTrackingParameter(QStringView name)
{
    static constexpr std::array names = {"gclid"_L1,   "dclid"_L1,  "gbraid"_L1, "wbraid"_L1, "fbclid"_L1,
                                         "msclkid"_L1, "yclid"_L1,  "ttclid"_L1, "twclid"_L1, "li_fat_id"_L1,
                                         "mc_cid"_L1,  "mc_eid"_L1, "_ga"_L1};
    return name.startsWith("utm_"_L1, Qt::CaseInsensitive) ||
           std::any_of(names.begin(), names.end(),
                       [&](QLatin1StringView each) { return name.compare(each, Qt::CaseInsensitive) == 0; });
}

} // namespace hopscope
