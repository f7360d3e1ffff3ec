// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditlist.h"

#include <QHash>

namespace hopscope
{

/// What is read of a list, at most, after unpacking.
inline constexpr qint64 kMaxListBytes = 256 * 1024 * 1024;

/// The bytes of a list, unpacked if they are gzip (RFC 1952). `name` stands for it in the error, which is one sentence.
Result<QByteArray> unpackedList(const QByteArray &bytes, const QString &name);
/// A list from a file.
Result<QByteArray> readListFile(const QString &path);
/// The lists of these files. Each has the name of its file, unless there is only one. "-" is what `standardInput`
/// gives, if it is not empty. The error is that of the first list that cannot be read.
Result<QList<ListInput>> readListFiles(const QStringList &paths,
                                       const std::function<Result<QByteArray>()> &standardInput = {});
/// Reads what a sitemap index in `folder` names: a file of that name in the same folder. Nothing is fetched.
std::function<Result<QByteArray>(const QString &location)> partsIn(const QString &folder);

/// What is asked for.
struct AuditTask {
    AuditList list;
    QHash<qsizetype, QString> chains; ///< by row: that its target is a source, too
};

/// AuditTask::chains in the order of the rows.
QStringList chainTexts(const AuditTask &task);

/// readAuditList(), and what can be said of the map before anything is sent.
Result<AuditTask> readAuditTask(const QList<ListInput> &lists, const AuditListOptions &options);

} // namespace hopscope
