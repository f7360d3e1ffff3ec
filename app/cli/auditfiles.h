// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandparser.h"

namespace hopscope::cli
{

/// Adds what reads audits that were kept, and sends nothing.
void describeAuditFiles(CommandParser &parser);
/// Whether the command line asks for that.
bool asksForAuditFiles(const QCommandLineParser &parser);
/// --diff or --repair. kExitExpectation if the later one of two audits has something broken.
int runAuditFiles(const QCommandLineParser &parser);

} // namespace hopscope::cli
