// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"

namespace hopscope
{

/// What one client does with Refresh in one respect, and where that is documented or how it was measured.
template <typename T>
using RefreshRule = CookieRule<T>;

/// Which of a page's wishes wins: its Refresh field comes first, then its meta elements.
enum class SeveralRefreshes {
    First,
    Soonest, ///< that of the fewest seconds, and of equal ones the last
};

/// The rules of one client for Refresh fields and meta elements, as data.
struct RefreshPolicy {
    RefreshRule<SeveralRefreshes> several;
    /// A wish for another scheme than http and https takes the place of others, although nothing is requested.
    RefreshRule<bool> otherSchemesCount;
    RefreshRule<bool> notModified; ///< a Refresh field counts with 304, too
    /// A page whose URL has a fragment is requested again when it asks for that very URL.
    RefreshRule<bool> sameFragmentReloads;
};

inline constexpr const char *kHtmlRefreshSource = "HTML, shared declarative refresh steps";
inline constexpr const char *kHtmlNavigateSource = "HTML, navigate";

/// The HTML standard as it is written.
inline constexpr RefreshPolicy kHtmlRefresh{
    .several = {SeveralRefreshes::First, kHtmlRefreshSource},
    .otherSchemesCount = {true, kHtmlRefreshSource},
    .notModified = {true, kHtmlNavigateSource},
    .sameFragmentReloads = {false, kHtmlNavigateSource},
};

} // namespace hopscope
