// SPDX-License-Identifier: MIT
#include "findings/findings.h"

#include "findings/chainchecks.h"
#include "findings/cookiechecks.h"
#include "findings/locationchecks.h"
#include "findings/requestchecks.h"

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
     .source = "RFC 9700 4.12"},
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
    {.id = "https-to-http"_L1,
     .severity = Severity::Error,
     .title = QT_TRANSLATE_NOOP("findings", "A redirect leads from https to http"),
     .check = httpsToHttp,
     .source = "RFC 9110 4.2.2"},
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

bool comesFirst(const Finding &a, const Finding &b)
{
    return b.hop < 0 ? a.hop >= 0 : a.hop >= 0 && a.hop < b.hop;
}

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
    std::stable_sort(findings.begin(), findings.end(), comesFirst);
    return findings;
}

} // namespace hopscope
