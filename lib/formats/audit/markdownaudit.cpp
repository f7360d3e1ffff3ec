// SPDX-License-Identifier: MIT
#include "formats/audit/auditreport.h"
#include "formats/write/markdown.h"
#include "text/terminaltext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMostMarkdownRows = 20; ///< of a group: comments of pull requests have a limit

QString detailTable(const QList<qsizetype> &places, const QList<AuditResult> &results)
{
    QString text = u"| Line | Source | Target | Reason |\n|---|---|---|---|\n"_s;
    const qsizetype shown = std::min(places.size(), kMostMarkdownRows);
    for (const qsizetype place : places.first(shown)) {
        const AuditResult &result = results[place];
        text += markdownRow({rowText(result), result.source, result.target, result.judgement.reason}) + u'\n';
    }
    if (shown < places.size())
        text += u"\nand %1 more\n"_s.arg(places.size() - shown);
    return text;
}

} // namespace

bool writeAuditMarkdown(const AuditReport &report, const ByteSink &sink)
{
    const QList<AuditGroup> groups = groupsOf(report.results);
    QString text = u"## Redirect audit\n\n%1\n\n"_s.arg(countsText(report.results));
    if (!report.faults.isEmpty())
        text += u"Lines that could not be used: %1\n\n"_s.arg(report.faults.size());
    if (!report.robots.isEmpty()) {
        text += u"| robots.txt |\n|---|\n"_s;
        const qsizetype shown = std::min(report.robots.size(), kMostMarkdownRows);
        for (const QString &sentence : report.robots.first(shown))
            text += markdownRow({sentence}) + u'\n';
        text += shown < report.robots.size() ? u"\nand %1 more\n\n"_s.arg(report.robots.size() - shown) : u"\n"_s;
    }
    if (report.comparison) {
        text += comparisonText(*report.comparison) + u"\n\n"_s;
        if (!report.comparison->broken.isEmpty())
            text += u"### Broken\n\n"_s + detailTable(report.comparison->broken, report.results) + u'\n';
    }
    text += u"| Verdict | URLs | Cause |\n|---|--:|---|\n"_s;
    for (const AuditGroup &group : groups)
        text += markdownRow({verdictWord(group.verdict), QString::number(group.results.size()), group.cause}) + u'\n';
    for (const AuditGroup &group : groups) {
        if (group.verdict == AuditVerdict::Pass)
            continue;
        // In a block of HTML nothing is Markdown (CommonMark 4.6).
        text += u"\n<details><summary>%1 %2: %3</summary>\n\n"_s.arg(verdictWord(group.verdict),
                                                                     QString::number(group.results.size()),
                                                                     terminalText(group.cause).toHtmlEscaped());
        text += detailTable(group.results, report.results) + u"\n</details>\n"_s;
    }
    return sink(text.toUtf8());
}

} // namespace hopscope
