// SPDX-License-Identifier: MIT
#include "formats/recordedchains.h"

#include "http/location.h"
#include "http/url.h"

#include <QHash>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <tuple>

namespace hopscope
{

namespace
{

constexpr qint64 kMicrosecondsPerSecond = 1'000'000;
/// A client goes on at once; what a record adds are queues, pauses of a debugger and rounded times.
constexpr qint64 kMaxPause = 30 * kMicrosecondsPerSecond;
/// Pauses up to here say nothing about which redirect was meant.
constexpr qint64 kUsualPause = kMicrosecondsPerSecond;

/// A redirect whose next request has not been met yet.
struct Waiting {
    qsizetype exchange = 0;
    qint64 end = 0;
    QByteArray key; ///< of its target
};

class Joiner
{
public:
    explicit Joiner(const QList<Recorded> &exchanges) : m_all(exchanges) {}

    QList<QList<qsizetype>> chains();

private:
    void sort();
    qsizetype takePredecessor(qsizetype number);
    std::optional<qsizetype> bestOf(const QList<Waiting> &waiting, qsizetype number) const;

    const QList<Recorded> &m_all;
    QList<qint64> m_start;
    QList<qsizetype> m_order;
    QHash<QByteArray, QList<Waiting>> m_waiting; ///< by target
};

QByteArray keyOf(const QByteArray &url)
{
    const Result<Url> parsed = parseUrl(url);
    return parsed ? serializeUrl(*parsed, false) : url.split('#').constFirst();
}

/// The same URL in https: a browser upgrades a request by itself (RFC 6797 8.3).
QByteArray upgraded(const QByteArray &key)
{
    return key.startsWith("http:") ? "https:" + key.sliced(5) : QByteArray();
}

/// A redirect leaves the method or makes it GET; anything else, such as a preflight, is a request of its own.
bool canFollow(const Request &before, const Request &next)
{
    return next.method == before.method || next.method == "GET";
}

bool isUsualMethod(const Hop &before, const Request &next)
{
    const int status = before.response->status;
    const bool kept = next.method == before.request.method;
    if (status == 307 || status == 308)
        return kept;
    if (before.request.method == "POST" || status == 303)
        return next.method == "GET" || next.method == "HEAD";
    return kept;
}

/// A body that went along is the one that was sent before.
bool hasOtherBody(const Request &before, const Request &next)
{
    const bool hasBoth = before.body.size > 0 && next.body.size > 0;
    const bool haveSums = !before.body.sha256.isEmpty() && !next.body.sha256.isEmpty();
    return hasBoth && (before.body.size != next.body.size || (haveSums && before.body.sha256 != next.body.sha256));
}

/// Fields that a client sends with each request of a chain, such as User-Agent or the id of a request. How many differ?
qsizetype otherFields(const Request &before, const Request &next)
{
    static const char *const changing[] = {
        "host",   "cookie",  "authorization", "connection", "content-", "transfer-encoding",
        "origin", "referer", "sec-fetch-",    "if-",        ":"};
    return std::count_if(before.headers.fields.begin(), before.headers.fields.end(), [&](const Header &field) {
        const QByteArray name = field.name.toLower();
        const bool mayChange = std::any_of(std::begin(changing), std::end(changing),
                                           [&](const char *each) { return name.startsWith(each); });
        return !mayChange && next.headers.contains(name) && !next.headers.all(name).contains(field.value);
    });
}

/// Chromium's id of a redirected request gets an "r" behind it in some recordings.
QByteArray plainId(QByteArray id)
{
    while (id.endsWith('r'))
        id.chop(1);
    return id;
}

bool sameWhereSaid(const QByteArray &a, const QByteArray &b)
{
    return a.isEmpty() || b.isEmpty() || a == b;
}

void Joiner::sort()
{
    qint64 last = 0;
    for (const Recorded &exchange : m_all) {
        last = exchange.start.value_or(last);
        m_start.append(last);
    }
    m_order.resize(m_all.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    std::stable_sort(m_order.begin(), m_order.end(), [this](auto a, auto b) { return m_start[a] < m_start[b]; });
}

std::optional<qsizetype> Joiner::bestOf(const QList<Waiting> &waiting, qsizetype number) const
{
    const Recorded &next = m_all[number];
    using Rank = std::tuple<bool, bool, qsizetype, bool, bool, qint64, qint64>; // the smaller the better
    std::optional<std::pair<Rank, qsizetype>> best;
    for (qsizetype i = 0; i < waiting.size(); ++i) {
        const Recorded &before = m_all[waiting[i].exchange];
        const qint64 pause = m_start[number] - waiting[i].end;
        const bool sameId = !next.id.isEmpty() && plainId(before.id) == plainId(next.id);
        if (!canFollow(before.hop.request, next.hop.request) || (pause > kMaxPause && !sameId))
            continue;
        const Rank rank{!sameId,
                        hasOtherBody(before.hop.request, next.hop.request),
                        otherFields(before.hop.request, next.hop.request),
                        !sameWhereSaid(before.page, next.page),
                        !isUsualMethod(before.hop, next.hop.request),
                        std::max(std::abs(pause), kUsualPause),
                        waiting[i].end};
        if (!best || rank < best->first)
            best = {rank, i};
    }
    return best ? std::optional(best->second) : std::nullopt;
}

/// The redirect that led to this exchange, -1 if none did.
qsizetype Joiner::takePredecessor(qsizetype number)
{
    if (m_waiting.isEmpty())
        return -1;
    const auto found = m_waiting.find(keyOf(m_all[number].hop.request.url));
    if (found == m_waiting.end())
        return -1;
    const std::optional<qsizetype> best = bestOf(*found, number);
    if (!best)
        return -1;
    const Waiting taken = found->at(*best);
    // It waits for the URL and, a second time, for its upgrade.
    for (const QByteArray &key : {taken.key, upgraded(taken.key)}) {
        const auto waiting = m_waiting.find(key);
        if (waiting == m_waiting.end())
            continue;
        waiting->removeIf([&](const Waiting &each) { return each.exchange == taken.exchange; });
        if (waiting->isEmpty())
            m_waiting.erase(waiting);
    }
    return taken.exchange;
}

QList<QList<qsizetype>> Joiner::chains()
{
    sort();
    QList<QList<qsizetype>> chains;
    QHash<qsizetype, qsizetype> chainOf;
    for (const qsizetype number : std::as_const(m_order)) {
        const qsizetype before = takePredecessor(number);
        const qsizetype chain = before < 0 ? chains.size() : chainOf.take(before);
        if (before < 0)
            chains.append(QList<qsizetype>());
        chains[chain].append(number);
        const QByteArray target = recordedTarget(m_all[number]);
        if (target.isEmpty())
            continue;
        chainOf.insert(number, chain);
        const QByteArray key = keyOf(target);
        for (const QByteArray &each : {key, upgraded(key)}) {
            if (!each.isEmpty())
                m_waiting[each].append({number, m_start[number] + m_all[number].duration, key});
        }
    }
    return chains;
}

} // namespace

QByteArray recordedTarget(const Recorded &exchange)
{
    const std::optional<Response> &response = exchange.hop.response;
    if (!response || response->status < 300 || response->status > 399)
        return {};
    const QByteArray location = response->headers.first("Location").value_or(exchange.next);
    if (location.isEmpty())
        return {};
    const Result<QByteArray> target = resolveLocation(LocationSyntax::Whatwg, exchange.hop.request.url, location);
    return target ? *target : QByteArray();
}

QList<QList<qsizetype>> recordedChains(const QList<Recorded> &exchanges)
{
    return Joiner(exchanges).chains();
}

} // namespace hopscope
