// SPDX-License-Identifier: MIT
#include "ui/inspect/whatif.h"

#include "net/publicsuffix.h"
#include "paint/labels.h"
#include "redirect/addedfields.h"
#include "redirect/chaincookies.h"
#include "redirect/statuses.h"
#include "ui/look/uitext.h"
#include "ui/request/clientstore.h"
#include "ui/request/texts.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxValue = 60;
constexpr qsizetype kMaxDifferences = 6;

CookieJar jarAt(const Trace &trace, const ClientProfile &profile, int row)
{
    CookieJar jar;
    EarlierRequests earlier;
    for (int i = 0; i <= row; ++i) {
        const Hop &hop = trace.hops[i];
        if (hop.response)
            storeResponseCookies(jar, profile, earlier, hop.request, *hop.response, trace.started, isPublicSuffix);
        earlier.append(hop.request);
    }
    return jar;
}

/// By the rules of the client that sent them, whoever goes on.
std::optional<QList<QByteArray>> addedFieldsOf(const Trace &trace)
{
    const ClientPointer sender = knownClients().find(trace.client);
    return sender ? std::optional(addedFields(*sender, trace.hops)) : std::nullopt;
}

Decision decided(const Trace &trace, int row, int status, const ClientProfile &profile, bool cookies, int maxHops = -1)
{
    const Hop &hop = trace.hops[row];
    Chain chain{.firstUrl = trace.hops.constFirst().request.url,
                .request = hop.request,
                .response = *hop.response,
                .followed = row,
                .addedFields = addedFieldsOf(trace),
                .maxHops = maxHops,
                .now = trace.started,
                .isPublicSuffix = isPublicSuffix};
    chain.response.status = status;
    for (int i = 0; i < row; ++i)
        chain.earlier.append(trace.hops[i].request);
    if (cookies && profile.keepsCookies)
        chain.jar = jarAt(trace, profile, row);
    return decide(profile, chain);
}

/// The trace does not say whether the user kept cookies: what was sent does.
bool usedCookies(const Trace &trace, int row)
{
    const ClientPointer profile = knownClients().find(trace.client);
    // Where the chain ended no request tells; the one before it does.
    while (row >= 0 && !(trace.hops[row].response && trace.hops[row].redirect &&
                         trace.hops[row].redirect->verdict == RedirectVerdict::Follow))
        --row;
    if (!profile || row < 0)
        return true;
    const std::optional<Redirect> &happened = trace.hops[row].redirect;
    const int status = trace.hops[row].response->status;
    return decided(trace, row, status, *profile, false).redirect.ledger != happened->ledger;
}

/// The limit that the user set, which the trace does not name: the chain ended at it, and the client alone would have
/// gone on. -1 if none shows.
int userLimit(const Trace &trace, int row)
{
    const ClientPointer profile = knownClients().find(trace.client);
    const std::optional<Redirect> &happened = trace.hops[row].redirect;
    const bool stopped = happened && happened->verdict != RedirectVerdict::Follow &&
                         (happened->outcome == OutcomeKind::TooManyRedirects || happened->outcome == OutcomeKind::Loop);
    if (!stopped || !profile)
        return -1;
    const int status = trace.hops[row].response->status;
    return decided(trace, row, status, *profile, usedCookies(trace, row)).next ? row : -1;
}

QString shortened(const QString &value)
{
    if (value.isEmpty())
        return UiText::tr("none");
    return value.size() > kMaxValue ? value.first(kMaxValue) + u'…' : value;
}

QString afterOf(const QList<LedgerRow> &ledger, const QString &part)
{
    const auto found = std::find_if(ledger.begin(), ledger.end(), [&](const LedgerRow &row) {
        return row.part.compare(part, Qt::CaseInsensitive) == 0;
    });
    return found == ledger.end() ? QString() : found->after;
}

bool hasPart(const QList<LedgerRow> &ledger, const QString &part)
{
    return std::any_of(ledger.begin(), ledger.end(),
                       [&](const LedgerRow &row) { return row.part.compare(part, Qt::CaseInsensitive) == 0; });
}

} // namespace

Decision whatIf(const Trace &trace, int row, int status, const ClientProfile &profile)
{
    return decided(trace, row, status, profile, usedCookies(trace, row), userLimit(trace, row));
}

QString whatIfText(const Decision &decision)
{
    const Redirect &redirect = decision.redirect;
    if (!decision.next) {
        const QString end = redirect.verdict == RedirectVerdict::Deliver
                                ? UiText::tr("Nothing more would be sent: the chain would end here. %1")
                                : UiText::tr("Nothing more would be sent: the client would stop with an error. %1");
        return end.arg(redirect.reason);
    }
    const Request &next = *decision.next;
    const QString line = leftToRight(u"%1 %2"_s.arg(QString::fromLatin1(next.method), QString::fromUtf8(next.url)));
    return next.body.size > 0
               ? UiText::tr("The next request would be %1, with a body of %2.").arg(line, sizeText(next.body.size))
               : UiText::tr("The next request would be %1, without a body.").arg(line);
}

QString whatIfDifference(const Redirect &happened, const Decision &decision)
{
    if (!decision.next)
        return {};
    if (happened.verdict != RedirectVerdict::Follow)
        return UiText::tr("another request instead of the end of the chain");
    const QList<LedgerRow> &ledger = decision.redirect.ledger;
    QStringList parts;
    for (const LedgerRow &row : ledger)
        parts.append(row.part);
    for (const LedgerRow &row : happened.ledger) {
        if (!hasPart(ledger, row.part))
            parts.append(row.part);
    }
    QStringList differences;
    for (const QString &part : std::as_const(parts)) {
        const QString would = afterOf(ledger, part);
        const QString did = afterOf(happened.ledger, part);
        if (would != did)
            differences.append(UiText::tr("%1 %2 instead of %3").arg(part, shortened(would), shortened(did)));
    }
    if (differences.size() > kMaxDifferences) {
        const qsizetype more = differences.size() - kMaxDifferences;
        differences = differences.first(kMaxDifferences);
        differences.append(UiText::tr("and %1 more").arg(more));
    }
    return differences.join(u"; "_s);
}

} // namespace hopscope
