// SPDX-License-Identifier: MIT
#include "formats/headblocks.h"

#include "formats/curlparse.h"
#include "formats/recordedchains.h"
#include "formats/recordedhead.h"
#include "formats/recordedtraces.h"
#include "http/url.h"
#include "redirect/decide.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// "https://a.example/x", "$ curl -iL https://a.example/x", "--2026-11-23 08:00:00--  https://a.example/x": what a line
/// of its own says about the request.
std::optional<Request> requestInLine(const QByteArray &line)
{
    QByteArray text = line.trimmed();
    if (text.startsWith("$ "))
        text = text.sliced(2);
    Request request{.method = "GET", .version = ""};
    if (text.startsWith("curl ")) {
        const Result<PastedRequest> pasted = parseCurl(QString::fromUtf8(text));
        if (!pasted)
            return std::nullopt;
        request.method = pasted->method;
        request.headers = pasted->headers;
        const Result<QByteArray> url = parseRequestUrl(pasted->url);
        request.url = url ? *url : QByteArray();
        return request.url.isEmpty() ? std::nullopt : std::optional(request);
    }
    if (text.startsWith("--20"))
        text = text.split(' ').constLast();
    const bool isUrl = (text.startsWith("http://") || text.startsWith("https://")) && !text.contains(' ');
    request.url = text;
    return isUrl ? std::optional(request) : std::nullopt;
}

qsizetype indentOf(QByteArrayView line)
{
    return std::find_if(line.begin(), line.end(), [](char c) { return c != ' ' && c != '\t'; }) - line.begin();
}

class Reader
{
public:
    explicit Reader(const QByteArray &text) : m_lines(linesOf(text)) {}

    Result<QList<Trace>> read();

private:
    QList<QByteArray> takeHead();
    void readRequest();
    void readResponse();
    void readBody(Hop &hop);
    Request nextRequest();
    void fail(const QString &why);

    QList<QByteArray> m_lines;
    qsizetype m_at = 0;
    qsizetype m_headLine = 0;
    bool m_isIndented = false;        ///< the head that was read last
    std::optional<Request> m_request; ///< of the answer that comes next
    QList<InterimResponse> m_interim;
    QList<Recorded> m_exchanges;
    QString m_error;
};

void Reader::fail(const QString &why)
{
    if (m_error.isEmpty())
        m_error = u"line %1: %2"_s.arg(m_headLine + 1).arg(why);
}

/// The lines of a head, which an empty line ends, or one that is no field.
QList<QByteArray> Reader::takeHead()
{
    m_headLine = m_at;
    const qsizetype indent = indentOf(m_lines[m_at]);
    m_isIndented = indent > 0;
    QList<QByteArray> head{m_lines[m_at++].sliced(indent)};
    for (; m_at < m_lines.size(); ++m_at) {
        const QByteArray line = m_lines[m_at].sliced(std::min(indent, indentOf(m_lines[m_at])));
        if (indentOf(m_lines[m_at]) < indent || line.isEmpty() || isStatusLine(line) || !line.contains(':'))
            break;
        head.append(line);
    }
    if (m_at < m_lines.size() && m_lines[m_at].trimmed().isEmpty())
        ++m_at;
    return head;
}

void Reader::readRequest()
{
    const Result<Request> request = requestOfLines(takeHead());
    if (!request) {
        fail(request.error);
        return;
    }
    const QByteArray before = m_exchanges.isEmpty() ? QByteArray() : recordedTarget(m_exchanges.constLast());
    m_request = *request;
    const bool continues = !before.isEmpty() && requestTarget(before) == request->url;
    m_request->url = continues ? before : urlOfTarget(*request, "http");
    if (m_request->url.isEmpty())
        fail(u"the request has no Host field, so that its URL is not known"_s);
}

/// What was sent, where the text does not show it: the client's rules say how it goes on after a redirect.
Request Reader::nextRequest()
{
    Request request{.method = "GET", .url = kUnknownUrl, .version = ""};
    if (m_exchanges.isEmpty())
        return request;
    const Hop &last = m_exchanges.constLast().hop;
    const QByteArray target = recordedTarget(m_exchanges.constLast());
    if (target.isEmpty())
        return request;
    const Decision decision = decide(
        *findClient(u"curl"), {.firstUrl = last.request.url, .request = last.request, .response = *last.response});
    request.url = target;
    if (decision.next)
        request.method = decision.next->method;
    return request;
}

void Reader::readResponse()
{
    Result<Response> response = responseOfLines(takeHead());
    if (!response) {
        fail(response.error);
        return;
    }
    // The answer of a proxy that opens a tunnel.
    if (response->status == 200 && response->reason.toLower().startsWith("connection established"))
        return;
    if (response->status >= 100 && response->status < 200 && response->status != 101) {
        m_interim.append({response->version, response->status, response->reason, response->headers});
        return;
    }
    Recorded exchange;
    Hop &hop = exchange.hop;
    hop.request = m_request ? *m_request : nextRequest();
    if (hop.request.url == kUnknownUrl)
        hop.notes.append(u"The text does not say which URL was requested; %1 stands for it."_s.arg(
            QString::fromLatin1(kUnknownUrl)));
    else if (hop.request.headers.fields.isEmpty())
        hop.notes.append(u"The text has no request; method and URL follow from what stands before it."_s);
    hop.response = *response;
    hop.response->interim = std::exchange(m_interim, {});
    m_request.reset();
    readBody(hop);
    m_exchanges.append(exchange);
}

/// Up to the next head, or to the end: curl leaves out the body of a redirect that it follows.
void Reader::readBody(Hop &hop)
{
    const auto startsExchange = [](const QByteArray &line) {
        const QByteArrayView text = QByteArrayView(line).sliced(indentOf(line));
        return isStatusLine(text) || isRequestLine(text) || requestInLine(line);
    };
    const auto from = m_lines.cbegin() + m_at;
    const auto to = std::find_if(from, m_lines.cend(), startsExchange);
    // Among indented heads, as wget -S writes them, stands no content.
    const QByteArray body = m_isIndented ? QByteArray() : QList<QByteArray>(from, to).join('\n');
    const Body said = lengthOnly(hop.response->headers);
    hop.response->body = body.trimmed().isEmpty() ? said : bodyOf(body);
    if (said.size > hop.response->body.size)
        hop.response->body = {.size = said.size, .bytes = body, .truncated = true};
    m_at = to - m_lines.cbegin();
}

Result<QList<Trace>> Reader::read()
{
    while (m_at < m_lines.size() && m_error.isEmpty()) {
        const QByteArrayView text = QByteArrayView(m_lines[m_at]).sliced(indentOf(m_lines[m_at]));
        if (isStatusLine(text)) {
            readResponse();
        } else if (isRequestLine(text)) {
            readRequest();
        } else {
            if (const std::optional<Request> request = requestInLine(m_lines[m_at]); request && !m_request)
                m_request = request;
            ++m_at;
        }
    }
    if (!m_error.isEmpty())
        return Result<QList<Trace>>::failure(m_error);
    if (m_exchanges.isEmpty())
        return Result<QList<Trace>>::failure(u"there is no answer in this text, such as “HTTP/1.1 302 Found”"_s);
    return recordedTraces(m_exchanges, u"a text of header blocks"_s, *findClient(u"curl"));
}

} // namespace

bool looksLikeHeadBlocks(const QByteArray &text)
{
    const QList<QByteArray> lines = linesOf(text);
    return std::ranges::any_of(
        lines, [](const QByteArray &line) { return isStatusLine(QByteArrayView(line).sliced(indentOf(line))); });
}

Result<QList<Trace>> readHeadBlocks(const QByteArray &text)
{
    return Reader(text).read();
}

} // namespace hopscope
