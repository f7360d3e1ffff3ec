// SPDX-License-Identifier: MIT
#include "redirect/ledger.h"

#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kHashDigitsShown = 8;

/// The place of a field in the ledger.
int rankOf(QByteArrayView name)
{
    constexpr QByteArrayView inOrder[] = {"Authorization", "Cookie", "Referer", "Origin"};
    if (isContentField(name))
        return 0;
    const auto found = std::find_if(std::begin(inOrder), std::end(inOrder),
                                    [&](QByteArrayView each) { return equalsIgnoringCase(each, name); });
    return 1 + static_cast<int>(found - std::begin(inOrder));
}

/// The names of the fields of both requests, each once, in the ledger's order.
QList<QByteArray> fieldNames(const Headers &before, const Headers &after)
{
    QList<QByteArray> names;
    for (const Header &field : before.fields + after.fields) {
        const auto same = [&](const QByteArray &name) { return equalsIgnoringCase(name, field.name); };
        if (std::none_of(names.begin(), names.end(), same))
            names.append(field.name);
    }
    std::stable_sort(names.begin(), names.end(), [](const auto &a, const auto &b) { return rankOf(a) < rankOf(b); });
    return names;
}

QString fieldText(const Headers &headers, QByteArrayView name)
{
    if (!headers.contains(name))
        return {};
    const QString text = QString::fromUtf8(headers.combined(name));
    return text.isEmpty() ? u"(empty)"_s : text;
}

QString fragmentText(QByteArrayView url)
{
    const auto fragment = splitUri(url).fragment;
    return fragment ? u"#"_s + QString::fromUtf8(*fragment) : QString();
}

PartVerdict verdictOf(bool was, bool is, bool equal)
{
    if (was && is)
        return equal ? PartVerdict::Kept : PartVerdict::Changed;
    return was ? PartVerdict::Dropped : PartVerdict::Added;
}

LedgerRow row(const Draft &draft, const QString &part, const QString &before, const QString &after, PartVerdict verdict)
{
    const auto reason = draft.reasons.constFind(part.toLatin1().toLower());
    LedgerRow result{.part = part, .before = before, .after = after, .verdict = verdict};
    result.reason = reason != draft.reasons.cend() ? reason->text : draft.otherFields.text;
    result.source = reason != draft.reasons.cend() ? reason->source : draft.otherFields.source;
    return result;
}

LedgerRow textRow(const Draft &draft, const QString &part, const QString &before, const QString &after)
{
    return row(draft, part, before, after, verdictOf(!before.isEmpty(), !after.isEmpty(), before == after));
}

LedgerRow fieldRow(const Draft &draft, const QByteArray &name)
{
    const Headers &before = draft.chain.request.headers;
    const Headers &after = draft.next.headers;
    const PartVerdict verdict =
        verdictOf(before.contains(name), after.contains(name), before.all(name) == after.all(name));
    return row(draft, QString::fromLatin1(name), fieldText(before, name), fieldText(after, name), verdict);
}

} // namespace

QString bodyText(const Body &body)
{
    if (body.size == 0)
        return {};
    if (body.sha256.isEmpty())
        return u"%1 B"_s.arg(body.size);
    return u"%1 B, sha256 %2..."_s.arg(body.size).arg(QString::fromLatin1(body.sha256.left(kHashDigitsShown)));
}

QList<LedgerRow> makeLedger(const Draft &draft)
{
    const Request &before = draft.chain.request;
    const Request &after = draft.next;
    QList<LedgerRow> rows;
    rows << textRow(draft, u"method"_s, QString::fromLatin1(before.method), QString::fromLatin1(after.method));
    rows << textRow(draft, u"url"_s, QString::fromUtf8(before.url), QString::fromUtf8(after.url));
    if (before.body.size > 0 || after.body.size > 0)
        rows << textRow(draft, u"body"_s, bodyText(before.body), bodyText(after.body));
    for (const QByteArray &name : fieldNames(before.headers, after.headers))
        rows << fieldRow(draft, name);
    const QString was = fragmentText(before.url);
    const QString is = fragmentText(after.url);
    if (!was.isEmpty() || !is.isEmpty())
        rows << textRow(draft, u"fragment"_s, was, is);
    return rows;
}

} // namespace hopscope
