// SPDX-License-Identifier: MIT
#include "formats/record/looseends.h"

#include "formats/record/masked.h"
#include "formats/record/recordedchains.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <numeric>

namespace hopscope
{

namespace
{

/// Of the chains that begin with one URL, so many are compared with a redirect.
constexpr int kMostTried = 64;
/// Debuggers and people who press a button make a client wait; who comes back after an hour comes anew.
constexpr qint64 kLongestPause = qint64(3600) * 1'000'000;

/// Place of a request in time, and in the file.
using Place = std::pair<qint64, qsizetype>;

/// Whether this is a redirect, whose target may be masked.
bool leadsOn(const Recorded &exchange)
{
    return !recordedTargets(exchange).isEmpty() || hasMaskedLocation(exchange);
}

class EndJoiner
{
public:
    EndJoiner(const QList<Recorded> &exchanges, const QList<qint64> &start, const QList<QList<qsizetype>> &chains);

    QList<QList<qsizetype>> joined();

private:
    using Heads = QHash<QByteArray, std::map<Place, qsizetype>>;

    const Recorded &lastOf(qsizetype chain) const { return m_all[m_chains[chain].constLast()]; }
    const Recorded &firstOf(qsizetype chain) const { return m_all[m_chains[chain].constFirst()]; }
    Place placeOf(qsizetype exchange) const { return {m_start[exchange], exchange}; }
    qsizetype rootOf(qsizetype chain);
    bool mayLead(qsizetype chain, qsizetype next);
    void indexHeads();
    bool joinByUrl(qsizetype chain);
    bool joinById(qsizetype chain);
    bool joinMasked(qsizetype chain);
    template <typename Fits>
    bool takeFrom(Heads &heads, const QByteArray &key, qsizetype chain, Fits fits);
    void link(qsizetype chain, qsizetype next);

    const QList<Recorded> &m_all;
    const QList<qint64> &m_start;
    const QList<QList<qsizetype>> &m_chains;
    QList<qsizetype> m_next; ///< the chain that goes on with a chain; -1: none
    QList<qsizetype> m_root; ///< towards the chain that begins
    QList<bool> m_isHead;
    Heads m_byUrl;
    Heads m_byId;
    Heads m_byShape;
};

EndJoiner::EndJoiner(const QList<Recorded> &exchanges, const QList<qint64> &start,
                     const QList<QList<qsizetype>> &chains)
    : m_all(exchanges),
      m_start(start),
      m_chains(chains),
      m_next(chains.size(), -1),
      m_root(chains.size()),
      m_isHead(chains.size(), true)
{
    std::iota(m_root.begin(), m_root.end(), 0);
}

qsizetype EndJoiner::rootOf(qsizetype chain)
{
    while (m_root[chain] != chain) {
        m_root[chain] = m_root[m_root[chain]];
        chain = m_root[chain];
    }
    return chain;
}

/// A request follows from what came before it in the file or by the clock; and no chain from itself.
bool EndJoiner::mayLead(qsizetype chain, qsizetype next)
{
    const qsizetype last = m_chains[chain].constLast();
    const qsizetype first = m_chains[next].constFirst();
    const bool isLater = first > last || m_start[first] >= m_start[last] + m_all[last].duration;
    const bool isSoon = m_start[first] - m_start[last] - m_all[last].duration <= kLongestPause;
    return isLater && isSoon && m_isHead[next] && rootOf(chain) != next && !firstOf(next).continues &&
           canFollow(lastOf(chain), firstOf(next));
}

void EndJoiner::indexHeads()
{
    for (qsizetype chain = 0; chain < m_chains.size(); ++chain) {
        const Recorded &first = firstOf(chain);
        const Place place = placeOf(m_chains[chain].constFirst());
        m_byUrl[sameUrlKey(first.hop.request.url)].insert({place, chain});
        if (!first.id.isEmpty())
            m_byId[first.id].insert({place, chain});
        m_byShape[maskedShape(first.hop.request.url)].insert({place, chain});
    }
}

void EndJoiner::link(qsizetype chain, qsizetype next)
{
    m_next[chain] = next;
    m_root[next] = rootOf(chain);
    m_isHead[next] = false;
}

/// The next one by the clock, else the first one before it.
template <typename Fits>
bool EndJoiner::takeFrom(Heads &heads, const QByteArray &key, qsizetype chain, Fits fits)
{
    const auto found = heads.find(key);
    if (found == heads.end())
        return false;
    const auto tryFrom = [&](auto each) {
        for (int tried = 0; each != found->end() && tried < kMostTried; ++tried) {
            const qsizetype next = each->second;
            if (!m_isHead[next]) {
                each = found->erase(each);
                continue;
            }
            if (mayLead(chain, next) && fits(next)) {
                found->erase(each);
                link(chain, next);
                return true;
            }
            ++each;
        }
        return false;
    };
    return tryFrom(found->upper_bound(placeOf(m_chains[chain].constLast()))) || tryFrom(found->begin());
}

bool EndJoiner::joinByUrl(qsizetype chain)
{
    const QList<QByteArray> targets = recordedTargets(lastOf(chain));
    return std::any_of(targets.begin(), targets.end(), [&](const QByteArray &target) {
        return takeFrom(m_byUrl, sameUrlKey(target), chain, [](qsizetype) { return true; });
    });
}

/// The Location says nothing, but the record says which requests belong together.
bool EndJoiner::joinById(qsizetype chain)
{
    const Recorded &last = lastOf(chain);
    return !last.id.isEmpty() && hasMaskedLocation(last) &&
           takeFrom(m_byId, last.id, chain, [](qsizetype) { return true; });
}

bool EndJoiner::joinMasked(qsizetype chain)
{
    const QList<QByteArray> targets = recordedTargets(lastOf(chain));
    return std::any_of(targets.begin(), targets.end(), [&](const QByteArray &target) {
        return takeFrom(m_byShape, maskedShape(target), chain,
                        [&](qsizetype next) { return isSameButMasked(target, firstOf(next).hop.request.url); });
    });
}

QList<QList<qsizetype>> EndJoiner::joined()
{
    // Where no chain leads on, nothing is looked for, so that nothing needs keys.
    if (std::none_of(m_chains.begin(), m_chains.end(),
                     [&](const QList<qsizetype> &chain) { return leadsOn(m_all[chain.constLast()]); }))
        return m_chains;
    indexHeads();
    for (qsizetype chain = 0; chain < m_chains.size(); ++chain) {
        if (!joinByUrl(chain) && !joinById(chain))
            joinMasked(chain);
    }
    QList<QList<qsizetype>> all;
    for (qsizetype chain = 0; chain < m_chains.size(); ++chain) {
        if (!m_isHead[chain])
            continue;
        QList<qsizetype> whole;
        for (qsizetype part = chain; part >= 0; part = m_next[part])
            whole += m_chains[part];
        all.append(whole);
    }
    return all;
}

} // namespace

QList<QList<qsizetype>> joinedLooseEnds(const QList<Recorded> &exchanges, const QList<qint64> &start,
                                        const QList<QList<qsizetype>> &chains)
{
    return EndJoiner(exchanges, start, chains).joined();
}

} // namespace hopscope
