// SPDX-License-Identifier: MIT
#include "trace/tracealign.h"

#include <algorithm>
#include <vector>

namespace hopscope
{

namespace
{

constexpr int kGapCost = 3;
constexpr int kNever = 2 * kGapCost + 1; ///< dearer than two gaps

/// A hop as far as its place depends on it; views into the hop.
struct Place {
    HopKind kind = HopKind::Http;
    QByteArrayView method;
    QByteArrayView url; ///< without the fragment, which no server is told
    int status = 0;     ///< 0: no response
};

std::vector<Place> placesOf(const QList<Hop> &hops)
{
    std::vector<Place> places;
    places.reserve(size_t(hops.size()));
    for (const Hop &hop : hops) {
        const QByteArrayView url(hop.request.url);
        const qsizetype end = url.indexOf('#');
        places.push_back(
            {hop.kind, hop.request.method, end < 0 ? url : url.first(end), hop.response ? hop.response->status : 0});
    }
    return places;
}

bool asksBeforehand(HopKind kind)
{
    return kind == HopKind::Preflight;
}

/// 0: the same request and status.
int costOf(const Place &a, const Place &b)
{
    if (asksBeforehand(a.kind) != asksBeforehand(b.kind))
        return kNever;
    const int method = a.method == b.method ? 0 : 1;
    if (!reachesServer(a.kind) || !reachesServer(b.kind))
        return a.url != b.url ? kNever : method + (a.kind == b.kind ? 0 : 1);
    const int url = a.url == b.url ? 0 : 3;
    const int status = a.status == b.status ? 0 : 1;
    return url + method + status;
}

/// One after the other; a preflight that only one of them has there stands alone.
QList<std::pair<int, int>> inTurn(const QList<Hop> &a, const QList<Hop> &b)
{
    QList<std::pair<int, int>> rows;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        const bool first = i < a.size() && asksBeforehand(a[i].kind);
        const bool second = j < b.size() && asksBeforehand(b[j].kind);
        const bool takesFirst = i < a.size() && (first || !second);
        const bool takesSecond = j < b.size() && (second || !first);
        rows.append({takesFirst ? int(i++) : -1, takesSecond ? int(j++) : -1});
    }
    return rows;
}

bool isEmptyRow(const QList<int> &row)
{
    return std::ranges::all_of(row, [](int hop) { return hop < 0; });
}

/// A row of hops that stand before one place of the first chain; `extra` has those of each chain, `next` how many of
/// them have their row already. Only -1 when all have.
QList<int> extraRow(const QList<QList<Hop>> &chains, const QList<QList<int>> &extra, QList<qsizetype> &next)
{
    const auto kindOf = [&](qsizetype c) { return chains[c][extra[c][next[c]]].kind; };
    bool asks = false;
    for (qsizetype c = 1; c < chains.size(); ++c)
        asks = asks || (next[c] < extra[c].size() && asksBeforehand(kindOf(c)));
    QList<int> row{-1};
    for (qsizetype c = 1; c < chains.size(); ++c) {
        const bool stands = next[c] < extra[c].size() && asksBeforehand(kindOf(c)) == asks;
        row.append(stands ? extra[c][next[c]++] : -1);
    }
    return row;
}

} // namespace

QList<std::pair<int, int>> alignHops(const QList<Hop> &a, const QList<Hop> &b)
{
    const qsizetype n = a.size();
    const qsizetype m = b.size();
    if (n > kMaxAlignedHops || m > kMaxAlignedHops)
        return inTurn(a, b);
    const std::vector<Place> first = placesOf(a);
    const std::vector<Place> second = placesOf(b);
    const auto pair = [&](qsizetype i, qsizetype j) { return costOf(first[size_t(i)], second[size_t(j)]); };
    // Cheapest way from (i, j) to the ends (Needleman and Wunsch).
    std::vector<int> costs(size_t((n + 1) * (m + 1)), 0);
    const auto cost = [&](qsizetype i, qsizetype j) -> int & { return costs[size_t(i * (m + 1) + j)]; };
    for (qsizetype i = n; i >= 0; --i) {
        for (qsizetype j = m; j >= 0; --j) {
            if (i == n || j == m) {
                cost(i, j) = int(n - i + m - j) * kGapCost;
                continue;
            }
            cost(i, j) =
                std::min({cost(i + 1, j + 1) + pair(i, j), cost(i + 1, j) + kGapCost, cost(i, j + 1) + kGapCost});
        }
    }
    // A preflight goes before the request that it is for, also where that was not sent.
    const auto asksNow = [&](qsizetype i, qsizetype j) {
        return j < m && asksBeforehand(second[size_t(j)].kind) && (i == n || !asksBeforehand(first[size_t(i)].kind)) &&
               cost(i, j) == cost(i, j + 1) + kGapCost;
    };
    QList<std::pair<int, int>> rows;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < n || j < m) {
        if (asksNow(i, j))
            rows.append({-1, int(j++)});
        else if (i < n && j < m && cost(i, j) == cost(i + 1, j + 1) + pair(i, j))
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
    // beside[c][i]: the hop of chain c beside hop i of the first; before[i][c]: those that stand before it.
    QList<QList<int>> beside(chains.size(), QList<int>(n, -1));
    QList<QList<QList<int>>> before(n + 1, QList<QList<int>>(chains.size()));
    for (qsizetype c = 1; c < chains.size(); ++c) {
        qsizetype next = 0;
        const QList<std::pair<int, int>> pairs = alignHops(chains.first(), chains[c]);
        for (const auto &[first, other] : pairs) {
            if (first < 0) {
                before[next][c].append(other);
                continue;
            }
            beside[c][first] = other;
            next = first + 1;
        }
    }
    QList<QList<int>> rows;
    for (qsizetype i = 0; i <= n; ++i) {
        QList<qsizetype> next(chains.size(), 0);
        for (QList<int> row = extraRow(chains, before[i], next); !isEmptyRow(row);
             row = extraRow(chains, before[i], next))
            rows.append(row);
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
