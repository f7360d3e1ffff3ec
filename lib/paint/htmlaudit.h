// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditreport.h"

namespace hopscope
{

/// The report as one HTML file that needs no other, as that of a trace: what failed is open, the rest is folded.
bool writeAuditHtml(const AuditReport &report, const ByteSink &sink);

} // namespace hopscope
