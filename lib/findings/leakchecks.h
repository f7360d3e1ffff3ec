// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"

namespace hopscope
{

// Checks of what goes where it was not meant to go.

/// A body, credentials, a field with the name of a secret, or a cookie: sent to another origin than the one that it was
/// first sent to. From http to https of the same host, both at their default ports, is none; a cookie that was stored
/// for the target is where it belongs.
QList<Found> sentToOtherOrigin(const Trace &trace);

/// A cookie that https has set and that goes out over http, but for loopback hosts.
QList<Found> cookieInClear(const Trace &trace);

} // namespace hopscope
