// SPDX-License-Identifier: MIT
#pragma once

#include "net/auditrun.h"

namespace hopscope::cli
{

/// What came of an audit.
struct AuditOutcome {
    QList<AuditResult> results; ///< one for each row
    QStringList robots;         ///< what robots.txt disallows, a sentence for each host
    bool isInterrupted = false;
    QString error; ///< why it was ended before; empty if it was not
};

/// How an audit is run in a terminal.
struct AuditManner {
    bool isQuiet = false;  ///< nothing is said but errors
    bool keepsIds = false; ///< AuditOutcome::results have AuditResult::id, by which another audit is compared
};

/// Asks for the rows, and shows how far that is.
class AuditRunOnTerminal
{
public:
    AuditRunOnTerminal(const AuditOrder &order, const AuditManner &manner);

    /// AuditRun::open()
    QString open() { return m_run.open(); }
    /// Runs to the end, or until it is interrupted. `lines` gets all lines, those of the log first; nullptr: nobody
    /// wants them.
    AuditOutcome run(const ByteSink *lines);

private:
    QString copyLog(const ByteSink &lines);

    bool m_isQuiet;
    const AuditOrder &m_order;
    AuditRun m_run;
    QList<AuditResult> m_results; ///< of all rows, without `asked`
};

} // namespace hopscope::cli
