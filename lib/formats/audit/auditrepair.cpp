// SPDX-License-Identifier: MIT
#include "formats/audit/auditrepair.h"

#include "formats/audit/auditchains.h"
#include "formats/audit/auditreport.h"
#include "formats/audit/auditurls.h"
#include "formats/redaction/marks.h"
#include "formats/write/tabletext.h"
#include "http/url.h"

#include <algorithm>
#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kLowestFault = 400;
constexpr std::array kRedirectStatuses = {301, 302, 303, 307, 308};
constexpr std::array kPermanentStatuses = {301, 308};
constexpr std::array kKeepingStatuses = {307, 308};

template <size_t N>
bool isOneOf(const std::array<int, N> &statuses, int status)
{
    return std::ranges::find(statuses, status) != statuses.end();
}

/// A rule, or why there is none; nothing of both for a row that answers by itself.
struct RowRepair {
    std::optional<RepairRule> rule;
    std::optional<RepairStay> stay;
    QString reason; ///< without its full stop
};

RowRepair refusal(const QString &reason)
{
    return {{}, {}, reason};
}

bool isSafeMethod(const QByteArray &method)
{
    return method == "GET" || method == "HEAD";
}

/// What one redirect has to be to do what all of them did.
int flattenedStatus(const AuditedRow &row, const QByteArray &method)
{
    const auto asked = std::ranges::find_if(row.result.statuses, [&](int status) {
        return isOneOf(kRedirectStatuses, status) && (isSafeMethod(method) || isOneOf(kKeepingStatuses, status));
    });
    const auto any =
        std::ranges::find_if(row.result.statuses, [](int status) { return isOneOf(kRedirectStatuses, status); });
    if (asked != row.result.statuses.end() || any != row.result.statuses.end())
        return asked != row.result.statuses.end() ? *asked : *any;
    const QList<int> steps = row.way.statuses.first(row.way.statuses.size() - 1);
    const auto all = [&](const auto &statuses) {
        return std::ranges::all_of(steps, [&](int status) { return isOneOf(statuses, status); });
    };
    const bool isPermanent = all(kPermanentStatuses);
    const bool keepsMethod =
        isSafeMethod(method) ? !steps.isEmpty() && all(kKeepingStatuses) : row.way.lastMethod == method;
    if (keepsMethod)
        return isPermanent ? 308 : 307;
    if (isSafeMethod(method))
        return isPermanent ? 301 : 302;
    // A browser turns POST into GET on 301, any other method on 303 only (Fetch, HTTP-redirect fetch, step 12).
    return isPermanent && method == "POST" ? 301 : 303;
}

/// Absolute, in the notation of the URL standard: nothing in it ends a word or a line. nullopt: not a URL.
std::optional<QByteArray> ruleUrl(const QString &text, const AuditUrls &urls)
{
    const Result<QByteArray> url = parseRequestUrl(text);
    return url ? std::optional(urls.rewritten(*url)) : std::nullopt;
}

/// The URL as a server sees it.
QByteArray sourceOf(const QByteArray &url)
{
    return splitUri(url).scheme + "://" + hostField(url) + requestTarget(url);
}

/// Why the chain is none that could be shorter; empty if it is one.
QString faultOf(const AuditedRow &row)
{
    const AuditWay &way = row.way;
    const OutcomeKind kind = way.outcome.kind;
    if ((kind != OutcomeKind::Final && kind != OutcomeKind::NotFollowed) || way.statuses.isEmpty() ||
        way.statuses.last() == 0)
        return row.result.judgement.cause.isEmpty() ? outcomeText(way.outcome) : row.result.judgement.cause;
    const int end = way.statuses.last();
    const bool isAsked = way.statuses.size() == 1 && row.result.statuses.contains(end);
    return end >= kLowestFault && !isAsked ? u"%1 at the end"_s.arg(end) : QString();
}

RowRepair repairedRow(const AuditedRow &row, const AuditUrls &urls)
{
    const AuditResult &result = row.result;
    if (const QString fault = faultOf(row); !fault.isEmpty())
        return refusal(fault);
    const QString end = QString::fromUtf8(row.way.urls.last());
    const bool redirects = row.way.urls.size() > 1;
    const QString goal = !result.target.isEmpty() ? result.target : redirects ? end : result.source;
    if (highestMark(result.source.toUtf8()) > 0 || highestMark(goal.toUtf8()) > 0)
        return refusal(u"a placeholder stands for a secret in it: audit with --no-redact"_s);
    const std::optional<QByteArray> url = ruleUrl(result.source, urls);
    const std::optional<QByteArray> target = ruleUrl(goal, urls);
    if (!url || !target)
        return refusal(u"%1 is not a URL"_s.arg(url ? goal : result.source));
    const QByteArray method = result.method.toLatin1();
    const QByteArray source = sourceOf(*url);
    const bool isSame = sourceOf(*target) == source;
    if (!redirects && isSame)
        return {{}, RepairStay{rowText(result), method, source, row.way.statuses.last()}, {}};
    if (isSame)
        return refusal(u"it has to stay where it is: take its redirect away"_s);
    const bool asksForAnswer = !result.statuses.isEmpty() && std::ranges::none_of(result.statuses, [](int status) {
        return isOneOf(kRedirectStatuses, status);
    });
    if (asksForAnswer)
        return refusal(u"the list asks for %1, which is no redirect"_s.arg(askedStatusesText(result.statuses)));
    RepairRule rule{rowText(result), method, source, *target, flattenedStatus(row, method), {}};
    if (const std::optional<QByteArray> seen = ruleUrl(end, urls); seen && sourceOf(*seen) != sourceOf(*target))
        rule.note = u"The audit ended at %1; the list asks for this target."_s.arg(QString::fromLatin1(*seen));
    return {rule, {}, {}};
}

QString leftOutText(const QString &place, const QByteArray &method, const QString &source, const QString &reason)
{
    return u"%1: %2 %3: %4."_s.arg(place, QString::fromLatin1(method), source, reason);
}

/// Rules that lead to the source of another rule lead to its target instead.
void straighten(Repair &repair)
{
    QList<AuditRow> rows;
    rows.reserve(repair.rules.size());
    for (const RepairRule &rule : repair.rules)
        rows.append({.source = rule.source, .target = rule.target});
    QList<bool> isCircle(rows.size(), false);
    for (const MapChain &chain : chainsWithin(rows)) {
        RepairRule &rule = repair.rules[chain.row];
        isCircle[chain.row] = chain.last < 0;
        if (chain.last < 0)
            continue;
        rule.note = u"%1 leads on to this target."_s.arg(QString::fromLatin1(rule.target));
        rule.target = rows[chain.last].target;
    }
    QList<RepairRule> rules;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const RepairRule &rule = repair.rules[i];
        if (isCircle[i] || rule.target == rule.source)
            repair.leftOut.append(leftOutText(rule.place, rule.method, QString::fromLatin1(rule.source),
                                              u"the targets of the list lead in a circle"_s));
        else
            rules.append(rule);
    }
    repair.rules = rules;
}

} // namespace

Repair repairOf(const QList<AuditedRow> &rows, const QList<HostRewrite> &rewrites)
{
    const AuditListOptions options{.rewrites = rewrites};
    const AuditUrls urls(options, {});
    Repair repair;
    for (const AuditedRow &row : rows) {
        const RowRepair repaired = repairedRow(row, urls);
        if (repaired.rule)
            repair.rules.append(*repaired.rule);
        else if (repaired.stay)
            repair.stays.append(*repaired.stay);
        else
            repair.leftOut.append(
                leftOutText(rowText(row.result), row.result.method.toLatin1(), row.result.source, repaired.reason));
    }
    straighten(repair);
    return repair;
}

} // namespace hopscope
