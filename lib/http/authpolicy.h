// SPDX-License-Identifier: MIT
#pragma once

#include "http/cookiepolicy.h"
#include "http/digest.h"

namespace hopscope
{

/// What one client does about authentication in one respect, and where that is documented or how it was measured.
template <typename T>
using AuthRule = CookieRule<T>;

enum class AuthScheme { Basic, Digest };
/// The schemes that a client answers.
enum class AuthSchemes { None, Digest, BasicAndDigest };

/// How far credentials go from where they belong: the origin of the first URL, or of the 401 that was answered.
enum class AuthReach {
    Nowhere,
    SameOrigin,
    SameHost, ///< any scheme and port
    Anywhere
};

/// Which challenge is answered when a client could answer several.
enum class AuthPick {
    FirstOffered,
    LastOffered,
    LastLine, ///< of the last line that has one; in it Digest before Basic, then the first
    Strongest ///< Digest before Basic; of Digest the strongest algorithm
};

/// What a client makes of a Digest challenge that it cannot answer.
enum class BadDigest {
    Skipped, ///< another challenge is answered
    Ends,    ///< none is answered, whatever else is offered
    Fails    ///< likewise, and instead of the response the user gets an error
};

/// How a client reads the list of qop.
enum class QopRule {
    Auth,         ///< auth when it is in the list, otherwise as if there was no list
    AuthAlone,    ///< auth when it is all of the list, otherwise as if there was no list
    AuthOrBad,    ///< auth when it is in the list, between commas without a space; any other list is a bad challenge
    AuthOrAuthInt ///< auth, or else auth-int; otherwise as if there was no list
};

/// What one client does with user name and password when a server answers 401 (RFC 9110 11), as data. That it sends
/// them at once is not said here: see sendsUserAtOnce and sendsUrlCredentials of the profile.
struct AuthPolicy {
    AuthRule<AuthSchemes> answers; ///< without an option; no source: nobody has measured it
    // The options of its user; nullptr: there is none, and the choice does not count.
    const char *basicOption = nullptr;  ///< Basic at once, with every request that may have it
    const char *digestOption = nullptr; ///< no credentials before a 401, and then Digest only
    const char *anyOption = nullptr;    ///< likewise, and then Basic or Digest

    // Which 401 is answered, and with which credentials
    AuthRule<AuthReach> userReach; ///< user name and password by option, from the first URL
    AuthRule<AuthReach> urlReach;  ///< those in a URL, from the first one
    AuthRule<bool> repeatsBare;    ///< beyond that reach it repeats the request once, without credentials
    AuthRule<bool> urlFirst;       ///< those in the URL go before those by option
    AuthRule<bool> firstUrlStays;  ///< those of the first URL are used when a later URL has none
    AuthRule<bool> remembersRealm; ///< those that were sent to a realm are used again when it asks
    AuthRule<bool> answersAgain;   ///< a 401 to the answer is answered when it is stale, or offers another scheme

    // Which challenge is answered
    AuthRule<AuthPick> scheme;
    AuthRule<AuthPick> digest; ///< of several Digest challenges
    AuthRule<DigestAlgorithms> algorithms;
    AuthRule<bool> otherAsMd5; ///< any other algorithm counts as MD5 and is left out of the field
    AuthRule<BadDigest> badDigest;
    AuthRule<bool> needsRealm;      ///< Digest without realm is a bad challenge
    AuthRule<bool> sessionNeedsQop; ///< -sess without qop is one
    AuthRule<QopRule> qop;

    // What is sent later without being asked
    AuthRule<AuthReach> basicLater;
    AuthRule<AuthReach> digestLater;
    AuthRule<bool> belowFolder;  ///< only to paths below the folder of the 401 (RFC 7617 2.2)
    AuthRule<bool> urlUserLater; ///< those in a URL are sent later, too
    AuthRule<bool> urlUserWaits; ///< a URL with a user name is asked first whatever is known
    AuthRule<bool> countsOn;     ///< the nonce count goes on when a 401 has the nonce of the last one
    AuthRule<bool> keepsCnonce;  ///< as long as the nonce stays

    AuthRule<bool> holdsBodyBack; ///< before a 401 that it waits for, a request goes out without its body
    AuthRule<DigestStyle> style;
};

} // namespace hopscope
