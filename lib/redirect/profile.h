// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"
#include "http/location.h"

#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// What becomes of the method on a redirect.
enum class MethodRule {
    Keep,
    PostToGet,     ///< POST becomes GET, every other method stays
    GetUnlessHead, ///< HEAD stays, every other method becomes GET
};

/// A status that is followed with a Location. In the texts {method} and {status} stand for the request's method and the
/// response's status.
struct StatusRule {
    int status = 0; ///< 0: every other 3xx
    MethodRule method = MethodRule::Keep;
    const char *changed = nullptr; ///< why the method becomes GET
    const char *kept = nullptr;    ///< why it stays
    const char *source = nullptr;
};

/// A 3xx status that is not followed although it carries a Location.
struct NotFollowed {
    int status = 0; ///< 0: every other 3xx
    const char *reason = nullptr;
    const char *source = nullptr;
};

/// A sentence and where it comes from.
struct Why {
    const char *reason = nullptr;
    const char *source = nullptr;
};

/// Where a secret of the user may go.
enum class Place {
    Anywhere,
    SameOrigin,    ///< as the request before; once dropped it stays dropped
    InitialOrigin, ///< as the first request; comes back there
    InitialHost,   ///< host of the first request, any port and scheme; comes back there
};

struct PlaceRule {
    Place place = Place::Anywhere;
    const char *kept = nullptr;
    const char *dropped = nullptr;
    const char *source = nullptr;
};

enum class RefererRule { Keep, SameOriginOnly, StrictOriginWhenCrossOrigin };
enum class OriginRule { Keep, SameOriginOnly, Fetch };
/// What becomes of a Host field that the user gave.
enum class HostRule { FromTarget, KeepAtInitialHost, Keep };
/// What a client does with user:password in the URL of a Location.
enum class UserinfoRule { SendAtInitialOrigin, Withhold, RefuseOtherOrigin, Refuse };
enum class SeveralLocations { First, FirstNotEmpty, RefuseDifferent, Refuse };
enum class EmptyLocation { Resolve, Missing };
/// Which requests get `defaultContentType` when the user gives no Content-Type.
enum class ContentTypeFor { Nothing, AnyBody, AnyDataButPut, PostBody };
/// How the client's cookies meet a Cookie field in the request.
enum class CookieMerge {
    Merge,    ///< one field: the user's pairs and the stored ones, which win over a user's pair of the same name
    TwoLines, ///< the stored ones in one line, the user's in another
    Replace,  ///< the stored ones replace the user's; when there are none the user's go out
};

/// A field that a redirect drops.
struct FieldRule {
    QByteArrayView name; ///< "If-*" stands for all names that start so
    bool otherOriginOnly = false;
    Why why;
};

struct DefaultField {
    QByteArrayView name;
    QByteArrayView value;
};

/// A client as plain data: what it does with a redirect. One row of clientProfiles(); no code per client.
struct ClientProfile {
    QLatin1StringView id;
    const char *title;         ///< QT_TRANSLATE_NOOP("profiles", ...)
    const char *description;   ///< one sentence, QT_TRANSLATE_NOOP("profiles", ...)
    QLatin1StringView version; ///< of the client or specification the row was written from
    QLatin1StringView source;

    // Statuses, method and body
    std::span<const StatusRule> statuses;
    std::span<const NotFollowed> notFollowed;
    /// The methods that follow the rules; any other is forced (curl -X): it stays, and a body falls where POST's would.
    /// Empty: all methods follow the rules.
    std::span<const QByteArrayView> ownMethods;
    const char *unsafeKept = nullptr;              ///< added to the reason when an unsafe method stays
    Why forcedMethod;                              ///< why a forced method stays; used with `ownMethods` only
    Why forcedBody;                                ///< why its body falls
    std::span<const QByteArrayView> contentFields; ///< fall with the method or the body
    Why contentDropped;
    bool defaultContentTypeFalls = false; ///< Content-Type falls only when it is the client's default
    Why contentKept;                      ///< why another content field stays without content; empty when none does

    // Location
    LocationSyntax syntax = LocationSyntax::Rfc3986;
    bool inheritsFragment = true;
    Why fragment;
    SeveralLocations severalLocations = SeveralLocations::First;
    Why several;
    EmptyLocation emptyLocation = EmptyLocation::Resolve;
    Why empty;
    bool missingIsError = false; ///< a status of `statuses` without Location is an error, not a response
    Why missing;
    std::span<const QByteArrayView> otherSchemes; ///< that the real client would go on with besides http and https
    Why scheme;
    bool httpsToHttp = true;
    Why downgrade;
    UserinfoRule userinfo = UserinfoRule::Withhold;
    Why userinfoWhy;
    int hopLimit = -1; ///< redirects followed at most; -1: no limit
    Why limit;
    bool detectsLoops = false;
    Why loop;

    // Fields
    PlaceRule authorization;
    PlaceRule cookie; ///< for the pairs that the user gave
    CookieMerge cookieMerge = CookieMerge::Merge;
    Why storedCookies;
    RefererRule referer = RefererRule::Keep;
    Why refererWhy;
    OriginRule origin = OriginRule::Keep;
    Why originWhy;
    HostRule host = HostRule::FromTarget;
    Why hostKept;
    std::span<const FieldRule> droppedFields;
    Why otherFields; ///< why any other field stays

    // The first request
    std::span<const DefaultField> defaultFields;
    QByteArrayView defaultContentType;
    ContentTypeFor contentTypeFor = ContentTypeFor::Nothing;
    std::span<const QByteArrayView> zeroLengthMethods; ///< that say Content-Length: 0 without a body
    bool sendsUrlCredentials = false;                  ///< user:password of the typed URL goes out as Basic at once
    bool keepsCookies = true;                          ///< by default, without a cookie file
};

std::span<const ClientProfile> clientProfiles();
/// nullptr for an unknown id.
const ClientProfile *findClient(QStringView id);

} // namespace hopscope
