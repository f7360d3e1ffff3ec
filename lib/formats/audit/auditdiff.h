// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditway.h"
#include "formats/formats.h"

#include <span>

namespace hopscope
{

/// Broken: FAIL that it was not before, also of a row that was not there. Fixed: was FAIL. Changed: other verdict,
/// cause or way. In the order in which they are told.
enum class AuditChange { Broken, Changed, New, Gone, Fixed };

QLatin1StringView idOf(AuditChange change);

struct AuditDifference {
    AuditChange change = AuditChange::Changed;
    AuditResult row;       ///< of the later audit, if it has it
    QString verdictBefore; ///< verdictWord(); empty: was not asked for
    QString verdictNow;
    QString sentence;
};

/// How an audit differs from an earlier one, by AuditResult::id.
struct AuditDiff {
    QList<AuditDifference> differences; ///< by kind, each in the order of the later audit
    qsizetype same = 0;                 ///< rows
};

AuditDiff diffOf(const QList<AuditedRow> &before, const QList<AuditedRow> &now);
qsizetype countOf(const AuditDiff &diff, AuditChange change);
/// The same with placeholders for the secrets in URLs and sentences, where the audits were kept with them.
AuditDiff withoutSecrets(AuditDiff diff, const RedactionOptions &options);

/// A way to write a comparison. One row of auditDiffFormats().
struct AuditDiffFormat {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("audit", ...)
    QByteArray (*write)(const AuditDiff &diff);
};

std::span<const AuditDiffFormat> auditDiffFormats();
/// nullptr for an unknown id.
const AuditDiffFormat *auditDiffFormat(QStringView id);

} // namespace hopscope
