// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditlist.h"
#include "trace/trace.h"

#include <QLatin1StringView>

#include <optional>

namespace hopscope
{

/// What came of a row. Warn: it is as asked, with something worth a look. NotAsked: its host was left alone.
enum class AuditVerdict { Pass, Warn, Fail, NotAsked };

QLatin1StringView idOf(AuditVerdict verdict);
std::optional<AuditVerdict> auditVerdict(QStringView id);
QStringList auditVerdictIds();
/// "PASS", "NOT ASKED".
QString verdictWord(AuditVerdict verdict);

struct AuditJudgement {
    AuditVerdict verdict = AuditVerdict::Pass;
    QString cause;  ///< what rows have in common: "302 where 301 was asked"; empty for Pass
    QString reason; ///< one sentence about this row; empty for Pass

    bool operator==(const AuditJudgement &) const = default;
};

/// What `trace`, which has its findings, says about the row. With a target the chain has to end there with one redirect
/// at most, and none where the target is the source. Parameters that got lost on the way, and other findings that are
/// warnings or errors, are something worth a look.
AuditJudgement judged(const AuditRow &row, const Trace &trace);

} // namespace hopscope
