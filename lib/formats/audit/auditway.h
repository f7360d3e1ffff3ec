// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditresult.h"

namespace hopscope
{

/// What of its trace a comparison or a repair of a row needs.
struct AuditWay {
    QByteArrayList urls;   ///< that servers were asked for, in order
    QList<int> statuses;   ///< of their responses; 0: none
    QByteArray lastMethod; ///< of the last of them
    Outcome outcome;

    bool operator==(const AuditWay &) const = default;
};

/// A row of an audit and the way that it went.
struct AuditedRow {
    AuditResult result;
    AuditWay way;
};

AuditWay wayOf(const Trace &trace);

/// The rows of a file of JSON lines, in their order; of several lines about the same row the last one counts.
class AuditedRows
{
public:
    void add(const ShownResult &shown);
    const QList<AuditedRow> &rows() const { return m_rows; }

private:
    QList<AuditedRow> m_rows;
    QHash<QByteArray, qsizetype> m_places; ///< by AuditResult::id
};

} // namespace hopscope
