// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditresult.h"
#include "formats/formats.h"

#include <QHash>

#include <optional>

namespace hopscope
{

/// What an earlier audit said of each row, by AuditResult::id.
using AuditBaseline = QHash<QByteArray, AuditJudgement>;

/// How an audit differs from an earlier one; places in AuditReport::results.
struct AuditComparison {
    QList<qsizetype> broken;  ///< FAIL that it was not before
    QList<qsizetype> known;   ///< FAIL as before
    QList<qsizetype> fixed;   ///< was FAIL
    QList<qsizetype> changed; ///< of `known`: for another cause

    bool operator==(const AuditComparison &) const = default;
};

/// All that an audit has to say.
struct AuditReport {
    QList<AuditResult> results; ///< in the order of the list
    QList<ListFault> faults;
    QStringList notes;  ///< sentences
    QStringList robots; ///< what robots.txt disallows, a sentence for each host
    std::optional<AuditComparison> comparison;
};

/// Results with the same verdict for the same cause.
struct AuditGroup {
    AuditVerdict verdict = AuditVerdict::Pass;
    QString cause;
    QList<qsizetype> results; ///< places in AuditReport::results
};

/// FAIL, NOT ASKED, WARN, PASS; of each, the largest group first.
QList<AuditGroup> groupsOf(const QList<AuditResult> &results);
/// Whether a group of so many results stands before another one.
bool isShownBefore(AuditVerdict verdict, qsizetype size, AuditVerdict other, qsizetype otherSize);
qsizetype countOf(const QList<AuditResult> &results, AuditVerdict verdict);
AuditComparison compared(const QList<AuditResult> &results, const AuditBaseline &before);
/// "Fixed: 3. Broken: 1. Failed before, too: 12 (2 for another cause)."
QString comparisonText(const AuditComparison &comparison);
/// "12 URLs: 9 PASS, 0 WARN, 3 FAIL, 0 NOT ASKED"
QString countsText(const QList<AuditResult> &results);
/// The judgement of a row whose target is the source of another one; `sentence` says so.
AuditJudgement withMapChain(AuditJudgement judgement, const QString &sentence);
/// "line 3", and which notation of its URL it is.
QString rowText(const AuditResult &result);

// Formats. False when the sink said so.

/// Plain text: counts, then the groups, of each some rows.
bool writeAuditText(const AuditReport &report, const ByteSink &sink);
/// RFC 4180, a row each; see csvCell().
bool writeAuditCsv(const AuditReport &report, const ByteSink &sink);
/// A test case for each row, and one for each line that could not be read. What failed in the baseline, too, is
/// skipped, and so is what was not asked.
bool writeAuditJunit(const AuditReport &report, const ByteSink &sink);
/// For a pull request: GitHub Flavored Markdown, as inert as that of a trace.
bool writeAuditMarkdown(const AuditReport &report, const ByteSink &sink);

} // namespace hopscope
