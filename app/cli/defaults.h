// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commands.h"
#include "http/result.h"

#include <QStringList>

namespace hopscope::cli
{

/// The file with options that always count: HOPSCOPE_CONFIG, or config.ini in the user's folder of settings; empty if
/// there is to be none.
QString configFile();

/// What stands before the arguments of `command`, as arguments: the options of the file, then those of the variables
/// HOPSCOPE_OPTION_NAME of the process, as far as the command has them. Nothing with --no-config among `arguments`, nor
/// what one of these excludes. The error is one sentence that names the place.
Result<QStringList> defaultArguments(const Command &command, const CommandParser &parser, const QStringList &arguments);

} // namespace hopscope::cli
