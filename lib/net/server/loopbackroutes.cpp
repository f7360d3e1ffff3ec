// SPDX-License-Identifier: MIT
#include "net/server/loopbackroutes.h"

#include <QString>

#include <algorithm>

namespace hopscope
{

namespace
{

bool matches(QByteArrayView pattern, QByteArrayView path)
{
    const bool open = pattern.endsWith('*');
    if (open)
        pattern.chop(1);
    if (open ? path.size() <= pattern.size() : path.size() != pattern.size())
        return false;
    return std::equal(pattern.begin(), pattern.end(), path.begin(),
                      [](char wanted, char c) { return wanted == '#' ? c >= '0' && c <= '9' : wanted == c; });
}

QByteArray escaped(const char *text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

ServerAnswer index(const ServerRequest &request)
{
    QByteArray html =
        "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Hopscope loopback server</title>\n"
        "<h1>Hopscope loopback server</h1>\n<p>Origins:";
    for (const quint16 port : request.ports)
        html += " http://127.0.0.1:" + QByteArray::number(port) + "/";
    html += "</p>\n<dl>\n";
    for (const LoopbackRoute &route : loopbackRoutes()) {
        html += "<dt>";
        for (const QByteArray &example : QByteArray(route.examples).split(' ')) {
            const QByteArray path = escaped(example.constData());
            html += "<a href=\"" + path + "\"><code>" + path + "</code></a> ";
        }
        html += "</dt><dd>" + escaped(route.description) + "</dd>\n";
    }
    html += "</dl></html>\n";
    return answer(request, 200, {{{"Content-Type", "text/html; charset=utf-8"}}}, html);
}

constexpr LoopbackRoute indexRoute{"/", "/", "This list.", index};

} // namespace

QList<LoopbackRoute> loopbackRoutes()
{
    QList<LoopbackRoute> all{indexRoute};
    for (const auto table : {redirectRoutes(), contentRoutes(), brokenRoutes()}) {
        for (const LoopbackRoute &route : table)
            all.append(route);
    }
    return all;
}

const LoopbackRoute *findLoopbackRoute(QByteArrayView path)
{
    if (path == indexRoute.pattern)
        return &indexRoute;
    for (const auto table : {redirectRoutes(), contentRoutes(), brokenRoutes()}) {
        const auto found = std::find_if(table.begin(), table.end(),
                                        [&](const LoopbackRoute &route) { return matches(route.pattern, path); });
        if (found != table.end())
            return &*found;
    }
    return nullptr;
}

void splitTarget(ServerRequest &request)
{
    QByteArray target = request.head.target;
    if (const qsizetype authority = target.indexOf("://"); authority > 0 && !target.startsWith('/')) {
        const qsizetype path = target.indexOf('/', authority + 3);
        target = path < 0 ? QByteArray("/") : target.mid(path);
    }
    const qsizetype mark = target.indexOf('?');
    request.path = mark < 0 ? target : target.left(mark);
    request.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
}

} // namespace hopscope
