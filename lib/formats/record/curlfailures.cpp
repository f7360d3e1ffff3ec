// SPDX-License-Identifier: MIT
#include "formats/record/curlreader.h"

#include "formats/record/recordedchains.h"
#include "formats/record/recordedhead.h"
#include "redirect/decide.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

/// The request inside of the tunnel is the one that counts. Where there will be none, the proxy's answer does.
void CurlReader::endTunnel()
{
    const Hop hop = m_exchanges.takeLast().hop;
    m_attempt.tunnelTo(hop.request);
    m_refused.reset();
    if (hop.response->status < 200 || hop.response->status > 299)
        m_refused = hop;
    m_inTunnel = false;
    m_connection.reused = false;
}

/// The request that would have gone out, as far as the text tells it.
void CurlReader::failedRequest(Recorded &exchange)
{
    Hop &hop = exchange.hop;
    if (m_refused) {
        hop = *m_refused;
        hop.request.url = m_announced.isEmpty() ? m_attempt.url() : m_announced;
        exchange.continues =
            !m_announced.isEmpty() && !m_exchanges.isEmpty() && !recordedTargets(m_exchanges.constLast()).isEmpty();
        hop.notes.append(u"The request itself was not sent: this is what the proxy was asked for, and its response."_s);
        return;
    }
    hop.request = {.method = "GET", .version = {}};
    if (!m_announced.isEmpty() && !m_exchanges.isEmpty()) {
        const Hop &last = m_exchanges.constLast().hop;
        exchange.continues = !recordedTargets(m_exchanges.constLast()).isEmpty();
        if (last.response) {
            const Decision decision =
                decide(*findClient(u"curl"),
                       {.firstUrl = last.request.url, .request = last.request, .response = *last.response});
            hop.request.method = decision.next ? decision.next->method : hop.request.method;
        }
        hop.request.url = m_announced;
        hop.notes.append(
            u"No request was sent, because there was no connection; the method is inferred from curl's rules."_s);
    } else if (m_command) {
        hop.request = m_command->request;
        hop.notes.append(
            u"No request was sent, because there was no connection; it is shown as the curl command describes it."_s);
        hop.notes += m_command->missing;
    } else {
        const QByteArray url = m_attempt.url();
        hop.request.url = url.isEmpty() ? QByteArray(kUnknownUrl) : url;
        hop.notes.append(
            u"No request was sent, because there was no connection. The text does not name its method and URL: GET "
            "and %1 are used instead."_s.arg(QString::fromUtf8(hop.request.url)));
    }
}

/// The connection failed, so that no request went out.
void CurlReader::endAttempt()
{
    if (!m_attempt.isUnderWay())
        return;
    Recorded exchange;
    exchange.agent = "curl/";
    failedRequest(exchange);
    exchange.hop.connection = m_connection;
    if (!m_refused)
        exchange.hop.error = m_attempt.failure();
    if (exchange.hop.error.isEmpty() && !m_refused)
        exchange.hop.error = u"The text does not say why there was no connection."_s;
    m_exchanges.append(exchange);
    m_announced.clear();
    m_command.reset();
    m_attempt = {};
    m_hasFailed = !m_refused;
    m_refused.reset();
}

/// "curl: (7) Failed to connect": the last line when something went wrong.
void CurlReader::failure(const QByteArray &text)
{
    const QString why = QString::fromUtf8(text);
    if (m_attempt.isUnderWay())
        endAttempt();
    if (m_exchanges.isEmpty())
        return;
    Recorded &last = m_exchanges.last();
    Hop &hop = last.hop;
    if (const std::optional<int> limit = limitInLine(text))
        last.limit = limit;
    if (m_hasFailed) {
        // A message for each URL: the next one is about another connection.
        m_hasFailed = false;
        hop.error = why.section(u") "_s, 1);
        return;
    }
    if (hop.response)
        hop.notes.append(why);
    else
        hop.error = why;
}

/// A head that the text breaks off in is read as far as it goes.
void CurlReader::finish()
{
    const bool inRequest = !m_head.isEmpty();
    const bool inResponse = !m_answer.isEmpty();
    if (inRequest)
        endRequest();
    if (inResponse)
        endResponse();
    if ((inRequest || inResponse) && !m_exchanges.isEmpty())
        m_exchanges.last().hop.notes.append(u"The text ends inside this head, so that fields may be missing."_s);
    endAttempt();
    for (Recorded &each : m_exchanges) {
        Hop &hop = each.hop;
        if (hop.response && isInterimStatus(hop.response->status))
            hop.response.reset();
        if (!hop.response && hop.error.isEmpty())
            hop.error = u"The text has no response to this request."_s;
        if (hop.request.body.truncated)
            hop.notes.append(u"curl -v shows the length of the request's body, not the body."_s);
        // A tunnel that the text does not tell the end of.
        if (hop.request.method == "CONNECT" && !hop.request.url.contains("://"))
            hop.request.url = urlOfTarget(hop.request, "https");
    }
}

} // namespace hopscope
