// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <optional>

namespace hopscope
{

/// A page's wish to be replaced by another one.
struct Refresh {
    HopKind kind = HopKind::Refresh; ///< Refresh or MetaRefresh
    int seconds = 0;
    QByteArray target; ///< absolute URL

    bool operator==(const Refresh &) const = default;
};

/// The value of a Refresh field or of <meta http-equiv=refresh content> (HTML standard, "shared declarative refresh
/// steps"); nullopt when it is malformed or its URL cannot be read.
std::optional<Refresh> parseRefresh(QByteArrayView value, QByteArrayView baseUrl);

/// What the page asks for: by its Refresh field, or else by the first meta element of its HTML.
std::optional<Refresh> refreshOf(const Response &response, QByteArrayView url);

} // namespace hopscope
