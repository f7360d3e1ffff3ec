// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

namespace hopscope
{

/// What a route answers to GET: `bytes` is all of it, or where the list has more than one, what it starts with and
/// holds.
struct RouteRow {
    const char *pattern;
    const char *path;
    QByteArrayList bytes;
    bool closes = false;
};

inline QByteArray exactly(const QByteArray &fields)
{
    return "HTTP/1.1 302 Found\r\n" + fields + "Content-Length: 0\r\n\r\n";
}

inline QByteArrayList redirects(const QByteArray &status, const QByteArray &location)
{
    return {"HTTP/1.1 " + status + "\r\n", "\r\nLocation: " + location + "\r\n", "</p>\n"};
}

inline QByteArrayList ok(const QByteArray &type, const QByteArray &part)
{
    return {"HTTP/1.1 200 OK\r\n", "\r\nContent-Type: " + type, part};
}

inline const QList<RouteRow> &routeRows()
{
    static const QList<RouteRow> table{
        {"/", "/", ok("text/html", "<a href=\"/loop?status=307&amp;origin=other\">")},
        {"/orders", "/orders", redirects("307 Temporary Redirect", "http://api.localhost:{other}/v2/orders")},
        {"/v2/orders", "/v2/orders", {"HTTP/1.1 405 Method Not Allowed\r\n", "\r\nAllow: POST\r\n"}},
        {"/v2/orders/42", "/v2/orders/42", ok("application/json", "\"item\":\"tea\"")},
        {"/3##", "/300", redirects("300 Multiple Choices", "/echo")},
        {"/3##", "/301", redirects("301 Moved Permanently", "/echo")},
        {"/3##", "/302", redirects("302 Found", "/echo")},
        {"/3##", "/303", redirects("303 See Other", "/echo")},
        {"/3##", "/304", {"HTTP/1.1 304 Not Modified\r\n", "\r\nLocation: /echo\r\n", "\r\n\r\n"}},
        {"/3##", "/305", redirects("305 Use Proxy", "/echo")},
        {"/3##", "/306", redirects("306 (Unused)", "/echo")},
        {"/3##", "/307", redirects("307 Temporary Redirect", "/echo")},
        {"/3##", "/308", redirects("308 Permanent Redirect", "/echo")},
        {"/3##", "/399?to=/a%23b", redirects("399 Unnamed", "/a#b")},
        {"/3##", "/301?to=ftp://x/", redirects("301 Moved Permanently", "ftp://x/")},
        {"/3##", "/302?to=/a%0D%0AX:1", redirects("302 Found", "/a%0D%0AX:1")},
        {"/3##", "/302?to=/a&origin=other", redirects("302 Found", "http://127.0.0.1:{other}/a")},
        {"/3##", "/302?host=b.localhost", redirects("302 Found", "http://b.localhost:{own}/echo")},
        {"/3##", "/301?header=Cache-Control:%20no-store", {"HTTP/1.1 301 ", "\r\nCache-Control: no-store\r\n"}},
        {"/3##", "/302?to=/%3Cb%3E", {"HTTP/1.1 302 ", "the document is at /&lt;b&gt;</p>"}},
        {"/loop", "/loop", redirects("302 Found", "/loop")},
        {"/loop", "/loop?status=307&origin=other",
         redirects("307 Temporary Redirect", "http://127.0.0.1:{other}/loop?status=307&origin=other")},
        {"/chain/*", "/chain/2?a=b", redirects("302 Found", "/chain/1?a=b")},
        {"/chain/*", "/chain/1?status=308", redirects("308 Permanent Redirect", "/echo?status=308")},
        {"/chain/*", "/chain/x", {"HTTP/1.1 404 Not Found\r\n", "from 1 to"}},
        {"/cookie-loop",
         "/cookie-loop",
         {"HTTP/1.1 302 ", "\r\nLocation: /cookie-loop\r\n", "\r\nSet-Cookie: seen=yes;"}},
        {"/second-time", "/second-time", redirects("302 Found", "/second-time")},
        {"/echo", "/echo?x=1", ok("application/json", "\"target\": \"/echo?x=1\"")},
        {"/status/*", "/status/204", {"HTTP/1.1 204 No Content\r\n", "\r\n\r\n"}},
        {"/status/*", "/status/404", {"HTTP/1.1 404 Not Found\r\n", "404\n"}},
        {"/bytes/*", "/bytes/3", {"HTTP/1.1 200 OK\r\n", "Content-Length: 3\r\n\r\nxxx"}},
        {"/bytes/*", "/bytes/200000", {"HTTP/1.1 200 OK\r\n", "\r\n\r\n" + QByteArray(200'000, 'x')}},
        {"/chunked", "/chunked", {"HTTP/1.1 200 OK\r\n", "\r\n\r\n5;note=1\r\nhello\r\n7\r\n, world\r\n0\r\n"}},
        {"/gzip", "/gzip", {"HTTP/1.1 200 OK\r\n", "\r\nContent-Encoding: gzip\r\n", "\r\n\r\n\x1f\x8b\x08"}},
        {"/slow", "/slow?ms=1", ok("text/plain", "That took its time.")},
        {"/slow", "/slow?ms=1&to=/a", redirects("302 Found", "/a")},
        {"/drip", "/drip?n=4&ms=1", {"HTTP/1.1 200 OK\r\n", "Content-Length: 4\r\n\r\n...."}},
        {"/endless", "/endless", {"HTTP/1.1 200 OK\r\n", "\r\n\r\n" + QByteArray(1'000'000, 'x')}},
        {"/basic-auth", "/basic-auth", {"HTTP/1.1 401 Unauthorized\r\n", "\r\nWWW-Authenticate: Basic realm="}},
        {"/set-cookies", "/set-cookies", {"HTTP/1.1 302 ", "\r\nSet-Cookie: session=1;", "\r\nSet-Cookie: gone=6;"}},
        {"/refresh", "/refresh?seconds=2", {"HTTP/1.1 200 OK\r\n", "\r\nRefresh: 2; url=/echo\r\n"}},
        {"/meta-refresh", "/meta-refresh", ok("text/html", "http-equiv=\"refresh\" content=\"0; url=/echo\">")},
        {"/no-location", "/no-location", {exactly("")}},
        {"/empty-location", "/empty-location", {exactly("Location:\r\n")}},
        {"/two-locations", "/two-locations", {exactly("Location: /echo?first\r\nLocation: /echo?second\r\n")}},
        {"/ftp", "/ftp", {exactly("Location: ftp://127.0.0.1/file\r\n")}},
        {"/bad-location", "/bad-location", {exactly("Location: http://[::1/\r\n")}},
        {"/latin1-location", "/latin1-location", {exactly("Location: /echo?caf\xE9\r\n")}},
        {"/utf8-location", "/utf8-location", {exactly("Location: /echo?caf\xC3\xA9\r\n")}},
        {"/fragment", "/fragment", {exactly("Location: /echo#part\r\n")}},
        {"/early", "/early", {"HTTP/1.1 103 Early Hints\r\n", "\r\n\r\n" + exactly("Location: /echo\r\n")}},
        {"/no-reason", "/no-reason", {"HTTP/1.1 302\r\nLocation: /echo\r\nContent-Length: 0\r\n\r\n"}},
        {"/bare-lf", "/bare-lf", {"HTTP/1.1 302 Found\nLocation: /echo\nContent-Length: 0\n\n"}},
        {"/space-colon", "/space-colon", {exactly("Location : /echo\r\n")}},
        {"/folded", "/folded", {exactly("X-Folded: one\r\n two\r\nLocation: /echo\r\n")}},
        {"/nul", "/nul", {exactly(QByteArray("Location: /ec\0ho\r\n", 18))}, true},
        {"/garbage", "/garbage", {"GARBAGE\r\n\r\n"}, true},
        {"/big-head", "/big-head", {"HTTP/1.1 302 Found\r\n", QByteArray(256 * 1024, 'x')}, true},
        {"/many-lines", "/many-lines", {"HTTP/1.1 302 Found\r\n", QByteArray("X-Line: 1\r\n").repeated(1001)}, true},
        {"/no-length", "/no-length", {"HTTP/1.1 302 Found\r\nLocation: /echo\r\n\r\nA body"}},
        {"/short-body", "/short-body", {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"}, true},
        {"/half", "/half", {"HTTP/1.1 302 Found\r\nLocat"}, true},
        {"/close", "/close", {""}, true},
        {"/reset", "/reset", {""}, true},
        {"/silent", "/silent", {""}},
    };
    return table;
}

} // namespace hopscope
