// SPDX-License-Identifier: MIT
#pragma once

#include "http/authpolicy.h"
#include "redirect/profiles/digeststyles.h"

namespace hopscope
{

// What clients do with a 401: measured with tests/clients/memory.py and, where that does not ask, with a server that
// answers by hand; or as their sources and documents say.

inline constexpr DigestAlgorithms kUpToSha256 = DigestAlgorithms(DigestAlgorithm::Md5) | DigestAlgorithm::Md5Sess |
                                                DigestAlgorithm::Sha256 | DigestAlgorithm::Sha256Sess;

/// RFC 9110, 7616 and 7617. Of what they leave to the client, what shows the credentials to the fewest servers.
inline constexpr AuthPolicy kRfcAuthentication{
    .answers = {AuthSchemes::BasicAndDigest, "RFC 9110 11.6.1"},
    .userReach = {AuthReach::SameOrigin, "RFC 9110 11.5"},
    .urlReach = {AuthReach::SameOrigin, "RFC 9110 11.5"},
    .repeatsBare = {false, "RFC 9110 15.5.2"},
    .urlFirst = {false, "RFC 9110 4.2.4"},
    .firstUrlStays = {false, "RFC 9110 4.2.4"},
    .remembersRealm = {true, "RFC 9110 11.5"},
    .answersAgain = {true, "RFC 7616 3.3"},
    .scheme = {AuthPick::Strongest, "RFC 9110 11.4"},
    .digest = {AuthPick::FirstOffered, "RFC 7616 3.7"},
    .algorithms = {kUpToSha256, "RFC 7616 3.3"},
    .otherAsMd5 = {false, "RFC 7616 3.3"},
    .badDigest = {BadDigest::Skipped, "RFC 7616 3.3"},
    .needsRealm = {true, "RFC 7616 3.3"},
    .sessionNeedsQop = {true, "RFC 7616 3.4.2"},
    .qop = {QopRule::AuthOrAuthInt, "RFC 7616 3.3"},
    .basicLater = {AuthReach::SameOrigin, "RFC 7617 2.2"},
    .digestLater = {AuthReach::SameOrigin, "RFC 7616 3.3"},
    .belowFolder = {true, "RFC 7617 2.2"},
    .urlUserLater = {true, "RFC 7617 2.2"},
    .urlUserWaits = {false, "RFC 7617 2.2"},
    .countsOn = {true, "RFC 7616 3.4"},
    .keepsCnonce = {false, "RFC 7616 3.4"},
    .holdsBodyBack = {false, "RFC 9110 11.6.2"},
    .style = {kRfcDigestStyle, "RFC 7616 3.4"},
};

inline constexpr const char *kFetchAuthSource = "Fetch, HTTP-network-or-cache fetch";
inline constexpr const char *kChromiumAuthSource = "Chromium 156.0.8078.108, measured";
inline constexpr const char *kFirefoxAuthSource = "Firefox 153.8.0esr, measured";

/// User name and password by option are what the user of a page would type when the origin of the first URL asks. That
/// was not measured: without a window no browser asks its user. What is in a URL was.
inline constexpr AuthPolicy kFetchAuthentication = [] {
    AuthPolicy rules = kRfcAuthentication;
    rules.answers = {AuthSchemes::BasicAndDigest, kFetchAuthSource};
    rules.userReach = {AuthReach::SameOrigin, kFetchAuthSource};
    rules.urlReach = {AuthReach::Anywhere, kFetchAuthSource};
    rules.urlFirst = {true, kFetchAuthSource};
    rules.remembersRealm = {true, kFetchAuthSource};
    rules.basicLater = {AuthReach::SameOrigin, kFetchAuthSource};
    rules.digestLater = {AuthReach::SameOrigin, kFetchAuthSource};
    rules.urlUserLater = {true, kFetchAuthSource};
    rules.urlUserWaits = {false, kFetchAuthSource};
    return rules;
}();

constexpr AuthPolicy browserAuthentication(const char *source)
{
    AuthPolicy rules = kFetchAuthentication;
    rules.answers.source = source;
    rules.urlReach.source = source;
    rules.answersAgain.source = source;
    rules.scheme.source = source;
    rules.digest = {AuthPick::Strongest, source};
    rules.algorithms.source = source;
    rules.badDigest.source = source;
    rules.needsRealm = {false, source};
    rules.sessionNeedsQop = {false, source};
    rules.qop = {QopRule::Auth, source};
    rules.basicLater.source = source;
    rules.digestLater.source = source;
    rules.urlUserLater.source = source;
    rules.urlUserWaits.source = source;
    rules.countsOn = {false, source};
    rules.keepsCnonce = {false, source};
    rules.holdsBodyBack = {false, source};
    return rules;
}

inline constexpr AuthPolicy kChromiumAuthentication = [] {
    AuthPolicy rules = browserAuthentication(kChromiumAuthSource);
    rules.remembersRealm.source = "Chromium, net/http/http_auth_controller.cc";
    rules.digest = {AuthPick::FirstOffered, "Chromium, net/http/http_auth.cc"};
    rules.belowFolder = {true, "Chromium, net/http/http_auth_cache.cc"};
    rules.urlUserWaits.value = true;
    rules.style = {kChromiumDigestStyle, kChromiumAuthSource};
    return rules;
}();

inline constexpr AuthPolicy kFirefoxAuthentication = [] {
    AuthPolicy rules = browserAuthentication(kFirefoxAuthSource);
    rules.remembersRealm.source = "Firefox, netwerk/protocol/http/nsHttpChannelAuthProvider.cpp";
    rules.digest.source = "Firefox, netwerk/protocol/http/nsHttpChannelAuthProvider.cpp";
    rules.badDigest.value = BadDigest::Ends;
    rules.belowFolder = {true, "Firefox, netwerk/protocol/http/nsHttpAuthCache.cpp"};
    rules.style = {kFirefoxDigestStyle, kFirefoxAuthSource};
    return rules;
}();

/// What both browsers do; where they differ, as the Fetch standard has it.
inline constexpr AuthPolicy kBrowserAuthentication = [] {
    AuthPolicy rules = kFirefoxAuthentication;
    rules.badDigest = kFetchAuthentication.badDigest;
    rules.urlUserWaits = kFetchAuthentication.urlUserWaits;
    return rules;
}();

inline constexpr const char *kCurlAuthSource = "curl 7.88.1, measured";

/// Without an option, user name and password go out at once, and no 401 is answered.
inline constexpr AuthPolicy kCurlAuthentication{
    .answers = {AuthSchemes::None, kCurlAuthSource},
    .basicOption = "--basic",
    .digestOption = "--digest",
    .anyOption = "--anyauth",
    .userReach = {AuthReach::SameOrigin, kCurlAuthSource},
    .urlReach = {AuthReach::SameOrigin, kCurlAuthSource},
    .repeatsBare = {true, kCurlAuthSource},
    .urlFirst = {false, kCurlAuthSource},
    .firstUrlStays = {true, kCurlAuthSource},
    .remembersRealm = {false, kCurlAuthSource},
    .answersAgain = {true, kCurlAuthSource},
    .scheme = {AuthPick::Strongest, kCurlAuthSource},
    .digest = {AuthPick::FirstOffered, kCurlAuthSource},
    .algorithms = {kUpToSha256 | DigestAlgorithm::Sha512_256 | DigestAlgorithm::Sha512_256Sess, kCurlAuthSource},
    .otherAsMd5 = {false, kCurlAuthSource},
    .badDigest = {BadDigest::Ends, kCurlAuthSource},
    .needsRealm = {false, kCurlAuthSource},
    .sessionNeedsQop = {true, kCurlAuthSource},
    .qop = {QopRule::AuthOrAuthInt, kCurlAuthSource},
    .basicLater = {AuthReach::SameOrigin, kCurlAuthSource},
    .digestLater = {AuthReach::SameOrigin, kCurlAuthSource},
    .belowFolder = {false, kCurlAuthSource},
    .urlUserLater = {true, kCurlAuthSource},
    .urlUserWaits = {false, kCurlAuthSource},
    .countsOn = {false, kCurlAuthSource},
    .keepsCnonce = {true, kCurlAuthSource},
    .holdsBodyBack = {true, kCurlAuthSource},
    .style = {kCurlDigestStyle, kCurlAuthSource},
};

/// curl --location-trusted.
inline constexpr AuthPolicy kCurlTrustedAuthentication = [] {
    AuthPolicy rules = kCurlAuthentication;
    rules.userReach.value = AuthReach::Anywhere;
    rules.urlReach.value = AuthReach::Anywhere;
    rules.basicLater.value = AuthReach::Anywhere;
    rules.digestLater.value = AuthReach::Anywhere;
    return rules;
}();

inline constexpr const char *kWgetAuthSource = "wget 1.21.3, measured";

inline constexpr AuthPolicy kWgetAuthentication{
    .answers = {AuthSchemes::BasicAndDigest, kWgetAuthSource},
    .basicOption = "--auth-no-challenge",
    .userReach = {AuthReach::Anywhere, kWgetAuthSource},
    .urlReach = {AuthReach::Anywhere, kWgetAuthSource},
    .repeatsBare = {false, kWgetAuthSource},
    .urlFirst = {true, kWgetAuthSource},
    .firstUrlStays = {false, kWgetAuthSource},
    .remembersRealm = {false, kWgetAuthSource},
    .answersAgain = {false, kWgetAuthSource},
    .scheme = {AuthPick::LastLine, kWgetAuthSource},
    .digest = {AuthPick::LastLine, kWgetAuthSource},
    .algorithms = {DigestAlgorithms(DigestAlgorithm::Md5) | DigestAlgorithm::Md5Sess, kWgetAuthSource},
    .otherAsMd5 = {true, kWgetAuthSource},
    .badDigest = {BadDigest::Ends, kWgetAuthSource},
    .needsRealm = {true, kWgetAuthSource},
    .sessionNeedsQop = {false, kWgetAuthSource},
    .qop = {QopRule::AuthAlone, kWgetAuthSource},
    .basicLater = {AuthReach::SameHost, kWgetAuthSource},
    .digestLater = {AuthReach::Nowhere, kWgetAuthSource},
    .belowFolder = {false, kWgetAuthSource},
    .urlUserLater = {false, kWgetAuthSource},
    .urlUserWaits = {true, "wget 1.21.3, src/http.c"},
    .countsOn = {false, kWgetAuthSource},
    .keepsCnonce = {false, kWgetAuthSource},
    .holdsBodyBack = {false, kWgetAuthSource},
    .style = {kWgetDigestStyle, kWgetAuthSource},
};

inline constexpr const char *kRequestsAuthSource = "requests 2.28.1, measured";

/// A tuple or HTTPBasicAuth goes out at once, and no 401 is answered.
inline constexpr AuthPolicy kRequestsAuthentication{
    .answers = {AuthSchemes::None, kRequestsAuthSource},
    .basicOption = "HTTPBasicAuth",
    .digestOption = "HTTPDigestAuth",
    .userReach = {AuthReach::Anywhere, kRequestsAuthSource},
    .urlReach = {AuthReach::Nowhere, "requests 2.28.1, requests/models.py"},
    .repeatsBare = {false, kRequestsAuthSource},
    .urlFirst = {false, "requests 2.28.1, requests/models.py"},
    .firstUrlStays = {false, kRequestsAuthSource},
    .remembersRealm = {false, kRequestsAuthSource},
    .answersAgain = {false, kRequestsAuthSource},
    .scheme = {AuthPick::Strongest, kRequestsAuthSource},
    .digest = {AuthPick::LastOffered, kRequestsAuthSource},
    .algorithms = {DigestAlgorithms(DigestAlgorithm::Md5) | DigestAlgorithm::Md5Sess | DigestAlgorithm::Sha256,
                   kRequestsAuthSource},
    .otherAsMd5 = {false, kRequestsAuthSource},
    .badDigest = {BadDigest::Fails, kRequestsAuthSource},
    .needsRealm = {true, kRequestsAuthSource},
    .sessionNeedsQop = {false, kRequestsAuthSource},
    .qop = {QopRule::AuthOrBad, kRequestsAuthSource},
    .basicLater = {AuthReach::Nowhere, kRequestsAuthSource},
    .digestLater = {AuthReach::Nowhere, kRequestsAuthSource},
    .belowFolder = {false, kRequestsAuthSource},
    .urlUserLater = {false, kRequestsAuthSource},
    .urlUserWaits = {false, kRequestsAuthSource},
    .countsOn = {true, kRequestsAuthSource},
    .keepsCnonce = {false, kRequestsAuthSource},
    .holdsBodyBack = {false, kRequestsAuthSource},
    .style = {kRequestsDigestStyle, kRequestsAuthSource},
};

/// HTTPie hands its user's name and password to requests.
inline constexpr AuthPolicy kHttpieAuthentication = [] {
    AuthPolicy rules = kRequestsAuthentication;
    rules.answers.source = "httpie 3.2.1, httpie/plugins/builtin.py";
    rules.basicOption = "--auth-type=basic";
    rules.digestOption = "--auth-type=digest";
    return rules;
}();

} // namespace hopscope
