// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"
#include "redirect/journey.h"

#include <functional>

/// Chains as they are made up, and chains that a client goes.
namespace hopscope::test
{

using namespace Qt::StringLiterals;

inline Hop hop(const QByteArray &method, const QByteArray &url, int status, const QByteArray &target = {})
{
    Hop made;
    made.request = {.method = method, .url = url};
    made.response = Response{.version = "HTTP/1.1", .status = status, .reason = "Reason"};
    made.redirect = Redirect();
    if (!target.isEmpty()) {
        made.response->headers.append("Location", target);
        made.redirect = Redirect{.location = target, .target = target, .verdict = RedirectVerdict::Follow};
    }
    return made;
}

inline Hop with(Hop hop, const QByteArray &name, const QByteArray &value)
{
    hop.request.headers.append(name, value);
    return hop;
}

inline Hop withBody(Hop hop)
{
    hop.request.body = bodyOf("user=tea&password=kettle");
    return hop;
}

inline Hop answering(Hop hop, const QByteArray &name, const QByteArray &value)
{
    hop.response->headers.append(name, value);
    return hop;
}

inline Hop refusing(Hop hop)
{
    hop.redirect->verdict = RedirectVerdict::Refuse;
    return hop;
}

inline Trace chain(const QList<Hop> &hops, OutcomeKind outcome = OutcomeKind::Final)
{
    return {.hops = hops, .outcome = {outcome, {}}};
}

inline const QByteArray kA = "http://a.example/";
inline const QByteArray kB = "http://b.example/";

inline const QString kSelfSigned = u"it is self-signed."_s;

/// One request over TLS; `error` is what is wrong with the certificate, nothing for an empty one.
inline Trace unverified(const QByteArray &url, const QString &error)
{
    Hop one = hop("GET", url, 200);
    one.connection.tls = Tls{.errors = error.isEmpty() ? QStringList() : QStringList(error)};
    return chain({one});
}

/// A hop that the certificate ended.
inline Trace failedTls(const QString &error)
{
    Trace trace = unverified("https://a.example/", error);
    trace.hops[0].response.reset();
    trace.hops[0].error = error;
    return trace;
}

inline QList<Finding> named(const Trace &trace, QLatin1StringView id)
{
    QList<Finding> some;
    for (const Finding &finding : findingsOf(trace)) {
        if (finding.id == id)
            some.append(finding);
    }
    return some;
}

/// The details of all findings with that id.
inline QStringList detailsOf(const Trace &trace, QLatin1StringView id)
{
    QStringList details;
    for (const Finding &finding : named(trace, id))
        details.append(finding.detail);
    return details;
}

/// A server's answer to a request, by its URL.
using Server = std::function<Response(const Request &)>;

inline Response answer(int status, const QList<Header> &fields = {}, const QByteArray &body = {})
{
    return {.version = "HTTP/1.1", .status = status, .headers = {fields}, .body = bodyOf(body)};
}

/// Where `client` goes when it asks for `wish`, with GET if that says nothing else.
inline Trace walked(QStringView client, FirstRequest wish, const Server &server)
{
    const QDateTime now(QDate(2026, 11, 27), QTime(12, 0), Qt::UTC);
    const ClientProfile &profile = *findClient(client);
    if (wish.method.isEmpty())
        wish.method = "GET";
    wish.now = now;
    Journey journey(profile, wish, {}, {.keepsCookies = profile.keepsCookies});
    Trace trace{.client = client.toString(), .started = now, .hops = journey.takeOwnHops()};
    for (; journey.pending(); trace.hops += journey.takeOwnHops()) {
        Hop hop{.request = *journey.pending()};
        hop.response = server(hop.request);
        journey.headArrived(hop.request, -1, *hop.response, now);
        trace.hops.append(journey.complete(hop, std::nullopt, now));
    }
    trace.outcome = journey.outcome();
    return trace;
}

} // namespace hopscope::test
