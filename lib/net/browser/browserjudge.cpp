// SPDX-License-Identifier: MIT
#include "net/browser/browserjudge.h"

#include "findings/findings.h"
#include "http/uriparts.h"
#include "net/publicsuffix.h"
#include "redirect/addedfields.h"
#include "redirect/chaincookies.h"
#include "redirect/decide.h"
#include "redirect/ledger.h"
#include "redirect/ownhops.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxShown = 80;

QString quoted(const QString &value)
{
    if (value.isEmpty())
        return u"nothing"_s;
    return value.size() > kMaxShown ? value.first(kMaxShown) + u'…' : value;
}

/// Fetch Metadata and client hints, which browsers add and profiles say nothing about.
bool isMetadata(const QString &part)
{
    return part.startsWith("sec-"_L1, Qt::CaseInsensitive);
}

/// The judge of one run, hop by hop.
class RunJudge
{
public:
    RunJudge(const ClientProfile &predictor, const FirstRequest &wish, const BrowserRun &run, const RunLimits &limits)
        : m_predictor(predictor), m_wish(wish), m_run(run), m_limits(limits), m_name(run.browser.section(u' ', 0, 0))
    {
        m_trace.started = run.started;
        for (const BrowserHop &each : run.hops)
            m_trace.hops.append(each.hop);
        compareFirst();
    }

    Trace judged()
    {
        for (qsizetype i = 0; i < m_trace.hops.size(); ++i)
            judge(i);
        m_trace.outcome = outcome();
        if (!m_trace.hops.isEmpty())
            m_trace.hops.first().notes = firstNotes() + m_trace.hops.first().notes;
        return m_trace;
    }

private:
    QString predictorName() const { return QString(m_predictor.id); }

    QStringList firstNotes() const
    {
        return QStringList{
                   u"%1 itself sent these requests; %2 is what predicts them."_s.arg(m_run.browser, predictorName())} +
               m_run.notes;
    }

    void compareFirst()
    {
        const auto first = std::ranges::find_if(
            m_trace.hops, [](const Hop &hop) { return hop.kind == HopKind::Http || hop.kind == HopKind::Cache; });
        if (first == m_trace.hops.end() || !first->response || m_run.hops[first - m_trace.hops.begin()].isOpaque)
            return;
        const Request predicted = firstRequest(m_predictor, m_wish);
        m_added = addedFields(m_wish, predicted);
        static const StatusRule noRule;
        const Chain chain{.firstUrl = predicted.url, .request = predicted};
        QStringList metadata; // Fetch Metadata and client hints
        for (const LedgerRow &row :
             makeLedger({.profile = m_predictor, .chain = chain, .rule = noRule, .next = first->request})) {
            if (row.verdict == PartVerdict::Kept || row.part == "fragment"_L1)
                continue;
            if (row.verdict == PartVerdict::Added && isMetadata(row.part))
                metadata.append(row.part);
            else
                first->notes.append(differenceText(row.part, row.after, row.before));
        }
        if (!metadata.isEmpty())
            first->notes.append(u"%1 says nothing about %2, which %3 adds by itself."_s.arg(
                predictorName(), metadata.join(u", "_s), m_name));
    }

    QString differenceText(const QString &part, const QString &did, const QString &predicted) const
    {
        return u"Differs from %1: %2 is %3; predicted is %4."_s.arg(predictorName(), part, quoted(did),
                                                                    quoted(predicted));
    }

    /// The request that hop `i` led to; -1 when there is none.
    qsizetype nextOf(qsizetype i) const
    {
        for (qsizetype next = i + 1; next < m_trace.hops.size(); ++next) {
            if (m_trace.hops[next].kind != HopKind::Preflight)
                return next;
        }
        return -1;
    }

    void judge(qsizetype i)
    {
        Hop &hop = m_trace.hops[i];
        const qsizetype next = nextOf(i);
        if (hop.kind == HopKind::Preflight) {
            judgePreflight(hop, next);
            return;
        }
        if (!hop.response || m_run.hops[i].isOpaque)
            return;
        if (m_wish.jar)
            takeCookies(hop, m_run.hops[i]);
        const Chain chain = chainAt(hop);
        if (next >= 0 && m_run.hops[next].isOpaque)
            judgeTunnel(hop, chain);
        else if (next < 0 && i + 1 < m_trace.hops.size())
            hop.redirect = decide(m_predictor, chain).redirect; // the preflight for what it leads to was refused
        else if (next < 0)
            judgeEnd(hop, chain);
        else if (m_run.hops[next].cause == BrowserCause::Page)
            judgePage(hop, chain, m_run.hops[next]);
        else
            judgeRedirect(hop, chain, m_trace.hops[next].request);
        m_earlier.append(hop.request);
        ++m_followed;
    }

    Chain chainAt(const Hop &hop)
    {
        if (m_firstUrl.isEmpty())
            m_firstUrl = hop.request.url;
        return {.firstUrl = m_firstUrl,
                .request = hop.request,
                .response = *hop.response,
                .followed = m_followed,
                .earlier = m_earlier,
                .addedFields = m_added,
                .jar = m_wish.jar ? std::optional(m_jar) : std::nullopt,
                .cookieByOption = m_wish.cookieByOption,
                .maxHops = m_limits.maxHops,
                .now = m_run.started,
                .isPublicSuffix = isPublicSuffix};
    }

    /// Stored as the predictor would, except for what the browser says that it refused.
    void takeCookies(Hop &hop, const BrowserHop &told)
    {
        hop.cookies.set =
            storeResponseCookies(m_jar, m_predictor, m_earlier, hop.request, *hop.response, m_run.started);
        if (!told.tellsSetCookies)
            return;
        const QList<QByteArray> lines = hop.response->headers.all("Set-Cookie");
        for (qsizetype i = 0; i < hop.cookies.set.size() && i < lines.size(); ++i) {
            CookieVerdict &verdict = hop.cookies.set[i];
            const qsizetype refused = told.refused.indexOf(lines[i]);
            const CookieFate predicted = verdict.fate;
            if (refused >= 0)
                verdict.reason = told.refusedReasons[refused];
            else
                verdict.reason = u"%1 accepted it."_s.arg(m_name);
            verdict.source = u"%1, as it reports"_s.arg(m_run.browser);
            if (refused >= 0)
                verdict.fate = CookieFate::Refused;
            else if (predicted == CookieFate::Refused)
                verdict.fate = CookieFate::Stored;
            if ((predicted == CookieFate::Refused) != (refused >= 0))
                hop.notes.append(u"Differs from %1: the cookie %2 is %3; predicted is %4."_s.arg(
                    predictorName(), QString::fromUtf8(verdict.name), idOf(verdict.fate), idOf(predicted)));
        }
    }

    void judgePreflight(Hop &hop, qsizetype next) const
    {
        const bool isAllowed = next >= 0;
        hop.redirect = Redirect{.target = isAllowed ? m_trace.hops[next].request.url : QByteArray(),
                                .verdict = isAllowed ? RedirectVerdict::Follow : RedirectVerdict::Refuse,
                                .reason = isAllowed ? u"%1 was allowed to send the request, and sent it."_s.arg(m_name)
                                                    : m_run.end.message,
                                .source = u"Fetch, CORS-preflight fetch"_s,
                                .outcome = isAllowed ? OutcomeKind::Final : OutcomeKind::NetworkError};
        if (!hop.response)
            hop.redirect.reset();
    }

    /// Of the next request only the server is known.
    void judgeTunnel(Hop &hop, const Chain &chain)
    {
        hop.redirect = decide(m_predictor, chain).redirect;
        hop.notes.append(
            u"The next request went through a tunnel that was not opened: it is shown as %1 predicts it."_s.arg(
                predictorName()));
    }

    void judgeRedirect(Hop &hop, const Chain &chain, const Request &next)
    {
        if (!reachesServer(hop.kind) && hop.kind == HopKind::Hsts) {
            const Decision upgraded = decide(m_predictor, chain);
            take(hop, chain, upgraded, next);
            hop.redirect->reason =
                u"%1 changed http to https by itself, because the host has asked for https (HSTS). No "
                "server sent this response."_s.arg(m_name);
            hop.redirect->source = u"RFC 6797 8.3"_s;
            return;
        }
        const Decision decision = decide(m_predictor, chain);
        take(hop, chain, decision, next);
        if (decision.redirect.verdict == RedirectVerdict::Follow)
            return;
        hop.redirect->reason = u"%1 followed the redirect."_s.arg(m_name);
        hop.notes.append(u"Differs from %1: the redirect is followed; predicted is: %2"_s.arg(
            predictorName(), decision.redirect.reason));
    }

    void judgePage(Hop &hop, const Chain &chain, const BrowserHop &next)
    {
        const bool isRefresh = isAskedByPage(next.hop.kind);
        Decision decision;
        if (isRefresh) {
            FirstRequest wish{.method = "GET", .url = next.hop.request.url, .jar = m_jar, .now = m_run.started};
            decision = afterRefresh(m_predictor, chain, {next.hop.kind, 0, next.hop.request.url}, wish);
        }
        take(hop, chain, decision, next.hop.request);
        hop.redirect->reason = isRefresh ? u"The page asks for this one, as %1 says: %2."_s.arg(m_name, next.why)
                                         : u"The page itself went on, which %1 does not predict. %2 says: %3."_s.arg(
                                               predictorName(), m_name, next.why.isEmpty() ? u"no reason"_s : next.why);
        hop.redirect->source = isRefresh ? u"HTML, shared declarative refresh steps"_s : u"HTML, Location"_s;
        m_firstUrl = next.hop.request.url;
        m_earlier = {};
        m_followed = -1;
    }

    /// What the browser sent, and beside it what was predicted.
    void take(Hop &hop, const Chain &chain, const Decision &decision, const Request &next)
    {
        static const StatusRule noRule;
        Redirect redirect = decision.redirect;
        redirect.verdict = RedirectVerdict::Follow;
        redirect.outcome = OutcomeKind::Final;
        redirect.target = next.url;
        if (redirect.location.isEmpty())
            redirect.location = chain.response.headers.first("Location").value_or(QByteArray());
        const QList<LedgerRow> predicted = decision.redirect.ledger;
        redirect.ledger = makeLedger({.profile = m_predictor, .chain = chain, .rule = noRule, .next = next});
        for (LedgerRow &row : redirect.ledger)
            explain(row, predicted, decision.next.has_value());
        for (const LedgerRow &row : predicted) {
            const auto same = [&](const LedgerRow &each) {
                return each.part.compare(row.part, Qt::CaseInsensitive) == 0;
            };
            if (std::ranges::none_of(redirect.ledger, same))
                addMissing(redirect.ledger, row);
        }
        hop.redirect = redirect;
    }

    void explain(LedgerRow &row, const QList<LedgerRow> &predicted, bool isPredicted) const
    {
        if (!isPredicted) {
            row.reason = u"As %1 sent it."_s.arg(m_name);
            row.source = m_run.browser;
            return;
        }
        const auto same = std::ranges::find_if(
            predicted, [&](const LedgerRow &each) { return each.part.compare(row.part, Qt::CaseInsensitive) == 0; });
        const bool isKnown = same != predicted.end();
        const bool isEqual = isKnown && same->after == row.after;
        if (isMetadata(row.part) && !isEqual) {
            row.reason = u"%1 makes it anew for each request; %2 says nothing about it."_s.arg(m_name, predictorName());
            row.source = u"Fetch Metadata Request Headers"_s;
            return;
        }
        row.predicted = isKnown ? same->after : QString();
        if (isEqual) {
            row.reason = same->reason;
            row.source = same->source;
        } else {
            row.reason = u"%1 did otherwise than %2 predicts: %3"_s.arg(
                m_name, predictorName(), isKnown ? same->reason : u"it does not add it."_s);
            row.source = m_run.browser;
        }
    }

    /// Predicted to be sent, and neither request has it.
    void addMissing(QList<LedgerRow> &ledger, const LedgerRow &predicted) const
    {
        if (predicted.after.isEmpty() || isMetadata(predicted.part))
            return;
        ledger.append(
            {.part = predicted.part,
             .before = {},
             .after = {},
             .verdict = PartVerdict::Kept,
             .reason = u"%1 did otherwise than %2 predicts: %3"_s.arg(m_name, predictorName(), predicted.reason),
             .source = m_run.browser,
             .predicted = predicted.after});
    }

    void judgeEnd(Hop &hop, const Chain &chain)
    {
        const Decision decision = decide(m_predictor, chain);
        hop.redirect = decision.redirect;
        hop.redirect->ledger.clear();
        const bool isFine = m_run.end.kind == OutcomeKind::Final;
        const bool complains = isFine && !m_run.failure.isEmpty();
        const bool follows = decision.redirect.verdict == RedirectVerdict::Follow;
        if (follows && isFine && !m_limits.follows) {
            hop.redirect->verdict = RedirectVerdict::Deliver;
            hop.redirect->outcome = OutcomeKind::NotFollowed;
            hop.redirect->reason = u"%1 was told to follow no redirect."_s.arg(m_name);
            hop.redirect->source = m_run.browser;
        } else if (follows && complains) {
            hop.redirect->verdict = RedirectVerdict::Refuse;
            hop.redirect->outcome = OutcomeKind::NotFollowed;
            hop.redirect->reason = m_run.failure;
            hop.redirect->source = m_run.browser;
            hop.notes.append(u"Differs from %1: the chain ends here; predicted is: %2"_s.arg(predictorName(),
                                                                                             decision.redirect.reason));
        } else if (follows || (!isFine && decision.redirect.verdict == RedirectVerdict::Deliver)) {
            hop.redirect->verdict = isFine ? RedirectVerdict::Deliver : RedirectVerdict::Refuse;
            hop.redirect->outcome = isFine ? OutcomeKind::NotFollowed : m_run.end.kind;
            hop.redirect->reason = isFine ? u"%1 did not follow the redirect."_s.arg(m_name) : m_run.end.message;
            hop.redirect->source = m_run.browser;
            hop.notes.append(u"Differs from %1: the chain ends here; predicted is: %2"_s.arg(predictorName(),
                                                                                             decision.redirect.reason));
        } else if (isFine && !complains && decision.redirect.verdict == RedirectVerdict::Refuse) {
            hop.redirect->verdict = RedirectVerdict::Deliver;
            hop.redirect->outcome = OutcomeKind::Final;
            hop.redirect->reason = u"%1 accepted the response."_s.arg(m_name);
            hop.redirect->source = m_run.browser;
            hop.notes.append(u"Differs from %1: the response is accepted; predicted is: %2"_s.arg(
                predictorName(), decision.redirect.reason));
        }
    }

    Outcome outcome() const
    {
        if (m_run.end.kind != OutcomeKind::Final || m_trace.hops.isEmpty())
            return m_run.end;
        const auto &redirect = m_trace.hops.constLast().redirect;
        return redirect ? Outcome{redirect->outcome, redirect->reason} : m_run.end;
    }

    const ClientProfile &m_predictor;
    const FirstRequest &m_wish;
    const BrowserRun &m_run;
    RunLimits m_limits;
    QString m_name;
    Trace m_trace;
    QByteArray m_firstUrl;
    EarlierRequests m_earlier;
    CookieJar m_jar;
    std::optional<QList<QByteArray>> m_added;
    int m_followed = 0;
};

} // namespace

Trace judgedRun(const QString &client, const ClientProfile &predictor, const FirstRequest &wish, const BrowserRun &run,
                const RunLimits &limits)
{
    Trace trace = RunJudge(predictor, wish, run, limits).judged();
    // The findings are those of a client whose rules are known.
    trace.client = predictor.id;
    trace.findings = findingsOf(trace);
    trace.client = client;
    return trace;
}

} // namespace hopscope
