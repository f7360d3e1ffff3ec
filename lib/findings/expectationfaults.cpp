// SPDX-License-Identifier: MIT
#include "findings/expectations.h"
#include "findings/steps.h"
#include "http/url.h"
#include "text/listtext.h"

#include <algorithm>
#include <functional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kToldSteps = 3; ///< redirects that one sentence tells

/// A trace, and where it leads.
struct Judged {
    const Trace &trace;
    QList<int> own;        ///< the chain's own requests: preflights aside
    bool brokeOff = false; ///< network, TLS, time or the user ended it, and no decision of the client
    bool isUnsent = false; ///< the last redirect was not to be followed
    QList<ExpectationFault> faults;

    const Hop &hop(int i) const { return trace.hops[i]; }
    const Hop &last() const { return trace.hops[own.constLast()]; }
    void add(ExpectationKind kind, int hop, const QString &text, bool isUnknown = false)
    {
        faults.append({kind, hop, text, isUnknown});
    }
};

Judged judgedFrom(const Trace &trace)
{
    Judged judged{.trace = trace};
    for (int i = 0; i < trace.hops.size(); ++i) {
        if (trace.hops[i].kind != HopKind::Preflight)
            judged.own.append(i);
    }
    const OutcomeKind end = trace.outcome.kind;
    const bool wasCut = end == OutcomeKind::NetworkError || end == OutcomeKind::TlsError ||
                        end == OutcomeKind::Timeout || end == OutcomeKind::Limit || end == OutcomeKind::Canceled;
    const std::optional<Redirect> decided = trace.hops.isEmpty() ? std::nullopt : trace.hops.constLast().redirect;
    judged.brokeOff = wasCut && !(decided && decided->verdict == RedirectVerdict::Refuse);
    judged.isUnsent = endedBeforeNext(trace);
    return judged;
}

QString requestText(int hop)
{
    return u"Request %1"_s.arg(hop + 1);
}

/// The sentence, with the reason behind it if there is one.
QString withReason(const QString &sentence, const QString &reason)
{
    return reason.isEmpty() ? sentence + u'.' : sentence + u": "_s + reason;
}

/// As it is on the wire, without user and password.
QString shownUrl(QByteArrayView url)
{
    Url parts = splitUri(url);
    parts.username.clear();
    parts.password.clear();
    return QString::fromUtf8(joinUri(parts));
}

bool fitsStatus(QByteArrayView pattern, int status)
{
    const QByteArray digits = QByteArray::number(status);
    return std::ranges::equal(pattern, digits,
                              [](char wanted, char digit) { return wanted == 'x' || wanted == digit; });
}

void judgeStatuses(Judged &judged, const QList<QByteArray> &wanted)
{
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        const QString status = QString::fromLatin1(wanted[i]);
        if (i == judged.own.size()) {
            const QString where = judged.own.isEmpty()
                                      ? u"No request was sent, where %1 was expected"_s.arg(status)
                                      : u"The chain ends after request %1, where %2 was expected next"_s.arg(
                                            QString::number(judged.own.constLast() + 1), status);
            judged.add(ExpectationKind::Status, judged.own.isEmpty() ? -1 : judged.own.constLast(),
                       withReason(where, judged.trace.outcome.message), judged.brokeOff);
            return;
        }
        const int at = judged.own[i];
        const Hop &hop = judged.hop(at);
        if (!hop.response) {
            judged.add(
                ExpectationKind::Status, at,
                withReason(u"%1 got no response, where %2 was expected"_s.arg(requestText(at), status), hop.error),
                judged.brokeOff);
            return;
        }
        if (!fitsStatus(wanted[i], hop.response->status))
            judged.add(ExpectationKind::Status, at,
                       u"%1 got %2, not %3."_s.arg(requestText(at), QString::number(hop.response->status), status));
    }
    if (!wanted.isEmpty() && judged.own.size() > wanted.size()) {
        const int at = judged.own[wanted.size()];
        judged.add(ExpectationKind::Status, at,
                   u"The chain goes on with request %1, where its end was expected."_s.arg(at + 1));
    }
}

/// "from http to https", "from a.example to b.example", "from /a to /b".
QString stepText(const QByteArray &from, const QByteArray &to)
{
    const auto between = [](const QString &a, const QString &b) { return u"from %1 to %2"_s.arg(a, b); };
    const std::optional<Origin> before = originOf(from);
    const std::optional<Origin> after = originOf(to);
    if (!before || !after)
        return between(shownUrl(from), shownUrl(to));
    const bool hasDefaults = before->port == defaultPort(before->scheme) && after->port == defaultPort(after->scheme);
    if (before->scheme != after->scheme && before->host == after->host && hasDefaults)
        return between(QString::fromLatin1(before->scheme), QString::fromLatin1(after->scheme));
    if (before->scheme == after->scheme && hasDefaults && before->host != after->host)
        return between(QString::fromUtf8(before->host), QString::fromUtf8(after->host));
    if (before != after)
        return between(QString::fromUtf8(serializeOrigin(*before)), QString::fromUtf8(serializeOrigin(*after)));
    const QByteArray path = requestTarget(from);
    const QByteArray next = requestTarget(to);
    return path == next ? u"to the same URL"_s : between(QString::fromUtf8(path), QString::fromUtf8(next));
}

void judgeRedirects(Judged &judged, int most)
{
    const QList<Hop> &hops = judged.trace.hops;
    const QList<int> steps = stepsOf(hops);
    const qsizetype count = steps.size();
    if (count <= most)
        return;
    QStringList told;
    for (const int i : steps) {
        const QString step = stepText(hops[i].request.url, hops[ledTo(hops, i)].request.url);
        told.append(told.size() < kToldSteps ? u"request %1 went %2"_s.arg(QString::number(i + 1), step) : QString());
    }
    const QString number = count == 1 ? u"1 redirect"_s : u"%1 redirects"_s.arg(count);
    const QString instead = most == 0 ? u"none"_s : u"at most %1"_s.arg(most);
    judged.add(ExpectationKind::Redirects, steps[most],
               u"%1 instead of %2: %3."_s.arg(number, instead, listText(told, kToldSteps)));
}

/// The URL in one notation, with what `wanted` has besides: fragment, user and password.
QByteArray comparable(const QByteArray &url, const Url &wanted)
{
    const Result<Url> read = parseUrl(url);
    if (!read)
        return url;
    Url parts = *read;
    if (wanted.username.isEmpty() && wanted.password.isEmpty()) {
        parts.username.clear();
        parts.password.clear();
    }
    return serializeUrl(parts, wanted.fragment.has_value());
}

void judgeFinalUrl(Judged &judged, const QByteArray &wanted)
{
    const auto add = [&](int hop, const QString &text, bool isUnknown = false) {
        judged.add(ExpectationKind::FinalUrl, hop, text, isUnknown);
    };
    const QString &message = judged.trace.outcome.message;
    const QString aim = shownUrl(wanted);
    if (judged.own.isEmpty()) {
        add(-1, withReason(u"No request was sent, so the chain does not end at %1"_s.arg(aim), message),
            judged.brokeOff);
        return;
    }
    const int at = judged.own.constLast();
    const Hop &last = judged.last();
    const bool isRefused = judged.trace.hops.constLast().redirect &&
                           judged.trace.hops.constLast().redirect->verdict == RedirectVerdict::Refuse;
    if (judged.brokeOff || !last.response || isRefused) {
        add(at, withReason(u"The chain does not end at %1"_s.arg(aim), message.isEmpty() ? last.error : message),
            judged.brokeOff);
        return;
    }
    const QByteArray &url = judged.isUnsent ? last.redirect->target : last.request.url;
    const Result<Url> parts = parseUrl(wanted);
    if (parts && comparable(url, *parts) == serializeUrl(*parts))
        return;
    add(at, judged.isUnsent ? u"The redirect leads to %1, not %2."_s.arg(shownUrl(url), aim)
                            : u"The final URL is %1, not %2."_s.arg(shownUrl(url), aim));
}

/// The last redirect of the chain whose ledger has a row about `part` that `counts`; -1 if there is none.
int lastAbout(const Judged &judged, QByteArrayView part, const std::function<bool(const LedgerRow &)> &counts)
{
    for (int i = int(judged.trace.hops.size()) - 1; i >= 0; --i) {
        if (ledTo(judged.trace.hops, i) >= 0 && counts(ledgerRow(judged.hop(i), part)))
            return i;
    }
    return -1;
}

/// The request that the redirect of hop `i` led to, and why it is as it is; the last one without a reason for -1.
std::pair<int, QString> requestAfter(const Judged &judged, int i, QByteArrayView part)
{
    if (i < 0)
        return {judged.own.constLast(), QString()};
    return {int(ledTo(judged.trace.hops, i)), ledgerRow(judged.hop(i), part).reason};
}

void judgeMethod(Judged &judged, const QByteArray &wanted)
{
    const QString method = QString::fromUtf8(wanted);
    if (judged.own.isEmpty()) {
        judged.add(ExpectationKind::Method, -1,
                   withReason(u"No request was sent with %1"_s.arg(method), judged.trace.outcome.message),
                   judged.brokeOff);
        return;
    }
    const QByteArray &sent = judged.last().request.method;
    if (sent == wanted)
        return;
    const int changed =
        lastAbout(judged, "method", [](const LedgerRow &row) { return row.verdict == PartVerdict::Changed; });
    const auto [at, reason] = requestAfter(judged, changed, "method");
    judged.add(ExpectationKind::Method, at,
               withReason(u"%1 sent %2, not %3"_s.arg(requestText(at), QString::fromUtf8(sent), method), reason));
}

void judgeBody(Judged &judged, BodyExpectation wanted)
{
    const bool isKept = wanted == BodyExpectation::Kept;
    const auto add = [&](int hop, const QString &text) { judged.add(ExpectationKind::Body, hop, text); };
    const bool had = std::ranges::any_of(judged.own, [&](int i) { return judged.hop(i).request.body.size > 0; });
    if (!had) {
        add(judged.own.isEmpty() ? -1 : judged.own.constFirst(),
            isKept ? u"No body was sent that could be kept."_s : u"No body was sent that could be dropped."_s);
        return;
    }
    const bool ends = judged.last().request.body.size > 0;
    if (!isKept && ends) {
        const int kept = lastAbout(judged, "body", [](const LedgerRow &row) { return !row.after.isEmpty(); });
        const auto [at, reason] = requestAfter(judged, kept, "body");
        add(at, withReason(u"%1 was sent with the body"_s.arg(requestText(at)), reason));
        return;
    }
    if (!isKept)
        return;
    const PartVerdict what = ends ? PartVerdict::Changed : PartVerdict::Dropped;
    const int lost = lastAbout(judged, "body", [what](const LedgerRow &row) { return row.verdict == what; });
    if (ends && lost < 0)
        return;
    const auto [at, reason] = requestAfter(judged, lost, "body");
    add(at,
        withReason((ends ? u"%1 was sent with another body"_s : u"%1 was sent without the body"_s).arg(requestText(at)),
                   reason));
}

void judgeFindings(Judged &judged, const QStringList &failOn)
{
    const auto fails = [&](const Finding &finding) {
        return std::ranges::any_of(failOn, [&](const QString &word) {
            const std::optional<Severity> least = severity(word);
            return least ? finding.severity >= *least : word == finding.id;
        });
    };
    for (const Finding &finding : judged.trace.findings) {
        if (!fails(finding))
            continue;
        const QString where = finding.hop < 0 ? QString() : u" at request %1"_s.arg(finding.hop + 1);
        judged.add(ExpectationKind::Finding, finding.hop,
                   u"Finding %1%2 (%3): %4. %5"_s
                       .arg(finding.id, where, QString(idOf(finding.severity)), finding.title, finding.detail)
                       .trimmed());
    }
}

} // namespace

QList<ExpectationFault> expectationFaults(const Trace &trace, const Expectations &expectations)
{
    Judged judged = judgedFrom(trace);
    judgeStatuses(judged, expectations.statuses);
    if (expectations.mostRedirects)
        judgeRedirects(judged, *expectations.mostRedirects);
    if (!expectations.finalUrl.isEmpty())
        judgeFinalUrl(judged, expectations.finalUrl);
    if (!expectations.method.isEmpty())
        judgeMethod(judged, expectations.method);
    if (expectations.body)
        judgeBody(judged, *expectations.body);
    judgeFindings(judged, expectations.failOn);
    std::ranges::stable_sort(judged.faults, isEarlier, &ExpectationFault::hop);
    return judged.faults;
}

} // namespace hopscope
