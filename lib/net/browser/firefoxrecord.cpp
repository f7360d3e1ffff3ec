// SPDX-License-Identifier: MIT
#include "net/browser/firefoxrecord.h"

#include "http/uriparts.h"
#include "net/browser/neterror.h"
#include "redirect/refresh.h"

#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kUsPerMs = 1000;
constexpr int kDocumentType = 6; // nsIContentPolicy.TYPE_DOCUMENT
constexpr int kFetchType = 20;   // nsIContentPolicy.TYPE_FETCH
constexpr QLatin1StringView kRedirected("NS_BINDING_REDIRECTED");

Headers pairsOf(const ProtocolValue &list)
{
    Headers headers;
    for (const ProtocolValue &pair : list.items()) {
        if (const QList<ProtocolValue> both = pair.items(); both.size() == 2)
            headers.append(both[0].bytes(), both[1].bytes());
    }
    return headers;
}

/// The cookies that went out; Firefox does not say which it withheld.
QList<CookieVerdict> cookiesIn(const Headers &headers)
{
    QList<CookieVerdict> verdicts;
    for (const QByteArray &line : headers.all("Cookie")) {
        for (const QByteArray &pair : cookiePairs(line))
            verdicts.append({.name = pair.first(std::max<qsizetype>(pair.indexOf('='), 0)),
                             .fate = CookieFate::Sent,
                             .reason = u"Firefox sent it."_s,
                             .source = u"Firefox, as it reports"_s});
    }
    return verdicts;
}

bool isUpgradeOf(const QByteArray &http, const QByteArray &https)
{
    return http.startsWith("http:") && https.startsWith("https:");
}

/// As every client's trace has an upgrade by HSTS.
Response upgradeResponse(const QByteArray &target)
{
    return {.version = "HTTP/1.1",
            .status = 307,
            .reason = "Internal Redirect",
            .headers = {{{"Location", target}, {"Non-Authoritative-Reason", "HSTS"}}}};
}

qint64 microseconds(const ProtocolValue &time)
{
    return std::max<qint64>(std::llround(time.number()), 0);
}

} // namespace

FirefoxRecord::FirefoxRecord(bool isPage, const QByteArray &content, qint64 bodyLimit)
    : m_isPage(isPage), m_content(content), m_bodyLimit(bodyLimit)
{
}

void FirefoxRecord::add(const ProtocolValue &event)
{
    if (event["type"].integer() != (m_isPage ? kDocumentType : kFetchType))
        return;
    const QByteArray topic = event["topic"].bytes();
    if (topic == "http-on-modify-request")
        begin(event);
    else if (topic == "http-on-stop-request")
        finish(event);
    else
        answer(event);
}

void FirefoxRecord::begin(const ProtocolValue &event)
{
    const QByteArray id = event["id"].bytes();
    if (!m_error.isEmpty() || m_places.contains(id))
        return;
    if (m_hops.isEmpty())
        m_begin = event["time"].number();
    const bool isPreflight = event["preflight"].isTrue();
    BrowserHop hop;
    hop.cause = m_hops.isEmpty()                   ? BrowserCause::Start
                : event["redirects"].integer() > 0 ? BrowserCause::Redirect
                                                   : BrowserCause::Page;
    hop.hop.kind = isPreflight ? HopKind::Preflight : HopKind::Http;
    hop.hop.request = {
        .method = event["method"].bytes(), .url = event["url"].bytes(), .headers = pairsOf(event["request"])};
    if (hop.hop.request.headers.first("Content-Length").value_or("0").toLongLong() == m_content.size())
        hop.hop.request.body = bodyOf(m_content, m_bodyLimit);
    hop.hop.timing.start = std::max<qint64>(std::llround((event["time"].number() - m_begin) * kUsPerMs), 0);
    // Firefox tells the request that it asks for before the preflight.
    const bool isAsked = isPreflight && !m_hops.isEmpty() && !m_hops.constLast().hop.response;
    const qsizetype at = m_hops.size() - (isAsked ? 1 : 0);
    if (isAsked)
        m_places[m_current] = m_hops.size();
    m_hops.insert(at, hop);
    m_places.insert(id, at);
    if (isPreflight)
        return;
    m_current = id;
    m_isOver = false;
    m_pages += hop.cause == BrowserCause::Page ? 1 : 0;
}

BrowserHop *FirefoxRecord::find(const ProtocolValue &event)
{
    const auto place = m_places.constFind(event["id"].bytes());
    return place == m_places.constEnd() ? nullptr : &m_hops[*place];
}

void FirefoxRecord::answer(const ProtocolValue &event)
{
    BrowserHop *found = find(event);
    if (!found || !event["status"].exists())
        return;
    Hop &hop = found->hop;
    hop.request.headers = pairsOf(event["request"]);
    const QByteArray version = event["version"].bytes();
    hop.response = Response{.version = "HTTP/" + (version == "2.0" ? QByteArray("2") : version),
                            .status = event["status"].integer(),
                            .reason = event["reason"].bytes(),
                            .headers = pairsOf(event["response"])};
    hop.request.version = hop.response->version;
    hop.connection.address = event["address"].text();
    hop.connection.port = static_cast<quint16>(event["port"].integer());
    if (event["topic"].bytes() == "http-on-examine-cached-response") {
        hop.kind = HopKind::Cache;
        hop.connection = {};
    }
}

void FirefoxRecord::finish(const ProtocolValue &event)
{
    BrowserHop *found = find(event);
    if (!found)
        return;
    Hop &hop = found->hop;
    if (reachesServer(hop.kind))
        hop.request.headers = pairsOf(event["request"]);
    const ProtocolValue times = event["times"];
    hop.timing.dns = microseconds(times["dns"]);
    hop.timing.connect = microseconds(times["connect"]);
    hop.timing.wait = microseconds(times["wait"]);
    hop.timing.receive = microseconds(times["receive"]);
    if (hop.response && !event["content"].bytes().isEmpty())
        hop.response->body = bodyOf(QByteArray::fromBase64(event["content"].bytes()), m_bodyLimit);
    if (event["tls"].exists())
        hop.connection.tls =
            Tls{.protocol = {},
                .cipher = event["tls"]["cipher"].text(),
                .chain = {{.subject = event["tls"]["subject"].text(), .issuer = event["tls"]["issuer"].text()}}};
    const QString result = event["result"].text();
    if (event["id"].bytes() != m_current) {
        if (hop.kind == HopKind::Preflight && !result.isEmpty())
            hop.error = result;
        return;
    }
    if (result == kRedirected)
        return;
    m_isOver = true;
    const bool isAnswered = hop.response.has_value();
    const bool isAborted = result.startsWith("NS_BINDING_ABORTED"_L1) || result.startsWith("NS_ERROR_PARSED_DATA"_L1);
    if (m_error.isEmpty() && !result.isEmpty() && !(isAborted && isAnswered))
        m_error = result;
}

int FirefoxRecord::expectedPage() const
{
    if (!m_isPage || m_hops.isEmpty() || !m_hops.constLast().hop.response)
        return -1;
    const Hop &hop = m_hops.constLast().hop;
    const std::optional<Refresh> refresh = refreshOf(*hop.response, hop.request.url);
    return refresh ? refresh->seconds : -1;
}

BrowserRun FirefoxRecord::run(const QString &browser) const
{
    BrowserRun run{.browser = browser,
                   .started =
                       m_hops.isEmpty() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(std::llround(m_begin), Qt::UTC),
                   .hops = m_hops};
    for (qsizetype i = 0; i < run.hops.size(); ++i) {
        Hop &hop = run.hops[i].hop;
        hop.cookies.sent = cookiesIn(hop.request.headers);
        if (i + 1 == run.hops.size())
            break;
        BrowserHop &next = run.hops[i + 1];
        if (!hop.response && next.cause == BrowserCause::Redirect &&
            isUpgradeOf(hop.request.url, next.hop.request.url)) {
            hop.kind = HopKind::Hsts;
            hop.response = upgradeResponse(next.hop.request.url);
        }
        if (next.cause != BrowserCause::Page || !hop.response)
            continue;
        const std::optional<Refresh> refresh = refreshOf(*hop.response, hop.request.url);
        if (refresh && withoutFragment(refresh->target) == withoutFragment(next.hop.request.url)) {
            next.hop.kind = refresh->kind;
            next.why = refresh->kind == HopKind::Refresh ? u"its Refresh field"_s : u"its meta element"_s;
        }
    }
    if (m_error.isEmpty())
        return run;
    run.end = outcomeOfNetError(u"Firefox"_s, m_error);
    const qsizetype last = run.hops.size() - 1;
    if (last > 0 && !run.hops[last].hop.response && run.hops[last - 1].hop.kind == HopKind::Preflight)
        run.hops.removeLast();
    else if (last >= 0 && !run.hops[last].hop.response)
        run.hops[last].hop.error = m_error;
    return run;
}

} // namespace hopscope
