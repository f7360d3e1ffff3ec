// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// How far the redirect of a hop was carried out.
struct NextRequest {
    qsizetype row = -1; ///< of the request that it led to; -1: none was sent
    bool isOver = true; ///< the trace has ended: what was not sent never will be
};

/// What became of the redirect of trace.hops[row]. `ended` is false while the trace runs.
NextRequest nextRequest(const Trace &trace, int row, bool ended);
/// "Request 3", or "Next request", or "Next request (not sent)": a number only for what was sent.
QString nextTitle(const NextRequest &next);
/// The same of its URL: "URL of request 3", ..., "URL of the next request, which was not sent".
QString nextUrlTitle(const NextRequest &next);

} // namespace hopscope
