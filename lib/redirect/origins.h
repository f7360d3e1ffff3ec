// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/draft.h"

namespace hopscope
{

/// Referer as the profile's policy leaves it (Referrer Policy, "determine request's referrer").
void applyReferer(Draft &draft);

/// The Referer of a request to `target` that a page makes; `page` is its URL, `response` it came with. nullopt: none.
std::optional<QByteArray> refererOfNavigation(const ClientProfile &profile, const QByteArray &page,
                                              const Response &response, const QByteArray &target);

/// Origin (Fetch, "append a request Origin header" and "redirect-taint").
void applyOrigin(Draft &draft);

} // namespace hopscope
