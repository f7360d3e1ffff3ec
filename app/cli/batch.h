// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "text/jsonreader.h"

#include <QCommandLineParser>
#include <QJsonObject>

#include <functional>

namespace hopscope::cli
{

/// Reads one line, a JSON object, into a question, and answers it; what is wrong with the line is a fault of the value.
using AnswerLine = std::function<Result<QJsonObject>(const JsonValue &line)>;

/// Answers each line of standard input with one line of JSON, in the same order. A line that cannot be answered gives
/// {"error": "..."}. Refused when options other than --batch are given. Returns the exit code.
int runBatch(const QCommandLineParser &parser, const AnswerLine &answer);

/// Text, or {"base64": "..."} for exact bytes.
QByteArray readBytes(const JsonValue &value);

} // namespace hopscope::cli
