// SPDX-License-Identifier: MIT
#include "http/idna.h"

#include "http/punycode.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kPrefix = "xn--";

bool isPlain(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

/// One run of letters, digits and bytes over 0x7f mapped by UTS 46.
std::optional<QString> mappedRun(const QString &run)
{
    if (isPlain(run))
        return run.toLower();
    const QByteArray ace = QUrl::toAce(run, QUrl::IgnoreIDNWhitelist);
    if (ace.isEmpty()) {
        const bool ignored =
            std::all_of(run.begin(), run.end(), [](QChar c) { return c == u'\u00ad' || c == u'\u200b'; });
        return ignored ? std::optional(QString()) : std::nullopt;
    }
    return QUrl::fromAce(ace, QUrl::IgnoreIDNWhitelist);
}

/// QUrl applies the STD3 rules, which the URL standard does not: what they forbid is kept away from it.
std::optional<QString> mappedLabel(const QString &label)
{
    QString out;
    QString run;
    for (const QChar c : label + u'-') {
        if (c.unicode() >= 0x80 || c.isLetterOrNumber()) {
            run += c;
            continue;
        }
        const std::optional<QString> mapped = mappedRun(run);
        if (!mapped)
            return std::nullopt;
        out += *mapped + c;
        run.clear();
    }
    out.chop(1);
    const bool rightToLeft = std::any_of(out.begin(), out.end(), [](QChar c) {
        return c.direction() == QChar::DirR || c.direction() == QChar::DirAL || c.direction() == QChar::DirAN;
    });
    // RFC 5893 2, rule 3, for the bytes that QUrl did not see.
    if (rightToLeft && out.back().unicode() < 0x80 && !out.back().isLetterOrNumber())
        return std::nullopt;
    return out;
}

/// RFC 5892 appendix A.1 and A.2: zero width joiners only after a virama, a non-joiner also between joining letters.
bool joinersAreValid(const QString &label)
{
    constexpr unsigned char virama = 9;
    const auto joins = [&](qsizetype i, int step, QChar::JoiningType side) {
        while (i >= 0 && i < label.size() && label[i].joiningType() == QChar::Joining_Transparent)
            i += step;
        return i >= 0 && i < label.size() &&
               (label[i].joiningType() == QChar::Joining_Dual || label[i].joiningType() == side);
    };
    for (qsizetype i = 0; i < label.size(); ++i) {
        if ((label[i] != u'\u200c' && label[i] != u'\u200d') || (i > 0 && label[i - 1].combiningClass() == virama))
            continue;
        if (label[i] == u'\u200d' || !joins(i - 1, -1, QChar::Joining_Left) || !joins(i + 1, 1, QChar::Joining_Right))
            return false;
    }
    return true;
}

/// What follows "xn--" must be Punycode of a label that mapping leaves as it is.
bool isValidPunycode(QByteArrayView text)
{
    const std::optional<QString> unicode = fromPunycode(text);
    return unicode && !isPlain(*unicode) && joinersAreValid(*unicode) && mappedLabel(*unicode) == unicode;
}

std::optional<QByteArray> labelToAscii(const QString &label)
{
    const std::optional<QString> mapped = isPlain(label) ? label.toLower() : mappedLabel(label);
    if (!mapped)
        return std::nullopt;
    const bool hasPrefix = mapped->startsWith(QLatin1StringView(kPrefix));
    if (isPlain(*mapped)) {
        const QByteArray ascii = mapped->toLatin1();
        return hasPrefix && !isValidPunycode(ascii.sliced(kPrefix.size())) ? std::nullopt : std::optional(ascii);
    }
    if (hasPrefix || !joinersAreValid(*mapped))
        return std::nullopt;
    const std::optional<QByteArray> code = toPunycode(*mapped);
    return code ? std::optional(kPrefix.toByteArray() + *code) : std::nullopt;
}

} // namespace

QByteArray domainToAscii(const QString &domain)
{
    QString dotted = domain;
    for (const char16_t dot : {u'\u3002', u'\uff0e', u'\uff61'})
        dotted.replace(QChar(dot), u'.');
    QByteArray out;
    const QStringList labels = dotted.split(u'.');
    for (qsizetype i = 0; i < labels.size(); ++i) {
        const std::optional<QByteArray> label = labelToAscii(labels[i]);
        if (!label)
            return {};
        out += (i > 0 ? "." : "") + *label;
    }
    return out;
}

} // namespace hopscope
