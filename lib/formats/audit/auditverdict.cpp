// SPDX-License-Identifier: MIT
#include "formats/audit/auditverdict.h"

#include "findings/expectations.h"
#include "findings/steps.h"
#include "findings/words.h"
#include "formats/write/tabletext.h"
#include "http/uriparts.h"
#include "http/url.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kFirstError = 400;

struct VerdictRow {
    AuditVerdict verdict;
    QLatin1StringView id;
    QLatin1StringView word;
};

constexpr VerdictRow kVerdicts[] = {
    {AuditVerdict::Pass, "pass"_L1, "PASS"_L1},
    {AuditVerdict::Warn, "warn"_L1, "WARN"_L1},
    {AuditVerdict::Fail, "fail"_L1, "FAIL"_L1},
    {AuditVerdict::NotAsked, "not-asked"_L1, "NOT ASKED"_L1},
};

AuditJudgement failure(const QString &cause, const QString &reason)
{
    return {AuditVerdict::Fail, cause, reason};
}

/// What a chain has in common with others that ended like it; empty for one that has a last response.
QString causeOf(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Loop:
        return u"a loop"_s;
    case OutcomeKind::TooManyRedirects:
        return u"too many redirects"_s;
    case OutcomeKind::MissingLocation:
        return u"a redirect without Location"_s;
    case OutcomeKind::InvalidLocation:
        return u"a Location that cannot be requested"_s;
    case OutcomeKind::UnsupportedScheme:
        return u"a Location with another scheme"_s;
    case OutcomeKind::NetworkError:
        return u"network error"_s;
    case OutcomeKind::TlsError:
        return u"TLS error"_s;
    case OutcomeKind::Timeout:
        return u"time limit"_s;
    case OutcomeKind::Limit:
        return u"size limit"_s;
    case OutcomeKind::Canceled:
        return u"not sent"_s;
    case OutcomeKind::Final:
    case OutcomeKind::NotFollowed:
        break;
    }
    return {};
}

const Hop *firstAnswered(const Trace &trace)
{
    const auto hop = std::ranges::find_if(
        trace.hops, [](const Hop &each) { return isServersRequest(each.kind) && each.response.has_value(); });
    return hop == trace.hops.end() ? nullptr : &*hop;
}

/// "http to https first": what the first redirect did that could have been done along with the second one.
QString firstStepOf(const Trace &trace)
{
    const qsizetype next = ledTo(trace.hops, 0);
    if (next < 0)
        return {};
    const Url from = splitUri(trace.hops.first().request.url);
    const Url to = splitUri(trace.hops[next].request.url);
    const QByteArray host = from.host.value_or(QByteArray());
    const QByteArray toHost = to.host.value_or(QByteArray());
    const bool isSameRest = from.path == to.path && from.query == to.query;
    if (from.scheme != to.scheme && host == toHost && isSameRest)
        return u"%1 to %2 first"_s.arg(QString::fromLatin1(from.scheme), QString::fromLatin1(to.scheme));
    if (from.scheme == to.scheme && host != toHost && isSameRest)
        return toHost == "www." + host   ? u"www was added first"_s
               : host == "www." + toHost ? u"www was taken away first"_s
                                         : u"another host first"_s;
    if (host == toHost && from.scheme == to.scheme && (to.path == from.path + '/' || from.path == to.path + '/'))
        return to.path.size() > from.path.size() ? u"a slash was added first"_s : u"a slash was taken away first"_s;
    if (host == toHost && from.path.compare(to.path, Qt::CaseInsensitive) == 0 && from.path != to.path)
        return u"other case first"_s;
    return {};
}

/// What all rows have in common that have this fault.
QString causeOf(const ExpectationFault &fault, const Trace &trace, int most)
{
    if (fault.kind != ExpectationKind::Redirects)
        return u"another URL at the end"_s;
    const QString step = firstStepOf(trace);
    const qsizetype count = stepsOf(trace.hops).size();
    const QString number = count == 1 ? u"1 redirect"_s : u"%1 redirects"_s.arg(count);
    return u"%1 instead of %2%3"_s.arg(number, most == 0 ? u"none"_s : QString::number(most),
                                       step.isEmpty() ? QString() : u": "_s + step);
}

/// The first thing that is not as asked; Pass when all is.
AuditJudgement judgedByTarget(const AuditRow &row, const Trace &trace)
{
    if (row.target.isEmpty())
        return {};
    const int most = withoutFragment(row.target) == row.source ? 0 : 1;
    const QList<ExpectationFault> faults = expectationFaults(trace, {.finalUrl = row.target, .mostRedirects = most});
    if (faults.isEmpty())
        return {};
    // Where the chain ends is what a user mends first.
    const auto wrongEnd = std::ranges::find(faults, ExpectationKind::FinalUrl, &ExpectationFault::kind);
    const ExpectationFault &first = wrongEnd == faults.end() ? faults.first() : *wrongEnd;
    return failure(causeOf(first, trace, most), first.text);
}

AuditJudgement judgedByFindings(const Trace &trace)
{
    AuditJudgement judgement;
    for (const Finding &finding : trace.findings) {
        if (finding.severity == Severity::Note)
            continue;
        const QString where = finding.hop < 0 ? QString() : u" (request %1)"_s.arg(finding.hop + 1);
        const QString sentence = u"%1%2: %3"_s.arg(finding.title, where, finding.detail);
        if (judgement.verdict == AuditVerdict::Pass)
            judgement = {AuditVerdict::Warn, finding.title, sentence};
        else
            judgement.reason += u' ' + sentence;
    }
    return judgement;
}

} // namespace

QLatin1StringView idOf(AuditVerdict verdict)
{
    return std::ranges::find(kVerdicts, verdict, &VerdictRow::verdict)->id;
}

std::optional<AuditVerdict> auditVerdict(QStringView id)
{
    const auto *const row = std::ranges::find_if(kVerdicts, [&](const VerdictRow &each) { return id == each.id; });
    return row == std::end(kVerdicts) ? std::nullopt : std::optional(row->verdict);
}

QStringList auditVerdictIds()
{
    QStringList ids;
    for (const VerdictRow &row : kVerdicts)
        ids.append(row.id);
    return ids;
}

QString verdictWord(AuditVerdict verdict)
{
    return std::ranges::find(kVerdicts, verdict, &VerdictRow::verdict)->word;
}

AuditJudgement judged(const AuditRow &row, const Trace &trace)
{
    if (const QString cause = causeOf(trace.outcome.kind); !cause.isEmpty())
        return failure(cause, outcomeText(trace.outcome));
    const Hop *first = firstAnswered(trace);
    if (!first)
        return failure(u"no response"_s, outcomeText(trace.outcome));
    const int status = first->response->status;
    if (!row.statuses.isEmpty() && !row.statuses.contains(status)) {
        const QString text = u"%1 where %2 was asked"_s.arg(QString::number(status), askedStatusesText(row.statuses));
        return failure(text, text + u'.');
    }
    const Hop &last = trace.hops.last();
    const int end = last.response ? last.response->status : 0;
    const bool isAskedEnd = first == &last && row.statuses.contains(end);
    if (end >= kFirstError && !isAskedEnd) {
        return failure(u"%1 at the end"_s.arg(end),
                       u"%1 answers with %2."_s.arg(urlText(last.request.url), QString::number(end)));
    }
    const AuditJudgement byTarget = judgedByTarget(row, trace);
    if (byTarget.verdict == AuditVerdict::Fail)
        return byTarget;
    // An error that was asked for is no finding.
    return isAskedEnd && end >= kFirstError ? AuditJudgement() : judgedByFindings(trace);
}

} // namespace hopscope
