// SPDX-License-Identifier: MIT
#include "formats/record/headblocks.h"

#include "formats/record/recordedchains.h"
#include "formats/record/recordedhead.h"
#include "formats/record/recordedline.h"
#include "formats/record/recordedtraces.h"
#include "http/url.h"
#include "redirect/decide.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

qsizetype indentOf(QByteArrayView line)
{
    return std::find_if(line.begin(), line.end(), [](char c) { return c != ' ' && c != '\t'; }) - line.begin();
}

bool startsHead(const QByteArray &line)
{
    const QByteArrayView text = QByteArrayView(line).sliced(indentOf(line));
    return isStatusLine(text) || isRequestLine(text);
}

class HeadReader
{
public:
    /// `origin` is where the text comes from, for the notes.
    HeadReader(const QByteArray &text, const QString &origin);

    Result<ReadRecord> read();

private:
    void readLine();
    QList<QByteArray> takeHead();
    void readRequest();
    void readResponse();
    void readBody(Hop &hop);
    qsizetype endOfBody() const;
    qsizetype endBySize(qint64 size) const;
    bool isBoundary(qsizetype offset) const;
    QByteArray takeBody(qint64 size, bool mayBeLeftOut);
    void readSaid(const SaidRequest &said);
    void requestFor(Recorded &exchange);
    void adoptSaid(Hop &hop, const SaidRequest &said) const;
    std::optional<Request> nextRequest() const;
    const ClientProfile &client() const;
    void fail(const QString &why);

    QByteArray m_text;
    QString m_origin;
    QList<QByteArray> m_lines;
    QList<qsizetype> m_starts; ///< of the lines in the text
    qsizetype m_at = 0;
    qsizetype m_headLine = 0;
    qsizetype m_lastHead = 0;          ///< line of the last head in the text
    bool m_isIndented = false;         ///< the head that was read last
    std::optional<Request> m_request;  ///< of the answer that comes next, with its fields
    bool m_hasScheme = false;          ///< the text tells that of its URL
    std::optional<SaidRequest> m_said; ///< the same by a line of its own
    QString m_client;                  ///< profile; empty: the text does not name it
    QByteArray m_agent;
    QList<InterimResponse> m_interim;
    QList<Recorded> m_exchanges;
    std::optional<int> m_earlyLimit; ///< of redirects, said before any head
    QString m_error;
};

HeadReader::HeadReader(const QByteArray &text, const QString &origin)
    : m_text(text), m_origin(origin), m_lines(linesOf(text))
{
    qsizetype start = 0;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        m_starts.append(start);
        start = m_text.indexOf('\n', start) + 1;
        if (startsHead(m_lines[i]))
            m_lastHead = i;
    }
    m_starts.append(m_text.size());
}

void HeadReader::fail(const QString &why)
{
    if (m_error.isEmpty())
        m_error = u"line %1: %2"_s.arg(m_headLine + 1).arg(why);
}

const ClientProfile &HeadReader::client() const
{
    const ClientProfile *named = findClient(m_client);
    return named ? *named : *findClient(u"curl");
}

/// The lines of a head, which an empty line ends, or one that is no field.
QList<QByteArray> HeadReader::takeHead()
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

void HeadReader::readRequest()
{
    const Result<Request> request = requestOfLines(takeHead());
    if (!request) {
        fail(request.error);
        return;
    }
    m_request = *request;
    m_request->url = urlOfTarget(*request, "http");
    m_hasScheme = request->url.contains("://");
    QList<QByteArray> known;
    if (m_said)
        known.append(m_said->request.url);
    if (!m_exchanges.isEmpty()) {
        known += recordedTargets(m_exchanges.constLast());
        known.append(m_exchanges.constLast().hop.request.url);
    }
    const QByteArray host = request->headers.first("Host").value_or(QByteArray()).toLower();
    for (const QByteArray &url : std::as_const(known)) {
        if (m_hasScheme || (!host.isEmpty() && hostField(url).toLower() != host))
            continue;
        const bool isSame = requestTarget(url) == request->url;
        if (isSame || !host.isEmpty())
            m_request->url = isSame ? url : urlOfTarget(*request, splitUri(url).scheme);
        m_hasScheme = isSame || !host.isEmpty();
    }
    if (m_request->url.isEmpty())
        fail(u"the request has no Host field, so its URL is not known"_s);
    const qint64 size = m_request->body.size;
    if (size > 0 && m_error.isEmpty()) {
        const QByteArray body = takeBody(size, true);
        if (body.size() == size)
            m_request->body = bodyOf(body);
    }
}

/// A second line about the same request adds nothing.
void HeadReader::readSaid(const SaidRequest &said)
{
    if (m_said || m_request)
        return;
    m_said = said;
    if (!said.agent.isEmpty()) {
        m_client = said.client;
        m_agent = said.agent;
    }
}

/// What the client sends after the last answer, by its rules; nothing if that is no redirect.
std::optional<Request> HeadReader::nextRequest() const
{
    if (m_exchanges.isEmpty() || recordedTargets(m_exchanges.constLast()).isEmpty())
        return std::nullopt;
    const Hop &last = m_exchanges.constLast().hop;
    const Decision decision =
        decide(client(), {.firstUrl = last.request.url, .request = last.request, .response = *last.response});
    Request next{.method = "GET", .url = recordedTargets(m_exchanges.constLast()).constFirst(), .version = {}};
    if (decision.next) {
        next.method = decision.next->method;
        next.url = decision.next->url;
        next.body = decision.next->body;
    }
    return next;
}

/// The request as the line says it, with notes on what it does not say.
void HeadReader::adoptSaid(Hop &hop, const SaidRequest &said) const
{
    hop.request = said.request;
    if (!said.isUrl) {
        hop.notes.append(
            u"Method, URL, body and the fields shown come from the curl command above the text. The times, and the "
            "fields that curl adds itself, are not known."_s);
        hop.notes += said.missing;
        return;
    }
    const std::optional<Request> next = nextRequest();
    if (next && sameUrlKey(next->url) == sameUrlKey(said.request.url)) {
        hop.request.method = next->method;
        hop.notes.append(
            u"The text names only the URL of this request. The method is inferred from the rules of %1; fields, body "
            "and times are not known."_s.arg(QString::fromUtf8(client().title)));
    } else {
        hop.notes.append(
            u"The text names only the URL of this request. GET is assumed; fields, body and times are not known."_s);
    }
}

/// What was sent, where the text shows it; where it does not, what is inferred or stands for it is said.
void HeadReader::requestFor(Recorded &exchange)
{
    Hop &hop = exchange.hop;
    exchange.agent = m_agent;
    if (m_request) {
        hop.request = *m_request;
        exchange.continues = !m_exchanges.isEmpty() && repeatsWithCredentials(m_exchanges.constLast(), *m_request);
        if (!m_hasScheme)
            hop.notes.append(assumedSchemeText());
    } else if (m_said) {
        adoptSaid(hop, *m_said);
    } else if (const std::optional<Request> next = nextRequest()) {
        hop.request = *next;
        exchange.continues = true;
        hop.notes.append(
            u"The text has no request here. Method, URL and body are inferred from the rules of %1; fields and times "
            "are not known."_s.arg(QString::fromUtf8(client().title)));
    } else {
        hop.request = {.method = "GET", .url = kUnknownUrl, .version = {}};
        hop.notes.append(
            u"The text does not say which URL was requested; GET and %1 are used instead. Fields, body and times are "
            "not known."_s.arg(QString::fromLatin1(kUnknownUrl)));
    }
    if (m_client.isEmpty() && m_exchanges.isEmpty() && !hop.request.headers.contains("User-Agent"))
        hop.notes.append(u"The text does not say which client it was; curl is assumed."_s);
    m_request.reset();
    m_said.reset();
}

void HeadReader::readResponse()
{
    Result<Response> response = responseOfLines(takeHead());
    if (!response) {
        fail(response.error);
        return;
    }
    // wget alone indents heads.
    if (m_isIndented && m_client.isEmpty()) {
        m_client = u"wget"_s;
        m_agent = "Wget/";
    }
    // The answer of a proxy that opens a tunnel.
    if (response->status == 200 && response->reason.toLower().startsWith("connection established"))
        return;
    if (isInterimStatus(response->status)) {
        m_interim.append({response->version, response->status, response->reason, response->headers});
        return;
    }
    Recorded exchange;
    requestFor(exchange);
    exchange.hop.response = *response;
    exchange.hop.response->interim = std::exchange(m_interim, {});
    readBody(exchange.hop);
    m_exchanges.append(exchange);
}

/// Up to the next head or what stands above it, or to the end. A line such as "https://a.example/" with no head behind
/// it is content.
qsizetype HeadReader::endOfBody() const
{
    for (qsizetype i = m_at; i < m_lines.size(); ++i) {
        const bool isSaid = i < m_lastHead && requestInLine(m_lines[i]);
        if (startsHead(m_lines[i]) || isSaid || limitInLine(m_lines[i]))
            return i;
    }
    return m_lines.size();
}

/// Whether something else may begin at this place of the text.
bool HeadReader::isBoundary(qsizetype offset) const
{
    return offset == m_text.size() || m_text[offset] == '\n' || m_text[offset] == '\r' || m_text[offset - 1] == '\n';
}

/// Where a body of `size` bytes ends that begins here; in a text whose line ends were made LF, with CR counted, and
/// only where something else may begin. -1: the text does not tell.
qsizetype HeadReader::endBySize(qint64 size) const
{
    const qsizetype begin = m_starts[m_at];
    if (size <= 0 || begin >= m_text.size())
        return -1;
    const bool isAsSent = begin >= 2 && m_text[begin - 2] == '\r' && !startsHead(m_lines[m_at]);
    if (begin + size <= m_text.size() && (isAsSent || isBoundary(begin + size)))
        return begin + size;
    qint64 counted = 0;
    for (qsizetype at = begin; !isAsSent && at < m_text.size() && counted < size; ++at) {
        counted += m_text[at] == '\n' && m_text[at - 1] != '\r' ? 2 : 1;
        if (counted == size && isBoundary(at + 1))
            return at + 1;
    }
    return -1;
}

/// The body that begins here. It ends where `size` says, if something does end there, whatever the body looks like;
/// else before the next head. `mayBeLeftOut`: a head that follows at once is no body.
QByteArray HeadReader::takeBody(qint64 size, bool mayBeLeftOut)
{
    const qsizetype begin = m_starts[m_at];
    const bool isLeftOut = mayBeLeftOut && m_at < m_lines.size() && startsHead(m_lines[m_at]);
    const qsizetype end = isLeftOut ? -1 : endBySize(size);
    if (end < 0) {
        m_at = endOfBody();
        return m_text.sliced(begin, m_starts[m_at] - begin);
    }
    while (m_at < m_lines.size() && m_starts[m_at] < end)
        ++m_at;
    return m_text.sliced(begin, end - begin);
}

/// curl leaves out the body of a redirect that it follows.
void HeadReader::readBody(Hop &hop)
{
    const Body said = lengthOnly(hop.request.method, *hop.response);
    const bool isRedirect = hop.response->status >= 300 && hop.response->status <= 399;
    const qint64 size = m_isIndented || hop.response->headers.contains("Transfer-Encoding") ? 0 : said.size;
    QByteArray body = takeBody(size, isRedirect);
    // Among indented heads, as wget -S writes them, stands no content.
    if (m_isIndented)
        body.clear();
    // An empty line or the end of a line that whoever pasted the text put behind it.
    if (said.size > 0 && body.size() > said.size && body.sliced(said.size).trimmed().isEmpty())
        body.truncate(said.size);
    hop.response->body = body.trimmed().isEmpty() ? said : bodyOf(body);
    if (said.size > hop.response->body.size)
        hop.response->body = {.size = said.size, .bytes = body, .truncated = true};
}

void HeadReader::readLine()
{
    const QByteArray line = m_lines[m_at];
    const QByteArrayView text = QByteArrayView(line).sliced(indentOf(line));
    if (isStatusLine(text)) {
        readResponse();
        return;
    }
    if (isRequestLine(text)) {
        readRequest();
        return;
    }
    QByteArray whole = line;
    // The lines of one command.
    for (++m_at; whole.endsWith('\\') && m_at < m_lines.size(); ++m_at)
        whole = whole.chopped(1) + m_lines[m_at];
    if (const std::optional<SaidRequest> said = requestInLine(whole))
        readSaid(*said);
    else if (const std::optional<int> limit = limitInLine(line); limit && !m_exchanges.isEmpty())
        m_exchanges.last().limit = limit;
    else if (limit)
        m_earlyLimit = limit;
}

Result<ReadRecord> HeadReader::read()
{
    while (m_at < m_lines.size() && m_error.isEmpty())
        readLine();
    if (!m_error.isEmpty())
        return Result<ReadRecord>::failure(m_error);
    if (m_exchanges.isEmpty())
        return Result<ReadRecord>::failure(u"there is no response in this text, such as \"HTTP/1.1 302 Found\""_s);
    // In a pipe curl's message comes before the heads that were written earlier.
    if (m_earlyLimit == m_exchanges.size() - 1)
        m_exchanges.last().limit = m_earlyLimit;
    return ReadRecord{.traces = recordedTraces(m_exchanges, m_origin, client()), .notes = {}, .cutOff = {}};
}

} // namespace

bool looksLikeHeadBlocks(const QByteArray &text)
{
    return hasLine(text, [](QByteArrayView line) { return isStatusLine(line.sliced(indentOf(line))); });
}

Result<ReadRecord> readHeadsOf(const QByteArray &text, const QString &origin)
{
    return HeadReader(text, origin).read();
}

Result<ReadRecord> readHeadBlocks(const QByteArray &text)
{
    return readHeadsOf(text, u"a text of header blocks"_s);
}

} // namespace hopscope
