// SPDX-License-Identifier: MIT
#pragma once

#include "http/cachepolicy.h"
#include "redirect/client/cookiefields.h"

namespace hopscope
{

// The cache rules in the file of an own client; see clientfields.h.

template <typename Visitor>
void visitFields(Visitor &visit, CachePolicy &policy)
{
    visit("keeps"_L1, policy.keeps);
    visit("permanent"_L1, policy.permanent);
    visit("permanentNote"_L1, policy.permanentNote);
    visit("heuristicPercent"_L1, policy.heuristicPercent);
    visit("heuristicNote"_L1, policy.heuristicNote);
    visit("heuristicMostDays"_L1, policy.heuristicMostDays);
    visit("marked"_L1, policy.marked);
    visit("quotedMaxAge"_L1, policy.quotedMaxAge);
    visit("severalMaxAges"_L1, policy.severalMaxAges);
    visit("invalidMaxAge"_L1, policy.invalidMaxAge);
    visit("qualifiedNoCache"_L1, policy.qualifiedNoCache);
    visit("pragmaNoCache"_L1, policy.pragmaNoCache);
    visit("keepsHead"_L1, policy.keepsHead);
    visit("conditionalPasses"_L1, policy.conditionalPasses);
    visit("partitions"_L1, policy.partitions);
}

} // namespace hopscope
