// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>

namespace hopscope
{

/// A hop that answered `status`, with plausible timing.
Hop sampleHop(const QByteArray &method, const QByteArray &url, int status, const QByteArray &reason);
/// Makes `hop` follow to `target`, with a ledger that changes POST to GET for 303 and keeps it otherwise.
void followTo(Hop &hop, const QByteArray &target);
/// POST, 307 to another origin, 303, 200.
Trace sampleTrace();
/// `count` redirects and a 200.
Trace longTrace(int count);
/// URLs of several hundred characters.
Trace longUrlTrace();
/// The second request failed.
Trace failedTrace();
/// As sampleTrace(), with certificates that were accepted because verification was off.
Trace unverifiedTrace();

} // namespace hopscope
