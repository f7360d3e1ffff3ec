// SPDX-License-Identifier: MIT
#include "formats/audit/auditway.h"

namespace hopscope
{

AuditWay wayOf(const Trace &trace)
{
    AuditWay way{.outcome = trace.outcome};
    for (const Hop &hop : trace.hops) {
        if (!isServersRequest(hop.kind))
            continue;
        way.urls.append(hop.request.url);
        way.statuses.append(hop.response ? hop.response->status : 0);
        way.lastMethod = hop.request.method;
    }
    return way;
}

void AuditedRows::add(const ShownResult &shown)
{
    const AuditedRow row{shown.result, wayOf(shown.trace)};
    const auto place = m_places.constFind(row.result.id);
    if (place != m_places.constEnd()) {
        m_rows[*place] = row;
        return;
    }
    m_places.insert(row.result.id, m_rows.size());
    m_rows.append(row);
}

} // namespace hopscope
