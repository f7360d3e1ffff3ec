// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandparser.h"
#include "net/tracerequest.h"

namespace hopscope::cli
{

/// Adds --env and --var.
void describeVariables(CommandParser &parser);

/// A request whose variables have been replaced, and the values of secret ones in it.
struct ResolvedRequest {
    TraceRequest request;
    QList<QByteArray> secrets;
};

/// Replaces the variables of `request` where --request-file, --env or --var ask for that. Values come from --var, from
/// HOPSCOPE_VAR_NAME, from the environment of --env, and from variables.json. The error is one sentence.
Result<ResolvedRequest> resolvedRequest(const QCommandLineParser &parser, const TraceRequest &request);

} // namespace hopscope::cli
