// SPDX-License-Identifier: MIT
#pragma once

#include "findings/findings.h"

namespace hopscope
{

// Checks of the chain as a whole and of where it leads.

/// Google advises 3 redirects at most; Googlebot follows 10.
inline constexpr int kAdvisedRedirects = 3;
inline constexpr int kMostRedirects = 10;

QList<Found> httpsToHttp(const Trace &trace);
/// From http to https on the same host, with or without "www.".
QList<Found> temporaryToHttps(const Trace &trace);
/// 301 and 308 with neither Cache-Control nor Expires.
QList<Found> permanentWithoutCacheControl(const Trace &trace);
/// Also of a client that does not notice and stops at its limit, and of a recording that breaks off.
QList<Found> loop(const Trace &trace);
/// The hop, from 0, whose URL the end of the chain asks for again; -1 if it is no loop or does not show where.
int startOfLoop(const Trace &trace);
/// Not of a loop, which has no target.
QList<Found> longChain(const Trace &trace);
/// A final status of 4xx or 5xx; not that of a preflight, which preflight-refused tells.
QList<Found> finalError(const Trace &trace);

} // namespace hopscope
