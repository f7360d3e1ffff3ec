// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/play.h"

#include <QString>

namespace hopscope::cli
{

/// Plays the scenario of a file or a lesson on 127.0.0.1 until interrupted. Every request goes to the file `record`,
/// one JSON object a line; an empty name records nothing.
int serveScenario(const QString &path, const QString &record);
/// Every hop of a play as bytes, line ends as line ends, control bytes made visible.
QString wireText(const Play &play);

} // namespace hopscope::cli
