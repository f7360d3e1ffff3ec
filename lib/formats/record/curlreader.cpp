// SPDX-License-Identifier: MIT
#include "formats/record/curlreader.h"

#include "formats/record/recordedchains.h"
#include "formats/record/recordedhead.h"
#include "http/url.h"

#include <QRegularExpression>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// As the User-Agent of curl begins: only curl writes so, whatever it calls itself.
constexpr auto kCurlAgent = "curl/";

QRegularExpressionMatch matched(const QRegularExpression &pattern, const QByteArray &line)
{
    return pattern.match(QString::fromUtf8(line));
}

bool asksAgain(const Recorded &exchange)
{
    const std::optional<Response> &response = exchange.hop.response;
    return response && asksForCredentials(*response);
}

} // namespace

/// The absolute URL: as curl announced it, or put together of Host and the scheme that the text tells.
QByteArray CurlReader::urlOf(const Request &request, QStringList &notes) const
{
    const auto isFor = [&](const QByteArray &url) {
        return !url.isEmpty() && (request.url == requestTarget(url) || request.url == url) &&
               (request.headers.first("Host").value_or(hostField(url)).toLower() == hostField(url).toLower());
    };
    if (isFor(m_attempt.stream()))
        return m_attempt.stream();
    const QByteArray said = m_command && m_exchanges.isEmpty() ? m_command->request.url : QByteArray();
    if (isFor(said))
        return said;
    if (const QByteArray scheme = m_attempt.scheme(); !scheme.isEmpty())
        return urlOfTarget(request, scheme);
    if (!m_exchanges.isEmpty()) {
        for (const QByteArray &target : recordedTargets(m_exchanges.constLast())) {
            if (isFor(target))
                return target;
        }
    }
    if (m_connection.tls || request.version == "HTTP/3" || request.version == "HTTP/2" ||
        request.headers.first("Host").value_or(QByteArray()).endsWith(":443"))
        return urlOfTarget(request, "https");
    notes.append(assumedSchemeText());
    return urlOfTarget(request, "http");
}

void CurlReader::endRequest()
{
    if (m_head.isEmpty())
        return;
    const Result<Request> request = requestOfLines(m_head);
    m_head.clear();
    if (!request) {
        m_error = request.error;
        return;
    }
    m_inTunnel = request->method == "CONNECT";
    Recorded exchange;
    exchange.hop.request = *request;
    exchange.hop.connection = m_connection;
    const bool isAnnounced =
        !m_announced.isEmpty() && (request->url == requestTarget(m_announced) || request->url == m_announced);
    const bool hasHost = request->headers.contains("Host") || request->url.contains("://");
    if (isAnnounced)
        exchange.hop.request.url = m_announced;
    else if (!m_inTunnel)
        exchange.hop.request.url = urlOf(*request, exchange.hop.notes);
    exchange.agent = kCurlAgent;
    exchange.continues = isAnnounced && !m_exchanges.isEmpty() &&
                         (!recordedTargets(m_exchanges.constLast()).isEmpty() || asksAgain(m_exchanges.constLast()));
    if (!m_inTunnel) {
        m_announced.clear();
        m_attempt.requestSent();
        m_refused.reset();
    }
    m_areTwoOpen |= !m_exchanges.isEmpty() && !m_exchanges.constLast().hop.response &&
                    m_exchanges.constLast().hop.error.isEmpty() && !m_hasClosed;
    m_hasClosed = false;
    m_hasFailed = false;
    m_sentBody.clear();
    m_connection.reused = true;
    if (!hasHost && !isAnnounced && !m_inTunnel)
        m_error = u"the request has no Host field"_s;
    m_exchanges.append(exchange);
}

void CurlReader::endResponse()
{
    if (m_answer.isEmpty())
        return;
    const Result<Response> response = responseOfLines(m_answer);
    m_answer.clear();
    if (!response || m_exchanges.isEmpty()) {
        m_error = response ? u"a response comes before the first request"_s : response.error;
        return;
    }
    if (m_inTunnel) {
        m_exchanges.last().hop.response = *response;
        if (!isInterimStatus(response->status))
            endTunnel();
        return;
    }
    m_receivedBody.clear();
    Hop &hop = m_exchanges.last().hop;
    m_isMixed |= m_areTwoOpen && hop.response && !isInterimStatus(hop.response->status);
    keepResponse(hop.response, *response);
    if (!isInterimStatus(response->status))
        hop.response->body = lengthOnly(hop.request.method, *response);
}

void CurlReader::sentData(const CurlLine &data)
{
    if (m_exchanges.isEmpty() || m_inTunnel)
        return;
    Request &request = m_exchanges.last().hop.request;
    m_sentBody += data.text;
    if (data.isExact && m_sentBody.size() == request.body.size)
        request.body = bodyOf(m_sentBody);
}

/// What arrives in chunks, or coded, is written as it arrives: no content.
void CurlReader::receivedData(const CurlLine &data)
{
    if (m_exchanges.isEmpty() || !m_exchanges.constLast().hop.response)
        return;
    Response &response = *m_exchanges.last().hop.response;
    m_receivedBody += data.text;
    if (data.isExact && m_receivedBody.size() == response.body.size && !response.headers.contains("Content-Encoding"))
        response.body = bodyOf(m_receivedBody);
}

void CurlReader::sent(const QByteArray &text)
{
    if (isRequestLine(text)) {
        endRequest();
        m_head = {text};
    } else if (text.isEmpty()) {
        endRequest();
    } else if (!m_head.isEmpty()) {
        m_head.append(text);
    }
}

void CurlReader::received(const QByteArray &text)
{
    endRequest();
    if (isStatusLine(text)) {
        // No empty line stands behind an interim answer.
        endResponse();
        m_answer = {text};
    } else if (text.isEmpty()) {
        endResponse();
    } else if (!m_answer.isEmpty()) {
        m_answer.append(text);
    }
}

void CurlReader::note(const QByteArray &text)
{
    static const QRegularExpression connectedTo(u"^Connected to \\S+ \\(([0-9a-fA-F.:]+)\\) port (\\d+)"_s);
    static const QRegularExpression established(
        u"^Established connection to \\S+ \\(([0-9a-fA-F.:]+) port (\\d+)\\)"_s);
    static const QRegularExpression another(u"^Issue another request to this URL: '(.*)'$"_s);
    const QByteArray plain = text.trimmed();
    m_attempt.note(plain);
    if (const std::optional<int> limit = limitInLine(plain); limit && !m_exchanges.isEmpty())
        m_exchanges.last().limit = limit;
    // A request that got no response on a connection that died is sent again.
    m_hasClosed |= plain.startsWith("Closing connection") || plain.contains("retrying") || plain.contains(" died");
    if (plain.startsWith("Closing connection")) {
        endAttempt();
        m_attempt = {};
    } else if (plain.startsWith("Trying ")) {
        m_connection = {};
    } else if (const auto to = matched(connectedTo, plain); to.hasMatch()) {
        m_connection = {.address = to.captured(1), .port = to.captured(2).toUShort()};
    } else if (const auto newer = matched(established, plain); newer.hasMatch()) {
        m_connection.address = newer.captured(1);
        m_connection.port = newer.captured(2).toUShort();
    } else if (const auto next = matched(another, plain); next.hasMatch()) {
        announced(next.captured(1).toUtf8());
    } else if (plain.startsWith("Re-using existing ") || plain.startsWith("Reusing existing ")) {
        m_connection.reused = true;
    } else {
        tlsNote(plain);
    }
}

void CurlReader::announced(const QByteArray &url)
{
    m_announced = url;
    // A connection to another origin starts anew; its notes follow.
    if (!m_exchanges.isEmpty() && originOf(url) != originOf(m_exchanges.constLast().hop.request.url))
        m_connection = {};
}

void CurlReader::tlsNote(const QByteArray &text)
{
    static const QRegularExpression tlsUsing(u"^SSL connection using (\\S+) / (\\S+)"_s);
    if (const auto tls = matched(tlsUsing, text); tls.hasMatch())
        m_connection.tls = Tls{.protocol = tls.captured(1), .cipher = tls.captured(2)};
    else if (text == "Server certificate:" && m_connection.tls)
        m_connection.tls->chain = {Certificate()};
    if (!m_connection.tls || m_connection.tls->chain.isEmpty())
        return;
    Certificate &certificate = m_connection.tls->chain.first();
    if (text.startsWith("subject: "))
        certificate.subject = QString::fromUtf8(text.sliced(9));
    else if (text.startsWith("issuer: "))
        certificate.issuer = QString::fromUtf8(text.sliced(8));
}

void CurlReader::line(const CurlLine &line)
{
    switch (line.kind) {
    case CurlLine::Kind::Sent:
        sent(line.text);
        break;
    case CurlLine::Kind::Received:
        received(line.text);
        break;
    case CurlLine::Kind::SentData:
        sentData(line);
        break;
    case CurlLine::Kind::ReceivedData:
        receivedData(line);
        break;
    case CurlLine::Kind::Note:
        note(line.text);
        break;
    case CurlLine::Kind::Other:
        if (line.text.startsWith("curl: ("))
            failure(line.text);
        else if (m_exchanges.isEmpty() && !m_attempt.isUnderWay() &&
                 (line.text.startsWith("$ ") || line.text.startsWith("curl ")))
            m_command = requestInLine(line.text);
        break;
    }
}

Result<QList<Recorded>> CurlReader::read(const QList<CurlLine> &lines)
{
    for (const CurlLine &each : lines) {
        line(each);
        if (!m_error.isEmpty())
            return Result<QList<Recorded>>::failure(u"line %1: %2"_s.arg(each.number).arg(m_error));
    }
    finish();
    if (!m_error.isEmpty())
        return Result<QList<Recorded>>::failure(u"line %1: %2"_s.arg(lines.constLast().number).arg(m_error));
    return m_exchanges;
}

} // namespace hopscope
