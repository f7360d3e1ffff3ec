// SPDX-License-Identifier: MIT
#include "findings/chainchecks.h"

#include "findings/loops.h"
#include "findings/steps.h"
#include "findings/words.h"
#include "http/freshness.h"
#include "http/hsts.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool leadsSomewhere(const Hop &hop)
{
    return isServersRequest(hop.kind) && hop.redirect && !hop.redirect->target.isEmpty();
}

QByteArray withoutWww(const QByteArray &host)
{
    return host.startsWith("www.") ? host.mid(4) : host;
}

/// Scheme of the request's URL and of the target.
bool leads(const Hop &hop, QByteArrayView from, QByteArrayView to)
{
    if (!leadsSomewhere(hop))
        return false;
    const auto before = originOf(hop.request.url);
    const auto after = originOf(hop.redirect->target);
    return before && after && before->scheme == from && after->scheme == to;
}

QDateTime beginningOf(const Trace &trace)
{
    return trace.started.isValid() ? trace.started : QDateTime::currentDateTimeUtc();
}

/// Who asks over http again after a temporary redirect to https.
QString afterTemporary(const Trace &trace, const Hop &hop, const HstsStore &https)
{
    const QString status = QString::number(hop.response->status);
    const QDateTime now = beginningOf(trace);
    if (upgradeFor(https, hop.request.url, now, kRfc6797Hsts))
        return u"After a %1, clients ask over http again each time, but not those that keep Strict-Transport-Security, "
               "which this host sends over https."_s.arg(status);
    if (freshnessOf(hop.request.method, *hop.response, now, kRfc9111Cache).stored)
        return u"Clients with a cache keep this %1 as long as its fields say; then, and without a cache, clients ask "
               "over http again."_s.arg(status);
    return u"After a %1, clients ask over http again each time; a 301 or 308 may be kept."_s.arg(status);
}

/// Pragma: no-cache counts where there is no Cache-Control (RFC 9111 5.4).
bool saysHowLong(const Headers &headers)
{
    return headers.contains("Cache-Control") || headers.contains("Expires") ||
           headers.combined("Pragma").toLower().contains("no-cache");
}

} // namespace

QList<Found> httpsToHttp(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        // Where the client upgrades the next request, nothing goes over http.
        const bool upgraded = i + 1 < trace.hops.size() && trace.hops[i + 1].kind == HopKind::Hsts;
        if (!upgraded && leads(trace.hops[i], "https", "http"))
            found.append({.hop = i,
                          .detail = u"What is sent to %1 can be read and changed on the way."_s.arg(
                              originText(trace.hops[i].redirect->target))});
    }
    return found;
}

QList<Found> temporaryToHttps(const Trace &trace)
{
    const HstsStore https = learnedHsts(trace.hops, beginningOf(trace), kRfc6797Hsts);
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (!isAnswered(hop, {302, 303, 307}) || !leads(hop, "http", "https"))
            continue;
        if (withoutWww(originOf(hop.request.url)->host) == withoutWww(originOf(hop.redirect->target)->host))
            found.append({.hop = i, .detail = afterTemporary(trace, hop, https)});
    }
    return found;
}

QList<Found> permanentWithoutCacheControl(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        const bool isKept = hop.request.method == "GET" || hop.request.method == "HEAD"; // RFC 9110 9.3.3
        if (!isKept || !isAnswered(hop, {301, 308}) || saysHowLong(hop.response->headers))
            continue;
        found.append({.hop = i,
                      .detail = u"Browsers may keep this %1 indefinitely; Cache-Control can say for how long."_s.arg(
                          hop.response->status)});
    }
    return found;
}

int startOfLoop(const Trace &trace)
{
    return loopOf(trace).start;
}

QList<Found> loop(const Trace &trace)
{
    const int last = int(trace.hops.size()) - 1;
    if (const Cycle circle = loopOf(trace))
        return {{.hop = last, .detail = loopWords(trace, circle)}};
    if (last >= 0 && trace.outcome.kind == OutcomeKind::Loop)
        return {{.hop = last, .detail = u"The next request would equal an earlier one."_s}};
    return {};
}

QList<Found> longChain(const Trace &trace)
{
    // A loop has no target that the first URL could point at.
    if (trace.hops.isEmpty() || trace.outcome.kind == OutcomeKind::Loop || loopOf(trace))
        return {};
    // Only a request after it shows that a redirect was followed.
    const auto redirects = std::count_if(trace.hops.begin(), trace.hops.end() - 1, leadsSomewhere);
    if (redirects <= kAdvisedRedirects)
        return {};
    if (redirects <= kMostRedirects)
        return {
            {.detail = u"%1 redirects: point the first URL straight at the target. Google advises at most %2."_s.arg(
                 QString::number(redirects), QString::number(kAdvisedRedirects))}};
    return {{.detail = u"%1 redirects; Googlebot gives up after %2."_s.arg(QString::number(redirects),
                                                                           QString::number(kMostRedirects)),
             .severity = Severity::Warning}};
}

QList<Found> finalError(const Trace &trace)
{
    if (trace.hops.isEmpty() || !trace.hops.last().response || trace.hops.last().response->status < 400)
        return {};
    // What OPTIONS got is said by the finding about the refusal.
    if (trace.hops.last().kind == HopKind::Preflight)
        return {};
    const Response &response = *trace.hops.last().response;
    const QString status = (QString::number(response.status) + u' ' + QString::fromUtf8(response.reason)).trimmed();
    const QString who =
        response.status < 500 ? u"The response is a client error"_s : u"The response is a server error"_s;
    return {{.hop = int(trace.hops.size()) - 1,
             .detail = u"%1: %2."_s.arg(who, status),
             .source = response.status < 500 ? u"RFC 9110 15.5"_s : u"RFC 9110 15.6"_s}};
}

} // namespace hopscope
