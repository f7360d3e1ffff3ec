// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/scenario.h"
#include "text/placedfault.h"

namespace hopscope
{

/// What is wrong with an origin, by its member, and with a scenario as a whole.
PlacedFault faultOf(const ScenarioOrigin &origin);
PlacedFault faultOf(const Scenario &scenario);

/// Origins without a port get kFirstScenarioPort and the next ones that no other origin wishes for.
void giveDefaultPorts(Scenario &scenario);

} // namespace hopscope
