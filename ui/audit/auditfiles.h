// SPDX-License-Identifier: MIT
#pragma once

#include "net/auditengine.h"
#include "net/auditoption.h"
#include "paint/auditformats.h"
#include "ui/files/onthread.h"

namespace hopscope
{

/// Where the lists come from.
struct AuditSource {
    QStringList paths;
    QByteArray pasted; ///< in their place when there are none

    bool isEmpty() const { return paths.isEmpty() && pasted.isEmpty(); }
};

/// "redirects.csv", "3 files", "pasted text"; empty when there is none.
QString nameOf(const AuditSource &source);

/// A list that was read, and what an earlier audit said of it.
struct AuditPlan {
    AuditTask task;
    std::optional<AuditBaseline> baseline;
};

/// Reads lists and baseline on another thread. The error is one sentence.
CancelFlag readAuditPlan(QObject *receiver, const AuditSource &source, const AuditChoices &choices,
                         const Progress &progress, const std::function<void(const Result<AuditPlan> &)> &done);

/// Results of an earlier audit, in the order of their file.
struct StoredAudit {
    QList<SettledRow> rows;
    std::optional<AuditBaseline> baseline;
};
/// Reads a file of JSON lines in the same way; `baseline` may be empty.
CancelFlag readStoredAudit(QObject *receiver, const QString &path, const QString &baseline, const Progress &progress,
                           const std::function<void(const Result<StoredAudit> &)> &done);
/// Reads the trace whose line begins at `offset`.
CancelFlag readAuditTrace(QObject *receiver, const QString &log, qint64 offset,
                          const std::function<void(const Result<Trace> &)> &done);

/// A report on its way out.
struct AuditExport {
    const AuditFormat *format = nullptr;
    AuditReport report; ///< without results
    QList<SettledRow> rows;
    std::optional<AuditBaseline> baseline;
    QString log; ///< where the lines of the rows are
};
/// Writes a file, whole or not at all, on another thread. `done` gets an empty text, or one sentence.
CancelFlag writeAuditReport(QObject *receiver, const QString &path, const AuditExport &what, const Progress &progress,
                            const std::function<void(const QString &error)> &done);

} // namespace hopscope
