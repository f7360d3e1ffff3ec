// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/cycle.h"

namespace hopscope
{

/// The circle that the chain ends in, `start` a request of the trace and `length` what it counts, preflights too. None
/// when the chain came to an end, though it asked the same twice; a recording that breaks off while it goes round is
/// one.
Cycle loopOf(const Trace &trace);

/// "2 redirects lead back to request 1: http://a.example/x → ...", what the URLs differ in where that is little, and
/// what a browser that keeps Strict-Transport-Security would do.
QString loopWords(const Trace &trace, const Cycle &loop);

} // namespace hopscope
