// SPDX-License-Identifier: MIT
#include "formats/record/judge.h"

#include "findings/findings.h"
#include "formats/record/recordedchains.h"
#include "http/uriparts.h"
#include "http/url.h"
#include "redirect/addedfields.h"
#include "redirect/chaincookies.h"
#include "redirect/decide.h"
#include "redirect/ledger.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxValueShown = 60;
const QString kRecordSource = u"the recording"_s;

QString clientName(const ClientProfile &profile)
{
    return QString::fromUtf8(profile.title);
}

QString shown(const QString &value)
{
    if (value.isEmpty())
        return u"nothing"_s;
    return value.size() > kMaxValueShown ? value.first(kMaxValueShown) + u'…' : value;
}

/// The decision with and without a cookie jar: the record does not say whether the client kept cookies, what was sent
/// does.
Decision decisionFor(const ClientProfile &profile, Chain &chain, const CookieJar &jar, const Request *next)
{
    chain.jar.reset();
    const Decision plain = decide(profile, chain);
    if (!next || jar.cookies.isEmpty() || !plain.next ||
        plain.next->headers.all("Cookie") == next->headers.all("Cookie"))
        return plain;
    chain.jar = jar;
    const Decision kept = decide(profile, chain);
    chain.jar.reset();
    return kept.next && kept.next->headers.all("Cookie") == next->headers.all("Cookie") ? kept : plain;
}

/// Reason and source of a row that the profile's rules do not give so.
void explainDeparture(LedgerRow &row, const ClientProfile &profile, const LedgerRow *predicted)
{
    row.source = kRecordSource;
    if (row.part.compare("Cookie"_L1, Qt::CaseInsensitive) == 0) {
        row.reason = u"As recorded: a client sends the cookies it has stored for the target."_s;
        row.source = u"RFC 6265 5.4"_s;
    } else if (predicted && row.part == "url"_L1 && predicted->after.startsWith("http:"_L1) &&
               row.after == u"https:"_s + predicted->after.sliced(5)) {
        row.reason = u"The client switched to https itself, because of HSTS or Upgrade-Insecure-Requests."_s;
        row.source = u"RFC 6797 8.3"_s;
    } else if (predicted) {
        row.reason = u"As recorded. The rules of %1 give %2: %3"_s.arg(clientName(profile), shown(predicted->after),
                                                                       predicted->reason);
    } else {
        row.reason = u"As recorded. The rules of %1 do not add it."_s.arg(clientName(profile));
    }
}

/// Rows about fields say nothing when one of the two requests was recorded without any.
bool isFieldRow(const LedgerRow &row)
{
    return row.part != "method"_L1 && row.part != "url"_L1 && row.part != "body"_L1 && row.part != "fragment"_L1;
}

/// Whether the record shows exactly the request that the rules give.
bool isSent(const Request &predicted, const Request &recorded)
{
    return predicted.method == recorded.method && predicted.url == recorded.url &&
           predicted.headers == recorded.headers && predicted.body == recorded.body &&
           !recorded.headers.fields.isEmpty();
}

QList<LedgerRow> explainedLedger(const ClientProfile &profile, const Chain &chain, const Decision &decision,
                                 Request next)
{
    static const StatusRule noRule;
    const Body &before = chain.request.body;
    // The same length without its content: nothing says that it changed.
    if (next.body.sha256.isEmpty() && next.body.size == before.size)
        next.body.sha256 = before.sha256;
    if (decision.next && isSent(*decision.next, next))
        return decision.redirect.ledger;
    QList<LedgerRow> rows = makeLedger({.profile = profile, .chain = chain, .rule = noRule, .next = next});
    if (chain.request.headers.fields.isEmpty() || next.headers.fields.isEmpty())
        rows.removeIf(isFieldRow);
    const QList<LedgerRow> &predicted = decision.redirect.ledger;
    for (LedgerRow &row : rows) {
        const auto same = std::ranges::find_if(
            predicted, [&](const LedgerRow &each) { return each.part.compare(row.part, Qt::CaseInsensitive) == 0; });
        if (same != predicted.end() && same->after == row.after) {
            row.reason = same->reason;
            row.source = same->source;
        } else {
            explainDeparture(row, profile, same == predicted.end() ? nullptr : &*same);
        }
    }
    return rows;
}

/// Of several Location fields the one that the next request went to, where the rules do not pick it; else nothing.
std::optional<QByteArray> otherLocation(const ClientProfile &profile, const Chain &chain, const Redirect &redirect,
                                        const Request &next)
{
    const QList<QByteArray> locations = chain.response.headers.all("Location");
    const auto leadsToNext = [&](const QByteArray &location) {
        const Result<QByteArray> target = resolveTarget(profile, chain.request.url, location);
        return target && sameUrlKey(*target) == sameUrlKey(next.url);
    };
    if (locations.size() < 2 || leadsToNext(redirect.location))
        return std::nullopt;
    const auto found = std::ranges::find_if(locations, leadsToNext);
    return found == locations.end() ? std::nullopt : std::optional(*found);
}

Redirect followed(const ClientProfile &profile, const Chain &chain, const Decision &decision, const Request &next)
{
    Redirect redirect = decision.redirect;
    const QString method = QString::fromLatin1(next.method);
    if (!decision.next) {
        redirect.reason = u"The recording shows that this redirect was followed. %1 would not follow it: %2"_s.arg(
            clientName(profile), redirect.reason);
        redirect.source = kRecordSource;
    } else if (decision.next->method != next.method) {
        redirect.reason = u"The recording shows %1. %2 would send %3: %4"_s.arg(
            method, clientName(profile), QString::fromLatin1(decision.next->method), redirect.reason);
        redirect.source = kRecordSource;
    }
    if (const std::optional<QByteArray> location = otherLocation(profile, chain, redirect, next)) {
        const QList<QByteArray> locations = chain.response.headers.all("Location");
        redirect.location = *location;
        redirect.reason = u"The recording shows that Location %1 of %2, %3, was followed. %4"_s.arg(
            QString::number(locations.indexOf(*location) + 1), QString::number(locations.size()),
            shown(QString::fromUtf8(*location)), redirect.reason);
        redirect.source = kRecordSource;
    }
    redirect.verdict = RedirectVerdict::Follow;
    redirect.outcome = OutcomeKind::Final;
    redirect.target = next.url;
    if (redirect.location.isEmpty())
        redirect.location = chain.response.headers.first("Location").value_or(QByteArray());
    redirect.ledger = explainedLedger(profile, chain, decision, next);
    return redirect;
}

Redirect ending(const Decision &decision, const std::optional<int> &limit)
{
    Redirect redirect = decision.redirect;
    if (redirect.verdict != RedirectVerdict::Follow)
        return redirect;
    redirect.ledger.clear();
    redirect.source = kRecordSource;
    if (limit) {
        redirect.verdict = RedirectVerdict::Refuse;
        redirect.outcome = OutcomeKind::TooManyRedirects;
        redirect.reason = u"The client reported here that it follows at most %1 redirects."_s.arg(*limit);
        return redirect;
    }
    redirect.verdict = RedirectVerdict::Deliver;
    redirect.outcome = OutcomeKind::NotFollowed;
    redirect.reason = u"The recording ends here: it has no request to %1 after this redirect."_s.arg(
        QString::fromUtf8(redirect.target));
    return redirect;
}

/// What no server said has another reason than the status.
void explainOwnAnswer(Hop &hop)
{
    if (hop.redirect->verdict != RedirectVerdict::Follow || reachesServer(hop.kind))
        return;
    const bool isUpgrade = hop.kind == HopKind::Hsts;
    hop.redirect->reason =
        isUpgrade ? u"The browser changed http to https before anything was sent, because the host has asked for https "
                    "(HSTS). No server sent this 307."_s
                  : u"The browser had stored this redirect and followed it without asking the server."_s;
    hop.redirect->source = isUpgrade ? u"RFC 6797 8.3"_s : u"RFC 9111 4"_s;
    for (LedgerRow &row : hop.redirect->ledger) {
        if (isUpgrade && row.part == "url"_L1) {
            row.reason = hop.redirect->reason;
            row.source = hop.redirect->source;
        } else if (isUpgrade && row.verdict == PartVerdict::Kept) {
            row.reason = u"Only the URL changes: nothing was sent yet."_s;
            row.source = hop.redirect->source;
        }
    }
}

OutcomeKind kindOfFailure(const QString &error)
{
    // What stands before the last colon here is the name of the host, which may be any word.
    constexpr QLatin1StringView named[] = {"could not resolve "_L1, "failed to connect to "_L1};
    QString lower = error.toLower();
    if (std::ranges::any_of(named, [&](QLatin1StringView words) { return lower.startsWith(words); }))
        lower = lower.startsWith(named[0]) ? QString() : lower.section(u": "_s, -1);
    const auto has = [&](auto... words) { return (lower.contains(words) || ...); };
    if (has("timed_out"_L1, "timed out"_L1, "timeout"_L1))
        return OutcomeKind::Timeout;
    if (has("aborted"_L1, "cancel"_L1))
        return OutcomeKind::Canceled;
    if (has("err_too_many_redirects"_L1))
        return OutcomeKind::TooManyRedirects;
    return has("ssl"_L1, "tls"_L1, "cert"_L1) ? OutcomeKind::TlsError : OutcomeKind::NetworkError;
}

/// Browsers remember the fragment of a Location and send the URL without it; records often leave it out.
void restoreFragment(Request &next, const Decision &decision)
{
    if (decision.next && !next.url.contains('#') && withoutFragment(decision.next->url) == withoutFragment(next.url))
        next.url = decision.next->url;
}

} // namespace

Trace judgedTrace(const ClientProfile &profile, const QList<Hop> &hops, const QDateTime &started,
                  std::optional<int> limit)
{
    Trace trace{.client = profile.id, .started = started, .hops = hops};
    if (hops.isEmpty())
        return trace;
    Chain chain{.firstUrl = hops.constFirst().request.url, .addedFields = addedFields(profile, hops), .now = started};
    CookieJar jar;
    for (qsizetype i = 0; i < hops.size(); ++i) {
        Hop &hop = trace.hops[i];
        if (!hop.response) {
            trace.outcome = {kindOfFailure(hop.error), hop.error};
            continue;
        }
        if (profile.keepsCookies && hop.response->headers.contains("Set-Cookie"))
            hop.cookies.set = storeResponseCookies(jar, profile, chain.earlier, hop.request, *hop.response, started);
        chain.request = hop.request;
        chain.response = *hop.response;
        chain.followed = int(i);
        Request *next = i + 1 < hops.size() ? &trace.hops[i + 1].request : nullptr;
        const Decision decision = decisionFor(profile, chain, jar, next);
        if (next) {
            restoreFragment(*next, decision);
            if (reachesServer(trace.hops[i + 1].kind))
                trace.hops[i + 1].cookies.sent = decision.cookies;
        }
        hop.redirect = next ? followed(profile, chain, decision, *next) : ending(decision, limit);
        explainOwnAnswer(hop);
        trace.outcome = {hop.redirect->outcome, hop.redirect->reason};
        chain.earlier.append(hop.request);
    }
    trace.findings = findingsOf(trace);
    return trace;
}

} // namespace hopscope
