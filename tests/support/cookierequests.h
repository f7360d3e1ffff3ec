// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookies.h"

namespace hopscope
{

inline const QDateTime kNow(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

/// A request that the user makes, in a world of two public suffixes with a dot.
inline CookieRequest at(const QByteArray &url, const QDateTime &now = kNow)
{
    return {.target = ParsedTarget(url), .now = now, .isPublicSuffix = [](const QByteArray &domain) {
                return domain == "co.uk" || domain == "github.io";
            }};
}

} // namespace hopscope
