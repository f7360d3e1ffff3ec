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
            "On {status} {client} changes POST only; {method} stays {method}.",
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
    {304, "304 is no redirect: it tells a client to use the copy that it has stored.", "RFC 9110 15.4.5"},
    {0, "{client} does not follow {status}; the response is delivered as it is.", nullptr},
};

inline constexpr NotFollowed kOnly304[] = {
    {304, "304 is no redirect: it tells a client to use the copy that it has stored.", "RFC 9110 15.4.5"},
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
        return {place, "{client} sends it to every target, other hosts included.", nullptr, nullptr};
    case Place::SameOrigin:
        return {
            place, "{client} sends it on, for the target has the scheme, host and port of the request before.",
            "{client} sends it only to the scheme, host and port of the request before; once dropped it does not come "
            "back.",
            nullptr};
    case Place::SameHostAndScheme:
        return {place, "{client} sends it on, for the target has the scheme and host of the request before.",
                "{client} sends it only to the scheme and host of the request before, on any port.", nullptr};
    case Place::FirstRequest:
        return {place, nullptr, "{client} sends it with the first request only, whatever the target is.", nullptr};
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
    row.unfollowed = {"{client} does not follow {status} after {method}; the response is delivered as it is.", nullptr};
    row.forcedMethod = {"The method is forced, and {client} then keeps it on every redirect.", nullptr};
    row.forcedBody = {"{client} keeps a forced method but drops the body on {status} all the same.", nullptr};
    row.contentFields = kTypeAndLength;
    row.contentDropped = {"The new request has no content, and {client} takes this field away.", nullptr};
    row.contentKept = {"{client} leaves this field in although the body is gone.", nullptr};
    row.syntax = LocationSyntax::Rfc3986Repaired;
    row.text = LocationText::Percent;
    row.inheritsFragment = false;
    row.fragment = {"The Location has no fragment, and {client} goes on without one.", nullptr};
    row.noSlash = {"{client} follows a URL, or a path that begins with a slash; this Location is neither.", nullptr};
    row.several = {"The response has several Location lines, and {client} takes {location}.", nullptr};
    row.empty = {"{client} finds nothing to follow in an empty Location.", nullptr};
    row.missing = {"{status} has no Location, so {client} has nowhere to go.", nullptr};
    row.scheme = {"{client} follows a redirect to http and https only.", nullptr};
    row.downgrade = {"{client} does not follow a redirect from https to http.", nullptr};
    row.userinfoWhy = {"The Location names a user and a password.", nullptr};
    row.limit = {"{client} follows {limit} redirects at most.", nullptr};
    row.loop = {"{client} has asked for this before and stops.", nullptr};
    row.authorization = sentTo(Place::SameOrigin);
    row.cookie = sentTo(Place::SameOrigin);
    row.storedCookies = {"The cookies stored for the target are sent.", nullptr};
    row.refererWhy = {"{client} sends the Referer that it was given, and none of its own.", nullptr};
    row.originWhy = {"To {client} Origin is a field like any other.", nullptr};
    row.hostKept = {"{client} sends the Host that it was given, also to this target.", nullptr};
    row.otherFields = {"{client} sends this field with every request of the chain.", nullptr};
    row.zeroLengthMethods = kPostPutPatch;
    row.keepsCookies = false;
    return row;
}

} // namespace hopscope
