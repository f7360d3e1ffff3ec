// SPDX-License-Identifier: MIT
#include "formats/har/harentry.h"

#include "formats/har/harform.h"
#include "formats/har/hartime.h"
#include "http/url.h"

#include <algorithm>
#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Longer than anything that is measured: a hundred days.
constexpr double kLongestMilliseconds = 100.0 * 24 * 3600 * 1000;

/// `content` and `postData`.
struct Content {
    QByteArray mimeType;
    std::optional<QByteArray> text;
    bool base64 = false;
    qint64 size = -1;
    QList<FormPart> params; ///< of a form
};

qint64 microseconds(double milliseconds)
{
    return std::isfinite(milliseconds) ? qint64(std::llround(std::clamp(milliseconds, 0.0, kLongestMilliseconds) *
                                                             double(kMicrosecondsPerMillisecond)))
                                       : 0;
}

qint64 size(JsonCursor &in)
{
    constexpr double largest = double(qint64(1) << 53);
    return qint64(std::clamp(in.numberOr(-1), -1.0, largest));
}

QByteArray text(JsonCursor &in)
{
    return in.textOrNull().value_or(QByteArray());
}

/// Calls `read` for a list, and nothing for null.
template <typename Read>
void listOrNull(JsonCursor &in, Read read)
{
    if (in.peek() == JsonType::Null)
        in.textOrNull();
    else
        in.list(read);
}

Header readPair(JsonCursor &in)
{
    Header pair;
    in.object([&](const QByteArray &name) {
        if (name == "name")
            pair.name = text(in);
        else if (name == "value")
            pair.value = text(in);
        else
            in.skip();
    });
    return pair;
}

Headers readFields(JsonCursor &in)
{
    Headers headers;
    listOrNull(in, [&] { headers.fields.append(readPair(in)); });
    return headers;
}

FormPart readParameter(JsonCursor &in)
{
    FormPart part;
    in.object([&](const QByteArray &name) {
        if (name == "name")
            part.name = text(in);
        else if (name == "value")
            part.value = text(in);
        else if (name == "fileName")
            part.fileName = text(in);
        else if (name == "contentType")
            part.type = text(in);
        else
            in.skip();
    });
    return part;
}

Content readContent(JsonCursor &in)
{
    Content content;
    if (in.peek() == JsonType::Null) {
        in.textOrNull();
        return content;
    }
    in.object([&](const QByteArray &name) {
        if (name == "mimeType")
            content.mimeType = text(in);
        else if (name == "text")
            content.text = in.textOrNull();
        else if (name == "encoding")
            content.base64 = text(in).compare("base64", Qt::CaseInsensitive) == 0;
        else if (name == "size")
            content.size = size(in);
        else if (name == "params")
            listOrNull(in, [&] { content.params.append(readParameter(in)); });
        else
            in.skip();
    });
    if (content.base64 && content.text) {
        const auto decoded = QByteArray::fromBase64Encoding(*content.text, QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            in.fail(u"the content is not base64, although its encoding says so"_s);
        content.text = decoded.decoded;
    }
    return content;
}

/// `said` is what the record says about the size, -1 for nothing.
Body bodyOfContent(const Content &content, qint64 said)
{
    const QByteArray bytes = content.text.value_or(QByteArray());
    if (said <= bytes.size())
        return bodyOf(bytes);
    return {.size = said, .bytes = bytes, .truncated = true};
}

/// -1 where the fields say nothing.
qint64 contentLength(const Headers &headers)
{
    bool isNumber = false;
    const qint64 length = headers.first("Content-Length").value_or(QByteArray()).toLongLong(&isNumber);
    return isNumber && length >= 0 ? length : -1;
}

/// WebKit keeps the body of the POST that became a GET. Without these fields there is none (RFC 9112 6.3).
bool hasNoBody(const Headers &headers, qint64 bodySize)
{
    return bodySize == 0 && (headers.contains("Host") || headers.contains(":authority")) &&
           !headers.contains("Content-Length") && !headers.contains("Transfer-Encoding");
}

void readRequest(JsonCursor &in, HarEntry &entry)
{
    Request &request = entry.recorded.hop.request;
    Content content;
    qint64 bodySize = -1;
    in.object([&](const QByteArray &name) {
        if (name == "method")
            request.method = in.text();
        else if (name == "url")
            request.url = in.text();
        else if (name == "httpVersion")
            request.version = text(in);
        else if (name == "headers")
            request.headers = readFields(in);
        else if (name == "postData")
            content = readContent(in);
        else if (name == "bodySize")
            bodySize = size(in);
        else
            in.skip();
    });
    if (bodySize < 0)
        bodySize = contentLength(request.headers);
    if (content.text.value_or(QByteArray()).isEmpty() && !content.params.isEmpty() && bodySize != 0) {
        const QByteArray type = request.headers.first("Content-Type").value_or(content.mimeType);
        content.text = bodyOfParameters(content.params, type, bodySize);
        entry.recorded.hop.notes.append(
            content.text
                ? u"The recording has only the parameters of the body; the body was rebuilt from them."_s
                : u"The recording has only the parameters of the body; its bytes cannot be rebuilt from them."_s);
    }
    if (content.text && !content.text->isEmpty() && hasNoBody(request.headers, bodySize)) {
        content.text.reset();
        entry.recorded.hop.notes.append(
            u"The recording has a body here that was not sent: its size is 0, and no field announces it."_s);
    }
    request.body = bodyOfContent(content, bodySize);
}

QByteArray firstOf(const QByteArray &a, const QByteArray &b)
{
    return a.isEmpty() ? b : a;
}

void readResponse(JsonCursor &in, HarEntry &entry)
{
    Response response;
    Content content;
    QByteArray error;
    double status = 0;
    qint64 bodySize = -1;
    in.object([&](const QByteArray &name) {
        if (name == "status")
            status = in.numberOr(0);
        else if (name == "statusText")
            response.reason = text(in);
        else if (name == "httpVersion")
            response.version = text(in);
        else if (name == "headers")
            response.headers = readFields(in);
        else if (name == "content")
            content = readContent(in);
        else if (name == "bodySize")
            bodySize = size(in);
        else if (name == "redirectURL")
            entry.recorded.next = text(in);
        else if (name == "_error" || name == "_failureText" || name == "comment")
            error = firstOf(error, text(in));
        else
            in.skip();
    });
    if (status == -1) // no answer came, say Playwright and others
        status = 0;
    if (status < 0 || status > 999 || status != std::floor(status))
        in.fail(u"%1 is not a status"_s.arg(status));
    else
        response.status = int(status);
    const bool isCoded = response.headers.contains("Content-Encoding");
    response.body = bodyOfContent(content, content.size >= 0 || isCoded ? content.size : bodySize);
    entry.recorded.hop.error = QString::fromUtf8(error);
    entry.recorded.hop.response = response;
}

void readTimings(JsonCursor &in, Hop &hop)
{
    Timing &timing = hop.timing;
    double connect = 0;
    in.object([&](const QByteArray &name) {
        const bool isPhase = name == "dns" || name == "connect" || name == "ssl" || name == "send" || name == "wait" ||
                             name == "receive";
        if (!isPhase) {
            in.skip();
            return;
        }
        const double value = in.numberOr(-1);
        if (name == "dns")
            timing.dns = microseconds(value);
        else if (name == "connect")
            connect = value;
        else if (name == "ssl")
            timing.tls = microseconds(value);
        else if (name == "send")
            timing.send = microseconds(value);
        else if (name == "wait")
            timing.wait = microseconds(value);
        else
            timing.receive = microseconds(value);
    });
    // HAR's connect includes ssl.
    timing.connect = std::max<qint64>(0, microseconds(connect) - timing.tls);
    hop.connection.reused = connect < 0;
}

void readStart(JsonCursor &in, Recorded &recorded)
{
    const QByteArray date = text(in);
    if (date.isEmpty())
        return;
    recorded.start = parseHarTime(date);
    if (!recorded.start)
        in.fail(u"\"%1\" is not a date such as 2026-11-22T10:00:00.000Z"_s.arg(QString::fromUtf8(date.left(40))));
}

void readMember(JsonCursor &in, const QByteArray &name, HarEntry &entry)
{
    Recorded &recorded = entry.recorded;
    if (name == "startedDateTime") {
        readStart(in, recorded);
    } else if (name == "time") {
        recorded.duration = microseconds(in.numberOr(0));
    } else if (name == "request") {
        readRequest(in, entry);
    } else if (name == "response" && in.peek() != JsonType::Null) {
        readResponse(in, entry);
    } else if (name == "timings" && in.peek() != JsonType::Null) {
        readTimings(in, recorded.hop);
    } else if (name == "pageref") {
        recorded.page = text(in);
    } else if (name == "_requestId" && in.peek() == JsonType::Text) {
        recorded.id = in.text();
    } else if (name == "serverIPAddress") {
        recorded.hop.connection.address = QString::fromUtf8(text(in));
    } else if (name == "_fromCache" && in.peek() == JsonType::Text) {
        recorded.hop.kind = in.text().isEmpty() ? HopKind::Http : HopKind::Cache;
    } else if (name == "_hopscope") {
        entry.ownPlace = in.path();
        entry.own = in.skip();
    } else {
        in.skip();
    }
}

} // namespace

HarEntry readHarEntry(JsonCursor &in)
{
    HarEntry entry;
    entry.recorded.hop.request.version.clear();
    in.object([&](const QByteArray &name) { readMember(in, name, entry); });
    const Request &request = entry.recorded.hop.request;
    if (entry.own.isEmpty() && (request.method.isEmpty() || request.url.isEmpty()))
        in.fail(u"the request has no %1"_s.arg(request.url.isEmpty() ? u"url"_s : u"method"_s));
    return entry;
}

bool isHttpEntry(const HarEntry &entry)
{
    const QByteArray scheme = entry.recorded.hop.request.url.split(':').constFirst().toLower();
    return isHttpScheme(scheme) || scheme == "ws" || scheme == "wss";
}

} // namespace hopscope
