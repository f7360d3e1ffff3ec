// SPDX-License-Identifier: MIT
#pragma once

#include "http/authpolicy.h"
#include "http/blockedports.h"
#include "http/cachepolicy.h"
#include "http/cookiepolicy.h"
#include "http/headers.h"
#include "http/hstspolicy.h"
#include "http/location.h"
#include "http/referrerpolicy.h"
#include "redirect/corspolicy.h"
#include "redirect/refreshpolicy.h"

#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// What becomes of the method on a redirect.
enum class MethodRule {
    Keep,
    PostToGet,     ///< POST becomes GET, every other method stays
    GetUnlessHead, ///< HEAD stays, every other method becomes GET
    GetUnlessHeadOrPost,
    GetUnlessHeadOrPut,
    GetUnlessSafe, ///< GET, HEAD and OPTIONS stay, every other method becomes GET
    AlwaysGet,     ///< HEAD too
};

/// What becomes of the body where it is not the method alone that decides.
enum class BodyRule {
    WithMethod, ///< stays with the method, falls when the method becomes GET
    Dropped,    ///< falls although the method stays
    Kept,       ///< stays although the method becomes GET
    WithFields, ///< falls when the method becomes GET, and every field that the user gave with it
};

/// Which request a status that keeps the method repeats: 307 behind 302, for example.
enum class KeptFrom {
    Last,
    First,     ///< method and body of the first one come back
    FirstBody, ///< the method is that of the last one, the body that of the first
};

/// What becomes of a body that can be read only once, such as a pipe or a generator.
enum class OnceBody {
    Kept,          ///< the client has kept a copy
    EmptyChunks,   ///< what is left of it is sent: nothing, with Transfer-Encoding: chunked
    EmptyLength,   ///< likewise, with Content-Length: 0
    NotFollowed,   ///< a redirect that would send it again is not followed
    OnlySeeOther,  ///< after it only 303 is followed
    NeverFollowed, ///< after it no redirect is followed
};

/// Which 1xx responses (RFC 9110 15.2) a client waits behind. After any other one it does not see the redirect.
enum class InterimRule {
    Skipped,
    OnlyContinue, ///< 100; another one counts as the response
    NotContinue,  ///< any but 100, where none was asked for
    None,
};

/// A status that is followed with a Location. In the texts {method}, {status} and {client} stand for the request's
/// method, the response's status and the client's title, {limit} for `hopLimit` and {location} for the Location line
/// that is taken; a source that is nullptr is the profile's.
struct StatusRule {
    int status = 0; ///< 0: every other 3xx
    MethodRule method = MethodRule::Keep;
    const char *changed = nullptr; ///< why the method becomes GET
    const char *kept = nullptr;    ///< why it stays
    const char *source = nullptr;
    BodyRule body = BodyRule::WithMethod;
    bool keepsContentFields = false;      ///< of the content fields only the length falls
    std::span<const QByteArrayView> only; ///< the methods after which it is followed; empty: all
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
    SameOrigin,        ///< as the request before; once dropped it stays dropped
    SameOriginOrHttps, ///< likewise, or https on the same host after http, both at their default ports
    LastOrigin,        ///< as the request before; given anew to every such request
    SubdomainOfLast,   ///< host and port of the request before, or a subdomain; given anew to every such request
    InitialOrigin,     ///< as the first request; comes back there
    SameHostAndScheme, ///< as the request before, any port; once dropped it stays dropped
    InitialHost,       ///< host of the first request, any port and scheme; comes back there
    InitialSite,       ///< host and scheme of the first request, any port; comes back there
    FirstRequest,      ///< no second request at all
};

struct PlaceRule {
    Place place = Place::Anywhere;
    const char *kept = nullptr;
    const char *dropped = nullptr;
    const char *source = nullptr;
};

enum class RefererRule {
    Keep,
    SameOriginOnly,
    Policy, ///< as the referrer policy says; by default strict-origin-when-cross-origin
    PreviousUrl,
    PreviousWithoutFragment,
    PreviousUnlessGiven, ///< without user name, password and fragment, and from https to http, too; not over the user's
    PreviousUrlAsIs,     ///< with user name, password and fragment, and from https to http, too
    Drop
};
enum class OriginRule {
    Keep,
    SameOriginOnly,
    FetchKept,  ///< as Fetch, but a request that became GET keeps it at the page's own origin, too
    Fetch,      ///< fetch() of a page: added at another origin, null when the chain went on from there
    Form,       ///< a page's form: as Fetch, but never with GET
    FormOrNull, ///< as Form, and null once a redirect has led from one origin to another
};
/// What becomes of a Host field that the user gave.
enum class HostRule { FromTarget, KeepAtInitialHost, KeepAtSameOrigin, Keep };
/// What a client does with user:password in the URL of a Location.
enum class UserinfoRule { SendAtInitialOrigin, Send, Withhold, RefuseOtherOrigin, Refuse };
enum class SeveralLocations { First, FirstNotEmpty, Last, Join, JoinTight, RefuseDifferent, Refuse };
enum class EmptyLocation { Resolve, Missing };
/// How the bytes of a Location become text before it is parsed.
enum class LocationText {
    Percent,      ///< each byte over 0x7f becomes %XX, a space %20
    Bytes,        ///< as they are
    Latin1,       ///< each byte a character, written as UTF-8
    Utf8,         ///< UTF-8; any other byte becomes U+FFFD
    Utf8OrError,  ///< UTF-8; a Location that is none is not followed
    Utf8OrLatin1, ///< Latin-1 when it is no UTF-8
};
/// Which requests get `defaultContentType` when the user gives no Content-Type.
enum class ContentTypeFor { Nothing, Post, WithBodyOrPost, PostPutPatch, BodyButPut, AnyBody, AnyDataButPut, PostBody };
/// How the client's cookies meet a Cookie field in the request.
enum class CookieMerge {
    Merge,    ///< one field: the user's pairs and the stored ones, which win over a user's pair of the same name
    TwoLines, ///< the stored ones in one line, the user's in another
    Replace,  ///< the stored ones replace the user's; when there are none the user's go out
    Doubled,  ///< as TwoLines, but the user's alone go out twice
    Given,    ///< the user's go out alone; the stored ones only when there are none
};

/// Who makes the first request of a chain, for SameSite.
enum class Initiator {
    NoPage, ///< the user or a program
    Script, ///< fetch() of a page: of the origin in Origin, or in Referer, or else of the first URL's
    Page,   ///< a link, a form or a typed address: GET without Referer is typed; POST is a form like a script's fetch()
};

/// A field that a redirect drops.
struct FieldRule {
    QByteArrayView name; ///< "If-*" stands for all names that start so
    bool otherOriginOnly = false;
    Why why;
};

/// Which requests carry a default field.
enum class DefaultFor {
    Any,
    Head,
    NotHead,
    Body,
    NoBody,
    Range,       ///< with a Range that the user gave
    NotRange,    ///< without one
    Compressed,  ///< where the client unpacks by itself: neither HEAD nor with a Range
    Post,        ///< the method POST
    Validator,   ///< with an If-None-Match or If-Modified-Since that the user gave
    LargeContent ///< with more than kLargeContent bytes; falls with the content
};

/// curl 7.88.1 asks before it sends more than this (Expect: 100-continue; measured).
inline constexpr qint64 kLargeContent = 1024 * 1024;

struct DefaultField {
    QByteArrayView name;
    QByteArrayView value;
    DefaultFor requests = DefaultFor::Any;
};

/// A client as plain data: what it does with a redirect. One row of clientProfiles(); no code per client.
struct ClientProfile {
    QLatin1StringView id;
    const char *title;           ///< QT_TRANSLATE_NOOP("profiles", ...)
    const char *description;     ///< one sentence, QT_TRANSLATE_NOOP("profiles", ...)
    const char *group = nullptr; ///< QT_TRANSLATE_NOOP("profiles", ...): clients of one kind stand together
    bool measured = false;       ///< the row was compared with the client itself (resources/clients/measured.json)
    QLatin1StringView version;   ///< of the client or specification the row was written from
    QLatin1StringView source;
    const char *otherVersions = nullptr; ///< what other versions do otherwise, with a source; QT_TRANSLATE_NOOP

    // Statuses, method and body
    std::span<const QByteArrayView> sends; ///< the methods it can send at all; empty: any
    std::span<const StatusRule> statuses;
    std::span<const NotFollowed> notFollowed;
    /// The methods that follow the rules; any other is forced (curl -X): it stays, and a body falls where POST's would.
    /// Empty: all methods follow the rules.
    std::span<const QByteArrayView> ownMethods;
    std::span<const QByteArrayView> unfollowedMethods; ///< after these no status is followed
    Why unfollowed;                                    ///< why no redirect is followed after this method
    const char *unsafeKept = nullptr;                  ///< added to the reason when an unsafe method stays
    Why forcedMethod;                                  ///< why a forced method stays; used with `ownMethods` only
    Why forcedBody;                                    ///< why its body falls
    /// A forced method that has a body becomes GET where POST would, and forcedBody says so (curl --follow).
    bool forcedBodyMakesPost = false;
    KeptFrom keptFrom = KeptFrom::Last;
    Why keptFromWhy = {"{client} goes back to what the first request sent, and sends that on {status}.", nullptr};
    OnceBody onceBody = OnceBody::NotFollowed;
    Why onceBodyWhy = {"The body can be read only once, and {client} has kept no copy of it.", nullptr};
    InterimRule interim = InterimRule::Skipped;
    Why interimWhy = {"{client} does not read on behind the 1xx response before the {status}: it sees no redirect.",
                      nullptr};
    std::span<const QByteArrayView> contentFields; ///< fall with the method or the body
    Why contentDropped;
    bool addedContentTypeFalls = false; ///< Content-Type falls only when the client itself added it
    Why contentKept;                    ///< why another content field stays without content; empty when none does

    // Location
    LocationSyntax syntax = LocationSyntax::Rfc3986;
    LocationText text = LocationText::Bytes;
    bool queryFromFolder = false;    ///< "?q" replaces the last segment of the path too (RFC 1808)
    bool fragmentFromFolder = false; ///< "#f" likewise
    bool emptyFromFolder = false;    ///< "" likewise
    bool slashesMakeScheme = false;  ///< "mailto:x" is a path, because no "//" follows
    bool needsSlash = false;         ///< only a URL or a path that begins with a slash is followed
    Why noSlash;
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
    bool httpToHttps = true;
    bool sameOriginOnly = false; ///< follows to the same origin only
    Why downgrade;
    UserinfoRule userinfo = UserinfoRule::Withhold;
    Why userinfoWhy;
    int hopLimit = -1;                 ///< redirects followed at most; -1: no limit
    const char *limitOption = nullptr; ///< with which its user sets another limit; nullptr: there is none
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
    bool hostNamesPort = true; ///< Host has the port when it is not the default (RFC 9110 7.2)
    Why hostKept;
    std::span<const FieldRule> droppedFields;
    Why givenDropped; ///< why every field that the user gave falls on the first redirect; empty: the rules decide
    Why otherFields;  ///< why any other field stays

    // The first request
    std::span<const DefaultField> defaultFields;
    QByteArrayView defaultContentType;
    ContentTypeFor contentTypeFor = ContentTypeFor::Nothing;
    std::span<const QByteArrayView> zeroLengthMethods;     ///< that say Content-Length: 0 without a body
    std::span<const QByteArrayView> redirectLengthMethods; ///< likewise, in a request that a redirect has made
    bool sendsUrlCredentials = false;                      ///< user:password of the typed URL goes out as Basic at once
    bool urlCredentialsWin = false;                        ///< over an Authorization that the user gave
    bool urlCredentialsStay = true; ///< the Basic made of them stays when the next URL names none
    bool inheritsUserinfo = true;   ///< a relative Location keeps the user:password of the URL
    bool sendsUserAtOnce = true;    ///< user and password by option go out before a 401 asks for them
    AuthPolicy authentication = {}; ///< what it does with a 401
    bool keepsCookies = true;       ///< by default, without a cookie file
    CookiePolicy cookies = kRfc6265Cookies;
    HstsPolicy hsts = kNoHsts;
    PortPolicy ports = PortPolicy::None;
    ReferrerRules referrers = kNoReferrerPolicy;
    Initiator initiator = Initiator::NoPage;
    CorsRules cors;
    bool refreshes = false;               ///< a page's Refresh field and meta element are obeyed
    RefreshPolicy refresh = kHtmlRefresh; ///< how, where they are
    CachePolicy cache = kNoCache;         ///< what it does with stored redirects
};

std::span<const ClientProfile> clientProfiles();
/// Why this client cannot have sent a request with that method; empty when it can.
QString unsupportedMethodReason(const ClientProfile &profile, QByteArrayView method);
/// Redirects followed at most, whatever the client and the user say.
inline constexpr int kMostHops = 10'000;
/// Redirects that this client follows at most when the user asks for `wanted`, or with -1 for the client's own limit;
/// -1: as many as there are.
int hopLimit(const ClientProfile &profile, int wanted);
/// Why this client cannot follow `wanted` redirects; empty when it can.
QString whyNotFollowed(const ClientProfile &profile, int wanted);
/// nullptr for an unknown id. qt-nolesssafe is another name of qt.
const ClientProfile *findClient(QStringView id);

} // namespace hopscope
