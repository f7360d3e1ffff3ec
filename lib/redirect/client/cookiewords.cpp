// SPDX-License-Identifier: MIT
#include "redirect/client/clientwords.h"

namespace hopscope
{

std::span<const Word<SecureHosts>> wordsOf(SecureHosts)
{
    static constexpr Word<SecureHosts> words[] = {
        {SecureHosts::HttpsOnly, "https-only"},
        {SecureHosts::Localhost, "localhost"},
        {SecureHosts::Loopback, "loopback"},
        {SecureHosts::Any, "any"},
    };
    return words;
}

std::span<const Word<CookiePrefixes>> wordsOf(CookiePrefixes)
{
    static constexpr Word<CookiePrefixes> words[] = {
        {CookiePrefixes::Ignored, "ignored"},
        {CookiePrefixes::ExactCase, "exact-case"},
        {CookiePrefixes::AnyCase, "any-case"},
    };
    return words;
}

std::span<const Word<SameSiteRule>> wordsOf(SameSiteRule)
{
    static constexpr Word<SameSiteRule> words[] = {
        {SameSiteRule::Ignored, "ignored"},
        {SameSiteRule::NoneByDefault, "none-by-default"},
        {SameSiteRule::LaxByDefault, "lax-by-default"},
        {SameSiteRule::LaxAllowingUnsafe, "lax-allowing-unsafe"},
    };
    return words;
}

std::span<const Word<ControlBytes>> wordsOf(ControlBytes)
{
    static constexpr Word<ControlBytes> words[] = {
        {ControlBytes::Kept, "kept"},
        {ControlBytes::RefusedButTab, "refused-but-tab"},
        {ControlBytes::Refused, "refused"},
    };
    return words;
}

std::span<const Word<NamelessCookies>> wordsOf(NamelessCookies)
{
    static constexpr Word<NamelessCookies> words[] = {
        {NamelessCookies::Refused, "refused"},    {NamelessCookies::Nameless, "nameless"},
        {NamelessCookies::NameOnly, "name-only"}, {NamelessCookies::Named, "named"},
        {NamelessCookies::NextPair, "next-pair"},
    };
    return words;
}

std::span<const Word<BadMaxAge>> wordsOf(BadMaxAge)
{
    static constexpr Word<BadMaxAge> words[] = {
        {BadMaxAge::Ignored, "ignored"},
        {BadMaxAge::LeadingDigits, "leading-digits"},
        {BadMaxAge::Expires, "expires"},
    };
    return words;
}

std::span<const Word<PublicSuffixes>> wordsOf(PublicSuffixes)
{
    static constexpr Word<PublicSuffixes> words[] = {
        {PublicSuffixes::Ignored, "ignored"},
        {PublicSuffixes::NeedsDot, "needs-dot"},
        {PublicSuffixes::List, "list"},
    };
    return words;
}

std::span<const Word<ThirdParty>> wordsOf(ThirdParty)
{
    static constexpr Word<ThirdParty> words[] = {
        {ThirdParty::Open, "open"},
        {ThirdParty::Partitioned, "partitioned"},
        {ThirdParty::Blocked, "blocked"},
    };
    return words;
}

std::span<const Word<Recreation>> wordsOf(Recreation)
{
    static constexpr Word<Recreation> words[] = {
        {Recreation::Kept, "kept"},
        {Recreation::KeptForSameValue, "kept-for-same-value"},
        {Recreation::New, "new"},
    };
    return words;
}

std::span<const Word<CookieOrder>> wordsOf(CookieOrder)
{
    static constexpr Word<CookieOrder> words[] = {
        {CookieOrder::PathThenAge, "path-then-age"},
        {CookieOrder::PathThenNameSize, "path-then-name-size"},
        {CookieOrder::DomainPathThenName, "domain-path-then-name"},
    };
    return words;
}

std::span<const Word<Initiator>> wordsOf(Initiator)
{
    static constexpr Word<Initiator> words[] = {
        {Initiator::NoPage, "no-page"},
        {Initiator::Script, "script"},
        {Initiator::Page, "page"},
    };
    return words;
}

} // namespace hopscope
