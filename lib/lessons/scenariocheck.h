// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/scenario.h"

#include <QLatin1StringView>

namespace hopscope
{

/// What is wrong with an origin, and in which member; no reason: nothing.
struct OriginFault {
    QLatin1StringView member;
    QString reason;
};

OriginFault faultOf(const ScenarioOrigin &origin);

/// What is wrong with a scenario as a whole, and where ("routes[2].origin"); no reason: nothing.
struct ScenarioFault {
    QString place;
    QString reason;
};

ScenarioFault faultOf(const Scenario &scenario);

/// Origins without a port get kFirstScenarioPort and the next ones that no other origin wishes for.
void giveDefaultPorts(Scenario &scenario);

} // namespace hopscope
