// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "redirect/secondvisit.h"

namespace hopscope
{

/// The first visit of `client` to that redirect of a LoopbackServer on `port`, with GET. The second visit is the same
/// request with the memory that the first one left.
TraceRequest visitRequest(const VisitCase &visit, const ClientPointer &client, quint16 port);

} // namespace hopscope
