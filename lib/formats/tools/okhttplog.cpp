// SPDX-License-Identifier: MIT
#include "formats/tools/okhttplog.h"

#include "formats/record/recordedchains.h"
#include "formats/record/recordedhead.h"
#include "formats/tools/textexchanges.h"
#include "formats/tools/wiremessage.h"

#include <QHash>
#include <QRegularExpression>

#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QRegularExpression &requestPattern()
{
    static const QRegularExpression pattern(uR"(^-{2,3}> (?:HTTP )?([A-Z]+) (https?://\S+)(?: (\S+))?(?: \(.*\))?$)"_s);
    return pattern;
}

const QRegularExpression &responsePattern()
{
    static const QRegularExpression pattern(
        uR"(^<-{2,3} (?:HTTP )?(\d{3})(?: ((?:(?! ?https?://| ?\().)*))? ?(https?://\S+)?(?: ?\((?:(\d+) ?ms)?.*\))?$)"_s);
    return pattern;
}

QByteArray versionOf(const QString &word)
{
    if (word == "h2"_L1 || word == "h2_prior_knowledge"_L1)
        return "HTTP/2";
    if (word == "h3"_L1)
        return "HTTP/3";
    return word.startsWith("http/"_L1) ? word.toUpper().toLatin1() : QByteArray();
}

class OkHttpReader
{
public:
    Result<ReadRecord> read(const QByteArray &text);

private:
    void line(const QByteArray &line);
    bool arrow(const QByteArray &line);
    void beginRequest(const QRegularExpressionMatch &match);
    void beginResponse(const QRegularExpressionMatch &match);
    void fail(const QString &why);
    void end();
    qsizetype openFor(const QByteArray &url);

    enum class Place { Between, Head, Body };

    TextExchanges m_exchanges;
    QHash<QByteArray, QList<qsizetype>> m_open; ///< requests without a response, by URL
    QList<qsizetype> m_order;                   ///< the same, as they were sent
    Place m_place = Place::Between;
    std::optional<Request> m_request;
    std::optional<Response> m_response;
    QByteArray m_url;  ///< of the response, empty: not said
    qint64 m_time = 0; ///< milliseconds that it took
    QByteArray m_body;
};

/// The latest request to the URL that waits for its response; where none is named, the latest at all.
qsizetype OkHttpReader::openFor(const QByteArray &url)
{
    QList<qsizetype> &waiting = url.isEmpty() ? m_order : m_open[sameUrlKey(url)];
    const auto isAnswered = [&](qsizetype number) {
        return m_exchanges[number].hop.response || !m_exchanges[number].hop.error.isEmpty();
    };
    while (!waiting.isEmpty()) {
        const qsizetype number = waiting.takeLast();
        if (!isAnswered(number))
            return number;
    }
    return -1;
}

void OkHttpReader::end()
{
    m_place = Place::Between;
    const QByteArray body = std::exchange(m_body, {});
    if (m_request) {
        Request request = *std::exchange(m_request, std::nullopt);
        request.body = sentBody(request.headers, body);
        const QByteArray key = sameUrlKey(request.url);
        const qsizetype number = m_exchanges.addRequest(request);
        m_open[key].append(number);
        m_order.append(number);
    } else if (m_response) {
        Response response = *std::exchange(m_response, std::nullopt);
        qsizetype number = openFor(m_url);
        const bool isOther = number < 0 && !m_url.isEmpty();
        if (isOther)
            number = openFor({});
        if (number < 0) {
            m_exchanges.addResponse(-1, response);
            return;
        }
        Hop &hop = m_exchanges[number].hop;
        if (isOther) {
            // An interceptor of the application sees the first request and the last response.
            hop.error =
                u"The log has only the response at the end of the redirects that followed, %1 of %2. An interceptor "
                "that is added with addNetworkInterceptor() logs each of them."_s.arg(QString::number(response.status),
                                                                                      QString::fromUtf8(m_url));
            return;
        }
        response.version = hop.request.version;
        response.body = receivedBody(hop.request.method, response, body);
        hop.timing.wait = m_time * 1000;
        m_exchanges[number].duration = m_time * 1000;
        m_exchanges.addResponse(number, response);
    }
}

void OkHttpReader::beginRequest(const QRegularExpressionMatch &match)
{
    end();
    m_request = Request{.method = match.captured(1).toLatin1(),
                        .url = match.captured(2).toUtf8(),
                        .version = versionOf(match.captured(3))};
    m_place = Place::Head;
}

void OkHttpReader::beginResponse(const QRegularExpressionMatch &match)
{
    end();
    m_response =
        Response{.version = {}, .status = match.captured(1).toInt(), .reason = match.captured(2).trimmed().toUtf8()};
    m_url = match.captured(3).toUtf8();
    m_time = match.captured(4).toLongLong();
    m_place = Place::Head;
}

void OkHttpReader::fail(const QString &why)
{
    end();
    if (const qsizetype number = openFor({}); number >= 0)
        m_exchanges[number].hop.error = why;
}

/// A line that begins or ends a message; false: it is another one, such as a line of a body.
bool OkHttpReader::arrow(const QByteArray &line)
{
    if (!line.startsWith("-->") && !line.startsWith("<--"))
        return false;
    const QString text = QString::fromUtf8(line);
    if (line.startsWith("--> END") || line.startsWith("<-- END")) {
        // Retrofit's own logger wrote so, too.
        end();
    } else if (line.startsWith("<-- HTTP FAILED: ")) {
        fail(text.section(u": "_s, 1));
    } else if (const auto request = requestPattern().match(text); request.hasMatch()) {
        beginRequest(request);
    } else if (const auto response = responsePattern().match(text); response.hasMatch()) {
        beginResponse(response);
    } else {
        return false;
    }
    return true;
}

void OkHttpReader::line(const QByteArray &line)
{
    if (arrow(line))
        return;
    if (m_place == Place::Head && line.isEmpty()) {
        m_place = Place::Body;
    } else if (m_place == Place::Head) {
        const qsizetype colon = line.indexOf(':', 1);
        if (colon < 0)
            return;
        Headers &headers = m_request ? m_request->headers : m_response->headers;
        headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
    } else if (m_place == Place::Body) {
        m_body += (m_body.isEmpty() ? "" : "\n") + line;
    }
}

Result<ReadRecord> OkHttpReader::read(const QByteArray &text)
{
    for (const QByteArray &each : linesOf(text))
        line(each);
    end();
    return m_exchanges.record(u"a log of OkHttp"_s, *findClient(u"rfc9110"),
                              u"there is no request in this log, such as --> GET https://a.example/"_s);
}

} // namespace

bool looksLikeOkHttp(const QByteArray &text)
{
    return hasLine(text, [](QByteArrayView line) {
        return line.startsWith("--") && requestPattern().match(QString::fromUtf8(line)).hasMatch();
    });
}

Result<ReadRecord> readOkHttp(const QByteArray &text)
{
    return OkHttpReader().read(text);
}

} // namespace hopscope
