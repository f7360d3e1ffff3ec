// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/scenario.h"

#include <QStringList>

namespace hopscope
{

/// A page from which any browser can make the visits of a scenario: a link, a form or a button for each visit that
/// begins at `origin`, with what it sends, and a way to the pages of the others. HTML without anything from elsewhere;
/// `arrived` are the requests that came so far, a line each. The origins have the ports in use. `back` is the path at
/// the first origin of the page that led here; empty: none did.
QByteArray launchPage(const Scenario &scenario, qsizetype origin, const QStringList &arrived,
                      const QByteArray &back = {});

/// URL of the page of an origin: "/", or "/hopscope" where a route of the scenario answers "/".
QByteArray launchUrl(const Scenario &scenario, qsizetype origin);
/// That of the page where the first visit begins.
QByteArray launchUrl(const Scenario &scenario);
/// Whether a request gets that page.
bool isForLaunchPage(const Scenario &scenario, const ScenarioRequest &request);

} // namespace hopscope
