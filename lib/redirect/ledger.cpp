// SPDX-License-Identifier: MIT
#include "redirect/ledger.h"

#include <QVarLengthArray>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kHashDigitsShown = 8;
constexpr qsizetype kRowsBesidesFields = 4; // method, url, body, fragment

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

struct FieldName {
    QByteArrayView name;
    int rank = 0;
};

/// The names of the fields of both requests, each once, in the ledger's order.
QVarLengthArray<FieldName, 32> fieldNames(const Headers &before, const Headers &after)
{
    QVarLengthArray<FieldName, 32> names;
    for (const Headers *headers : {&before, &after}) {
        for (const Header &field : headers->fields) {
            const auto same = [&](const FieldName &each) { return equalsIgnoringCase(each.name, field.name); };
            if (std::none_of(names.begin(), names.end(), same))
                names.append({field.name, rankOf(field.name)});
        }
    }
    std::stable_sort(names.begin(), names.end(), [](const auto &a, const auto &b) { return a.rank < b.rank; });
    return names;
}

/// The lines of a field.
struct Lines {
    int count = 0;
    QByteArray joined;

    bool operator==(const Lines &) const = default;
};

Lines linesOf(const Headers &headers, QByteArrayView name)
{
    Lines lines;
    for (const Header &field : headers.fields) {
        if (equalsIgnoringCase(field.name, name))
            lines.joined = lines.count++ > 0 ? lines.joined + ", " + field.value : field.value;
    }
    return lines;
}

QString fieldText(const Lines &lines)
{
    return lines.count > 0 && lines.joined.isEmpty() ? u"(empty)"_s : QString::fromUtf8(lines.joined);
}

QString fragmentText(const ParsedTarget &url)
{
    const auto &fragment = url.parts().fragment;
    return fragment ? u'#' + QString::fromUtf8(*fragment) : QString();
}

PartVerdict verdictOf(bool was, bool is, bool equal)
{
    if (was && is)
        return equal ? PartVerdict::Kept : PartVerdict::Changed;
    return was ? PartVerdict::Dropped : PartVerdict::Added;
}

/// The body as far as it was sent.
QString sentText(const Chain &chain)
{
    const Body &body = chain.request.body;
    if (chain.contentSent < 0 || chain.contentSent >= body.size)
        return bodyText(body);
    return u"%1 of %2 B, answered before the rest was sent"_s.arg(chain.contentSent).arg(body.size);
}

/// Makes the rows; those that no rule looked at share one text.
class LedgerMaker
{
public:
    explicit LedgerMaker(const Draft &draft)
        : m_draft(draft),
          m_other(filledIn(otherOf(draft).reason, draft.profile, draft.chain)),
          m_otherSource(sourceText(otherOf(draft).source, draft.profile))
    {
    }

    void add(QByteArrayView part, const QString &before, const QString &after, PartVerdict verdict)
    {
        const Note *note = m_draft.noteOf(part);
        rows.append({.part = QString::fromLatin1(part),
                     .before = before,
                     .after = after,
                     .verdict = verdict,
                     .reason = note ? textOf(*note, m_draft) : m_other,
                     .source = note ? sourceText(note->why.source, m_draft.profile) : m_otherSource});
    }
    void addText(QByteArrayView part, const QString &before, const QString &after)
    {
        add(part, before, after, verdictOf(!before.isEmpty(), !after.isEmpty(), before == after));
    }
    void addField(QByteArrayView name)
    {
        const Lines before = linesOf(m_draft.chain.request.headers, name);
        const Lines after = linesOf(m_draft.next.headers, name);
        const QString text = fieldText(before);
        add(name, text, before == after ? text : fieldText(after),
            verdictOf(before.count > 0, after.count > 0, before == after));
    }

    QList<LedgerRow> rows;

private:
    static const Why &otherOf(const Draft &draft)
    {
        return draft.other.reason ? draft.other : draft.profile.otherFields;
    }

    const Draft &m_draft;
    QString m_other;
    QString m_otherSource;
};

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
    LedgerMaker ledger(draft);
    const auto names = fieldNames(before.headers, after.headers);
    ledger.rows.reserve(names.size() + kRowsBesidesFields);
    ledger.addText("method", QString::fromLatin1(before.method), QString::fromLatin1(after.method));
    ledger.addText("url", QString::fromUtf8(before.url), QString::fromUtf8(after.url));
    if (before.body.size > 0 || after.body.size > 0)
        ledger.add("body", sentText(draft.chain), bodyText(after.body),
                   verdictOf(before.body.size > 0, after.body.size > 0, bodyText(before.body) == bodyText(after.body)));
    for (const FieldName &field : names)
        ledger.addField(field.name);
    const QString was = fragmentText(draft.from);
    const QString is = fragmentText(draft.to);
    if (!was.isEmpty() || !is.isEmpty())
        ledger.addText("fragment", was, is);
    return ledger.rows;
}

void setLedgerRow(QList<LedgerRow> &ledger, QByteArrayView name, const Headers &before, const Headers &after,
                  const QString &reason, const QString &source)
{
    const Lines was = linesOf(before, name);
    const Lines is = linesOf(after, name);
    const LedgerRow row{.part = QString::fromLatin1(name),
                        .before = fieldText(was),
                        .after = fieldText(is),
                        .verdict = verdictOf(was.count > 0, is.count > 0, was == is),
                        .reason = reason,
                        .source = source};
    const auto place = std::ranges::find_if(
        ledger, [&](const LedgerRow &each) { return each.part.compare(row.part, Qt::CaseInsensitive) == 0; });
    const bool isThere = place != ledger.end();
    if (was.count == 0 && is.count == 0) {
        if (isThere)
            ledger.erase(place);
    } else if (!isThere) {
        ledger.append(row);
    } else if (place->before != row.before || place->after != row.after) {
        *place = row;
    }
}

} // namespace hopscope
