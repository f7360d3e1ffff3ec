// SPDX-License-Identifier: MIT
#include "redirect/client/clientwords.h"

namespace hopscope
{

std::span<const Word<PermanentRedirects>> wordsOf(PermanentRedirects)
{
    static constexpr Word<PermanentRedirects> words[] = {
        {PermanentRedirects::AskedAgain, "asked-again"},
        {PermanentRedirects::WithoutEnd, "without-end"},
    };
    return words;
}

std::span<const Word<SeveralMaxAges>> wordsOf(SeveralMaxAges)
{
    static constexpr Word<SeveralMaxAges> words[] = {
        {SeveralMaxAges::First, "first"},
        {SeveralMaxAges::Last, "last"},
    };
    return words;
}

std::span<const Word<InvalidMaxAge>> wordsOf(InvalidMaxAge)
{
    static constexpr Word<InvalidMaxAge> words[] = {
        {InvalidMaxAge::Ignored, "ignored"},
        {InvalidMaxAge::Stale, "stale"},
    };
    return words;
}

std::span<const Word<MarkedCacheable>> wordsOf(MarkedCacheable)
{
    static constexpr Word<MarkedCacheable> words[] = {
        {MarkedCacheable::Ignored, "ignored"},
        {MarkedCacheable::Public, "public"},
        {MarkedCacheable::PublicOrPrivate, "public-or-private"},
    };
    return words;
}

std::span<const Word<CachePartitions>> wordsOf(CachePartitions)
{
    static constexpr Word<CachePartitions> words[] = {
        {CachePartitions::One, "one"},
        {CachePartitions::BySite, "by-site"},
        {CachePartitions::BySiteAndNavigation, "by-site-and-navigation"},
    };
    return words;
}

} // namespace hopscope
