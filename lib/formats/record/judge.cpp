// SPDX-License-Identifier: MIT
#include "formats/record/judge.h"

#include "findings/findings.h"
#include "formats/record/masked.h"
#include "formats/record/recordedchains.h"
#include "formats/record/recordedhead.h"
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
void explainDeparture(LedgerRow &row, const ClientProfile &profile, const Response &response,
                      const LedgerRow *predicted)
{
    row.source = kRecordSource;
    if (asksForCredentials(response)) {
        row.reason = row.verdict == PartVerdict::Kept
                         ? u"The same request is sent again."_s
                         : u"As recorded, when the request was sent again with credentials."_s;
        row.source = u"RFC 9110 11.6.1"_s;
    } else if (row.part == "url"_L1 && isMasked(response.headers.first("Location").value_or(QByteArray()))) {
        row.reason = u"The Location is masked in the recording; the next request shows where it led."_s;
    } else if (predicted && row.part == "url"_L1 && isSameButMasked(predicted->after.toUtf8(), row.after.toUtf8())) {
        row.reason = u"As recorded. The Location or this URL has values that are masked in the recording."_s;
    } else if (row.part.compare("Cookie"_L1, Qt::CaseInsensitive) == 0) {
        row.reason = u"As recorded: a client sends the cookies it has stored for the target."_s;
        row.source = u"RFC 6265 5.4"_s;
    } else if (predicted && row.part == "url"_L1 && predicted->after.startsWith("http:"_L1) &&
               row.after == u"https:"_s + predicted->after.sliced(5) && profile.initiator != Initiator::NoPage) {
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
            explainDeparture(row, profile, chain.response, same == predicted.end() ? nullptr : &*same);
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
    if (asksForCredentials(chain.response)) {
        redirect.reason = u"The response asked for credentials, and the client sent the request again."_s;
        redirect.source = u"RFC 9110 11.6.1"_s;
    } else if (!decision.next) {
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

/// Why the last redirect of a recording has no request behind it. `before` are the URLs of the chain, as keys.
QString endText(const QByteArray &target, const RecordedEnd &end, const QList<QByteArray> &before)
{
    if (end.isMasked)
        return u"The recording ends here: the Location of this redirect is masked in it, so where it led is not known."_s;
    const QString shownTarget = QString::fromUtf8(target);
    if (const qsizetype earlier = before.indexOf(sameUrlKey(target)); earlier >= 0)
        return u"The recording ends here, although this redirect leads back to request %1, %2."_s.arg(
            QString::number(earlier + 1), shownTarget);
    if (end.isRequested)
        return u"The chain ends here in the recording: what requests %1 in it does not follow from this redirect."_s
            .arg(shownTarget);
    return u"The recording ends here: it has no request to %1 after this redirect."_s.arg(shownTarget);
}

Redirect ending(const Decision &decision, const RecordedEnd &end, const QList<QByteArray> &before)
{
    Redirect redirect = decision.redirect;
    if (redirect.verdict != RedirectVerdict::Follow && !end.isMasked)
        return redirect;
    redirect.ledger.clear();
    redirect.source = kRecordSource;
    if (end.limit) {
        redirect.verdict = RedirectVerdict::Refuse;
        redirect.outcome = OutcomeKind::TooManyRedirects;
        redirect.reason = u"The client reported here that it follows at most %1 redirects."_s.arg(*end.limit);
    } else {
        redirect.verdict = RedirectVerdict::Deliver;
        redirect.outcome = OutcomeKind::NotFollowed;
        redirect.reason = endText(redirect.target, end, before);
    }
    if (end.isMasked)
        redirect.target.clear();
    return redirect;
}

/// RFC 9110 9.3.6: what a proxy answers to CONNECT is not the server's, so that nobody follows it.
Redirect refusedTunnel(const Hop &hop)
{
    const QByteArray location = hop.response->headers.first("Location").value_or(QByteArray());
    return {.location = location,
            .verdict = RedirectVerdict::Refuse,
            .reason =
                location.isEmpty()
                    ? u"The proxy did not open the tunnel: it answered CONNECT with %1."_s.arg(hop.response->status)
                    : u"The proxy did not open the tunnel: it answered CONNECT with %1 and a Location, %2, such as "
                      "a login portal does. No client follows a redirect that is not the server's."_s.arg(
                          QString::number(hop.response->status), QString::fromUtf8(location)),
            .source = u"RFC 9110 9.3.6"_s,
            .outcome = OutcomeKind::NetworkError};
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

QByteArray locationOf(const Hop &hop)
{
    return hop.response ? hop.response->headers.first("Location").value_or(QByteArray()) : QByteArray();
}

QList<QByteArray> keysOf(const QList<Hop> &hops)
{
    QList<QByteArray> keys;
    for (const Hop &hop : hops)
        keys.append(sameUrlKey(hop.request.url));
    return keys;
}

/// Browsers remember the fragment of a Location and send the URL without it; records often leave it out.
void restoreFragment(Request &next, const Decision &decision)
{
    if (decision.next && !next.url.contains('#') && withoutFragment(decision.next->url) == withoutFragment(next.url))
        next.url = decision.next->url;
}

} // namespace

Trace judgedTrace(const ClientProfile &profile, const QList<Hop> &hops, const QDateTime &started,
                  const RecordedEnd &end)
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
        if (hop.request.method == "CONNECT") {
            hop.redirect = refusedTunnel(hop);
            trace.outcome = {hop.redirect->outcome, hop.redirect->reason};
            continue;
        }
        if (profile.keepsCookies && hop.response->headers.contains("Set-Cookie"))
            hop.cookies.set = storeResponseCookies(jar, profile, chain.earlier, hop.request, *hop.response, started);
        chain.request = hop.request;
        chain.response = *hop.response;
        Request *next = i + 1 < hops.size() ? &trace.hops[i + 1].request : nullptr;
        const Decision decision = decisionFor(profile, chain, jar, next);
        if (next) {
            restoreFragment(*next, decision);
            if (reachesServer(trace.hops[i + 1].kind))
                trace.hops[i + 1].cookies.sent = decision.cookies;
        }
        hop.redirect = next ? followed(profile, chain, decision, *next) : ending(decision, end, keysOf(trace.hops));
        explainOwnAnswer(hop);
        trace.outcome = {hop.redirect->outcome, hop.redirect->reason};
        chain.earlier.append(hop.request);
        chain.followed += asksForCredentials(*hop.response) ? 0 : 1;
    }
    trace.findings = findingsOf(trace);
    // What the Location had in its query is not known.
    trace.findings.removeIf([&](const Finding &finding) {
        return finding.id == "query-lost"_L1 && finding.hop >= 0 && isMasked(locationOf(trace.hops[finding.hop]));
    });
    return trace;
}

} // namespace hopscope
