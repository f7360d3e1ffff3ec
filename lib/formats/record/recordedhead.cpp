// SPDX-License-Identifier: MIT
#include "formats/record/recordedhead.h"

#include "http/ascii.h"
#include "http/framing.h"
#include "http/head.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kUnauthorized = 401;
constexpr int kProxyAuthenticationRequired = 407;

/// "HTTP/2" of a line that has it as a word.
QByteArray versionIn(const QByteArray &line)
{
    for (const QByteArray &word : line.split(' ')) {
        if (word.startsWith("HTTP/"))
            return word;
    }
    return {};
}

/// The lines as HTTP/1.1 has them, which is what the parser of heads reads.
QByteArray asHttp1(QList<QByteArray> lines)
{
    const QByteArray version = versionIn(lines.constFirst());
    if (version.size() == QByteArrayView("HTTP/2").size())
        lines.first().replace(version, "HTTP/1.1");
    return lines.join("\r\n") + "\r\n\r\n";
}

} // namespace

QString tooLongText()
{
    return u"this text is longer than %1 MiB: keep only the requests that matter"_s.arg(kMaxRecordedText >> 20);
}

bool hasLine(const QByteArray &text, bool (*test)(QByteArrayView line))
{
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype found = text.indexOf('\n', from);
        const qsizetype end = found < 0 ? text.size() : found;
        const QByteArrayView line = QByteArrayView(text).sliced(from, end - from);
        if (test(line.endsWith('\r') ? line.chopped(1) : line))
            return true;
        from = end + 1;
    }
    return false;
}

QList<QByteArray> linesOf(const QByteArray &text)
{
    QList<QByteArray> lines = text.split('\n');
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    return lines;
}

bool isInterimStatus(int status)
{
    constexpr int switchingProtocols = 101;
    return status >= 100 && status < 200 && status != switchingProtocols;
}

void keepResponse(std::optional<Response> &kept, const Response &response)
{
    const QList<InterimResponse> interim = kept ? kept->interim : QList<InterimResponse>();
    kept = response;
    kept->interim = interim;
    if (isInterimStatus(response.status))
        kept->interim.append({response.version, response.status, response.reason, response.headers});
}

bool asksForCredentials(const Response &response)
{
    return response.status == kUnauthorized || response.status == kProxyAuthenticationRequired;
}

QString assumedSchemeText()
{
    return u"The text does not say whether http or https was used; http is assumed."_s;
}

QString noResponseText()
{
    return u"The record has no response to this request."_s;
}

bool isStatusLine(QByteArrayView line)
{
    const qsizetype space = line.indexOf(' ');
    if (!line.startsWith("HTTP/") || space < 0 || line.size() < space + 4)
        return false;
    const QByteArrayView status = line.sliced(space + 1, 3);
    return std::all_of(status.begin(), status.end(), ascii::isDigit) &&
           (line.size() == space + 4 || line[space + 4] == ' ');
}

bool isRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    return first > 0 && last > first && isToken(line.first(first)) && line.sliced(last + 1).startsWith("HTTP/");
}

Result<Response> responseOfLines(const QList<QByteArray> &lines)
{
    const Result<ResponseHead> head = parseResponseHead(asHttp1(lines));
    if (!head)
        return Result<Response>::failure(head.error);
    Response response{.version = versionIn(lines.constFirst()), .status = head->status, .reason = head->reason};
    response.headers = head->headers;
    return response;
}

Result<Request> requestOfLines(const QList<QByteArray> &lines)
{
    const Result<RequestHead> head = parseRequestHead(asHttp1(lines));
    if (!head)
        return Result<Request>::failure(head.error);
    Request request{.method = head->method, .url = head->target, .version = versionIn(lines.constFirst())};
    request.headers = head->headers;
    request.body = lengthOnly(head->headers);
    return request;
}

Body lengthOnly(const Headers &headers)
{
    bool isNumber = false;
    const qint64 size = headers.first("Content-Length").value_or(QByteArray()).toLongLong(&isNumber);
    return isNumber && size > 0 ? Body{.size = size, .truncated = true} : Body();
}

Body lengthOnly(const QByteArray &method, const Response &response)
{
    // RFC 9112 6.3: their Content-Length is that of another answer.
    return method == "HEAD" || hasNoContent(response.status) ? Body() : lengthOnly(response.headers);
}

bool repeatsWithCredentials(const Recorded &before, const Request &next)
{
    const std::optional<Response> &response = before.hop.response;
    if (!response || !asksForCredentials(*response))
        return false;
    const char *field = response->status == kUnauthorized ? "Authorization" : "Proxy-Authorization";
    const Request &first = before.hop.request;
    return first.method == next.method && first.url == next.url && next.headers.contains(field) &&
           first.headers.all(field) != next.headers.all(field);
}

QByteArray urlOfTarget(const Request &request, const QByteArray &scheme)
{
    if (request.url.startsWith("http://") || request.url.startsWith("https://"))
        return request.url;
    const QByteArray host = request.headers.first("Host").value_or(QByteArray());
    if (host.isEmpty())
        return {};
    return scheme + "://" + host + (request.url.startsWith('/') ? request.url : "/");
}

} // namespace hopscope
