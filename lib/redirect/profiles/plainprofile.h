// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "redirect/profiles/groups.h"

#include <QtGlobal>

namespace hopscope
{

using namespace Qt::StringLiterals;

// What the measured rows have in common: their rules for a status, and their sentences.

constexpr StatusRule keeps(int status, BodyRule body = BodyRule::WithMethod)
{
    return {status, MethodRule::Keep, nullptr, "{client} keeps {method} on {status}.", nullptr, body, false, {}};
}

constexpr StatusRule postBecomesGet(int status, BodyRule body = BodyRule::WithMethod)
{
    return {status,
            MethodRule::PostToGet,
            "{client} turns POST into GET on {status}.",
            "On {status} {client} changes only POST; {method} stays {method}.",
            nullptr,
            body,
            false,
            {}};
}

constexpr StatusRule becomesGet(int status, MethodRule rule = MethodRule::GetUnlessHead,
                                BodyRule body = BodyRule::WithMethod)
{
    return {status,
            rule,
            "{client} turns {method} into GET on {status}.",
            "{client} keeps {method} on {status}.",
            nullptr,
            body,
            false,
            {}};
}

constexpr StatusRule keepingContentFields(StatusRule rule)
{
    rule.keepsContentFields = true;
    return rule;
}

constexpr StatusRule only(std::span<const QByteArrayView> methods, StatusRule rule)
{
    rule.only = methods;
    return rule;
}

inline constexpr QByteArrayView kSafeMethods[] = {"GET", "HEAD"};

// POST to GET on 301 and 302, every method on 303: as the Fetch standard has it.
inline constexpr StatusRule kFetchStatuses[] = {postBecomesGet(301), postBecomesGet(302), becomesGet(303), keeps(307),
                                                keeps(308)};
// As above, but HEAD too becomes GET on 303.
inline constexpr StatusRule kHeadBecomesGetStatuses[] = {
    postBecomesGet(301), postBecomesGet(302), becomesGet(303, MethodRule::AlwaysGet), keeps(307), keeps(308)};
// Every method becomes GET on 301, 302 and 303.
inline constexpr StatusRule kGetStatuses[] = {becomesGet(301), becomesGet(302), becomesGet(303), keeps(307),
                                              keeps(308)};

inline constexpr NotFollowed kPlainNotFollowed[] = {
    {304, "304 is not a redirect: it tells the client to use its stored copy.", "RFC 9110 15.4.5"},
    {0, "{client} does not follow {status}; it returns the response as it is.", nullptr},
};

inline constexpr NotFollowed kOnly304[] = {
    {304, "304 is not a redirect: it tells the client to use its stored copy.", "RFC 9110 15.4.5"},
};

inline constexpr QByteArrayView kLengthOnly[] = {"Content-Length"};
inline constexpr QByteArrayView kTypeAndLength[] = {"Content-Type", "Content-Length"};
inline constexpr QByteArrayView kFetchContentFields[] = {"Content-Type", "Content-Encoding", "Content-Language",
                                                         "Content-Location", "Content-Length"};
inline constexpr QByteArrayView kPostOnly[] = {"POST"};
inline constexpr QByteArrayView kPostAndPut[] = {"POST", "PUT"};
inline constexpr QByteArrayView kPostPutPatch[] = {"POST", "PUT", "PATCH"};

constexpr PlaceRule sentTo(Place place)
{
    switch (place) {
    case Place::Anywhere:
        return {place, "{client} sends it to every target, including other hosts.", nullptr, nullptr};
    case Place::SameOrigin:
        return {place,
                "{client} sends it because the target has the same scheme, host and port as the previous request.",
                "{client} sends it only to the scheme, host and port of the previous request; once dropped, it does "
                "not come back.",
                nullptr};
    case Place::SameHostAndScheme:
        return {place, "{client} sends it because the target has the same scheme and host as the previous request.",
                "{client} sends it only to the scheme and host of the previous request, on any port.", nullptr};
    case Place::FirstRequest:
        return {place, nullptr, "{client} sends it only with the first request, whatever the target.", nullptr};
    default:
        return {place, nullptr, nullptr, nullptr};
    }
}

/// A client that was measured, with the rules that most have; a row then says what is different.
constexpr ClientProfile plainClient(QLatin1StringView id, const char *title, const char *group,
                                    QLatin1StringView version, QLatin1StringView source)
{
    ClientProfile row{};
    row.id = id;
    row.title = title;
    row.group = group;
    row.measured = true;
    row.version = version;
    row.source = source;
    row.statuses = kFetchStatuses;
    row.notFollowed = kPlainNotFollowed;
    row.unfollowed = {"{client} does not follow {status} after {method}; it returns the response as it is.", nullptr};
    row.forcedMethod = {"The method is forced, so {client} keeps it on every redirect.", nullptr};
    row.forcedBody = {"{client} keeps a forced method but still drops the body on {status}.", nullptr};
    row.contentFields = kTypeAndLength;
    row.contentDropped = {"The new request has no body, so {client} removes this field.", nullptr};
    row.contentKept = {"{client} keeps this field although the body is gone.", nullptr};
    row.syntax = LocationSyntax::Rfc3986Repaired;
    row.text = LocationText::Percent;
    row.inheritsFragment = false;
    row.fragment = {"The Location has no fragment, and {client} continues without one.", nullptr};
    row.noSlash = {"{client} follows only a URL or a path that begins with a slash; this Location is neither.",
                   nullptr};
    row.several = {"The response has several Location lines, and {client} uses {location}.", nullptr};
    row.empty = {"{client} finds nothing to follow in an empty Location.", nullptr};
    row.missing = {"{status} has no Location, so {client} has nowhere to go.", nullptr};
    row.scheme = {"{client} follows redirects only to http and https.", nullptr};
    row.downgrade = {"{client} does not follow a redirect from https to http.", nullptr};
    row.userinfoWhy = {"The Location has a user name and a password.", nullptr};
    row.limit = {"{client} follows at most {limit} redirects.", nullptr};
    row.loop = {"{client} has already requested this and stops.", nullptr};
    row.authorization = sentTo(Place::SameOrigin);
    row.cookie = sentTo(Place::SameOrigin);
    row.storedCookies = {"The cookies stored for the target are sent.", nullptr};
    row.refererWhy = {"{client} sends the Referer it was given and adds none of its own.", nullptr};
    row.originWhy = {"{client} treats Origin like any other field.", nullptr};
    row.hostKept = {"{client} sends the Host field it was given, even to this target.", nullptr};
    row.otherFields = {"{client} sends this field with every request of the chain.", nullptr};
    row.zeroLengthMethods = kPostPutPatch;
    row.keepsCookies = false;
    return row;
}

} // namespace hopscope
