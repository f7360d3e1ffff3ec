// SPDX-License-Identifier: MIT
#include "trace/tracealign.h"

#include <algorithm>
#include <vector>

namespace hopscope
{

namespace
{

constexpr int kGapCost = 3;

int statusOf(const Hop &hop)
{
    return hop.response ? hop.response->status : 0;
}

/// 0: the same request and status. Two hops that share nothing cost as much as two gaps.
int costOf(const Hop &a, const Hop &b)
{
    const int url = a.request.url == b.request.url ? 0 : 3;
    const int method = a.request.method == b.request.method ? 0 : 1;
    const int status = statusOf(a) == statusOf(b) ? 0 : 1;
    return url + method + status;
}

QList<std::pair<int, int>> placeByPlace(qsizetype a, qsizetype b)
{
    QList<std::pair<int, int>> rows;
    for (qsizetype i = 0; i < std::max(a, b); ++i)
        rows.append({i < a ? int(i) : -1, i < b ? int(i) : -1});
    return rows;
}

} // namespace

QList<std::pair<int, int>> alignHops(const QList<Hop> &a, const QList<Hop> &b)
{
    const qsizetype n = a.size();
    const qsizetype m = b.size();
    if (n > kMaxAlignedHops || m > kMaxAlignedHops)
        return placeByPlace(n, m);
    // Cheapest way from (i, j) to the ends (Needleman and Wunsch).
    std::vector<int> costs(size_t((n + 1) * (m + 1)), 0);
    const auto cost = [&](qsizetype i, qsizetype j) -> int & { return costs[size_t(i * (m + 1) + j)]; };
    for (qsizetype i = n; i >= 0; --i) {
        for (qsizetype j = m; j >= 0; --j) {
            if (i == n || j == m) {
                cost(i, j) = int(n - i + m - j) * kGapCost;
                continue;
            }
            cost(i, j) = std::min(
                {cost(i + 1, j + 1) + costOf(a[i], b[j]), cost(i + 1, j) + kGapCost, cost(i, j + 1) + kGapCost});
        }
    }
    QList<std::pair<int, int>> rows;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < n || j < m) {
        if (i < n && j < m && cost(i, j) == cost(i + 1, j + 1) + costOf(a[i], b[j]))
            rows.append({int(i++), int(j++)});
        else if (i < n && cost(i, j) == cost(i + 1, j) + kGapCost)
            rows.append({int(i++), -1});
        else
            rows.append({-1, int(j++)});
    }
    return rows;
}

QList<QList<int>> alignChains(const QList<QList<Hop>> &chains)
{
    if (chains.isEmpty())
        return {};
    const qsizetype n = chains.first().size();
    // beside[c][i]: the hop of chain c beside hop i of the first; before[c][i]: those that stand before it.
    QList<QList<int>> beside(chains.size(), QList<int>(n, -1));
    QList<QList<QList<int>>> before(chains.size(), QList<QList<int>>(n + 1));
    for (qsizetype c = 1; c < chains.size(); ++c) {
        qsizetype next = 0;
        const QList<std::pair<int, int>> pairs = alignHops(chains.first(), chains[c]);
        for (const auto &[first, other] : pairs) {
            if (first < 0) {
                before[c][next].append(other);
                continue;
            }
            beside[c][first] = other;
            next = first + 1;
        }
    }
    QList<QList<int>> rows;
    for (qsizetype i = 0; i <= n; ++i) {
        qsizetype extra = 0;
        for (qsizetype c = 1; c < chains.size(); ++c)
            extra = std::max(extra, before[c][i].size());
        for (qsizetype k = 0; k < extra; ++k) {
            QList<int> row{-1};
            for (qsizetype c = 1; c < chains.size(); ++c)
                row.append(before[c][i].value(k, -1));
            rows.append(row);
        }
        if (i == n)
            break;
        QList<int> row{int(i)};
        for (qsizetype c = 1; c < chains.size(); ++c)
            row.append(beside[c][i]);
        rows.append(row);
    }
    return rows;
}

} // namespace hopscope
