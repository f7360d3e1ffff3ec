// SPDX-License-Identifier: MIT
#include "findings/tlschecks.h"

#include "findings/words.h"
#include "text/listtext.h"

#include <QHash>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNamedErrors = 3;

/// A sentence of TLS as a part of another one.
QString asPart(const QString &sentence)
{
    return sentence.endsWith(u'.') ? sentence.chopped(1) : sentence;
}

} // namespace

QList<Found> certificateNotVerified(const Trace &trace)
{
    struct SeenServer {
        qsizetype first = -1;
        int requests = 0;
    };
    QList<QString> order;
    QHash<QString, SeenServer> servers; // by what the finding says of it
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (!isUnverified(hop))
            continue;
        QStringList errors;
        std::ranges::transform(hop.connection.tls->errors, std::back_inserter(errors), asPart);
        errors.removeDuplicates();
        const QString text = u"The certificate of %1 is not trusted (%2)."_s.arg(originText(hop.request.url),
                                                                                 listText(errors, kMaxNamedErrors));
        SeenServer &server = servers[text];
        if (server.requests++ == 0) {
            server.first = i;
            order.append(text);
        }
    }
    QList<Found> found;
    for (const QString &text : std::as_const(order)) {
        const SeenServer &server = servers[text];
        const QString who = server.requests == 1
                                ? u"The request went there only because verification was off"_s
                                : u"%1 requests went there only because verification was off"_s.arg(server.requests);
        found.append(
            {.hop = int(server.first), .detail = u"%1 %2: whoever answered may be another server."_s.arg(text, who)});
    }
    if (!found.isEmpty())
        std::ranges::stable_sort(found, {}, &Found::hop);
    return found;
}

} // namespace hopscope
