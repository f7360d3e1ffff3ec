// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandparser.h"
#include "formats/audit/auditlist.h"

#include <QHash>

namespace hopscope::cli
{

/// The lists of the command line.
struct AuditTask {
    AuditList list;
    QHash<qsizetype, QString> chains; ///< by row: that its target is a source, too
};

/// Adds what says how the lists are read.
void describeLists(CommandParser &parser);
/// All --rewrite of the command line.
Result<QList<HostRewrite>> hostRewrites(const QCommandLineParser &parser);
/// Reads the lists and says on standard error what is wrong with them. The error is one sentence.
Result<AuditTask> readLists(const QCommandLineParser &parser);

} // namespace hopscope::cli
