// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/tracejsonreader.h"

#include <QCommandLineParser>
#include <QJsonObject>

#include <functional>

namespace hopscope::cli
{

/// Answers each line of standard input (one JSON object) with one line of JSON, in the same order. A line that cannot
/// be answered gives {"error": "..."}. Refused when options other than --batch are given. Returns the exit code.
int runBatch(const QCommandLineParser &parser,
             const std::function<Result<QJsonObject>(const QJsonObject &line)> &answer);

/// Text, or {"base64": "..."} for exact bytes. `place` is for the error.
QByteArray readBytes(const QJsonValue &value, const QString &place, QString &error);

} // namespace hopscope::cli
