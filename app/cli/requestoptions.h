// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandparser.h"
#include "net/tracerequest.h"

namespace hopscope::cli
{

/// Adds the rows of requestOptions() that the command line has, or those called `only`.
void describeOptions(CommandParser &parser, const QStringList &only = {});
/// Reads what describeOptions() has added into the request; the error is one sentence, empty when all is well.
QString readOptions(const QCommandLineParser &parser, TraceRequest &request, const QStringList &only);
QString readOptions(const QCommandLineParser &parser, TraceRequest &request);

} // namespace hopscope::cli
