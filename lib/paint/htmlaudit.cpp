// SPDX-License-Identifier: MIT
#include "paint/htmlaudit.h"

#include "paint/htmlhop.h"
#include "paint/htmlpage.h"
#include "paint/htmltext.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

const QString kAuditRules = uR"(
table.audit { table-layout: fixed; }
table.audit :is(th, td):nth-child(n) { min-width: 0; white-space: normal; }
table.audit th:first-child { width: 7em; } table.audit th:nth-child(2) { width: 27%; }
table.audit th:nth-child(3) { width: 24%; } table.audit th:nth-child(5) { width: 12%; }
summary { cursor: pointer; } summary b { margin: 0 8px; }
)"_s;

QString styleOf(AuditVerdict verdict)
{
    switch (verdict) {
    case AuditVerdict::Pass:
        return u"good"_s;
    case AuditVerdict::Warn:
        return u"warn"_s;
    case AuditVerdict::Fail:
        return u"bad"_s;
    case AuditVerdict::NotAsked:
        break;
    }
    return u"plain"_s;
}

QString htmlRow(const AuditResult &result)
{
    const QString method = result.method == "GET"_L1 ? QString() : htmlText(result.method) + u' ';
    return u"<tr><td>%1</td><td><code>%2%3</code></td><td><code>%4</code></td><td>%5</td><td>%6</td></tr>\n"_s.arg(
        htmlText(rowText(result)), method, htmlText(result.source), htmlText(result.target),
        htmlText(result.judgement.reason), htmlText(result.note));
}

QString htmlRows(const QList<qsizetype> &places, const QList<AuditResult> &results)
{
    QString html = u"<table class=\"audit\">\n<thead><tr><th>Line</th><th>Source</th><th>Target</th><th>Reason</th>"
                   "<th>Note</th></tr></thead>\n<tbody>\n"_s;
    for (const qsizetype place : places)
        html += htmlRow(results[place]);
    return html + u"</tbody>\n</table>\n"_s;
}

/// Something that folds, with its title.
QString htmlFold(const QString &title, const QString &body, bool isOpen)
{
    return u"<section>\n<details%1>\n<summary>%2</summary>\n%3</details>\n</section>\n"_s.arg(
        isOpen ? u" open=\"open\""_s : QString(), title, body);
}

QString htmlGroup(const AuditGroup &group, const QList<AuditResult> &results)
{
    const QString cause = group.cause.isEmpty() ? u"as asked"_s : htmlText(group.cause);
    const QString title = u"%1<b>%2</b>%3"_s.arg(htmlTag(verdictWord(group.verdict), styleOf(group.verdict)),
                                                 QString::number(group.results.size()), cause);
    return htmlFold(title, htmlRows(group.results, results), group.verdict == AuditVerdict::Fail);
}

QString htmlFaults(const QList<ListFault> &faults)
{
    QString items;
    for (const ListFault &fault : faults)
        items += u"<li>%1: %2</li>\n"_s.arg(htmlText(placeText(fault.place)), htmlText(fault.reason));
    return htmlFold(u"Lines that could not be used: %1"_s.arg(faults.size()), u"<ul>\n%1</ul>\n"_s.arg(items), true);
}

} // namespace

bool writeAuditHtml(const AuditReport &report, const ByteSink &sink)
{
    QString html = u"<h1>Redirect audit</h1>\n<p>%1</p>\n"_s.arg(htmlText(countsText(report.results)));
    for (const QString &note : report.notes + report.robots)
        html += u"<p class=\"muted\">%1</p>\n"_s.arg(htmlText(note));
    if (!report.faults.isEmpty())
        html += htmlFaults(report.faults);
    if (report.comparison) {
        html += u"<p>%1</p>\n"_s.arg(htmlText(comparisonText(*report.comparison)));
        if (!report.comparison->broken.isEmpty())
            html += htmlFold(u"Broken: %1"_s.arg(report.comparison->broken.size()),
                             htmlRows(report.comparison->broken, report.results), true);
    }
    for (const AuditGroup &group : groupsOf(report.results))
        html += htmlGroup(group, report.results);
    return sink(htmlPage(u"Redirect audit"_s, html, kAuditRules));
}

} // namespace hopscope
