// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandparser.h"
#include "net/tracerequest.h"

namespace hopscope::cli
{

/// Adds the rows of requestOptions() that the command line has.
void describeOptions(CommandParser &parser);
/// Reads them into the request; the error is one sentence, empty when all is well.
QString readOptions(const QCommandLineParser &parser, TraceRequest &request);

} // namespace hopscope::cli
