// SPDX-License-Identifier: MIT
#include "findings/loops.h"

#include "findings/steps.h"
#include "findings/words.h"
#include "http/hsts.h"
#include "http/uriparts.h"
#include "http/url.h"
#include "redirect/earlier.h"
#include "redirect/profile.h"
#include "redirect/profiles/hstspolicies.h"
#include "text/listtext.h"

#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxNamedUrls = 5;

bool mayBeLoop(OutcomeKind kind)
{
    return kind == OutcomeKind::Loop || kind == OutcomeKind::TooManyRedirects || kind == OutcomeKind::Timeout ||
           kind == OutcomeKind::Limit || kind == OutcomeKind::Canceled;
}

/// Whether a recording breaks off at a redirect that its client follows.
bool isCutShort(const Trace &trace)
{
    const std::optional<Redirect> &last = trace.hops.constLast().redirect;
    return trace.outcome.kind == OutcomeKind::NotFollowed && last && last->verdict == RedirectVerdict::Deliver &&
           !last->target.isEmpty();
}

bool setsCookies(const Hop &hop)
{
    return hop.response && hop.response->headers.contains("Set-Cookie");
}

/// Whether a recording that was cut short shows that `cycle` would have been gone round again.
bool goesOn(const Trace &trace, const Cycle &cycle)
{
    const QList<Hop> &hops = trace.hops;
    const qsizetype last = hops.size() - 1;
    const qsizetype before = last - cycle.length;
    if (before >= 0 && requestKey(hops[before].request) == requestKey(hops[last].request))
        return withoutFragment(hops[last].redirect->target) == withoutFragment(hops[before + 1].request.url);
    // Nothing came a second time, and what a cookie would have changed is not recorded.
    return std::none_of(hops.begin() + cycle.start, hops.end(), setsCookies);
}

/// A URL in parts, so that what two differ in can be told.
struct UrlShape {
    QByteArray scheme;
    bool www = false;
    bool slash = false;
    QByteArray rest;   ///< port, path and query, in their case
    QByteArray common; ///< equal for URLs that differ in the other members only
};

UrlShape shapeOf(const QByteArray &url)
{
    const Origin origin = originOf(url).value_or(Origin());
    const Url parts = splitUri(url);
    UrlShape shape{.scheme = origin.scheme, .www = origin.host.startsWith("www.")};
    QByteArray path = parts.path;
    // The path "/" stands for none.
    shape.slash = path.size() > 1 && path.endsWith('/');
    if (path.endsWith('/'))
        path.chop(1);
    if (origin.port != defaultPort(origin.scheme))
        shape.rest = ':' + QByteArray::number(origin.port);
    shape.rest += path + (parts.query ? '?' + *parts.query : QByteArray());
    shape.common = (shape.www ? origin.host.sliced(4) : origin.host) + shape.rest.toLower();
    return shape;
}

QString numberWord(qsizetype number)
{
    return number == 2 ? u"two"_s : QString::number(number);
}

/// "The two URLs differ only in the slash at the end: ..."; empty when they differ in more than trifles.
QString differenceText(const QList<QByteArray> &urls)
{
    QList<UrlShape> shapes;
    for (const QByteArray &url : urls)
        shapes.append(shapeOf(url));
    const UrlShape &first = shapes.constFirst();
    const auto differ = [&](auto member) {
        return std::ranges::any_of(shapes, [&](const UrlShape &each) { return each.*member != first.*member; });
    };
    if (shapes.size() < 2 || differ(&UrlShape::common))
        return {};
    struct Trifle {
        bool differs;
        QString name;
        QString rules;
    };
    const Trifle trifles[] = {
        {differ(&UrlShape::slash), u"the slash at the end"_s, u"one server rule adds it, another removes it"_s},
        {differ(&UrlShape::rest), u"letter case"_s, u"one server rule changes it, another changes it back"_s},
        {differ(&UrlShape::scheme), u"the scheme"_s, u"one server rule leads to https, another back to http"_s},
        {differ(&UrlShape::www), u"\"www.\""_s, u"one server rule adds it, another removes it"_s},
    };
    QStringList names;
    QString rules;
    for (const Trifle &trifle : trifles) {
        if (!trifle.differs)
            continue;
        names.append(trifle.name);
        rules = trifle.rules;
    }
    if (names.isEmpty())
        return {};
    return u" The %1 URLs differ only in %2: %3."_s.arg(numberWord(shapes.size()), listText(names, names.size()),
                                                        names.size() == 1 ? rules
                                                                          : u"server rules undo what others do"_s);
}

/// What a browser makes of a circle that a client without HSTS goes round.
QString hstsText(const QString &client, const QList<Hop> &circle)
{
    const ClientProfile *profile = findClient(client);
    const bool isKept = std::ranges::any_of(circle, [](const Hop &hop) { return hop.kind == HopKind::Hsts; });
    if (isKept || (profile && profile->initiator != Initiator::NoPage))
        return {};
    // Any time will do: what is learned here is asked for here.
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const HstsStore store = learnedHsts(circle, now, kChromiumHsts);
    QSet<QByteArray> urls;
    for (const Hop &hop : circle)
        urls.insert(withoutFragment(hop.request.url));
    QString text;
    for (const Hop &hop : circle) {
        const std::optional<HstsUpgrade> upgrade = upgradeFor(store, hop.request.url, now, kChromiumHsts);
        if (!upgrade)
            continue;
        const QByteArray upgraded = withoutFragment(upgrade->target);
        const QString asks = u"Strict-Transport-Security makes it ask %1 in the place of %2 (RFC 6797 8.3)"_s.arg(
            urlText(upgraded), urlText(hop.request.url));
        if (!urls.contains(upgraded))
            return u" A browser would not loop like this: %1, and what that answers is not known here."_s.arg(asks);
        if (text.isEmpty())
            text = u" A browser loops as well: %1, which is part of the loop."_s.arg(asks);
    }
    return text;
}

} // namespace

Cycle loopOf(const Trace &trace)
{
    if (trace.hops.isEmpty())
        return {};
    const bool cutShort = isCutShort(trace);
    if (!cutShort && !mayBeLoop(trace.outcome.kind))
        return {};
    const Cycle cycle = cycleOf(trace);
    return cycle && cutShort && !goesOn(trace, cycle) ? Cycle() : cycle;
}

QString loopWords(const Trace &trace, const Cycle &loop)
{
    const QList<Hop> circle = trace.hops.sliced(loop.start, loop.length);
    // A preflight is no redirect, and has the URL of what it asks for.
    const auto preflights =
        std::ranges::count_if(circle, [](const Hop &hop) { return hop.kind == HopKind::Preflight; });
    QStringList names;
    QList<QByteArray> urls;
    QSet<QByteArray> seen;
    for (const Hop &hop : circle) {
        if (hop.kind == HopKind::Preflight)
            continue;
        if (names.size() < kMaxNamedUrls)
            names.append(urlText(hop.request.url));
        const QByteArray url = withoutFragment(hop.request.url);
        if (!seen.contains(url))
            urls.append(url);
        seen.insert(url);
    }
    if (loop.length - preflights > kMaxNamedUrls)
        names.append(u"…"_s);
    names.append(names.value(0));
    const Cycle redirects{.start = loop.start, .length = loop.length - int(preflights)};
    const QString more = differenceText(urls) + hstsText(trace.client, circle);
    return u"%1: %2"_s.arg(cycleText(redirects), names.join(u" → "_s)) + (more.isEmpty() ? more : u'.' + more);
}

} // namespace hopscope
