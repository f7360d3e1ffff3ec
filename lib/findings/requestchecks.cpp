// SPDX-License-Identifier: MIT
#include "findings/requestchecks.h"

#include "findings/steps.h"
#include "findings/words.h"
#include "http/location.h"
#include "http/site.h"
#include "http/url.h"
#include "redirect/edits.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNamedParameters = 10;
constexpr int kMostDecodings = 2; ///< a URL in a URL is often encoded twice

/// Calls `visit` for each hop that was followed, with the one after it.
template <typename Visit>
QList<Found> eachStep(const Trace &trace, Visit visit)
{
    QList<Found> found;
    for (int i = 0; i + 1 < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        const qsizetype next = ledTo(trace.hops, i);
        if (next < 0 || !isRedirectStep(hop, trace.hops[next]))
            continue;
        if (std::optional<Found> one = visit(hop, trace.hops[next])) {
            one->hop = i;
            found.append(*one);
        }
    }
    return found;
}

QByteArray parameterName(const QByteArray &parameter)
{
    return parameter.split('=').first();
}

/// What the routes of the built-in server take for themselves (lib/net/server/loopbackredirects.cpp); '#' stands for a
/// digit.
struct OwnParameters {
    QByteArrayView path;
    QByteArrayView names[4];
};

constexpr OwnParameters kBuiltIn[] = {
    {"/3##", {"to", "origin", "host", "header"}},
    {"/slow", {"to", "ms"}},
};

bool isPath(QByteArrayView pattern, QByteArrayView path)
{
    return std::equal(pattern.begin(), pattern.end(), path.begin(), path.end(),
                      [](char sign, char other) { return sign == '#' ? other >= '0' && other <= '9' : sign == other; });
}

/// Whether the parameter is for a route of the built-in server, which listens on this machine only.
bool isForBuiltIn(const Hop &hop, const Url &url, QByteArrayView name)
{
    const std::optional<Origin> origin = originOf(hop.request.url);
    const bool isHere = hop.connection.address == u"127.0.0.1"_s || (origin && isLoopbackHost(origin->host));
    return isHere && std::ranges::any_of(kBuiltIn, [&](const OwnParameters &route) {
               return isPath(route.path, url.path) &&
                      std::find(std::begin(route.names), std::end(route.names), name) != std::end(route.names);
           });
}

/// Where a parameter of a redirector leads, as ?url=https%3A%2F%2Fb.example%2F, ?next=/home or ?to=b.example/x; empty
/// when its value is no place.
QByteArray placeIn(const QByteArray &url, const QByteArray &value)
{
    const qsizetype slash = value.indexOf('/');
    const bool isPlace = slash == 0 || value.contains("://");
    const bool isHost = !isPlace && (slash < 0 ? value : value.first(slash)).contains('.');
    if (!isPlace && !isHost)
        return {};
    const Result<QByteArray> place = resolveLocation(LocationSyntax::Whatwg, url, isHost ? "//" + value : value);
    return place.value.value_or(QByteArray());
}

/// Host and path: a redirector may add parameters of its own, and choose https.
QByteArray placeKey(const QByteArray &url)
{
    const std::optional<Origin> origin = originOf(url);
    return origin ? origin->host + ' ' + splitUri(url).path : QByteArray();
}

/// Whether one of the parameters names the target: then they are the redirector's own, and did what they are for.
bool isRedirector(const QByteArray &url, const QByteArray &target)
{
    const QByteArray wanted = placeKey(target);
    const QList<QByteArray> parameters = splitUri(url).query.value_or(QByteArray()).split('&');
    return !wanted.isEmpty() && std::any_of(parameters.begin(), parameters.end(), [&](const QByteArray &parameter) {
        QByteArray value = parameter.mid(parameter.indexOf('=') + 1);
        for (int decoded = 0; decoded < kMostDecodings; ++decoded) {
            value = QByteArray::fromPercentEncoding(value);
            if (placeKey(placeIn(url, value)) == wanted)
                return true;
        }
        return false;
    });
}

QStringList lostParameters(const Hop &hop, QByteArrayView target)
{
    const Url url = splitUri(hop.request.url);
    const QByteArray before = url.query.value_or(QByteArray());
    const QByteArray after = splitUri(target).query.value_or(QByteArray());
    // A login page often gets the old URL as a parameter: ?next=%2Fshop%3Fid%3D1
    const QByteArray readable = QByteArray::fromPercentEncoding(QByteArray::fromPercentEncoding(after));
    QList<QByteArray> names;
    for (const QByteArray &parameter : after.split('&'))
        names.append(parameterName(parameter));
    QStringList lost;
    for (const QByteArray &parameter : before.split('&')) {
        const QByteArray name = parameterName(parameter);
        const bool inside = readable.contains('?' + name + '=') || readable.contains('&' + name + '=');
        if (!name.isEmpty() && !names.contains(name) && !inside && !lost.contains(QString::fromUtf8(name)) &&
            !isForBuiltIn(hop, url, name))
            lost.append(QString::fromUtf8(name));
    }
    return lost;
}

} // namespace

QList<Found> methodChanged(const Trace &trace)
{
    return eachStep(trace, [](const Hop &hop, const Hop &after) -> std::optional<Found> {
        const Request &next = after.request;
        if (hop.request.method == next.method || isEdited(ledgerRow(hop, "method")))
            return std::nullopt;
        const QString change =
            u"%1 became %2 after %3."_s.arg(QString::fromUtf8(hop.request.method), QString::fromUtf8(next.method),
                                            QString::number(hop.response->status));
        if (hop.response->status == 303)
            return Found{.detail = change + u" 303 asks for this."_s,
                         .source = u"RFC 9110 15.4.4"_s,
                         .severity = Severity::Note};
        return Found{.detail = change + u" 307 and 308 keep the method."_s, .source = ledgerRow(hop, "method").source};
    });
}

QList<Found> bodyLost(const Trace &trace)
{
    return eachStep(trace, [](const Hop &hop, const Hop &after) -> std::optional<Found> {
        const Request &next = after.request;
        if (hop.request.method != next.method || hop.request.body.size == 0 || next.body.size > 0 ||
            isEdited(ledgerRow(hop, "body")))
            return std::nullopt;
        return Found{.detail = u"%1 stayed, but its body of %2 bytes was not sent again."_s.arg(
                         QString::fromUtf8(next.method), QString::number(hop.request.body.size)),
                     .source = ledgerRow(hop, "body").source};
    });
}

QList<Found> authorizationLost(const Trace &trace)
{
    return eachStep(trace, [](const Hop &hop, const Hop &after) -> std::optional<Found> {
        const Request &next = after.request;
        if (!hop.request.headers.contains("Authorization") || next.headers.contains("Authorization"))
            return std::nullopt;
        const LedgerRow row = ledgerRow(hop, "Authorization");
        if (isEdited(row))
            return std::nullopt;
        const QString why = row.reason.isEmpty() ? QString() : u' ' + row.reason;
        return Found{.detail = u"The request to %1 has no Authorization field.%2"_s.arg(originText(next.url), why),
                     .source = row.source};
    });
}

QList<Found> queryLost(const Trace &trace)
{
    QList<Found> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (!hop.redirect || hop.redirect->target.isEmpty() || isRedirector(hop.request.url, hop.redirect->target))
            continue;
        QStringList lost = lostParameters(hop, hop.redirect->target);
        if (lost.isEmpty())
            continue;
        const qsizetype count = lost.size();
        if (count > kMaxNamedParameters)
            lost = lost.first(kMaxNamedParameters) << u"..."_s;
        const QString subject = count == 1 ? u"This parameter is"_s : u"%1 parameters are"_s.arg(count);
        found.append({.hop = i, .detail = u"%1 not in the target: %2."_s.arg(subject, lost.join(u", "_s))});
    }
    return found;
}

} // namespace hopscope
