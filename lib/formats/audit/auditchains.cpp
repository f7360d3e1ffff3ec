// SPDX-License-Identifier: MIT
#include "formats/audit/auditchains.h"

#include "findings/words.h"
#include "http/uriparts.h"

#include <QHash>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kNoRow = -1;
constexpr qsizetype kUnknown = -2;

/// For each row the one that begins where it ends, kNoRow if there is none. A row that leads to itself says that its
/// URL stays where it is.
QList<qsizetype> nextRows(const QList<AuditRow> &rows)
{
    QHash<QByteArray, qsizetype> bySource;
    bySource.reserve(rows.size());
    const auto isStep = [](const AuditRow &row) {
        return !row.target.isEmpty() && row.variant.isEmpty() && withoutFragment(row.target) != row.source;
    };
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (isStep(rows[i]) && !bySource.contains(rows[i].source))
            bySource.insert(rows[i].source, i);
    }
    QList<qsizetype> next(rows.size(), kNoRow);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (isStep(rows[i]))
            next[i] = bySource.value(withoutFragment(rows[i].target), kNoRow);
    }
    return next;
}

/// Where the chain from each row ends, kNoRow for a circle. Each row is walked over once.
QList<qsizetype> lastRows(const QList<qsizetype> &next)
{
    QList<qsizetype> last(next.size(), kUnknown);
    QList<bool> isOnPath(next.size(), false);
    for (qsizetype start = 0; start < next.size(); ++start) {
        QList<qsizetype> path;
        qsizetype at = start;
        while (last[at] == kUnknown && !isOnPath[at] && next[at] != kNoRow) {
            isOnPath[at] = true;
            path.append(at);
            at = next[at];
        }
        const qsizetype end = last[at] != kUnknown ? last[at] : isOnPath[at] ? kNoRow : at;
        if (next[at] == kNoRow)
            last[at] = at;
        for (const qsizetype row : std::as_const(path)) {
            last[row] = end;
            isOnPath[row] = false;
        }
    }
    return last;
}

} // namespace

QList<MapChain> chainsWithin(const QList<AuditRow> &rows)
{
    const QList<qsizetype> next = nextRows(rows);
    const QList<qsizetype> last = lastRows(next);
    QList<MapChain> chains;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (next[i] != kNoRow)
            chains.append({i, next[i], last[i]});
    }
    return chains;
}

QString chainSentence(const MapChain &chain, const QList<AuditRow> &rows)
{
    const AuditRow &row = rows[chain.row];
    const AuditRow &next = rows[chain.next];
    const QString place = placeText(row.place);
    const QString way = u"%1 leads to %2, which %3 sends on to %4"_s.arg(place, urlText(row.target),
                                                                         placeText(next.place), urlText(next.target));
    if (chain.last < 0)
        return way + u", and so on in a circle"_s;
    return way + u": make %1 the target of %2"_s.arg(urlText(rows[chain.last].target), place);
}

} // namespace hopscope
