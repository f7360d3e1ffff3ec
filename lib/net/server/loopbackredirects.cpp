// SPDX-License-Identifier: MIT
#include "net/server/loopbackroutes.h"

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr qint64 kMaxChain = 1'000'000;

QByteArray otherPort(const ServerRequest &request)
{
    return QByteArray::number(request.ports.at((request.origin + 1) % request.ports.size()));
}

/// `path` as the query asks for it: relative, or absolute with ?origin=other or ?host=NAME.
QByteArray locationOf(const ServerRequest &request, const QByteArray &path)
{
    const bool other = queryValue(request, "origin") == "other";
    const std::optional<QByteArray> host = queryValue(request, "host");
    if (!other && !host)
        return path;
    const QByteArray port = other ? otherPort(request) : QByteArray::number(request.ports.at(request.origin));
    return "http://" + host.value_or("127.0.0.1") + ':' + port + path;
}

/// The fields that ?header=Name:%20value asks for.
Headers wantedFields(const ServerRequest &request)
{
    Headers headers;
    for (const QByteArray &line : queryValues(request, "header")) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(std::max<qsizetype>(colon, 0));
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (isToken(name) && isFieldValue(value))
            headers.append(name, value);
    }
    return headers;
}

QByteArray ownTarget(const ServerRequest &request)
{
    return request.query.isEmpty() ? request.path : request.path + '?' + request.query;
}

int wantedStatus(const ServerRequest &request)
{
    return static_cast<int>(queryNumber(request, "status", 302, 300, 399));
}

ServerAnswer redirect(const ServerRequest &request)
{
    const QByteArray path = queryValue(request, "to").value_or("/echo");
    const QByteArray location = path.startsWith('/') ? locationOf(request, path) : path;
    return redirectTo(request, request.path.mid(1).toInt(), location, wantedFields(request));
}

ServerAnswer loop(const ServerRequest &request)
{
    return redirectTo(request, wantedStatus(request), locationOf(request, ownTarget(request)));
}

ServerAnswer chain(const ServerRequest &request)
{
    bool ok = false;
    const qint64 left = request.path.mid(qsizetype(sizeof "/chain/") - 1).toLongLong(&ok);
    if (!ok || left < 1 || left > kMaxChain)
        return answerText(request, 404,
                          "The number of redirects must be from 1 to " + QByteArray::number(kMaxChain) + '.');
    QByteArray next = left == 1 ? QByteArray("/echo") : "/chain/" + QByteArray::number(left - 1);
    if (!request.query.isEmpty())
        next += '?' + request.query;
    return redirectTo(request, wantedStatus(request), locationOf(request, next));
}

ServerAnswer cookieLoop(const ServerRequest &request)
{
    if (request.head.headers.combined("Cookie").contains("seen=yes"))
        return answerText(request, 200, "The cookie arrived.");
    return redirectTo(request, 302, ownTarget(request), {{{"Set-Cookie", "seen=yes; Path=/cookie-loop"}}});
}

ServerAnswer secondTime(const ServerRequest &request)
{
    if (request.visit % 2 == 0)
        return answerText(request, 200, "The second visit.");
    return redirectTo(request, 302, ownTarget(request));
}

ServerAnswer orders(const ServerRequest &request)
{
    return redirectTo(request, 307, "http://api.localhost:" + otherPort(request) + "/v2/orders");
}

ServerAnswer ordersMoved(const ServerRequest &request)
{
    if (request.head.method != "POST")
        return answer(request, 405, {{{"Allow", "POST"}}}, "An order has to arrive as POST.\n");
    return redirectTo(request, 303, "/v2/orders/42", {{{"Set-Cookie", "sid=7f3a9c; Path=/; HttpOnly"}}});
}

ServerAnswer order(const ServerRequest &request)
{
    return answer(request, 200, {{{"Content-Type", "application/json"}}},
                  "{\"order\":42,\"item\":\"tea\",\"qty\":100}\n");
}

constexpr LoopbackRoute kRedirectRoutes[] = {
    {"/orders", "/orders", "The demo: 307 to /v2/orders on the other origin, api.localhost.", orders},
    {"/v2/orders", "/v2/orders", "The demo, second request: POST gets 303 with a cookie, any other method 405.",
     ordersMoved},
    {"/v2/orders/42", "/v2/orders/42", "The demo, third request: 200 with the order.", order},
    {"/3##", "/300 /301 /302 /303 /304 /305 /306 /307 /308 /399 /302?origin=other /301?to=/echo?x%23f",
     "That status with Location /echo, or what ?to= says; absolute with ?origin=other or ?host=NAME; "
     "?header=Name:value adds "
     "a field.",
     redirect},
    {"/loop", "/loop /loop?status=307&origin=other",
     "Redirects to itself, or to the same path on the other origin, forever.", loop},
    {"/chain/*", "/chain/3 /chain/5?status=308&origin=other", "That many redirects, then /echo; the query is kept.",
     chain},
    {"/cookie-loop", "/cookie-loop", "Redirects to itself until the cookie that it sets comes back.", cookieLoop},
    {"/second-time", "/second-time", "Redirects to itself on every odd visit, answers 200 on every even one.",
     secondTime},
};

} // namespace

std::span<const LoopbackRoute> redirectRoutes()
{
    return kRedirectRoutes;
}

} // namespace hopscope
