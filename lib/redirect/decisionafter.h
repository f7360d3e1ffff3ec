// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/decide.h"
#include "redirect/firstrequest.h"

namespace hopscope
{

/// What `profile`'s client does when its first request, `wish`, is answered with `status` and this Location.
Decision decisionAfter(const ClientProfile &profile, const FirstRequest &wish, int status, const QByteArray &location);

} // namespace hopscope
