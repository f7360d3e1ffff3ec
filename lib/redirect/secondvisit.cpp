// SPDX-License-Identifier: MIT
#include "redirect/secondvisit.h"

#include "http/storedresponse.h"
#include "http/uriparts.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr int kStatuses[] = {301, 302, 303, 307, 308};
constexpr const char *kFields[] = {nullptr, "Cache-Control: max-age=60", "Cache-Control: no-store"};

constexpr auto kCases = [] {
    std::array<VisitCase, std::size(kStatuses) * std::size(kFields)> all{};
    auto next = all.begin();
    for (const int status : kStatuses) {
        for (const char *field : kFields)
            *next++ = {status, field};
    }
    return all;
}();

QStringList answeredRequests(const Trace &trace)
{
    QStringList requests;
    for (const Hop &hop : trace.hops) {
        if (reachesServer(hop.kind) && hop.response)
            requests.append(
                QString::fromUtf8(hop.request.method + ' ' + splitReference(hop.request.url).path.toByteArray()));
    }
    return requests;
}

/// Why the server was asked again.
Reuse whyAsked(const ClientProfile &profile, const Hop &first, const Hop &second, const QDateTime &stored,
               const QDateTime &now)
{
    // What is not followed is not kept, whatever its fields say.
    if (first.redirect && first.redirect->verdict != RedirectVerdict::Follow)
        return {.reason = first.redirect->reason, .source = first.redirect->source};
    const StoredResponse kept{.method = first.request.method,
                              .request = first.request.headers,
                              .response = *first.response,
                              .received = stored};
    return reuseOf(kept, second.request, now, profile.cache);
}

} // namespace

std::span<const VisitCase> visitCases()
{
    return kCases;
}

const char *visitFieldText(const VisitCase &visit)
{
    return visit.field ? visit.field : QT_TRANSLATE_NOOP("statuses", "no Cache-Control");
}

const char *visitAnswerText(VisitAnswer answer)
{
    switch (answer) {
    case VisitAnswer::AskedAgain:
        return QT_TRANSLATE_NOOP("statuses", "asked again");
    case VisitAnswer::FromCache:
        return QT_TRANSLATE_NOOP("statuses", "not asked: from the cache");
    case VisitAnswer::None:
        break;
    }
    return QT_TRANSLATE_NOOP("statuses", "no response");
}

bool wasAnswered(const Trace &trace)
{
    return !trace.hops.isEmpty() && trace.hops.first().response;
}

VisitRow visitRow(const ClientProfile &profile, const Trace &first, const Trace &second)
{
    VisitRow row{.first = answeredRequests(first), .second = answeredRequests(second)};
    if (!wasAnswered(first) || !wasAnswered(second)) {
        row.reason = (wasAnswered(first) ? second : first).outcome.message;
        return row;
    }
    const Hop &again = second.hops.first();
    if (again.kind == HopKind::Cache) {
        row.answer = VisitAnswer::FromCache;
        row.reason = again.redirect ? again.redirect->reason : QString();
        row.source = again.redirect ? again.redirect->source : QString();
        return row;
    }
    const Reuse why = whyAsked(profile, first.hops.first(), again, first.started, second.started);
    row.answer = VisitAnswer::AskedAgain;
    row.reason = why.reason;
    row.source = why.source;
    return row;
}

} // namespace hopscope
