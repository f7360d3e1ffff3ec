// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandparser.h"
#include "net/auditinput.h"
#include "net/auditoption.h"

namespace hopscope::cli
{

/// Adds the lists.
void describeLists(CommandParser &parser);
/// Reads one option of auditOptions(), if it is given. Empty, or one sentence.
QString readAuditOption(const QCommandLineParser &parser, const AuditOption &option, AuditChoices &choices);
/// All --rewrite of the command line.
Result<QList<HostRewrite>> hostRewrites(const QCommandLineParser &parser);
/// Reads the lists and says on standard error what is wrong with them. The error is one sentence.
Result<AuditTask> readLists(const QCommandLineParser &parser, const AuditChoices &choices);

} // namespace hopscope::cli
