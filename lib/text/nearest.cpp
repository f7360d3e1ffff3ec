// SPDX-License-Identifier: MIT
#include "text/nearest.h"

#include <algorithm>
#include <numeric>

namespace hopscope
{

namespace
{

constexpr qsizetype kLongestTyped = 64; ///< a longer one is no slip of the fingers
/// A third of the letters may be wrong.
constexpr qsizetype kLettersForEachSlip = 3;

/// How many letters have to be added, taken out or changed (Levenshtein).
qsizetype slipsBetween(const QString &a, const QString &b)
{
    QList<qsizetype> above(b.size() + 1);
    std::iota(above.begin(), above.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        QList<qsizetype> row{i + 1};
        for (qsizetype j = 0; j < b.size(); ++j)
            row.append(std::min({above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1)}));
        above = row;
    }
    return above.constLast();
}

} // namespace

QString nearestOf(const QString &typed, const QStringList &words)
{
    if (typed.size() > kLongestTyped)
        return {};
    const QString word = typed.toLower();
    QString nearest;
    qsizetype fewest = std::max<qsizetype>(1, word.size() / kLettersForEachSlip) + 1;
    for (const QString &each : words) {
        const qsizetype slips = slipsBetween(word, each);
        if (slips < fewest) {
            fewest = slips;
            nearest = each;
        }
    }
    return nearest;
}

} // namespace hopscope
