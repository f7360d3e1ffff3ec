// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/draft.h"

namespace hopscope
{

/// Method, body and the fields that describe the body (Fetch "HTTP-redirect fetch" step 12; RFC 9110 15.4 items 4 and
/// 5).
void applyMethodRule(Draft &draft);

} // namespace hopscope
