// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/scenario.h"

namespace hopscope
{

/// An error of readScenario() about what writeScenario() made of `scenario`, in the words of the playground: the rows
/// of its table, servers and requests are counted from 1. "Row 2: a path begins with / and has no spaces".
QString playgroundFault(const QString &error, const Scenario &scenario);

} // namespace hopscope
