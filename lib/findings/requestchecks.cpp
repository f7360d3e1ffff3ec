// SPDX-License-Identifier: MIT
#include "findings/requestchecks.h"

#include "findings/words.h"
#include "http/url.h"
#include "redirect/edits.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNamedParameters = 10;

/// The connection failed before anything was sent.
bool stayedUnsent(const Hop &hop)
{
    return !hop.response && !hop.error.isEmpty() && (!hop.wire || hop.wire->sent.isEmpty());
}

/// Whether it was a redirect that led from `hop` to `after`: no preflight, no page and no demand for credentials.
bool isRedirectStep(const Hop &hop, const Hop &after)
{
    return hop.kind != HopKind::Preflight && after.kind != HopKind::Refresh && after.kind != HopKind::MetaRefresh &&
           hop.response && hop.response->status / 100 == 3 && hop.redirect &&
           hop.redirect->verdict == RedirectVerdict::Follow;
}

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

/// Why the ledger says that `part` changed; empty when there is no such row.
LedgerRow rowOf(const Hop &hop, QByteArrayView part)
{
    const auto &ledger = hop.redirect->ledger;
    const auto row = std::find_if(ledger.begin(), ledger.end(),
                                  [&](const LedgerRow &each) { return equalsIgnoringCase(each.part.toUtf8(), part); });
    return row == ledger.end() ? LedgerRow() : *row;
}

bool sameCookieSent(const Request &before, const Request &after)
{
    const auto cookie = after.headers.first("Cookie");
    return cookie && cookie == before.headers.first("Cookie");
}

QStringList sentOn(const Request &before, const Request &after)
{
    QStringList parts;
    if (after.body.size > 0)
        parts.append(u"a body of %1 bytes"_s.arg(after.body.size));
    if (after.headers.contains("Authorization"))
        parts.append(u"Authorization"_s);
    if (sameCookieSent(before, after))
        parts.append(u"the same Cookie"_s);
    return parts;
}

QByteArray parameterName(const QByteArray &parameter)
{
    return parameter.split('=').first();
}

QStringList lostParameters(QByteArrayView url, QByteArrayView target)
{
    const QByteArray before = splitUri(url).query.value_or(QByteArray());
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
        if (!name.isEmpty() && !names.contains(name) && !inside && !lost.contains(QString::fromUtf8(name)))
            lost.append(QString::fromUtf8(name));
    }
    return lost;
}

} // namespace

QList<Found> methodChanged(const Trace &trace)
{
    return eachStep(trace, [](const Hop &hop, const Hop &after) -> std::optional<Found> {
        const Request &next = after.request;
        if (hop.request.method == next.method || isEdited(rowOf(hop, "method")))
            return std::nullopt;
        const QString change =
            u"%1 became %2 after %3."_s.arg(QString::fromUtf8(hop.request.method), QString::fromUtf8(next.method),
                                            QString::number(hop.response->status));
        if (hop.response->status == 303)
            return Found{.detail = change + u" 303 asks for this."_s,
                         .source = u"RFC 9110 15.4.4"_s,
                         .severity = Severity::Note};
        return Found{.detail = change + u" 307 and 308 keep the method."_s, .source = rowOf(hop, "method").source};
    });
}

QList<Found> bodyLost(const Trace &trace)
{
    return eachStep(trace, [](const Hop &hop, const Hop &after) -> std::optional<Found> {
        const Request &next = after.request;
        if (hop.request.method != next.method || hop.request.body.size == 0 || next.body.size > 0 ||
            isEdited(rowOf(hop, "body")))
            return std::nullopt;
        return Found{.detail = u"%1 stayed, but its body of %2 bytes was not sent again."_s.arg(
                         QString::fromUtf8(next.method), QString::number(hop.request.body.size)),
                     .source = rowOf(hop, "body").source};
    });
}

QList<Found> sentToOtherOrigin(const Trace &trace)
{
    return eachStep(trace, [](const Hop &hop, const Hop &after) -> std::optional<Found> {
        const Request &next = after.request;
        if (!isAnswered(hop, {307, 308}) || originOf(hop.request.url) == originOf(next.url) ||
            isEdited(rowOf(hop, "url")) || stayedUnsent(after))
            return std::nullopt;
        const QStringList parts = sentOn(hop.request, next);
        if (parts.isEmpty())
            return std::nullopt;
        return Found{.detail = u"The %1 from %3 made the client send %2 to %4. After a login, use 303."_s.arg(
                         QString::number(hop.response->status), parts.join(u" and "_s), originText(hop.request.url),
                         originText(next.url))};
    });
}

QList<Found> authorizationLost(const Trace &trace)
{
    return eachStep(trace, [](const Hop &hop, const Hop &after) -> std::optional<Found> {
        const Request &next = after.request;
        if (!hop.request.headers.contains("Authorization") || next.headers.contains("Authorization"))
            return std::nullopt;
        const LedgerRow row = rowOf(hop, "Authorization");
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
        if (!hop.redirect || hop.redirect->target.isEmpty())
            continue;
        QStringList lost = lostParameters(hop.request.url, hop.redirect->target);
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
