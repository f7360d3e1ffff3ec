// SPDX-License-Identifier: MIT
#include "findings/targetchecks.h"

#include "findings/privatescope.h"
#include "findings/words.h"
#include "http/url.h"
#include "redirect/profile.h"
#include "redirect/refresh.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

std::optional<PrivateScope> scopeOf(QByteArrayView url)
{
    const std::optional<Origin> origin = originOf(url);
    return origin ? privateScope(origin->host) : std::nullopt;
}

/// A recording without its first URL has a name that is reserved for such places (RFC 6761 6.4).
bool beganInPublic(QByteArrayView url)
{
    const std::optional<Origin> origin = originOf(url);
    return origin && !privateScope(origin->host) && !origin->host.endsWith(".invalid");
}

/// Where the hop leads, by a redirect or a page, followed or not; empty when nowhere.
QByteArray targetOf(const Hop &hop)
{
    return hop.redirect && hop.kind != HopKind::Preflight ? hop.redirect->target : QByteArray();
}

} // namespace

QList<Found> privateHost(const Trace &trace)
{
    if (trace.hops.isEmpty() || !beganInPublic(trace.hops.constFirst().request.url))
        return {};
    QList<Found> found;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        const std::optional<PrivateScope> scope = scopeOf(targetOf(hop));
        if (!scope || scopeOf(hop.request.url))
            continue;
        found.append(
            {.hop = int(i),
             .detail = u"%1 leads to %2, %3: what answers there differs from network to network. A program on a server "
                       "can be led into its own network this way."_s.arg(
                           originText(hop.request.url), originText(targetOf(hop)), QString::fromLatin1(scope->what)),
             .source = QString::fromLatin1(scope->source)});
    }
    return found;
}

QList<Found> portOfOtherScheme(const Trace &trace)
{
    QList<Found> found;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        const std::optional<Origin> to = originOf(targetOf(hop));
        if (!to || to == originOf(hop.request.url))
            continue;
        const bool isHttps = to->scheme == "https";
        const QByteArray other = isHttps ? "http" : "https";
        if (to->port != defaultPort(other))
            continue;
        found.append(
            {.hop = int(i),
             .detail = u"%1: port %2 is that of %3. Often a rule changes the scheme and leaves the port."_s.arg(
                 originText(targetOf(hop)), QString::number(to->port), QString::fromLatin1(other)),
             .source = isHttps ? u"RFC 9110 4.2.2"_s : u"RFC 9110 4.2.1"_s});
    }
    return found;
}

QList<Found> refreshNotFollowed(const Trace &trace)
{
    const ClientProfile *profile = findClient(trace.client);
    if (!profile || profile->refreshes || trace.hops.isEmpty())
        return {};
    const Hop &last = trace.hops.constLast();
    if (last.kind == HopKind::Preflight || !last.response || !last.redirect ||
        last.redirect->verdict != RedirectVerdict::Deliver)
        return {};
    const std::optional<Refresh> wanted = refreshOf(*last.response, last.request.url);
    // A page that loads itself again leads nowhere.
    if (!wanted || withoutFragment(wanted->target) == withoutFragment(last.request.url))
        return {};
    const QString what =
        wanted->kind == HopKind::MetaRefresh ? u"A meta element of this page"_s : u"The Refresh field"_s;
    const QString when = wanted->seconds == 0 ? u"at once"_s : u"after %1 seconds"_s.arg(wanted->seconds);
    return {{.hop = int(trace.hops.size()) - 1,
             .detail = u"%1 asks for %2 %3: a browser's tab would go on to it, and this client does not."_s.arg(
                 what, urlText(wanted->target), when)}};
}

} // namespace hopscope
