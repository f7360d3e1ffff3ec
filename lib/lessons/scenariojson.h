// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "lessons/scenario.h"

#include <QJsonObject>
#include <QJsonValue>

namespace hopscope
{

/// A scenario file, version 1: "format" "hopscope-scenario". UTF-8, indented; resources/schema/scenario.schema.json.
QByteArray writeScenario(const Scenario &scenario);
/// Reads a scenario file strictly. The error names line, place and reason.
Result<Scenario> readScenario(const QByteArray &json);
/// The same as a part of a lesson, without format and version. The first error goes to `error` with its place.
Scenario scenarioFromJson(const QJsonValue &value, const QString &place, QString &error);
/// "line 7: routes[2].status: ..." of an error that begins with a place.
QString withLine(const QByteArray &json, const QString &error);

} // namespace hopscope
