// SPDX-License-Identifier: MIT
#include "findings/findings.h"

#include "findings/chainchecks.h"
#include "findings/cookiechecks.h"
#include "findings/corschecks.h"
#include "findings/leakchecks.h"
#include "findings/locationchecks.h"
#include "findings/requestchecks.h"
#include "findings/steps.h"
#include "findings/targetchecks.h"
#include "findings/tlschecks.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr FindingRow kTable[] = {
    {.id = "method-changed"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "The method changed"),
     .check = methodChanged,
     .source = "RFC 9110 15.4"},
    {.id = "body-lost"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "The method stayed, but the body was lost"),
     .check = bodyLost,
     .source = "RFC 9110 15.4"},
    {.id = "sent-to-other-origin"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "Body or credentials went to another origin"),
     .check = sentToOtherOrigin,
     .source = "RFC 9110 15.4"},
    {.id = "preflight-refused"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "The server does not allow the request of a script"),
     .check = preflightRefused,
     .source = "Fetch, CORS-preflight fetch"},
    {.id = "cors-refused"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "A script does not get the response"),
     .check = corsRefused,
     .source = "Fetch, CORS check"},
    {.id = "preflight-left-out"_L1,
     .severity = Severity::Note,
     .title = QT_TRANSLATE_NOOP("findings", "A browser would have asked first"),
     .check = preflightLeftOut,
     .source = "Fetch, CORS-preflight fetch"},
    {.id = "cors-left-out"_L1,
     .severity = Severity::Note,
     .title = QT_TRANSLATE_NOOP("findings", "A browser would have kept the response from a script"),
     .check = corsLeftOut,
     .source = "Fetch, CORS check"},
    {.id = "authorization-lost"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "Authorization was not sent again"),
     .check = authorizationLost,
     .source = "RFC 9110 15.4"},
    {.id = "login-cookie-lost"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "A login cookie was lost on the redirect"),
     .check = loginCookieLost,
     .source = "RFC 6265 5.4"},
    {.id = "cookie-refused"_L1,
     .severity = Severity::Note,
     .title = QT_TRANSLATE_NOOP("findings", "A cookie was refused"),
     .check = cookieRefused,
     .source = "RFC 6265 5.3"},
    {.id = "cookie-in-clear"_L1,
     .severity = Severity::Note,
     .title = QT_TRANSLATE_NOOP("findings", "A cookie set over https went out over http"),
     .check = cookieInClear,
     .source = "rfc6265bis 8.3"},
    {.id = "https-to-http"_L1,
     .severity = Severity::Error,
     .title = QT_TRANSLATE_NOOP("findings", "A redirect leads from https to http"),
     .check = httpsToHttp,
     .source = "RFC 9110 4.2.2"},
    {.id = "certificate-not-verified"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "A certificate was not verified"),
     .check = certificateNotVerified,
     .source = "RFC 9110 4.3.4"},
    {.id = "port-of-other-scheme"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "The port of the target belongs to the other scheme"),
     .check = portOfOtherScheme,
     .source = "RFC 9110 4.2"},
    {.id = "private-host"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "A redirect leads from a public to a private host"),
     .check = privateHost,
     .source = "RFC 6890 2.2"},
    {.id = "temporary-to-https"_L1,
     .severity = Severity::Note,
     .title = QT_TRANSLATE_NOOP("findings", "The redirect from http to https is temporary"),
     .check = temporaryToHttps,
     .source = "RFC 6797 7.2"},
    {.id = "permanent-without-cache-control"_L1,
     .severity = Severity::Note,
     .title = QT_TRANSLATE_NOOP("findings", "A permanent redirect without Cache-Control"),
     .check = permanentWithoutCacheControl,
     .source = "RFC 9110 15.1"},
    {.id = "location-missing"_L1,
     .severity = Severity::Error,
     .title = QT_TRANSLATE_NOOP("findings", "A redirect without Location"),
     .check = locationMissing,
     .source = "RFC 9110 10.2.2"},
    {.id = "location-several"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "More than one Location"),
     .check = locationSeveral,
     .source = "RFC 9110 5.3"},
    {.id = "location-ambiguous"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "Clients read this Location differently"),
     .check = locationAmbiguous,
     .source = "RFC 9110 10.2.2"},
    {.id = "query-lost"_L1,
     .severity = Severity::Warning,
     .title = QT_TRANSLATE_NOOP("findings", "Query parameters were lost"),
     .check = queryLost,
     .source = "RFC 3986 5.2.2"},
    {.id = "loop"_L1,
     .severity = Severity::Error,
     .title = QT_TRANSLATE_NOOP("findings", "The chain is a loop"),
     .check = loop,
     .source = "RFC 9110 15.4"},
    {.id = "refresh-not-followed"_L1,
     .severity = Severity::Note,
     .title = QT_TRANSLATE_NOOP("findings", "A page asks for another one, and the client stays"),
     .check = refreshNotFollowed,
     .source = "HTML, shared declarative refresh steps"},
    {.id = "final-error"_L1,
     .severity = Severity::Error,
     .title = QT_TRANSLATE_NOOP("findings", "The chain ends in an error"),
     .check = finalError,
     .source = "RFC 9110 15"},
    {.id = "long-chain"_L1,
     .severity = Severity::Note,
     .title = QT_TRANSLATE_NOOP("findings", "The chain is long"),
     .check = longChain,
     .source = "Google, Site Moves and Migrations"},
};

} // namespace

std::span<const FindingRow> findingTable()
{
    return kTable;
}

QList<Finding> findingsOf(const Trace &trace)
{
    QList<Finding> findings;
    for (const FindingRow &row : kTable) {
        const QList<Found> places = row.check(trace);
        for (const Found &found : places)
            findings.append({.id = row.id,
                             .severity = found.severity.value_or(row.severity),
                             .hop = found.hop,
                             .title = QString::fromUtf8(row.title),
                             .detail = found.detail,
                             .source = found.source.isEmpty() ? QString::fromUtf8(row.source) : found.source});
    }
    std::ranges::stable_sort(findings, isEarlier, &Finding::hop);
    return findings;
}

} // namespace hopscope
