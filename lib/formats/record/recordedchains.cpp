// SPDX-License-Identifier: MIT
#include "formats/record/recordedchains.h"

#include "formats/record/looseends.h"
#include "formats/record/masked.h"
#include "http/ascii.h"
#include "http/location.h"
#include "http/url.h"

#include <QHash>

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <set>
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

/// Of the redirects to one URL that wait at the same time, so many before and after the usual pause are compared with a
/// request: they are the likeliest, and a record of many costs no more for each of them.
constexpr int kMostCompared = 256;

/// A redirect whose next request has not been met yet; in order of its end, and of the record.
struct Waiting {
    qint64 end = 0;
    qsizetype place = 0; ///< in the order of the record
    qsizetype exchange = 0;

    bool operator<(const Waiting &other) const
    {
        return std::tie(end, place, exchange) < std::tie(other.end, other.place, other.exchange);
    }
};
using WaitingSet = std::set<Waiting>;

class Joiner
{
public:
    explicit Joiner(const QList<Recorded> &exchanges) : m_all(exchanges) {}

    QList<QList<qsizetype>> chains();

private:
    void sort();
    qsizetype takePredecessor(qsizetype number);
    QList<QByteArray> keysOf(qsizetype number) const;
    qsizetype take(qsizetype number);
    std::optional<qsizetype> bestOf(const QByteArray &key, qsizetype number) const;
    QList<Waiting> likeliest(const QByteArray &key, qsizetype number) const;

    const QList<Recorded> &m_all;
    QList<qint64> m_start;
    QList<qsizetype> m_order;
    QHash<QByteArray, WaitingSet> m_waiting; ///< by target, and by target and id
    QHash<qsizetype, Waiting> m_entryOf;     ///< of each exchange that waits
    QHash<qsizetype, qsizetype> m_chainOf;   ///< of the last exchange of each
};

/// The same URL in https: a browser upgrades a request by itself (RFC 6797 8.3).
QByteArray upgraded(const QByteArray &key)
{
    return key.startsWith("http:") ? "https:" + key.sliced(5) : QByteArray();
}

QByteArray methodOf(const Recorded &exchange)
{
    return exchange.method.isEmpty() ? exchange.hop.request.method : exchange.method;
}

bool isUsualMethod(const Recorded &before, const Recorded &next)
{
    const int status = before.hop.response->status;
    const QByteArray method = methodOf(next);
    const bool kept = method == methodOf(before);
    if (status == 307 || status == 308)
        return kept;
    if (methodOf(before) == "POST" || status == 303)
        return method == "GET" || method == "HEAD";
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

/// No URL has a line feed.
QByteArray keyWithId(const QByteArray &key, const QByteArray &id)
{
    return key + '\n' + plainId(id);
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

/// Those with the request's own id, and those whose end is next to the usual pause before it, the older ones first.
QList<Waiting> Joiner::likeliest(const QByteArray &key, qsizetype number) const
{
    QList<Waiting> found;
    const Recorded &next = m_all[number];
    const auto sameId = next.id.isEmpty() ? m_waiting.constEnd() : m_waiting.constFind(keyWithId(key, next.id));
    if (sameId != m_waiting.constEnd()) {
        for (auto each = sameId->begin(); each != sameId->end() && found.size() < kMostCompared; ++each)
            found.append(*each);
    }
    const auto all = m_waiting.constFind(key);
    if (all == m_waiting.constEnd())
        return found;
    const auto usual = all->lower_bound({m_start[number] - kUsualPause, 0, 0});
    auto first = usual;
    for (int i = 0; i < kMostCompared && first != all->begin(); ++i)
        --first;
    int after = 0;
    for (auto each = first; each != all->end() && after < kMostCompared; ++each) {
        after += *each < Waiting{m_start[number] - kUsualPause, 0, 0} ? 0 : 1;
        found.append(*each);
    }
    return found;
}

std::optional<qsizetype> Joiner::bestOf(const QByteArray &key, qsizetype number) const
{
    const Recorded &next = m_all[number];
    using Rank = std::tuple<bool, bool, qsizetype, bool, bool, qint64, qint64>; // the smaller the better
    std::optional<std::pair<Rank, qsizetype>> best;
    for (const Waiting &waiting : likeliest(key, number)) {
        const Recorded &before = m_all[waiting.exchange];
        const qint64 pause = m_start[number] - waiting.end;
        const bool sameId = !next.id.isEmpty() && plainId(before.id) == plainId(next.id);
        if (!canFollow(before, next) || (pause > kMaxPause && !sameId))
            continue;
        const Rank rank{!sameId,
                        hasOtherBody(before.hop.request, next.hop.request),
                        otherFields(before.hop.request, next.hop.request),
                        !sameWhereSaid(before.page, next.page),
                        !isUsualMethod(before, next),
                        std::max(std::abs(pause), kUsualPause),
                        waiting.end};
        if (!best || rank < best->first)
            best = {rank, waiting.exchange};
    }
    return best ? std::optional(best->second) : std::nullopt;
}

/// The redirect that led to this exchange, -1 if none did.
qsizetype Joiner::takePredecessor(qsizetype number)
{
    if (m_all[number].continues)
        return m_chainOf.contains(number - 1) ? take(number - 1) : -1;
    if (m_waiting.isEmpty())
        return -1;
    const std::optional<qsizetype> best = bestOf(sameUrlKey(m_all[number].hop.request.url), number);
    return best ? take(*best) : -1;
}

/// Nobody else may follow from it.
qsizetype Joiner::take(qsizetype number)
{
    const Waiting entry = m_entryOf.take(number);
    for (const QByteArray &key : keysOf(number)) {
        const auto waiting = m_waiting.find(key);
        if (waiting == m_waiting.end())
            continue;
        waiting->erase(entry);
        if (waiting->empty())
            m_waiting.erase(waiting);
    }
    return number;
}

/// Of each URL that the redirect names, and of the same in https.
QList<QByteArray> Joiner::keysOf(qsizetype number) const
{
    QList<QByteArray> keys;
    for (const QByteArray &target : recordedTargets(m_all[number])) {
        const QByteArray key = sameUrlKey(target);
        for (const QByteArray &each : {key, upgraded(key)}) {
            if (!each.isEmpty() && !keys.contains(each))
                keys.append(each);
        }
    }
    if (m_all[number].id.isEmpty())
        return keys;
    const QList<QByteArray> plain = keys;
    for (const QByteArray &key : plain)
        keys.append(keyWithId(key, m_all[number].id));
    return keys;
}

QList<QList<qsizetype>> Joiner::chains()
{
    sort();
    QList<QList<qsizetype>> chains;
    qsizetype place = 0;
    for (const qsizetype number : std::as_const(m_order)) {
        const qsizetype before = takePredecessor(number);
        const qsizetype chain = before < 0 ? chains.size() : m_chainOf.take(before);
        if (before < 0)
            chains.append(QList<qsizetype>());
        chains[chain].append(number);
        m_chainOf.insert(number, chain);
        const Waiting entry{m_start[number] + m_all[number].duration, place++, number};
        m_entryOf.insert(number, entry);
        for (const QByteArray &key : keysOf(number))
            m_waiting[key].insert(entry);
    }
    return joinedLooseEnds(m_all, m_start, chains);
}

} // namespace

bool canFollow(const Recorded &before, const Recorded &next)
{
    return methodOf(next) == methodOf(before) || methodOf(next) == "GET";
}

bool hasMaskedLocation(const Recorded &exchange)
{
    const std::optional<Response> &response = exchange.hop.response;
    if (!response || response->status < 300 || response->status > 399 || !recordedTargets(exchange).isEmpty())
        return false;
    return isMasked(response->headers.first("Location").value_or(exchange.next));
}

QByteArray sameUrlKey(const QByteArray &url)
{
    const Result<Url> parsed = parseUrl(url);
    const QByteArray text = parsed ? serializeUrl(*parsed, false) : url.split('#').constFirst();
    QByteArray key;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf('%'); at >= 0 && at + 2 < text.size(); at = text.indexOf('%', at + 1)) {
        const int high = ascii::hexValue(text[at + 1]);
        const int low = ascii::hexValue(text[at + 2]);
        if (high < 0 || low < 0)
            continue;
        const char byte = static_cast<char>(high * 16 + low);
        const bool unreserved = ascii::isAlpha(byte) || ascii::isDigit(byte) || QByteArrayView("-._~").contains(byte);
        key += text.sliced(done, at - done);
        key += unreserved ? QByteArray(1, byte) : text.sliced(at, 3).toUpper();
        done = at + 3;
    }
    return key + text.sliced(done);
}

QList<QByteArray> recordedTargets(const Recorded &exchange)
{
    const std::optional<Response> &response = exchange.hop.response;
    if (!response || response->status < 300 || response->status > 399)
        return {};
    QList<QByteArray> locations = response->headers.all("Location");
    locations.removeIf([](const QByteArray &location) { return isMasked(location); });
    if (locations.isEmpty() && !isMasked(exchange.next))
        locations.append(exchange.next);
    QList<QByteArray> targets;
    for (const QByteArray &location : std::as_const(locations)) {
        const Result<QByteArray> target = resolveLocation(LocationSyntax::Whatwg, exchange.hop.request.url, location);
        if (target && !location.isEmpty())
            targets.append(*target);
    }
    return targets;
}

QList<QList<qsizetype>> recordedChains(const QList<Recorded> &exchanges)
{
    return Joiner(exchanges).chains();
}

} // namespace hopscope
