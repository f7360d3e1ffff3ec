// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"

namespace hopscope
{

// Checks of what CORS makes of a chain that a page's script has begun.

/// A server's answer to OPTIONS does not allow the request.
QList<Found> preflightRefused(const Trace &trace);
/// A response that the page's script does not get.
QList<Found> corsRefused(const Trace &trace);
/// For a client with CorsMode::LeftOut, the first request that a browser would have asked for, unless the chain began
/// as a tab's could: GET or HEAD without Origin, or a form's POST, and no field of the user that another origin has to
/// allow. Not for recordings.
QList<Found> preflightLeftOut(const Trace &trace);
/// Likewise the first response that a browser would have kept from the script.
QList<Found> corsLeftOut(const Trace &trace);

} // namespace hopscope
