// SPDX-License-Identifier: MIT
#include "formats/record/curlverbose.h"

#include "formats/record/curlattempt.h"
#include "formats/record/recordedchains.h"
#include "formats/record/recordedhead.h"
#include "formats/record/recordedline.h"
#include "formats/record/recordedtraces.h"
#include "http/ascii.h"
#include "http/url.h"
#include "redirect/decide.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// As the User-Agent of curl begins: only curl writes so, whatever it calls itself.
constexpr auto kAgent = "curl/";

/// "12:34:56.123456 " that --trace-time puts before each line.
QByteArrayView withoutTime(QByteArrayView line)
{
    constexpr QByteArrayView pattern = "00:00:00.000000 ";
    if (line.size() < pattern.size())
        return line;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '0' ? !ascii::isDigit(line[i]) : line[i] != pattern[i])
            return line;
    }
    return line.sliced(pattern.size());
}

QRegularExpressionMatch matched(const QRegularExpression &pattern, const QByteArray &line)
{
    return pattern.match(QString::fromUtf8(line));
}

class Reader
{
public:
    Result<QList<Trace>> read(const QByteArray &text);

private:
    void line(const QByteArray &whole);
    void sent(const QByteArray &text);
    void received(const QByteArray &text);
    void note(const QByteArray &text);
    void tlsNote(const QByteArray &text);
    void endRequest();
    void endResponse();
    void dropTunnel();
    void failure(const QByteArray &text);
    void endAttempt();
    void failedRequest(Recorded &exchange);
    void announced(const QByteArray &url);
    Result<QList<Trace>> result();

    QList<Recorded> m_exchanges;
    Connection m_connection;
    QByteArray m_announced;   ///< the URL that the next request is for
    CurlAttempt m_attempt;    ///< the connection that no request has gone out on
    bool m_hasFailed = false; ///< the last exchange is a connection that failed
    std::optional<SaidRequest> m_command;
    QList<QByteArray> m_head;
    QList<QByteArray> m_answer;
    bool m_inTunnel = false; ///< the exchange is a CONNECT to a proxy
    int m_number = 0;
    QString m_error;
};

void Reader::endRequest()
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
    const QByteArray scheme = m_connection.tls ? "https" : "http";
    const bool isAnnounced =
        !m_announced.isEmpty() && (request->url == requestTarget(m_announced) || request->url == m_announced);
    exchange.hop.request.url = isAnnounced ? m_announced : urlOfTarget(*request, scheme);
    exchange.agent = kAgent;
    exchange.continues = isAnnounced && !m_exchanges.isEmpty() && !recordedTargets(m_exchanges.constLast()).isEmpty();
    m_announced.clear();
    m_attempt = {};
    m_hasFailed = false;
    m_connection.reused = true;
    if (exchange.hop.request.body.size > 0)
        exchange.hop.notes.append(u"curl -v shows the length of the request's body, not the body."_s);
    if (exchange.hop.request.url.isEmpty() && !m_inTunnel)
        m_error = u"the request has no Host field"_s;
    m_exchanges.append(exchange);
}

void Reader::endResponse()
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
        dropTunnel();
        return;
    }
    Hop &hop = m_exchanges.last().hop;
    const QList<InterimResponse> interim = hop.response ? hop.response->interim : QList<InterimResponse>();
    hop.response = *response;
    hop.response->interim = interim;
    if (response->status >= 100 && response->status < 200 && response->status != 101) {
        hop.response->interim.append({response->version, response->status, response->reason, response->headers});
        return;
    }
    hop.response->body = lengthOnly(hop.request.method, *response);
}

/// The request inside of the tunnel is the one that counts.
void Reader::dropTunnel()
{
    m_attempt.tunnelTo(m_exchanges.constLast().hop.request);
    m_exchanges.removeLast();
    m_inTunnel = false;
    m_connection.reused = false;
}

void Reader::sent(const QByteArray &text)
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

void Reader::received(const QByteArray &text)
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

void Reader::note(const QByteArray &text)
{
    static const QRegularExpression connectedTo(u"^Connected to \\S+ \\(([0-9a-fA-F.:]+)\\) port (\\d+)"_s);
    static const QRegularExpression established(
        u"^Established connection to \\S+ \\(([0-9a-fA-F.:]+) port (\\d+)\\)"_s);
    static const QRegularExpression another(u"^Issue another request to this URL: '(.*)'$"_s);
    const QByteArray plain = text.trimmed();
    m_attempt.note(plain);
    if (const std::optional<int> limit = limitInLine(plain); limit && !m_exchanges.isEmpty())
        m_exchanges.last().limit = limit;
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

void Reader::announced(const QByteArray &url)
{
    m_announced = url;
    // A connection to another origin starts anew; its notes follow.
    if (!m_exchanges.isEmpty() && originOf(url) != originOf(m_exchanges.constLast().hop.request.url))
        m_connection = {};
}

/// The request that would have gone out, as far as the text tells it.
void Reader::failedRequest(Recorded &exchange)
{
    Hop &hop = exchange.hop;
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
void Reader::endAttempt()
{
    if (!m_attempt.isUnderWay())
        return;
    Recorded exchange;
    exchange.agent = kAgent;
    failedRequest(exchange);
    exchange.hop.connection = m_connection;
    exchange.hop.error = m_attempt.failure();
    if (exchange.hop.error.isEmpty())
        exchange.hop.error = u"The text does not say why there was no connection."_s;
    m_exchanges.append(exchange);
    m_announced.clear();
    m_command.reset();
    m_attempt = {};
    m_hasFailed = true;
}

void Reader::tlsNote(const QByteArray &text)
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

/// "curl: (7) Failed to connect": the last line when something went wrong.
void Reader::failure(const QByteArray &text)
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

void Reader::line(const QByteArray &whole)
{
    const QByteArray text = withoutTime(whole).toByteArray();
    const bool isMarked = text.size() >= 2 && text[1] == ' ';
    if (text == ">" || (isMarked && text[0] == '>'))
        sent(text.size() > 2 ? text.sliced(2) : QByteArray());
    else if (text == "<" || (isMarked && text[0] == '<'))
        received(text.size() > 2 ? text.sliced(2) : QByteArray());
    else if (isMarked && text[0] == '*')
        note(text.sliced(2));
    else if (text.startsWith("curl: ("))
        failure(text);
    else if (m_exchanges.isEmpty() && !m_attempt.isUnderWay() && (text.startsWith("$ ") || text.startsWith("curl ")))
        m_command = requestInLine(text);
}

Result<QList<Trace>> Reader::read(const QByteArray &text)
{
    const QList<QByteArray> lines = linesOf(text);
    for (const QByteArray &each : lines) {
        ++m_number;
        line(each);
        if (!m_error.isEmpty())
            return Result<QList<Trace>>::failure(u"line %1: %2"_s.arg(m_number).arg(m_error));
    }
    return result();
}

Result<QList<Trace>> Reader::result()
{
    const bool cut = !m_head.isEmpty() || !m_answer.isEmpty();
    if (!cut)
        endAttempt();
    if (cut || m_exchanges.isEmpty())
        return Result<QList<Trace>>::failure(cut ? u"line %1: the text ends inside a head"_s.arg(m_number)
                                                 : u"there is no request in this text: record it with curl -v"_s);
    for (Recorded &each : m_exchanges) {
        Hop &hop = each.hop;
        if (hop.response && hop.response->status >= 100 && hop.response->status < 200 && hop.response->status != 101)
            hop.response.reset();
        if (!hop.response && hop.error.isEmpty())
            hop.error = u"The text has no response to this request."_s;
    }
    return recordedTraces(m_exchanges, u"the output of curl -v"_s, *findClient(u"curl"));
}

} // namespace

bool looksLikeCurlVerbose(const QByteArray &text)
{
    return hasLine(text, [](QByteArrayView each) {
        const QByteArrayView line = withoutTime(each);
        return (line.startsWith("> ") && isRequestLine(line.sliced(2))) ||
               (line.startsWith("* ") && isAttemptNote(line.sliced(2)));
    });
}

Result<QList<Trace>> readCurlVerbose(const QByteArray &text)
{
    return text.size() > kMaxRecordedText ? Result<QList<Trace>>::failure(tooLongText()) : Reader().read(text);
}

} // namespace hopscope
