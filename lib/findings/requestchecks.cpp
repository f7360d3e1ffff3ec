// SPDX-License-Identifier: MIT
#include "findings/requestchecks.h"

#include "findings/steps.h"
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
