// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"

namespace hopscope
{

// Checks that compare a request with the one that followed it.

QList<Found> methodChanged(const Trace &trace);
QList<Found> bodyLost(const Trace &trace);
QList<Found> authorizationLost(const Trace &trace);
/// Names that the target has in no form, not even inside a parameter that holds the old URL.
QList<Found> queryLost(const Trace &trace);

} // namespace hopscope
