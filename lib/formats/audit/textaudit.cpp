// SPDX-License-Identifier: MIT
#include "formats/audit/auditreport.h"

#include "text/terminaltext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostTextRows = 20; ///< of a group
constexpr qsizetype kTextUrl = 300;     ///< characters
constexpr qsizetype kTextReason = 1000;

QString textRow(const AuditResult &result)
{
    const QString method = result.method == "GET"_L1 ? QString() : terminalText(result.method) + u' ';
    QString text = u"  %1: %2%3"_s.arg(terminalText(rowText(result)), method, terminalText(result.source, kTextUrl));
    if (!result.target.isEmpty())
        text += u" -> "_s + terminalText(result.target, kTextUrl);
    if (!result.judgement.reason.isEmpty())
        text += u"\n    "_s + terminalText(result.judgement.reason, kTextReason);
    return text + u'\n';
}

QString textGroup(const AuditGroup &group, const QList<AuditResult> &results)
{
    QString text = u"\n%1 %2  %3\n"_s.arg(verdictWord(group.verdict), QString::number(group.results.size()),
                                          terminalText(group.cause));
    const qsizetype shown = std::min(group.results.size(), kMostTextRows);
    for (const qsizetype place : group.results.first(shown))
        text += textRow(results[place]);
    if (shown < group.results.size())
        text += u"  and %1 more; --format csv has them all\n"_s.arg(group.results.size() - shown);
    return text;
}

} // namespace

bool writeAuditText(const AuditReport &report, const ByteSink &sink)
{
    QString head = countsText(report.results) + u'\n';
    if (!report.faults.isEmpty())
        head += u"Lines that could not be used: %1\n"_s.arg(report.faults.size());
    for (const QString &sentence : report.robots.first(std::min(report.robots.size(), kMostTextRows)))
        head += terminalText(sentence) + u'\n';
    if (report.robots.size() > kMostTextRows)
        head += u"and %1 more; --format html has them all\n"_s.arg(report.robots.size() - kMostTextRows);
    if (report.comparison) {
        head += comparisonText(*report.comparison) + u'\n';
        for (const qsizetype place :
             report.comparison->broken.first(std::min(report.comparison->broken.size(), kMostTextRows)))
            head += u"  broken: "_s + textRow(report.results[place]).trimmed() + u'\n';
    }
    if (!sink(head.toUtf8()))
        return false;
    const QList<AuditGroup> groups = groupsOf(report.results);
    return std::all_of(groups.begin(), groups.end(), [&](const AuditGroup &group) {
        return group.verdict == AuditVerdict::Pass || sink(textGroup(group, report.results).toUtf8());
    });
}

} // namespace hopscope
