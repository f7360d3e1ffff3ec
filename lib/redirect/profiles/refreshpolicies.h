// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/refreshpolicy.h"

namespace hopscope
{

// What browsers do with Refresh, measured with tests/clients (resources/clients/memory.json).

inline constexpr const char *kChromiumRefreshSource = "Chromium 156.0.8078.108, measured";
inline constexpr const char *kFirefoxRefreshSource = "Firefox 153.8.0esr, measured";

inline constexpr RefreshPolicy kChromiumRefresh = [] {
    RefreshPolicy rules = kHtmlRefresh;
    rules.several = {SeveralRefreshes::Soonest, kChromiumRefreshSource};
    rules.otherSchemesCount = {true, kChromiumRefreshSource};
    rules.notModified = {false, kChromiumRefreshSource};
    rules.sameFragmentReloads = {false, kChromiumRefreshSource};
    return rules;
}();

inline constexpr RefreshPolicy kFirefoxRefresh = [] {
    RefreshPolicy rules = kHtmlRefresh;
    rules.several = {SeveralRefreshes::Soonest, kFirefoxRefreshSource};
    rules.otherSchemesCount = {false, kFirefoxRefreshSource};
    rules.notModified = {true, kFirefoxRefreshSource};
    rules.sameFragmentReloads = {true, kFirefoxRefreshSource};
    return rules;
}();

/// A browser of no name: where both do the same that, and else as the standard has it.
inline constexpr RefreshPolicy kBrowserRefresh = [] {
    RefreshPolicy rules = kHtmlRefresh;
    rules.several = {SeveralRefreshes::Soonest, kChromiumRefreshSource};
    return rules;
}();

} // namespace hopscope
