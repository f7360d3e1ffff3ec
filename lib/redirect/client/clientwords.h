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
std::span<const Word<HostRule>> wordsOf(HostRule);
std::span<const Word<UserinfoRule>> wordsOf(UserinfoRule);
std::span<const Word<SeveralLocations>> wordsOf(SeveralLocations);
std::span<const Word<EmptyLocation>> wordsOf(EmptyLocation);
std::span<const Word<LocationText>> wordsOf(LocationText);
std::span<const Word<LocationSyntax>> wordsOf(LocationSyntax);
std::span<const Word<ContentTypeFor>> wordsOf(ContentTypeFor);
std::span<const Word<CookieMerge>> wordsOf(CookieMerge);
std::span<const Word<DefaultFor>> wordsOf(DefaultFor);

} // namespace hopscope
