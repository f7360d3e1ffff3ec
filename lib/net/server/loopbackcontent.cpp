// SPDX-License-Identifier: MIT
#include "net/server/loopbackroutes.h"

#include "trace/tracejson.h"

#include <QJsonDocument>

#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kMaxBytes = 8'000'000'000;
constexpr qint64 kMaxDelayMs = 60'000;
constexpr qint64 kMaxDrips = 1'000;
constexpr qsizetype kBlock = 64 * 1024;

QJsonObject bodyJson(const Body &body)
{
    QJsonObject json{{u"size"_s, body.size}, {u"sha256"_s, QString::fromLatin1(body.sha256)}};
    const QString text = QString::fromUtf8(body.bytes);
    if (text.toUtf8() == body.bytes)
        json[u"text"_s] = text;
    else
        json[u"base64"_s] = QString::fromLatin1(body.bytes.toBase64());
    if (body.truncated)
        json[u"truncated"_s] = true;
    return json;
}

ServerAnswer echo(const ServerRequest &request)
{
    const QJsonObject json{{u"method"_s, QString::fromLatin1(request.head.method)},
                           {u"target"_s, QString::fromLatin1(request.head.target)},
                           {u"version"_s, QString::fromLatin1(request.head.version)},
                           {u"port"_s, request.ports.at(request.origin)},
                           {u"headers"_s, headersToJson(request.head.headers)},
                           {u"body"_s, bodyJson(request.body)}};
    return answer(request, 200, {{{"Content-Type", "application/json"}}}, QJsonDocument(json).toJson());
}

/// The number after the last slash of the path; -1 if there is none.
qint64 lastNumber(const ServerRequest &request)
{
    bool ok = false;
    const qint64 number = request.path.mid(request.path.lastIndexOf('/') + 1).toLongLong(&ok);
    return ok ? number : -1;
}

ServerAnswer status(const ServerRequest &request)
{
    const qint64 number = lastNumber(request);
    if (number < 200 || number > 999)
        return answerText(request, 404, "The status must be from 200 to 999.");
    return answerText(request, static_cast<int>(number), QByteArray::number(number));
}

ServerAnswer bytes(const ServerRequest &request)
{
    const qint64 size = lastNumber(request);
    if (size < 0 || size > kMaxBytes)
        return answerText(request, 404, "The number of bytes must be from 0 to " + QByteArray::number(kMaxBytes) + '.');
    return {.chunks = {{.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " +
                                 QByteArray::number(size) + "\r\n\r\n"}},
            .block = QByteArray(kBlock, 'x'),
            .blockBytes = request.isHead() ? 0 : size};
}

ServerAnswer endless(const ServerRequest &request)
{
    return {
        .chunks = {{.bytes = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nConnection: close\r\n\r\n"}},
        .block = QByteArray(kBlock, 'x'),
        .blockBytes = request.isHead() ? 0 : ServerAnswer::kEndless,
        .after = AfterAnswer::Close};
}

ServerAnswer chunked(const ServerRequest &request)
{
    QByteArray text = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n";
    if (!request.isHead())
        text += "5;note=1\r\nhello\r\n7\r\n, world\r\n0\r\nX-Trailer: yes\r\n\r\n";
    return rawAnswer(text, AfterAnswer::KeepAlive);
}

ServerAnswer slow(const ServerRequest &request)
{
    const std::optional<QByteArray> target = queryValue(request, "to");
    ServerAnswer late = target ? redirectTo(request, 302, *target) : answerText(request, 200, "That took its time.");
    late.chunks.first().delayMs = static_cast<int>(queryNumber(request, "ms", 1000, 0, kMaxDelayMs));
    return late;
}

ServerAnswer drip(const ServerRequest &request)
{
    const qint64 count = queryNumber(request, "n", 10, 1, kMaxDrips);
    const int pause = static_cast<int>(queryNumber(request, "ms", 100, 0, kMaxDelayMs));
    ServerAnswer drops{.chunks = {{.bytes = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " +
                                            QByteArray::number(count) + "\r\n\r\n"}}};
    for (qint64 i = 0; i < count && !request.isHead(); ++i)
        drops.chunks.append({.bytes = ".", .delayMs = pause});
    return drops;
}

ServerAnswer basicAuth(const ServerRequest &request)
{
    const QByteArray wanted = "Basic " + QByteArray("user:password").toBase64();
    if (request.head.headers.first("Authorization") == wanted)
        return answerText(request, 200, "Welcome.");
    return answer(request, 401, {{{"WWW-Authenticate", "Basic realm=\"Hopscope\""}}}, "Wanted: user, password.\n");
}

ServerAnswer setCookies(const ServerRequest &request)
{
    return redirectTo(request, 302, "/echo",
                      {{{"Set-Cookie", "session=1; Path=/; HttpOnly"},
                        {"Set-Cookie", "lasting=2; Path=/; Max-Age=3600"},
                        {"Set-Cookie", "elsewhere=3; Path=/other"},
                        {"Set-Cookie", "secure=4; Path=/; Secure"},
                        {"Set-Cookie", "foreign=5; Path=/; Domain=example.com"},
                        {"Set-Cookie", "gone=6; Path=/; Max-Age=0"}}});
}

ServerAnswer refresh(const ServerRequest &request)
{
    const QByteArray seconds = QByteArray::number(queryNumber(request, "seconds", 0, 0, 3600));
    return answer(request, 200, {{{"Refresh", seconds + "; url=/echo"}, {"Content-Type", "text/plain"}}},
                  "The Refresh field sends browsers on.\n");
}

ServerAnswer metaRefresh(const ServerRequest &request)
{
    const QByteArray seconds = QByteArray::number(queryNumber(request, "seconds", 0, 0, 3600));
    return answer(request, 200, {{{"Content-Type", "text/html; charset=utf-8"}}},
                  "<!DOCTYPE html>\n<title>Moved</title>\n<meta http-equiv=\"refresh\" content=\"" + seconds +
                      "; url=/echo\">\n<p>This page has moved.</p>\n");
}

/// ITU-T V.42, bit by bit: the bodies are short.
quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes;
    for (unsigned shift = 0; shift < 32; shift += 8)
        bytes += static_cast<char>((number >> shift) & 0xffU);
    return bytes;
}

/// RFC 1952 around the deflate stream that qCompress() makes: 4 bytes length, 2 bytes zlib head, data, 4 bytes
/// Adler-32.
QByteArray gzipOf(const QByteArray &bytes)
{
    const QByteArray zlib = qCompress(bytes);
    constexpr std::array<char, 10> head{'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, '\xff'};
    return QByteArray(head.data(), head.size()) + zlib.mid(6, zlib.size() - 10) + littleEndian(crc32(bytes)) +
           littleEndian(static_cast<quint32>(bytes.size()));
}

ServerAnswer gzip(const ServerRequest &request)
{
    return answer(request, 200, {{{"Content-Type", "text/plain"}, {"Content-Encoding", "gzip"}}},
                  gzipOf(QByteArray("Hop, hop, hop. ").repeated(100)));
}

constexpr LoopbackRoute kContentRoutes[] = {
    {"/echo", "/echo?x=1", "JSON of exactly what arrived: method, target, version, port, headers, body.", echo},
    {"/status/*", "/status/204 /status/404", "That status, 200 to 999, without Location.", status},
    {"/bytes/*", "/bytes/1024", "A body of that many bytes, all of them 'x'.", bytes},
    {"/chunked", "/chunked", "A body in two chunks with a trailer field.", chunked},
    {"/gzip", "/gzip", "A body of 1,500 bytes with Content-Encoding gzip.", gzip},
    {"/slow", "/slow?ms=100 /slow?ms=100&to=/echo", "Waits for ?ms= before it answers 200, or 302 with ?to=.", slow},
    {"/drip", "/drip?n=3&ms=10", "A body that comes a byte at a time, ?n= bytes, one every ?ms=.", drip},
    {"/endless", "/endless", "A body without end, until the client closes.", endless},
    {"/basic-auth", "/basic-auth", "401 without, 200 with Basic authentication as user, password.", basicAuth},
    {"/set-cookies", "/set-cookies", "302 to /echo with six cookies, two of which a client on http sends back.",
     setCookies},
    {"/refresh", "/refresh?seconds=0", "200 with a Refresh field that points to /echo.", refresh},
    {"/meta-refresh", "/meta-refresh?seconds=5", "200 with a page whose meta refresh points to /echo.", metaRefresh},
};

} // namespace

std::span<const LoopbackRoute> contentRoutes()
{
    return kContentRoutes;
}

} // namespace hopscope
