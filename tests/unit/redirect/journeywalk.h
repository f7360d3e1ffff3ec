// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/journey.h"

#include <functional>

/// Journeys through servers that a test makes up.
namespace hopscope::test
{

using namespace Qt::StringLiterals;

inline const QDateTime kNow(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

/// A server's answer to a request, by its URL.
using Server = std::function<Response(const Request &)>;

inline Response answer(int status, const QList<Header> &fields = {}, const QByteArray &body = {})
{
    return {.version = "HTTP/1.1", .status = status, .headers = {fields}, .body = bodyOf(body)};
}

struct Walk {
    QList<Hop> hops;
    Outcome outcome;
    ClientMemory memory;

    /// "GET http://a.example/x", with the kind where it is not http.
    QStringList requests() const
    {
        QStringList lines;
        for (const Hop &hop : hops) {
            const QString kind = hop.kind == HopKind::Http ? QString() : QString(idOf(hop.kind)) + u' ';
            lines.append(kind + QString::fromUtf8(hop.request.method + ' ' + hop.request.url));
        }
        return lines;
    }
};

inline Walk walk(QStringView client, const FirstRequest &wish, const Server &server, const ClientMemory &memory = {},
                 int maxHops = -1, bool follows = true)
{
    const ClientProfile &profile = *findClient(client);
    FirstRequest first = wish;
    if (first.method.isEmpty())
        first.method = "GET";
    first.now = kNow;
    Journey journey(profile, first, memory,
                    {.maxHops = maxHops, .follows = follows, .keepsCookies = profile.keepsCookies});
    Walk result;
    for (result.hops += journey.takeOwnHops(); journey.pending(); result.hops += journey.takeOwnHops()) {
        Hop hop{.request = *journey.pending()};
        hop.response = server(hop.request);
        journey.headArrived(hop.request, -1, *hop.response, kNow);
        result.hops.append(journey.complete(hop, std::nullopt, kNow));
    }
    result.outcome = journey.outcome();
    result.memory = journey.memory();
    return result;
}

inline QByteArray field(const Hop &hop, QByteArrayView name)
{
    return hop.request.headers.first(name).value_or("(none)");
}

} // namespace hopscope::test
