// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"

namespace hopscope
{

// Checks of where a redirect or a page leads.

/// From a public host to one that is not for everybody, in a chain that began at a public host.
QList<Found> privateHost(const Trace &trace);
/// https at port 80, or http at port 443.
QList<Found> portOfOtherScheme(const Trace &trace);
/// The last response asks for another page, and the client does not obey.
QList<Found> refreshNotFollowed(const Trace &trace);

} // namespace hopscope
