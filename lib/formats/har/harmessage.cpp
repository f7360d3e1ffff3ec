// SPDX-License-Identifier: MIT
#include "formats/har/harmessage.h"

#include "formats/har/harform.h"
#include "http/cookies.h"
#include "http/head.h"
#include "http/location.h"
#include "http/urigrammar.h"
#include "http/url.h"
#include "text/jsonwrite.h"
#include "trace/http2text.h"

#include <QJsonArray>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kUnknownSize = -1;

QJsonObject pair(const QByteArray &name, const QByteArray &value)
{
    return {{u"name"_s, textOrLatin1(name)}, {u"value"_s, textOrLatin1(value)}};
}

QJsonArray fields(const Headers &headers)
{
    QJsonArray array;
    for (const Header &field : headers.fields)
        array.append(pair(field.name, field.value));
    return array;
}

QJsonArray cookies(const Headers &headers)
{
    QJsonArray array;
    for (const QByteArray &line : headers.all("Cookie")) {
        for (const QByteArray &part : line.split(';')) {
            const qsizetype equals = part.indexOf('=');
            if (equals > 0)
                array.append(pair(part.first(equals).trimmed(), part.mid(equals + 1).trimmed()));
        }
    }
    return array;
}

QJsonArray setCookies(const Headers &headers, const QByteArray &url)
{
    QJsonArray array;
    const CookieRequest request{.target = ParsedTarget(url), .now = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)};
    for (const QByteArray &line : headers.all("Set-Cookie")) {
        // What the field says, whatever a client makes of it: RFC 6265 neither caps the expiry nor minds http.
        const auto [cookie, refused] = parseSetCookie(line, request, kRfc6265Cookies);
        if (refused)
            continue;
        QJsonObject object = pair(cookie.name, cookie.value);
        object.insert("path"_L1, textOrLatin1(cookie.path));
        object.insert("domain"_L1, textOrLatin1(cookie.domain));
        object.insert("httpOnly"_L1, cookie.httpOnly);
        object.insert("secure"_L1, cookie.secure);
        // Max-Age counts from a moment that the field does not tell.
        if (cookie.expires && !line.toLower().contains("max-age"))
            object.insert("expires"_L1, cookie.expires->toUTC().toString(Qt::ISODateWithMs));
        array.append(object);
    }
    return array;
}

QJsonArray queryString(const QByteArray &url)
{
    QJsonArray array;
    const auto query = splitUri(url).query;
    if (!query || query->isEmpty())
        return array;
    for (const QByteArray &parameter : query->split('&')) {
        const qsizetype equals = parameter.indexOf('=');
        array.append(equals < 0 ? pair(parameter, {}) : pair(parameter.first(equals), parameter.mid(equals + 1)));
    }
    return array;
}

qint64 sentHeadSize(const Hop &hop)
{
    if (!hop.wire)
        return kUnknownSize;
    return hop.wire->http2 ? http2SentHeadBytes(*hop.wire->http2) : endOfHead(hop.wire->sent);
}

/// As browsers write it.
QString httpVersion(const QByteArray &version)
{
    return version == "HTTP/2" ? u"h2"_s : textOrLatin1(version);
}

/// Size on the wire: only without a coding is it that of the content.
qint64 receivedSize(const Response &response)
{
    return response.headers.contains("Content-Encoding") ? kUnknownSize : response.body.size;
}

void insertBody(QJsonObject &object, const Body &body)
{
    if (const std::optional<QString> exact = exactText(body.bytes)) {
        object.insert("text"_L1, *exact);
    } else {
        object.insert("text"_L1, QString::fromLatin1(body.bytes.toBase64()));
        object.insert("encoding"_L1, u"base64"_s);
    }
    if (body.truncated)
        object.insert("comment"_L1, u"The first %1 bytes of %2."_s.arg(body.bytes.size()).arg(body.size));
}

QString mimeType(const Headers &headers)
{
    return textOrLatin1(headers.first("Content-Type").value_or("x-unknown"));
}

QString redirectUrl(const Hop &hop)
{
    const int status = hop.response->status;
    const auto location = hop.response->headers.first("Location");
    if (hop.redirect && !hop.redirect->target.isEmpty())
        return textOrLatin1(hop.redirect->target);
    if (status < 300 || status > 399 || !location)
        return {};
    const Result<QByteArray> target = resolveLocation(LocationSyntax::Whatwg, hop.request.url, *location);
    return target ? textOrLatin1(*target) : QString();
}

bool isUri(const QByteArray &url)
{
    return uriReferenceError(url).isEmpty();
}

} // namespace

QString harUrl(const QByteArray &url)
{
    const QByteArray bare = url.split('#').first();
    if (isUri(bare))
        return textOrLatin1(bare);
    const Result<Url> parsed = parseUrl(bare);
    return parsed ? textOrLatin1(serializeUrl(*parsed, false)) : textOrLatin1(bare);
}

QJsonObject harRequest(const Hop &hop)
{
    const Request &request = hop.request;
    QJsonObject object{{u"method"_s, textOrLatin1(request.method)},
                       {u"url"_s, harUrl(request.url)},
                       {u"httpVersion"_s, httpVersion(request.version)},
                       {u"cookies"_s, cookies(request.headers)},
                       {u"headers"_s, fields(request.headers)},
                       {u"queryString"_s, queryString(request.url)},
                       {u"headersSize"_s, sentHeadSize(hop)},
                       {u"bodySize"_s, request.body.size}};
    if (request.body.size > 0) {
        QJsonObject data{{u"mimeType"_s, mimeType(request.headers)}};
        insertBody(data, request.body);
        if (const QJsonArray params = harParameters(request); !params.isEmpty())
            data.insert("params"_L1, params);
        object.insert("postData"_L1, data);
    }
    return object;
}

QJsonObject harResponse(const Hop &hop)
{
    const Response none;
    const Response &response = hop.response ? *hop.response : none;
    QJsonObject content{{u"size"_s, response.body.size}, {u"mimeType"_s, mimeType(response.headers)}};
    insertBody(content, response.body);
    return {{u"status"_s, response.status},
            {u"statusText"_s, textOrLatin1(response.reason)},
            {u"httpVersion"_s, httpVersion(response.version)},
            {u"cookies"_s, setCookies(response.headers, hop.request.url)},
            {u"headers"_s, fields(response.headers)},
            {u"content"_s, content},
            {u"redirectURL"_s, hop.response ? redirectUrl(hop) : QString()},
            {u"headersSize"_s, kUnknownSize},
            {u"bodySize"_s, hop.response ? receivedSize(response) : kUnknownSize}};
}

} // namespace hopscope
