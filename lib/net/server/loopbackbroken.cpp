// SPDX-License-Identifier: MIT
#include "net/server/loopbackroutes.h"

namespace hopscope
{

namespace
{

constexpr qsizetype kBigHead = 300 * 1024;
constexpr int kManyLines = 1'100;

/// 302 with exactly these field lines, each ended by CRLF, and an empty body; the connection stays open.
ServerAnswer found(const QByteArray &lines)
{
    return rawAnswer("HTTP/1.1 302 Found\r\n" + lines + "Content-Length: 0\r\n\r\n", AfterAnswer::KeepAlive);
}

ServerAnswer noLocation(const ServerRequest &)
{
    return found({});
}

ServerAnswer emptyLocation(const ServerRequest &)
{
    return found("Location:\r\n");
}

ServerAnswer twoLocations(const ServerRequest &)
{
    return found("Location: /echo?first\r\nLocation: /echo?second\r\n");
}

ServerAnswer ftp(const ServerRequest &)
{
    return found("Location: ftp://127.0.0.1/file\r\n");
}

ServerAnswer badLocation(const ServerRequest &)
{
    return found("Location: http://[::1/\r\n");
}

ServerAnswer latin1Location(const ServerRequest &)
{
    return found("Location: /echo?caf\xe9\r\n");
}

ServerAnswer utf8Location(const ServerRequest &)
{
    return found("Location: /echo?caf\xc3\xa9\r\n");
}

ServerAnswer fragment(const ServerRequest &)
{
    return found("Location: /echo#part\r\n");
}

ServerAnswer spaceColon(const ServerRequest &)
{
    return found("Location : /echo\r\n");
}

ServerAnswer folded(const ServerRequest &)
{
    return found("X-Folded: one\r\n two\r\nLocation: /echo\r\n");
}

ServerAnswer early(const ServerRequest &)
{
    ServerAnswer answer = found("Location: /echo\r\n");
    answer.chunks.prepend({.bytes = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload; as=style\r\n\r\n"});
    return answer;
}

ServerAnswer noReason(const ServerRequest &)
{
    return rawAnswer("HTTP/1.1 302\r\nLocation: /echo\r\nContent-Length: 0\r\n\r\n", AfterAnswer::KeepAlive);
}

ServerAnswer bareLf(const ServerRequest &)
{
    return rawAnswer("HTTP/1.1 302 Found\nLocation: /echo\nContent-Length: 0\n\n", AfterAnswer::KeepAlive);
}

ServerAnswer nul(const ServerRequest &)
{
    return rawAnswer("HTTP/1.1 302 Found\r\nLocation: /ec" + QByteArray(1, '\0') + "ho\r\nContent-Length: 0\r\n\r\n");
}

ServerAnswer garbage(const ServerRequest &)
{
    return rawAnswer("GARBAGE\r\n\r\n");
}

ServerAnswer bigHead(const ServerRequest &)
{
    return rawAnswer("HTTP/1.1 302 Found\r\nLocation: /echo\r\nX-Big: " + QByteArray(kBigHead, 'x') +
                     "\r\nContent-Length: 0\r\n\r\n");
}

ServerAnswer manyLines(const ServerRequest &)
{
    return rawAnswer("HTTP/1.1 302 Found\r\nLocation: /echo\r\n" + QByteArray("X-Line: 1\r\n").repeated(kManyLines) +
                     "Content-Length: 0\r\n\r\n");
}

ServerAnswer noLength(const ServerRequest &)
{
    return rawAnswer("HTTP/1.1 302 Found\r\nLocation: /echo\r\n\r\nA body", AfterAnswer::Hold);
}

ServerAnswer shortBody(const ServerRequest &)
{
    return rawAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
}

ServerAnswer half(const ServerRequest &)
{
    return rawAnswer("HTTP/1.1 302 Found\r\nLocat");
}

ServerAnswer close(const ServerRequest &)
{
    return {.after = AfterAnswer::Close};
}

ServerAnswer reset(const ServerRequest &)
{
    return {.after = AfterAnswer::Reset};
}

ServerAnswer silent(const ServerRequest &)
{
    return {.after = AfterAnswer::Hold};
}

constexpr LoopbackRoute kBrokenRoutes[] = {
    {"/no-location", "/no-location", "302 without Location.", noLocation},
    {"/empty-location", "/empty-location", "302 with an empty Location.", emptyLocation},
    {"/two-locations", "/two-locations", "302 with two different Locations.", twoLocations},
    {"/ftp", "/ftp", "302 to an ftp URL.", ftp},
    {"/bad-location", "/bad-location", "302 to http://[::1/, which is not a URL.", badLocation},
    {"/latin1-location", "/latin1-location", "302 with the byte E9 in its Location.", latin1Location},
    {"/utf8-location", "/utf8-location", "302 with the bytes C3 A9 in its Location.", utf8Location},
    {"/fragment", "/fragment", "302 to /echo#part.", fragment},
    {"/early", "/early", "103 Early Hints, then 302 to /echo.", early},
    {"/no-reason", "/no-reason", "302 without a reason phrase and the space before it.", noReason},
    {"/bare-lf", "/bare-lf", "302 whose lines end in a bare LF.", bareLf},
    {"/space-colon", "/space-colon", "302 with a space between Location and the colon.", spaceColon},
    {"/folded", "/folded", "302 with a field that continues on the next line.", folded},
    {"/nul", "/nul", "302 with a zero byte in its Location.", nul},
    {"/garbage", "/garbage", "Bytes that are not HTTP.", garbage},
    {"/big-head", "/big-head", "302 with a field of 300 KiB.", bigHead},
    {"/many-lines", "/many-lines", "302 with 1,100 fields.", manyLines},
    {"/no-length", "/no-length", "302 without Content-Length on a connection that stays open.", noLength},
    {"/short-body", "/short-body", "200 with a body shorter than its Content-Length, then closes.", shortBody},
    {"/half", "/half", "Half a head, then closes.", half},
    {"/close", "/close", "Closes without a response.", close},
    {"/reset", "/reset", "Resets the connection without a response.", reset},
    {"/silent", "/silent", "Never answers.", silent},
};

} // namespace

std::span<const LoopbackRoute> brokenRoutes()
{
    return kBrokenRoutes;
}

} // namespace hopscope
