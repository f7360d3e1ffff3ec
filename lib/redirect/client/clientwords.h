// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"

#include <span>

namespace hopscope
{

/// An enumerator and the word that stands for it in the file of an own client.
template <typename E>
struct Word {
    E value;
    const char *word;
};

// All words of each enumeration of a profile, by a value of it.
std::span<const Word<MethodRule>> wordsOf(MethodRule);
std::span<const Word<BodyRule>> wordsOf(BodyRule);
std::span<const Word<Place>> wordsOf(Place);
std::span<const Word<RefererRule>> wordsOf(RefererRule);
std::span<const Word<OriginRule>> wordsOf(OriginRule);
std::span<const Word<KeptFrom>> wordsOf(KeptFrom);
std::span<const Word<OnceBody>> wordsOf(OnceBody);
std::span<const Word<InterimRule>> wordsOf(InterimRule);
std::span<const Word<HostRule>> wordsOf(HostRule);
std::span<const Word<UserinfoRule>> wordsOf(UserinfoRule);
std::span<const Word<SeveralLocations>> wordsOf(SeveralLocations);
std::span<const Word<EmptyLocation>> wordsOf(EmptyLocation);
std::span<const Word<LocationText>> wordsOf(LocationText);
std::span<const Word<LocationSyntax>> wordsOf(LocationSyntax);
std::span<const Word<ContentTypeFor>> wordsOf(ContentTypeFor);
std::span<const Word<CookieMerge>> wordsOf(CookieMerge);
std::span<const Word<DefaultFor>> wordsOf(DefaultFor);
std::span<const Word<SecureHosts>> wordsOf(SecureHosts);
std::span<const Word<CookiePrefixes>> wordsOf(CookiePrefixes);
std::span<const Word<SameSiteRule>> wordsOf(SameSiteRule);
std::span<const Word<ControlBytes>> wordsOf(ControlBytes);
std::span<const Word<NamelessCookies>> wordsOf(NamelessCookies);
std::span<const Word<BadMaxAge>> wordsOf(BadMaxAge);
std::span<const Word<PublicSuffixes>> wordsOf(PublicSuffixes);
std::span<const Word<ThirdParty>> wordsOf(ThirdParty);
std::span<const Word<Recreation>> wordsOf(Recreation);
std::span<const Word<CookieOrder>> wordsOf(CookieOrder);
std::span<const Word<Initiator>> wordsOf(Initiator);
std::span<const Word<CorsMode>> wordsOf(CorsMode);
std::span<const Word<PermanentRedirects>> wordsOf(PermanentRedirects);
std::span<const Word<SeveralMaxAges>> wordsOf(SeveralMaxAges);
std::span<const Word<InvalidMaxAge>> wordsOf(InvalidMaxAge);
std::span<const Word<MarkedCacheable>> wordsOf(MarkedCacheable);
std::span<const Word<CachePartitions>> wordsOf(CachePartitions);
std::span<const Word<HstsUse>> wordsOf(HstsUse);
std::span<const Word<HstsLines>> wordsOf(HstsLines);
std::span<const Word<PortPolicy>> wordsOf(PortPolicy);

} // namespace hopscope
