// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditreport.h"

#include <span>

namespace hopscope
{

/// A way to write an audit. One row of auditFormats().
struct AuditFormat {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("audit", ...)
    QLatin1StringView extension;
    /// nullptr for lines that are written one by one while the audit runs: auditLine().
    bool (*write)(const AuditReport &report, const ByteSink &sink);
};

std::span<const AuditFormat> auditFormats();
/// nullptr for an unknown id.
const AuditFormat *auditFormat(QStringView id);

} // namespace hopscope
