// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>

#include <utility>

namespace hopscope
{

/// Longer chains are compared one place after the other; shorter ones are aligned.
inline constexpr qsizetype kMaxAlignedHops = 600;

/// Which hop of `a` stands beside which hop of `b`; -1: none. Every hop occurs once, in order. Hops with the same
/// method, URL (without fragment) and status go together, a hop that only one chain has stands alone. A preflight
/// stands beside a preflight only, and what a client answered by itself (`hsts`, `cache`) beside the same URL only.
QList<std::pair<int, int>> alignHops(const QList<Hop> &a, const QList<Hop> &b);

/// Rows of hops, one number (-1: none) a chain. All are aligned with the first chain; what it does not have is one row
/// for all preflights that the others have there, then the rest in their order.
QList<QList<int>> alignChains(const QList<QList<Hop>> &chains);

} // namespace hopscope
