// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditreport.h"

#include <QFile>

#include <functional>

namespace hopscope
{

/// Whether the file begins as one of auditLine() does.
bool isAuditLog(const QString &path);
/// Calls `take(result, line)` for each whole line of auditLine() in a file, one after the other; what a crash left of
/// a last line is passed over. Returns the offset behind the last whole line. The error is one sentence: the file
/// cannot be read, or a line is none of an audit.
Result<qint64> readAuditLog(const QString &path,
                            const std::function<void(const AuditResult &result, const QByteArray &line)> &take);

/// A line of a log.
struct AuditLogRow {
    AuditResult result;
    ShownChain chain;  ///< only of readAuditChains()
    qint64 offset = 0; ///< in the file, in bytes
    qint64 size = 0;
};
/// The same for what is in the lines, without their traces.
Result<qint64> readAuditRows(const QString &path, const std::function<void(const AuditLogRow &row)> &take);
/// With what a table shows of the traces, which takes longer.
Result<qint64> readAuditChains(const QString &path, const std::function<void(const AuditLogRow &row)> &take);
/// The same with the traces.
Result<qint64> readAuditTraces(const QString &path, const std::function<void(const ShownResult &shown)> &take);
/// The line that begins at `offset`. The error is one sentence.
Result<QByteArray> auditLineAt(const QString &path, qint64 offset);
/// What an earlier audit said of each row. The error is that of readAuditLog().
Result<AuditBaseline> readAuditBaseline(const QString &path);

/// A file that gets a line as soon as there is one, so that nothing is lost when the program is ended.
class AuditLog
{
public:
    /// Goes on behind `offset`, and cuts off what stands there; the file need not be there. Empty, or one sentence.
    QString open(const QString &path, qint64 offset);
    /// In bytes, where the next line begins.
    qint64 end() const { return m_file.pos(); }
    bool isOpen() const { return m_file.isOpen(); }
    /// All of the line is in the file when this returns. Empty, or one sentence.
    QString append(const QByteArray &line);

private:
    QFile m_file;
};

} // namespace hopscope
