// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/commandparser.h"
#include "http/result.h"
#include "net/tracerequest.h"

namespace hopscope::cli
{

/// Adds the options of `trace` that are called as curl calls them, and mean the same (curl(1)).
void describeCurlManners(CommandParser &parser);

/// The URLs of the command line, those of --url among them, in the order of curl: as they stand.
QStringList urlsOf(const QCommandLineParser &parser);

/// What standard input has, if one of these options reads it.
Result<QByteArray> inputOfCurlManners(const QCommandLineParser &parser);
/// Puts what these options say into the request, in the order in which they were given. Files are read; `input` is what
/// "@-" stands for. Empty, or one sentence.
QString readCurlManners(const QCommandLineParser &parser, const QByteArray &input, TraceRequest &request);

/// The sentence for an option of curl that `trace` does not have: what to use, or that there is nothing like it. Empty
/// for an option that curl does not have either. `name` is without dashes.
QString curlAdvice(const QString &name);

} // namespace hopscope::cli
