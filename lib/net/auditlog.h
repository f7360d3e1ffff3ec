// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditresult.h"

#include <QFile>

#include <functional>

namespace hopscope
{

/// Calls `take(result, line)` for each whole line of auditLine() in a file, one after the other; what a crash left of
/// a last line is passed over. Returns the offset behind the last whole line. The error is one sentence: the file
/// cannot be read, or a line is none of an audit.
Result<qint64> readAuditLog(const QString &path,
                            const std::function<void(const AuditResult &result, const QByteArray &line)> &take);

/// The same with the traces.
Result<qint64> readAuditTraces(const QString &path, const std::function<void(const ShownResult &shown)> &take);

/// A file that gets a line as soon as there is one, so that nothing is lost when the program is ended.
class AuditLog
{
public:
    /// Goes on behind `offset`, and cuts off what stands there; the file need not be there. Empty, or one sentence.
    QString open(const QString &path, qint64 offset);
    bool isOpen() const { return m_file.isOpen(); }
    /// All of the line is in the file when this returns. Empty, or one sentence.
    QString append(const QByteArray &line);

private:
    QFile m_file;
};

} // namespace hopscope
