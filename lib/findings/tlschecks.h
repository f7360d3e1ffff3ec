// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"

namespace hopscope
{

// Checks of what TLS says of the servers.

/// A certificate that was accepted only because verification was off: once for each origin and what is wrong.
QList<Found> certificateNotVerified(const Trace &trace);

} // namespace hopscope
