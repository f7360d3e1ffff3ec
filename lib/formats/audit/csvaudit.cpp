// SPDX-License-Identifier: MIT
#include "formats/audit/auditreport.h"
#include "formats/write/csv.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

bool writeAuditCsv(const AuditReport &report, const ByteSink &sink)
{
    if (!sink("verdict,cause,reason,file,line,variant,method,source,target,status,note\r\n"))
        return false;
    for (const AuditResult &result : report.results) {
        QStringList statuses;
        for (const int status : result.statuses)
            statuses.append(QString::number(status));
        QStringList cells{verdictWord(result.judgement.verdict),
                          result.judgement.cause,
                          result.judgement.reason,
                          result.place.file,
                          QString::number(result.place.line),
                          result.variant,
                          result.method,
                          result.source,
                          result.target,
                          statuses.join(u'|'),
                          result.note};
        for (QString &cell : cells)
            cell = csvCell(cell);
        if (!sink(cells.join(u',').toUtf8() + "\r\n"))
            return false;
    }
    return true;
}

} // namespace hopscope
