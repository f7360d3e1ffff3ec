// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "lessons/scenario.h"

namespace hopscope
{

/// Where a browser begins, see launchUrl().
QString beginUrl(const Scenario &scenario);
/// "shop = http://shop.localhost:8601, api = ..." as people type servers.
QString originsText(const QList<ScenarioOrigin> &origins);
Result<QList<ScenarioOrigin>> originsFromText(const QString &text);

/// Two servers, one redirect and one page: where a playground begins.
Scenario firstPlayground();

} // namespace hopscope
