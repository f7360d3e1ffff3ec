// SPDX-License-Identifier: MIT
#include "formats/tools/apachewire.h"

#include "formats/record/recordedhead.h"
#include "formats/tools/textexchanges.h"
#include "formats/tools/wiremessage.h"

#include <QHash>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Length of "[0xe9]", with which the log writes a byte.
constexpr qsizetype kLongestByte = 6;

/// One line of the log.
struct WireLine {
    QByteArray connection; ///< "http-outgoing-0"
    bool isSent = false;
    bool isWire = false; ///< in quotes, with its line end
    QByteArray bytes;
};

/// "[\r][\n]", "[0xe9]": how the log writes bytes that are no letters.
QByteArray unescapedWire(QByteArrayView text)
{
    QByteArray bytes;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QByteArrayView rest = text.sliced(at);
        const qsizetype end =
            rest.startsWith("[0x") ? rest.first(std::min(kLongestByte, rest.size())).indexOf(']') : -1;
        if (rest.startsWith("[\\r]") || rest.startsWith("[\\n]")) {
            bytes += rest[2] == 'r' ? '\r' : '\n';
            at += 3;
        } else if (end > 3) {
            bytes += static_cast<char>(rest.sliced(3, end - 3).toInt(nullptr, 16));
            at += end;
        } else {
            bytes += rest[0];
        }
    }
    return bytes;
}

std::optional<WireLine> wireLine(QByteArrayView line)
{
    // `http-outgoing-0 >> "...`, `>> "...` of version 3
    for (const QByteArrayView arrow : {QByteArrayView(">> "), QByteArrayView("<< ")}) {
        const qsizetype at = line.indexOf(arrow);
        if (at < 0 || (at > 0 && line[at - 1] != ' '))
            continue;
        const QByteArrayView before = line.first(at).trimmed();
        const QByteArrayView rest = line.sliced(at + arrow.size());
        WireLine wire{.connection = before.sliced(before.lastIndexOf(' ') + 1).toByteArray(),
                      .isSent = arrow.startsWith('>'),
                      .isWire = rest.startsWith('"'),
                      .bytes = {}};
        const bool hasName = wire.connection.contains("http-outgoing") || wire.connection.startsWith("ex-") ||
                             wire.connection.startsWith("c-") || wire.connection.startsWith("http-");
        const bool isOld = line.contains("httpclient.wire");
        if (!hasName && !isOld)
            continue;
        if (wire.isWire)
            wire.bytes =
                unescapedWire(rest.endsWith('"') && rest.size() > 1 ? rest.sliced(1).chopped(1) : rest.sliced(1));
        else
            wire.bytes = rest.toByteArray() + "\r\n";
        return wire;
    }
    return std::nullopt;
}

class WireReader
{
public:
    explicit WireReader(bool isWire) : m_isWire(isWire) {}

    Result<ReadRecord> read(const QList<QByteArray> &lines);

private:
    /// What goes over a connection.
    struct Flow {
        QByteArray sent;
        QByteArray received;
        qsizetype request = -1; ///< to which `received` is the response
    };

    void take(const WireLine &line);
    void endRequest(Flow &flow);
    void endResponse(Flow &flow);
    void learnScheme(const QByteArray &line);

    bool m_isWire; ///< the lines in quotes count; else the others
    TextExchanges m_exchanges;
    QMap<QByteArray, Flow> m_flows; ///< in an order that is the same each time: what is open at the end is read in it
    QHash<QByteArray, QByteArray> m_schemes; ///< by Host
    int m_number = 0;
    QString m_error;
};

void WireReader::endRequest(Flow &flow)
{
    const QByteArray sent = std::exchange(flow.sent, {});
    const WireMessage message = splitMessage(sent);
    if (!isRequestLine(message.head.value(0))) {
        // The body of a request that waited for an interim response.
        if (flow.request >= 0)
            m_exchanges[flow.request].hop.request.body = sentBody(m_exchanges[flow.request].hop.request.headers, sent);
        return;
    }
    Result<Request> request = requestOfLines(message.head);
    if (!request) {
        m_error = request.error;
        return;
    }
    const QByteArray host = request->headers.first("Host").value_or(request->url).toLower();
    if (request->method == "CONNECT") {
        m_schemes.insert(host.endsWith(":443") ? host.chopped(4) : host, "https");
        flow.request = -1;
        return;
    }
    (*request).body = sentBody(request->headers, message.rest);
    flow.request = m_exchanges.addRequest(*request, m_schemes.value(host));
}

void WireReader::endResponse(Flow &flow)
{
    QByteArray bytes = std::exchange(flow.received, {});
    while (flow.request >= 0 && !bytes.isEmpty()) {
        const WireMessage message = splitMessage(bytes);
        if (!isStatusLine(message.head.value(0)))
            return;
        Result<Response> response = responseOfLines(message.head);
        if (!response) {
            m_error = response.error;
            return;
        }
        const bool isInterim = isInterimStatus(response->status);
        if (!isInterim)
            (*response).body = receivedBody(m_exchanges[flow.request].hop.request.method, *response, message.rest);
        m_exchanges.addResponse(flow.request, *response);
        bytes = isInterim ? message.rest : QByteArray();
    }
}

void WireReader::take(const WireLine &line)
{
    if (line.isWire != m_isWire)
        return;
    Flow &flow = m_flows[line.connection];
    if (line.isSent) {
        if (!flow.received.isEmpty())
            endResponse(flow);
        flow.sent += line.bytes;
    } else {
        if (!flow.sent.isEmpty())
            endRequest(flow);
        flow.received += line.bytes;
    }
}

/// "Opening connection {s}->https://a.example:443", "Connecting to a.example/192.0.2.1:443".
void WireReader::learnScheme(const QByteArray &line)
{
    static const QRegularExpression route(u"->(https?)://([^\\s:/\\]]+)(?::(\\d+))?"_s);
    static const QRegularExpression address(u"[Cc]onnecting (?:to|socket to) ([^\\s/:]+)/[0-9a-fA-F.:]+:443"_s);
    if (const auto match = route.match(QString::fromUtf8(line)); match.hasMatch()) {
        const QByteArray host = match.captured(2).toUtf8().toLower();
        for (const QByteArray &each : {host, QByteArray(host + ':' + match.captured(3).toLatin1())})
            m_schemes.insert(each, match.captured(1).toLatin1());
    } else if (const auto connected = address.match(QString::fromUtf8(line)); connected.hasMatch()) {
        m_schemes.insert(connected.captured(1).toUtf8().toLower(), "https");
    }
}

Result<ReadRecord> WireReader::read(const QList<QByteArray> &lines)
{
    for (const QByteArray &each : lines) {
        ++m_number;
        if (const std::optional<WireLine> wire = wireLine(each))
            take(*wire);
        else if (each.contains("->http") || each.contains("onnecting "))
            learnScheme(each);
        if (!m_error.isEmpty())
            return Result<ReadRecord>::failure(u"line %1: %2"_s.arg(m_number).arg(m_error));
    }
    for (Flow &flow : m_flows) {
        if (!flow.sent.isEmpty())
            endRequest(flow);
        endResponse(flow);
    }
    if (!m_error.isEmpty())
        return Result<ReadRecord>::failure(u"line %1: %2"_s.arg(m_number).arg(m_error));
    return m_exchanges.record(u"a log of Apache HttpClient"_s, *findClient(u"rfc9110"),
                              u"there is no request in this log, such as >> \"GET / HTTP/1.1[\\r][\\n]\""_s);
}

} // namespace

bool looksLikeApacheWire(const QByteArray &text)
{
    return hasLine(text, [](QByteArrayView line) {
        const std::optional<WireLine> wire = wireLine(line);
        return wire && wire->isSent && isRequestLine(QByteArrayView(wire->bytes).trimmed());
    });
}

Result<ReadRecord> readApacheWire(const QByteArray &text)
{
    const QList<QByteArray> lines = linesOf(text);
    const bool hasWire = hasLine(text, [](QByteArrayView line) {
        const std::optional<WireLine> wire = wireLine(line);
        return wire && wire->isWire;
    });
    return WireReader(hasWire).read(lines);
}

} // namespace hopscope
