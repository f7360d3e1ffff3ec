// SPDX-License-Identifier: MIT
#include "redirect/client/clientwords.h"

namespace hopscope
{

std::span<const Word<MethodRule>> wordsOf(MethodRule)
{
    static constexpr Word<MethodRule> words[] = {
        {MethodRule::Keep, "keep"},
        {MethodRule::PostToGet, "post-to-get"},
        {MethodRule::GetUnlessHead, "get-unless-head"},
        {MethodRule::GetUnlessHeadOrPost, "get-unless-head-or-post"},
        {MethodRule::GetUnlessHeadOrPut, "get-unless-head-or-put"},
        {MethodRule::GetUnlessSafe, "get-unless-safe"},
        {MethodRule::AlwaysGet, "always-get"},
    };
    return words;
}

std::span<const Word<BodyRule>> wordsOf(BodyRule)
{
    static constexpr Word<BodyRule> words[] = {
        {BodyRule::WithMethod, "with-method"},
        {BodyRule::Dropped, "dropped"},
        {BodyRule::Kept, "kept"},
        {BodyRule::WithFields, "with-fields"},
    };
    return words;
}

std::span<const Word<Place>> wordsOf(Place)
{
    static constexpr Word<Place> words[] = {
        {Place::Anywhere, "anywhere"},
        {Place::SameOrigin, "same-origin"},
        {Place::SameOriginOrHttps, "same-origin-or-https"},
        {Place::LastOrigin, "last-origin"},
        {Place::SubdomainOfLast, "subdomain-of-last"},
        {Place::InitialOrigin, "initial-origin"},
        {Place::SameHostAndScheme, "same-host-and-scheme"},
        {Place::InitialHost, "initial-host"},
        {Place::InitialSite, "initial-site"},
        {Place::FirstRequest, "first-request"},
    };
    return words;
}

std::span<const Word<RefererRule>> wordsOf(RefererRule)
{
    static constexpr Word<RefererRule> words[] = {
        {RefererRule::Keep, "keep"},
        {RefererRule::SameOriginOnly, "same-origin-only"},
        {RefererRule::Policy, "policy"},
        {RefererRule::PreviousUrl, "previous-url"},
        {RefererRule::PreviousWithoutFragment, "previous-url-without-fragment"},
        {RefererRule::PreviousUnlessGiven, "previous-url-unless-given"},
        {RefererRule::PreviousUrlAsIs, "previous-url-as-is"},
        {RefererRule::Drop, "drop"},
    };
    return words;
}

std::span<const Word<OriginRule>> wordsOf(OriginRule)
{
    static constexpr Word<OriginRule> words[] = {
        {OriginRule::Keep, "keep"},
        {OriginRule::SameOriginOnly, "same-origin-only"},
        {OriginRule::FetchKept, "fetch-kept"},
        {OriginRule::Fetch, "fetch"},
        {OriginRule::Form, "form"},
        {OriginRule::FormOrNull, "form-or-null"},
    };
    return words;
}

std::span<const Word<KeptFrom>> wordsOf(KeptFrom)
{
    static constexpr Word<KeptFrom> words[] = {
        {KeptFrom::Last, "last"},
        {KeptFrom::First, "first"},
        {KeptFrom::FirstBody, "first-body"},
    };
    return words;
}

std::span<const Word<OnceBody>> wordsOf(OnceBody)
{
    static constexpr Word<OnceBody> words[] = {
        {OnceBody::Kept, "kept"},
        {OnceBody::EmptyChunks, "empty-chunks"},
        {OnceBody::EmptyLength, "empty-length"},
        {OnceBody::NotFollowed, "not-followed"},
        {OnceBody::OnlySeeOther, "only-see-other"},
        {OnceBody::NeverFollowed, "never-followed"},
    };
    return words;
}

std::span<const Word<InterimRule>> wordsOf(InterimRule)
{
    static constexpr Word<InterimRule> words[] = {
        {InterimRule::Skipped, "skipped"},
        {InterimRule::OnlyContinue, "only-continue"},
        {InterimRule::NotContinue, "not-continue"},
        {InterimRule::None, "none"},
    };
    return words;
}

std::span<const Word<HostRule>> wordsOf(HostRule)
{
    static constexpr Word<HostRule> words[] = {
        {HostRule::FromTarget, "from-target"},
        {HostRule::KeepAtInitialHost, "keep-at-initial-host"},
        {HostRule::KeepAtSameOrigin, "keep-at-same-origin"},
        {HostRule::Keep, "keep"},
    };
    return words;
}

std::span<const Word<UserinfoRule>> wordsOf(UserinfoRule)
{
    static constexpr Word<UserinfoRule> words[] = {
        {UserinfoRule::SendAtInitialOrigin, "send-at-initial-origin"},
        {UserinfoRule::Send, "send"},
        {UserinfoRule::Withhold, "withhold"},
        {UserinfoRule::RefuseOtherOrigin, "refuse-other-origin"},
        {UserinfoRule::Refuse, "refuse"},
    };
    return words;
}

std::span<const Word<SeveralLocations>> wordsOf(SeveralLocations)
{
    static constexpr Word<SeveralLocations> words[] = {
        {SeveralLocations::First, "first"},
        {SeveralLocations::FirstNotEmpty, "first-not-empty"},
        {SeveralLocations::Last, "last"},
        {SeveralLocations::Join, "join"},
        {SeveralLocations::JoinTight, "join-tight"},
        {SeveralLocations::RefuseDifferent, "refuse-different"},
        {SeveralLocations::Refuse, "refuse"},
    };
    return words;
}

std::span<const Word<EmptyLocation>> wordsOf(EmptyLocation)
{
    static constexpr Word<EmptyLocation> words[] = {
        {EmptyLocation::Resolve, "resolve"},
        {EmptyLocation::Missing, "missing"},
    };
    return words;
}

std::span<const Word<LocationText>> wordsOf(LocationText)
{
    static constexpr Word<LocationText> words[] = {
        {LocationText::Percent, "percent"},
        {LocationText::Bytes, "bytes"},
        {LocationText::Latin1, "latin1"},
        {LocationText::Utf8, "utf8"},
        {LocationText::Utf8OrError, "utf8-or-error"},
        {LocationText::Utf8OrLatin1, "utf8-or-latin1"},
    };
    return words;
}

std::span<const Word<LocationSyntax>> wordsOf(LocationSyntax)
{
    static constexpr Word<LocationSyntax> words[] = {
        {LocationSyntax::Rfc3986, "rfc3986"},
        {LocationSyntax::Rfc3986Repaired, "rfc3986-repaired"},
        {LocationSyntax::Unencoded, "unencoded"},
        {LocationSyntax::Whatwg, "whatwg"},
        {LocationSyntax::WhatwgChromium, "whatwg-chromium"},
        {LocationSyntax::WhatwgFirefox, "whatwg-firefox"},
    };
    return words;
}

std::span<const Word<ContentTypeFor>> wordsOf(ContentTypeFor)
{
    static constexpr Word<ContentTypeFor> words[] = {
        {ContentTypeFor::Nothing, "nothing"},
        {ContentTypeFor::Post, "post"},
        {ContentTypeFor::WithBodyOrPost, "with-body-or-post"},
        {ContentTypeFor::PostPutPatch, "post-put-patch"},
        {ContentTypeFor::BodyButPut, "body-but-put"},
        {ContentTypeFor::AnyBody, "any-body"},
        {ContentTypeFor::AnyDataButPut, "any-data-but-put"},
        {ContentTypeFor::PostBody, "post-body"},
    };
    return words;
}

std::span<const Word<CookieMerge>> wordsOf(CookieMerge)
{
    static constexpr Word<CookieMerge> words[] = {
        {CookieMerge::Merge, "merge"},     {CookieMerge::TwoLines, "two-lines"}, {CookieMerge::Replace, "replace"},
        {CookieMerge::Doubled, "doubled"}, {CookieMerge::Given, "given"},
    };
    return words;
}

std::span<const Word<DefaultFor>> wordsOf(DefaultFor)
{
    static constexpr Word<DefaultFor> words[] = {
        {DefaultFor::Any, "any"},
        {DefaultFor::Head, "head"},
        {DefaultFor::NotHead, "not-head"},
        {DefaultFor::Body, "body"},
        {DefaultFor::NoBody, "no-body"},
        {DefaultFor::Range, "range"},
        {DefaultFor::NotRange, "not-range"},
        {DefaultFor::Compressed, "compressed"},
        {DefaultFor::Post, "post"},
        {DefaultFor::Validator, "validator"},
        {DefaultFor::LargeContent, "large-content"},
    };
    return words;
}

std::span<const Word<CorsMode>> wordsOf(CorsMode)
{
    static constexpr Word<CorsMode> words[] = {
        {CorsMode::None, "none"},
        {CorsMode::LeftOut, "left-out"},
        {CorsMode::Asked, "asked"},
    };
    return words;
}

} // namespace hopscope
