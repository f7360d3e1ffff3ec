// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>

#include <utility>

namespace hopscope
{

/// Chains longer than this are compared place by place; shorter ones are aligned.
inline constexpr qsizetype kMaxAlignedHops = 600;

/// Which hop of `a` stands beside which hop of `b`; -1: none. Every hop occurs once, in order. Hops with the same
/// method, URL and status go together, a hop that only one chain has stands alone.
QList<std::pair<int, int>> alignHops(const QList<Hop> &a, const QList<Hop> &b);

/// Rows of hops, one number (-1: none) a chain. All are aligned with the first chain.
QList<QList<int>> alignChains(const QList<QList<Hop>> &chains);

} // namespace hopscope
