// SPDX-License-Identifier: MIT
#include "http/cookieverdict.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kFates[] = {"stored"_L1, "refused"_L1, "deleted"_L1, "sent"_L1, "withheld"_L1};

} // namespace

QLatin1StringView idOf(CookieFate fate)
{
    return kFates[static_cast<int>(fate)];
}

std::optional<CookieFate> cookieFate(QStringView id)
{
    const auto found = std::find(std::begin(kFates), std::end(kFates), id);
    return found == std::end(kFates) ? std::nullopt : std::optional(static_cast<CookieFate>(found - kFates));
}

} // namespace hopscope
