// SPDX-License-Identifier: MIT
#include "formats/har/harentry.h"

#include "formats/har/harform.h"
#include "formats/har/hartime.h"
#include "formats/har/harvalue.h"
#include "http/url.h"

#include <algorithm>
#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMaxHarStatus = 999;

/// `content` and `postData`.
struct Content {
    QByteArray mimeType;
    std::optional<QByteArray> text;
    bool base64 = false;
    bool isRefused = false; ///< it is called base64 and is none
    qint64 size = -1;
    QList<FormPart> params; ///< of a form
};

/// Calls `read` for a list, and nothing for null.
template <typename Read>
void listOrNull(JsonCursor &in, Read read)
{
    if (in.peek() == JsonType::Null)
        in.textOrNull();
    else
        in.list(read);
}

FormPart readParameter(JsonCursor &in)
{
    FormPart part;
    in.object([&](const QByteArray &name) {
        if (name == "name")
            part.name = looseText(in);
        else if (name == "value")
            part.value = looseText(in);
        else if (name == "fileName")
            part.fileName = looseText(in);
        else if (name == "contentType")
            part.type = looseText(in);
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
            content.mimeType = looseText(in);
        else if (name == "text")
            content.text = in.textOrNull();
        else if (name == "encoding")
            content.base64 = looseText(in).compare("base64", Qt::CaseInsensitive) == 0;
        else if (name == "size")
            content.size = looseSize(in, -1);
        else if (name == "params")
            listOrNull(in, [&] { content.params.append(readParameter(in)); });
        else
            in.skip();
    });
    if (content.base64 && content.text) {
        const std::optional<QByteArray> decoded = looseBase64(*content.text);
        content.isRefused = !decoded;
        if (decoded)
            content.text = decoded;
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

void noteRefused(const Content &content, Hop &hop)
{
    if (content.isRefused)
        hop.notes.append(u"The recording calls a body base64, which it is not: it is shown as it stands there."_s);
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
            request.version = looseText(in);
        else if (name == "headers")
            request.headers = looseFields(in);
        else if (name == "postData")
            content = readContent(in);
        else if (name == "bodySize")
            bodySize = looseSize(in, -1);
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
    request.body = bodyOfContent(content, content.isRefused ? -1 : bodySize);
    noteRefused(content, entry.recorded.hop);
}

QByteArray firstOf(const QByteArray &a, const QByteArray &b)
{
    return a.isEmpty() ? b : a;
}

/// 0 where there is none. A text that is no number is a fault.
double readStatus(JsonCursor &in)
{
    if (in.peek() == JsonType::Null)
        return in.numberOr(0);
    if (in.peek() != JsonType::Text)
        return in.number();
    bool isNumber = false;
    const QByteArray digits = in.text().trimmed();
    const double status = digits.toDouble(&isNumber);
    if (!isNumber && !digits.isEmpty())
        in.fail(expectedJson(nameOf(JsonType::Number), JsonType::Text));
    return status;
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
            status = readStatus(in);
        else if (name == "statusText")
            response.reason = looseText(in);
        else if (name == "httpVersion")
            response.version = looseText(in);
        else if (name == "headers")
            response.headers = looseFields(in);
        else if (name == "content")
            content = readContent(in);
        else if (name == "bodySize")
            bodySize = looseSize(in, -1);
        else if (name == "redirectURL")
            entry.recorded.next = looseText(in);
        else if (name == "_error" || name == "_failureText" || name == "comment")
            error = firstOf(error, looseText(in));
        else
            in.skip();
    });
    // No answer came, say Playwright (-1), BrowserMob (-999) and others.
    status = std::max(status, 0.0);
    if (status > kMaxHarStatus || status != std::floor(status))
        in.fail(u"%1 is not a status"_s.arg(status));
    else
        response.status = int(status);
    const bool isCoded = response.headers.contains("Content-Encoding");
    const qint64 said = content.size >= 0 || isCoded ? content.size : bodySize;
    response.body = bodyOfContent(content, content.isRefused ? -1 : said);
    noteRefused(content, entry.recorded.hop);
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
        const double value = looseNumber(in, -1);
        if (name == "dns")
            timing.dns = microsecondsOf(value);
        else if (name == "connect")
            connect = value;
        else if (name == "ssl")
            timing.tls = microsecondsOf(value);
        else if (name == "send")
            timing.send = microsecondsOf(value);
        else if (name == "wait")
            timing.wait = microsecondsOf(value);
        else
            timing.receive = microsecondsOf(value);
    });
    // HAR's connect includes ssl.
    timing.connect = std::max<qint64>(0, microsecondsOf(connect) - timing.tls);
    hop.connection.reused = connect < 0;
}

void readStart(JsonCursor &in, Recorded &recorded)
{
    const QByteArray date = looseText(in);
    if (date.isEmpty())
        return;
    recorded.start = parseHarTime(date);
    if (!recorded.start)
        recorded.hop.notes.append(
            u"The recording's time of this request, \"%1\", is not a date such as 2026-11-22T10:00:00.000Z: when it "
            "was sent is not known."_s.arg(QString::fromUtf8(date.left(kMaxJsonShown))));
}

void readMember(JsonCursor &in, const QByteArray &name, HarEntry &entry)
{
    Recorded &recorded = entry.recorded;
    if (name == "startedDateTime") {
        readStart(in, recorded);
    } else if (name == "time") {
        recorded.duration = microsecondsOf(looseNumber(in, 0));
    } else if (name == "request") {
        readRequest(in, entry);
    } else if (name == "response" && in.peek() != JsonType::Null) {
        readResponse(in, entry);
    } else if (name == "timings" && in.peek() == JsonType::Object) {
        readTimings(in, recorded.hop);
    } else if (name == "pageref") {
        recorded.page = looseText(in);
    } else if (name == "_requestId" && (in.peek() == JsonType::Text || in.peek() == JsonType::Number)) {
        recorded.id = looseText(in);
    } else if (name == "serverIPAddress") {
        recorded.hop.connection.address = QString::fromUtf8(looseText(in));
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
