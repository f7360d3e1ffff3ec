// SPDX-License-Identifier: MIT
#include "formats/tools/pythonhttp.h"

#include "formats/record/recordedhead.h"
#include "formats/tools/textexchanges.h"
#include "formats/tools/wiremessage.h"
#include "http/ascii.h"

#include <QHash>
#include <QRegularExpression>

#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kSend = "send: ";
constexpr QByteArrayView kReply = "reply: ";
constexpr QByteArrayView kHeader = "header: ";

/// Length of a Python escape behind its backslash, whose byte goes to `bytes`.
qsizetype pythonEscape(QByteArrayView text, QByteArray &bytes)
{
    constexpr QByteArrayView letters = "nrtabfv0";
    constexpr QByteArrayView meant("\n\r\t\a\b\f\v\0", 8);
    if (text.size() >= 3 && text[0] == 'x' && ascii::hexValue(text[1]) >= 0 && ascii::hexValue(text[2]) >= 0) {
        bytes += static_cast<char>(ascii::hexValue(text[1]) * 16 + ascii::hexValue(text[2]));
        return 3;
    }
    const qsizetype letter = letters.indexOf(text[0]);
    bytes += letter < 0 ? text[0] : meant[letter];
    return 1;
}

/// b'...', '...' or u"..." as Python writes the bytes; nullopt for anything else.
std::optional<QByteArray> pythonLiteral(QByteArrayView text)
{
    if (text.startsWith('b') || text.startsWith('u'))
        text = text.sliced(1);
    if (text.isEmpty() || (text[0] != '\'' && text[0] != '"'))
        return std::nullopt;
    const char quote = text[0];
    QByteArray bytes;
    for (qsizetype at = 1; at < text.size(); ++at) {
        if (text[at] == quote)
            return bytes;
        if (text[at] == '\\' && at + 1 < text.size())
            at += pythonEscape(text.sliced(at + 1), bytes);
        else
            bytes += text[at];
    }
    // The line is cut off.
    return bytes;
}

class PythonReader
{
public:
    Result<ReadRecord> read(const QByteArray &text);

private:
    void line(const QByteArray &line);
    void endRequest();
    void endResponse();
    void header(const QByteArray &text);

    TextExchanges m_exchanges;
    QByteArray m_sent;          ///< since the last response
    qsizetype m_request = -1;   ///< the last one, that is to be answered
    bool m_inTunnel = false;    ///< a proxy was asked with CONNECT, and has not answered yet
    QList<QByteArray> m_answer; ///< head of a response
    bool m_hasNamesOnly = false;
    QHash<QByteArray, QByteArray> m_schemes; ///< that urllib3 names, by Host
    QString m_error;
};

void PythonReader::endRequest()
{
    const QByteArray sent = std::exchange(m_sent, {});
    if (sent.isEmpty())
        return;
    const WireMessage message = splitMessage(sent);
    if (!isRequestLine(message.head.value(0))) {
        // The body of a request whose head stands before an interim response.
        if (m_request >= 0)
            m_exchanges[m_request].hop.request.body = sentBody(m_exchanges[m_request].hop.request.headers, sent);
        return;
    }
    Result<Request> request = requestOfLines(message.head);
    if (!request) {
        m_error = request.error;
        return;
    }
    const QByteArray host = request->headers.first("Host").value_or(request->url).toLower();
    m_inTunnel = request->method == "CONNECT";
    if (m_inTunnel) {
        m_schemes.insert(request->url.endsWith(":443") ? request->url.chopped(4).toLower() : host, "https");
        m_request = -1;
        return;
    }
    (*request).body = sentBody(request->headers, message.rest);
    m_request = m_exchanges.addRequest(*request, m_schemes.value(host));
}

void PythonReader::endResponse()
{
    const QList<QByteArray> head = std::exchange(m_answer, {});
    if (head.isEmpty())
        return;
    Result<Response> response = responseOfLines(head);
    if (!response) {
        m_error = response.error;
        return;
    }
    // What opens the tunnel answers no request of the chain (RFC 9110 9.3.6).
    if (std::exchange(m_inTunnel, false) && response->status / 100 == 2)
        return;
    if (m_request >= 0)
        (*response).body = lengthOnly(m_exchanges[m_request].hop.request.method, *response);
    if (m_request >= 0 && std::exchange(m_hasNamesOnly, false))
        m_exchanges[m_request].hop.notes.append(
            u"This version of Python writes the names of the response's fields without their values."_s);
    m_exchanges.addResponse(m_request, *response);
}

/// Python before 3.7 writes "header: Date header: Server header: Location".
void PythonReader::header(const QByteArray &text)
{
    if (m_answer.isEmpty())
        return;
    if (text.contains(": ") && !text.contains(" header: "))
        m_answer.append(text.trimmed());
    else if (text.endsWith(':'))
        m_answer.append(text);
    else
        m_hasNamesOnly = true;
}

void PythonReader::line(const QByteArray &line)
{
    static const QRegularExpression connection(
        u"Starting new (HTTPS?) connection \\(\\d+\\): ([^\\s:]+)(?::(\\d+))?"_s);
    if (line.startsWith(kSend)) {
        endResponse();
        if (const std::optional<QByteArray> bytes = pythonLiteral(QByteArrayView(line).sliced(kSend.size())))
            m_sent += *bytes;
    } else if (line.startsWith(kReply)) {
        endResponse();
        endRequest();
        const QByteArray status =
            pythonLiteral(QByteArrayView(line).sliced(kReply.size())).value_or(QByteArray()).trimmed();
        if (!status.isEmpty())
            m_answer = {status};
    } else if (line.startsWith(kHeader)) {
        header(line.sliced(kHeader.size()));
    } else if (line.contains("Starting new HTTP")) {
        const QRegularExpressionMatch match = connection.match(QString::fromUtf8(line));
        const QByteArray scheme = match.captured(1).toLatin1().toLower();
        const QByteArray port = match.captured(3).toLatin1();
        const QByteArray host = match.captured(2).toUtf8().toLower();
        for (const QByteArray &each : {host, QByteArray(host + ':' + port)})
            m_schemes.insert(each, scheme);
    }
}

Result<ReadRecord> PythonReader::read(const QByteArray &text)
{
    int number = 0;
    for (const QByteArray &each : linesOf(text)) {
        ++number;
        line(each);
        if (!m_error.isEmpty())
            return Result<ReadRecord>::failure(u"line %1: %2"_s.arg(number).arg(m_error));
    }
    endResponse();
    if (m_error.isEmpty())
        endRequest();
    if (!m_error.isEmpty())
        return Result<ReadRecord>::failure(u"line %1: %2"_s.arg(number).arg(m_error));
    return m_exchanges.record(u"the debug output of Python's http.client"_s, *findClient(u"py-urllib"),
                              u"there is no request in this text, such as send: b'GET / HTTP/1.1...'"_s);
}

} // namespace

bool looksLikePythonHttp(const QByteArray &text)
{
    return hasLine(text, [](QByteArrayView line) {
        if (line.startsWith(kReply))
            return pythonLiteral(line.sliced(kReply.size())).value_or(QByteArray()).startsWith("HTTP/");
        return line.startsWith(kSend) &&
               pythonLiteral(line.sliced(kSend.size())).value_or(QByteArray()).contains(" HTTP/1.");
    });
}

Result<ReadRecord> readPythonHttp(const QByteArray &text)
{
    return PythonReader().read(text);
}

} // namespace hopscope
