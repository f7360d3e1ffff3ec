// SPDX-License-Identifier: MIT
#include "formats/tools/wgetdebug.h"

#include "formats/record/recordedhead.h"
#include "formats/record/recordedline.h"
#include "formats/tools/textexchanges.h"
#include "http/url.h"

#include <QRegularExpression>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kRequestBegin = "---request begin---";
constexpr QByteArrayView kRequestEnd = "---request end---";
constexpr QByteArrayView kResponseBegin = "---response begin---";
constexpr QByteArrayView kResponseEnd = "---response end---";

class WgetReader
{
public:
    Result<ReadRecord> read(const QByteArray &text);

private:
    void line(const QByteArray &line);
    void endRequest();
    void endResponse();
    void body(const QByteArray &line);
    void connection(const QByteArray &line);
    void endAttempt();

    enum class Place { Between, Request, Response, Body };

    TextExchanges m_exchanges;
    Place m_place = Place::Between;
    QList<QByteArray> m_head;
    QByteArray m_body;
    QByteArray m_url;        ///< that wget says it goes to
    bool m_isAsked = true;   ///< a request to it went out
    bool m_inTunnel = false; ///< a proxy was asked with CONNECT, and has not answered yet
    QString m_failure;       ///< why none did, in the words of wget
    Connection m_connection;
    int m_number = 0;
    QString m_error;
};

void WgetReader::endRequest()
{
    m_place = Place::Between;
    while (!m_head.isEmpty() && m_head.constLast().isEmpty())
        m_head.removeLast();
    if (m_head.isEmpty())
        return;
    Result<Request> request = requestOfLines(std::exchange(m_head, {}));
    if (!request) {
        m_error = request.error;
        return;
    }
    // What opens a proxy's tunnel is not the request.
    m_inTunnel = request->method == "CONNECT";
    if (m_inTunnel)
        return;
    const QByteArray scheme = splitUri(m_url).scheme;
    if (!m_url.isEmpty() && request->url == requestTarget(m_url))
        (*request).url = m_url;
    const qsizetype number = m_exchanges.addRequest(*request, scheme);
    m_exchanges[number].agent = "Wget/";
    m_exchanges[number].hop.connection = m_connection;
    m_connection.reused = true;
    m_isAsked = true;
    m_failure.clear();
}

void WgetReader::endResponse()
{
    m_place = Place::Between;
    while (!m_head.isEmpty() && m_head.constLast().isEmpty())
        m_head.removeLast();
    // The answer to CONNECT is no request's: the one that is open may be an earlier one, which got none.
    if (std::exchange(m_inTunnel, false) || m_head.isEmpty() || m_exchanges.open() < 0) {
        m_head.clear();
        return;
    }
    Result<Response> response = responseOfLines(std::exchange(m_head, {}));
    if (!response) {
        m_error = response.error;
        return;
    }
    const qsizetype number = m_exchanges.open();
    (*response).body = lengthOnly(m_exchanges[number].hop.request.method, *response);
    m_exchanges.addResponse(number, *response);
}

/// "[BODY data: k=v]", which may go over several lines.
void WgetReader::body(const QByteArray &line)
{
    // A body before this one may have ended early.
    if (m_place != Place::Body)
        m_body.clear();
    m_body += (m_place == Place::Body ? "\n" : "") + line;
    m_place = Place::Body;
    const qsizetype number = m_exchanges.size() - 1;
    const qint64 size = number < 0 ? 0 : m_exchanges[number].hop.request.body.size;
    if (!m_body.endsWith(']') || m_body.size() < size)
        return;
    m_body.chop(1);
    if (number >= 0 && m_body.size() == size)
        m_exchanges[number].hop.request.body = bodyOf(m_body);
    m_body.clear();
    m_place = Place::Between;
}

void WgetReader::connection(const QByteArray &line)
{
    static const QRegularExpression to(u"^Connecting to (?:.*\\|([0-9a-fA-F.:]+)\\||(\\S+?)):(\\d+)\\.\\.\\. (.*)$"_s);
    if (const QRegularExpressionMatch match = to.match(QString::fromUtf8(line)); match.hasMatch()) {
        m_connection = {.address = match.captured(1) + match.captured(2), .port = match.captured(3).toUShort()};
        if (match.captured(4).startsWith("failed"_L1))
            m_failure = QString::fromUtf8(line);
    } else if (line.startsWith("wget: unable to resolve") || line.contains("unable to locally verify") ||
               line.startsWith("Unable to establish SSL") || line.startsWith("ERROR: cannot verify")) {
        m_failure = QString::fromUtf8(line);
    }
}

/// A URL that wget named, and could not ask.
void WgetReader::endAttempt()
{
    if (m_isAsked || m_failure.isEmpty())
        return;
    const qsizetype number = m_exchanges.addRequest({.method = "GET", .url = m_url, .version = {}});
    Recorded &exchange = m_exchanges[number];
    exchange.agent = "Wget/";
    exchange.hop.error = std::exchange(m_failure, {});
    exchange.hop.notes.append(
        u"No request was sent, because there was no connection. The text names only the URL; GET is assumed."_s);
    m_isAsked = true;
}

void WgetReader::line(const QByteArray &line)
{
    if (m_place == Place::Request || m_place == Place::Response) {
        const bool isRequest = m_place == Place::Request;
        if (line == (isRequest ? kRequestEnd : kResponseEnd)) {
            if (isRequest)
                endRequest();
            else
                endResponse();
        } else {
            m_head.append(line);
        }
        return;
    }
    if (line == kRequestBegin) {
        m_place = Place::Request;
    } else if (line == kResponseBegin) {
        m_place = Place::Response;
    } else if (m_place == Place::Body) {
        body(line);
    } else if (line.startsWith("[BODY data: ") || line.startsWith("[POST data: ")) {
        body(line.sliced(line.indexOf(": ") + 2));
    } else if (line.startsWith("--20")) {
        const std::optional<SaidRequest> said = requestInLine(line);
        if (!said)
            return;
        endAttempt();
        m_url = said->request.url;
        m_isAsked = false;
    } else if (const std::optional<int> limit = limitInLine(line)) {
        if (m_exchanges.size() > 0)
            m_exchanges[m_exchanges.size() - 1].limit = limit;
    } else {
        connection(line);
    }
}

Result<ReadRecord> WgetReader::read(const QByteArray &text)
{
    for (const QByteArray &each : linesOf(text)) {
        ++m_number;
        line(each);
        if (!m_error.isEmpty())
            return Result<ReadRecord>::failure(u"line %1: %2"_s.arg(m_number).arg(m_error));
    }
    if (m_place == Place::Request)
        endRequest();
    else if (m_place == Place::Response)
        endResponse();
    endAttempt();
    return m_exchanges.record(u"the output of wget -d"_s, *findClient(u"wget"),
                              u"there is no request in this text: record it with wget -d"_s);
}

} // namespace

bool looksLikeWgetDebug(const QByteArray &text)
{
    return hasLine(text, [](QByteArrayView line) {
        return line == kRequestBegin || line.startsWith("DEBUG output created by Wget");
    });
}

Result<ReadRecord> readWgetDebug(const QByteArray &text)
{
    return WgetReader().read(text);
}

} // namespace hopscope
