// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"

namespace hopscope
{

// Checks of the Location field.

/// 301, 302, 303, 307 and 308 without Location, or with an empty one.
QList<Found> locationMissing(const Trace &trace);
QList<Found> locationSeveral(const Trace &trace);
/// A Location that RFC 3986, curl's repair and the URL standard do not resolve to the same URL.
QList<Found> locationAmbiguous(const Trace &trace);

} // namespace hopscope
