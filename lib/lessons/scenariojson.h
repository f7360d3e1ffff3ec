// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "lessons/scenario.h"
#include "text/jsonreader.h"

namespace hopscope
{

/// A scenario file, version 1: "format" "hopscope-scenario". UTF-8, indented; resources/schema/scenario.schema.json.
QByteArray writeScenario(const Scenario &scenario);
/// Reads a scenario file strictly. The error names line, place and reason.
Result<Scenario> readScenario(const QByteArray &json);
/// The same; what is not a file of its own but a part of a lesson has no format and version.
Scenario scenarioFromJson(const JsonValue &value, bool isFile);

} // namespace hopscope
