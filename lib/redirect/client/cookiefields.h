// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"

#include <QLatin1StringView>

namespace hopscope
{

using namespace Qt::StringLiterals;

// The cookie rules in the file of an own client; see clientfields.h.

template <typename Visitor, typename T>
void visitFields(Visitor &visit, CookieRule<T> &rule)
{
    visit("value"_L1, rule.value);
    visit("source"_L1, rule.source);
}

template <typename Visitor>
void visitFields(Visitor &visit, CookiePolicy &policy)
{
    visit("secureTo"_L1, policy.secureTo);
    visit("secureFrom"_L1, policy.secureFrom);
    visit("secureStays"_L1, policy.secureStays);
    visit("prefixes"_L1, policy.prefixes);
    visit("httpPrefixes"_L1, policy.httpPrefixes);
    visit("sameSite"_L1, policy.sameSite);
    visit("redirectChain"_L1, policy.redirectChain);
    visit("schemeful"_L1, policy.schemeful);
    visit("thirdParty"_L1, policy.thirdParty);
    visit("noneNeedsSecure"_L1, policy.noneNeedsSecure);
    visit("partitionedNeedsSecure"_L1, policy.partitionedNeedsSecure);
    visit("longestPair"_L1, policy.longestPair);
    visit("longestPart"_L1, policy.longestPart);
    visit("longestAttribute"_L1, policy.longestAttribute);
    visit("longAttributeRefuses"_L1, policy.longAttributeRefuses);
    visit("mostDays"_L1, policy.mostDays);
    visit("badMaxAge"_L1, policy.badMaxAge);
    visit("controls"_L1, policy.controls);
    visit("nameless"_L1, policy.nameless);
    visit("publicSuffixes"_L1, policy.publicSuffixes);
    visit("emptyDomainCounts"_L1, policy.emptyDomainCounts);
    visit("pathMustCover"_L1, policy.pathMustCover);
    visit("namesFold"_L1, policy.namesFold);
    visit("clearSiteData"_L1, policy.clearSiteData);
    visit("portCounts"_L1, policy.portCounts);
    visit("recreation"_L1, policy.recreation);
    visit("order"_L1, policy.order);
    visit("storage"_L1, policy.storage);
    visit("retrieval"_L1, policy.retrieval);
}

} // namespace hopscope
