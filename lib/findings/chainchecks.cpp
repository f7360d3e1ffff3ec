// SPDX-License-Identifier: MIT
#include "findings/chainchecks.h"

#include "findings/words.h"
#include "http/url.h"
#include "redirect/cycle.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxNamedUrls = 5;

bool leadsSomewhere(const Hop &hop)
{
    return reachesServer(hop.kind) && hop.kind != HopKind::Preflight && hop.redirect && !hop.redirect->target.isEmpty();
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

bool mayBeLoop(OutcomeKind kind)
{
    return kind == OutcomeKind::Loop || kind == OutcomeKind::TooManyRedirects || kind == OutcomeKind::Timeout ||
           kind == OutcomeKind::Limit || kind == OutcomeKind::Canceled;
}

QString circleText(const Trace &trace, const Cycle &cycle)
{
    QStringList urls;
    for (int i = 0; i < std::min(cycle.length, kMaxNamedUrls); ++i)
        urls.append(urlText(trace.hops[cycle.start + i].request.url));
    if (cycle.length > kMaxNamedUrls)
        urls.append(u"…"_s);
    urls.append(urls.constFirst());
    return u"%1: %2"_s.arg(cycleText(cycle), urls.join(u" → "_s));
}

} // namespace

QList<Found> httpsToHttp(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        if (leads(trace.hops[i], "https", "http"))
            found.append({.hop = i,
                          .detail = u"What is sent to %1 can be read and changed on the way."_s.arg(
                              originText(trace.hops[i].redirect->target))});
    }
    return found;
}

QList<Found> temporaryToHttps(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (!isAnswered(hop, {302, 303, 307}) || !leads(hop, "http", "https"))
            continue;
        if (withoutWww(originOf(hop.request.url)->host) == withoutWww(originOf(hop.redirect->target)->host))
            found.append(
                {.hop = i,
                 .detail = u"After a %1, clients ask over http again each time; a 301 or 308 may be kept."_s.arg(
                     hop.response->status)});
    }
    return found;
}

QList<Found> permanentWithoutCacheControl(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (!isAnswered(hop, {301, 308}) || hop.response->headers.contains("Cache-Control") ||
            hop.response->headers.contains("Expires"))
            continue;
        found.append({.hop = i,
                      .detail = u"Browsers may keep this %1 indefinitely; Cache-Control can say for how long."_s.arg(
                          hop.response->status)});
    }
    return found;
}

int startOfLoop(const Trace &trace)
{
    return mayBeLoop(trace.outcome.kind) ? cycleOf(trace).start : -1;
}

QList<Found> loop(const Trace &trace)
{
    if (trace.hops.isEmpty() || !mayBeLoop(trace.outcome.kind))
        return {};
    const int last = int(trace.hops.size()) - 1;
    const Cycle cycle = cycleOf(trace);
    if (cycle)
        return {{.hop = last, .detail = circleText(trace, cycle)}};
    if (trace.outcome.kind == OutcomeKind::Loop)
        return {{.hop = last, .detail = u"The next request would equal an earlier one."_s}};
    return {};
}

QList<Found> longChain(const Trace &trace)
{
    // Only a request after it shows that a redirect was followed.
    if (trace.hops.isEmpty())
        return {};
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
    const Response &response = *trace.hops.last().response;
    const QString status = (QString::number(response.status) + u' ' + QString::fromUtf8(response.reason)).trimmed();
    const QString who =
        response.status < 500 ? u"The response is a client error"_s : u"The response is a server error"_s;
    return {{.hop = int(trace.hops.size()) - 1,
             .detail = u"%1: %2."_s.arg(who, status),
             .source = response.status < 500 ? u"RFC 9110 15.5"_s : u"RFC 9110 15.6"_s}};
}

} // namespace hopscope
