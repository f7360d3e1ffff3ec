// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "net/watch/trustfiles.h"
#include "net/watch/watchproxy.h"

namespace hopscope
{

/// How programs are watched, and by which files they trust the authority; none where https is not opened.
struct WatchSetup {
    WatchOptions options;
    std::optional<TrustFiles> trust;
};

/// `request` says how servers are reached and how much of a body is kept; where it goes and as whom counts for nothing.
/// Where https is opened, the authority is read or made. The error is one sentence.
Result<WatchSetup> watchSetup(TraceRequest request, bool opensTls);

} // namespace hopscope
