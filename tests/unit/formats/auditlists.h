// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditlist.h"

/// Lists of an audit as texts, for comparisons.
namespace hopscope::test
{

using namespace Qt::StringLiterals;

inline AuditList listOf(const QByteArray &text, const AuditListOptions &options = {})
{
    const Result<AuditList> list = readAuditList({{{}, text}}, options);
    return list ? *list : AuditList{.faults = {{{}, list.error}}};
}

/// "3 GET http://a/ http://b/ 301|308" for each row; what is not there is left out.
inline QStringList rowsOf(const AuditList &list)
{
    QStringList rows;
    for (const AuditRow &row : list.rows) {
        QStringList statuses;
        for (const int status : row.statuses)
            statuses.append(QString::number(status));
        QStringList words{QString::number(row.place.line),
                          QString::fromLatin1(row.method),
                          QString::fromUtf8(row.source),
                          QString::fromUtf8(row.target),
                          statuses.join(u'|'),
                          row.note,
                          row.variant};
        words.removeAll(QString());
        rows.append(words.join(u' '));
    }
    return rows;
}

inline QStringList faultsOf(const AuditList &list)
{
    QStringList faults;
    for (const ListFault &fault : list.faults)
        faults.append(placeText(fault.place) + u": "_s + fault.reason);
    return faults;
}

} // namespace hopscope::test
