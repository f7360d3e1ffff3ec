// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/play.h"

#include <QJsonObject>
#include <QString>

namespace hopscope::cli
{

/// Plays the scenario of a file or a lesson on 127.0.0.1 until interrupted. Every request goes to the file `record`,
/// one JSON object a line; an empty name records nothing.
int serveScenario(const QString &path, const QString &record);
/// Every hop of a play as bytes, line ends as line ends, control bytes made visible.
QString wireText(const Play &play);
/// "POST http://shop.localhost:8601/orders (a form)".
QString visitText(const Scenario &scenario, const ScenarioVisit &visit);
/// "origins": their addresses by name; "visits": each with "by", "page" (empty: none) and "trace", as in a trace file.
QJsonObject playToJson(const Scenario &scenario, const Play &play);

} // namespace hopscope::cli
