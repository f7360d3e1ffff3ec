// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/scenario.h"
#include "text/placedfault.h"

#include <QStringList>

namespace hopscope
{

/// "address", "link", "form", "fetch".
QLatin1StringView idOf(AskedBy by);
std::optional<AskedBy> askedByNamed(QStringView id);
QStringList askedByIds();

/// Who asks: what the visit says, or else an address for a plain GET, a form for a POST that a form can send, and
/// fetch() for everything else.
AskedBy askedBy(const ScenarioVisit &visit);
/// The fields of the visit that its client writes by itself: a form has its Content-Type so, as curl -d has.
QList<QByteArray> addedFieldsOf(const ScenarioVisit &visit);

/// URL of the page that holds the link, form or script; `visit` has origins in the place of their names. Empty for an
/// address.
QByteArray pageOf(const ScenarioVisit &visit);

/// What cannot be: a link that posts, a form with fields of its own, an address in a page. By its member.
PlacedFault faultOf(const ScenarioVisit &visit);

/// "a link", "a form on http://shop.localhost:8601/login", in the language of the program; empty for an address.
QString askedByText(const Scenario &scenario, const ScenarioVisit &visit);

} // namespace hopscope
