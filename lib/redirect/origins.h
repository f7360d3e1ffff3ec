// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/draft.h"

namespace hopscope
{

/// Referer as the profile's policy leaves it (Referrer Policy, "determine request's referrer").
void applyReferer(Draft &draft);

/// Origin (Fetch, "append a request Origin header" and "redirect-taint").
void applyOrigin(Draft &draft);

} // namespace hopscope
