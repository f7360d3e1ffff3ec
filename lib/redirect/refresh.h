// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/refreshpolicies.h"
#include "trace/trace.h"

#include <optional>

namespace hopscope
{

/// A page's wish to be replaced by another one.
struct Refresh {
    HopKind kind = HopKind::Refresh; ///< Refresh or MetaRefresh
    int seconds = 0;
    QByteArray target; ///< absolute http or https URL, with its fragment; the page's own for a reload

    bool operator==(const Refresh &) const = default;
};

/// What a response asks a browser to request next, by its Refresh field or the meta elements of its HTML (HTML
/// standard, "shared declarative refresh steps"); `url` is its own, with fragment. nullopt when no request follows: it
/// asks for nothing, it is not shown (204, 205, a download), or what it asks for is a place in the page or of another
/// scheme. A redirect that is followed is not shown; that is for the caller to know, as is whether the client is one
/// that shows pages.
std::optional<Refresh> refreshOf(const Response &response, QByteArrayView url,
                                 const RefreshPolicy &policy = kBrowserRefresh);

inline constexpr const char *kScriptNavigationSource = "HTML, Location";

/// What a page does by itself when it is shown.
struct PageMoves {
    std::optional<Refresh> refresh; ///< see refreshOf()
    /// A sentence when a script of the page changes its location, which is not followed; its source is
    /// kScriptNavigationSource.
    std::optional<QString> script;
};

PageMoves movesOf(const Response &response, QByteArrayView url, const RefreshPolicy &policy);

} // namespace hopscope
