// SPDX-License-Identifier: MIT
#include "formats/tools/netlogsource.h"

#include "formats/har/harentry.h"
#include "formats/record/recordedhead.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLeastStatus = 100;
constexpr int kMostStatus = 999;

void appendLines(Headers &headers, const QList<QByteArray> &lines)
{
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':', 1);
        if (colon > 0)
            headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
    }
}

bool isUntouched(const Recorded &exchange)
{
    return exchange.hop.request.headers.fields.isEmpty() && !exchange.hop.response;
}

} // namespace

/// A job is started anew for the same URL, such as after a failed try; and for the next one behind a redirect.
void NetLogSource::start(const NetLogEvent &event)
{
    if (!m_exchanges.isEmpty() && isUntouched(m_exchanges.constLast()) &&
        m_exchanges.constLast().hop.request.url == event.url)
        return;
    Recorded exchange;
    exchange.start = event.time;
    exchange.hop.request = {.method = event.method.isEmpty() ? "GET" : event.method, .url = event.url, .version = {}};
    exchange.continues = !m_exchanges.isEmpty();
    m_exchanges.append(exchange);
}

void NetLogSource::sentHead(const NetLogEvent &event)
{
    if (m_exchanges.isEmpty())
        return;
    // The same request again, with credentials for a 401.
    if (m_exchanges.constLast().hop.response) {
        Recorded again;
        again.start = event.time;
        again.continues = true;
        again.hop.request = m_exchanges.constLast().hop.request;
        again.hop.request.headers = {};
        m_exchanges.append(again);
    }
    Request &request = m_exchanges.last().hop.request;
    request.version = event.version;
    request.headers = {};
    appendLines(request.headers, event.headers);
    if (const QByteArray method = event.line.split(' ').value(0); !method.isEmpty())
        request.method = method;
    request.body = lengthOnly(request.headers);
}

void NetLogSource::receivedHead(const NetLogEvent &event)
{
    if (m_exchanges.isEmpty() || event.headers.isEmpty())
        return;
    Recorded &exchange = m_exchanges.last();
    const QList<QByteArray> words = event.headers.constFirst().split(' ');
    const int status = words.value(1).toInt();
    // Chromium writes three digits, whatever came (RFC 9110 15).
    if (status < kLeastStatus || status > kMostStatus)
        return;
    Response response{.version = words.value(0), .status = status};
    response.reason = words.sliced(std::min<qsizetype>(2, words.size())).join(' ');
    appendLines(response.headers, event.headers.sliced(1));
    response.body = lengthOnly(exchange.hop.request.method, response);
    if (event.time && exchange.start)
        exchange.hop.timing.wait = std::max<qint64>(0, *event.time - *exchange.start);
    exchange.duration = exchange.hop.timing.wait;
    keepResponse(exchange.hop.response, response);
}

void NetLogSource::take(const NetLogEvent &event)
{
    switch (event.kind) {
    case NetLogEvent::Kind::Start:
        start(event);
        break;
    case NetLogEvent::Kind::SentHead:
        sentHead(event);
        break;
    case NetLogEvent::Kind::ReceivedHead:
    case NetLogEvent::Kind::OwnHead:
        receivedHead(event);
        break;
    case NetLogEvent::Kind::Redirected:
        if (!m_exchanges.isEmpty())
            m_exchanges.last().next = event.location;
        break;
    case NetLogEvent::Kind::Failed:
        if (!m_exchanges.isEmpty() && m_exchanges.constLast().hop.error.isEmpty())
            m_exchanges.last().hop.error = event.error;
        break;
    }
}

QList<Recorded> NetLogSource::exchanges() const
{
    QList<Recorded> all;
    for (Recorded exchange : m_exchanges) {
        Hop &hop = exchange.hop;
        if (hop.response && isInterimStatus(hop.response->status))
            hop.response.reset();
        if (!hop.response && !exchange.next.isEmpty())
            hop.error =
                u"The log has no head of this response, such as one out of the cache; it redirects to %1."_s.arg(
                    QString::fromUtf8(exchange.next));
        adoptForeignEntry(exchange);
        all.append(exchange);
    }
    return all;
}

} // namespace hopscope
