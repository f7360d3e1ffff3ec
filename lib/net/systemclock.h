// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// What the system says of its clock now (on Linux, adjtimex(2)).
Clock systemClock();

} // namespace hopscope
