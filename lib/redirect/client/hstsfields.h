// SPDX-License-Identifier: MIT
#pragma once

#include "http/hstspolicy.h"
#include "http/referrerpolicy.h"
#include "redirect/client/cookiefields.h"

namespace hopscope
{

// The rules of HSTS and Referrer-Policy in the file of an own client; see clientfields.h.

template <typename Visitor>
void visitFields(Visitor &visit, HstsPolicy &policy)
{
    visit("use"_L1, policy.use);
    visit("onLocalhost"_L1, policy.onLocalhost);
    visit("portCounts"_L1, policy.portCounts);
    visit("lines"_L1, policy.lines);
    visit("zeroRemoves"_L1, policy.zeroRemoves);
    visit("lenient"_L1, policy.lenient);
    visit("repeatRefuses"_L1, policy.repeatRefuses);
    visit("nearestDecides"_L1, policy.nearestDecides);
    visit("trailingDot"_L1, policy.trailingDot);
    visit("port80Changes"_L1, policy.port80Changes);
    visit("upgradeIsRedirect"_L1, policy.upgradeIsRedirect);
    visit("storage"_L1, policy.storage);
    visit("loading"_L1, policy.loading);
}

template <typename Visitor>
void visitFields(Visitor &visit, ReferrerRules &rules)
{
    visit("known"_L1, rules.known);
    visit("loopbackIsSecure"_L1, rules.loopbackIsSecure);
    visit("strictCrossSite"_L1, rules.strictCrossSite);
}

} // namespace hopscope
