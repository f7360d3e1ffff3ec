// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/phpprofiles.h"

namespace hopscope
{

inline constexpr QByteArrayView kGetOnly[] = {"GET"};
inline constexpr StatusRule kOpenUriStatuses[] = {only(kGetOnly, keeps(301)), only(kGetOnly, keeps(302)),
                                                  only(kGetOnly, keeps(303)), only(kGetOnly, keeps(307))};
inline constexpr DefaultField kRubyFields[] = {
    {"Accept-Encoding", "gzip;q=1.0,deflate;q=0.6,identity;q=0.3", DefaultFor::NotRange},
    {"Accept", "*/*"},
    {"User-Agent", "Ruby"}};

inline constexpr QByteArrayView kRubyOpenUriSends[] = {"GET"};

inline constexpr ClientProfile kOpenUriProfile = [] {
    ClientProfile row = plainClient("ruby-openuri"_L1, QT_TRANSLATE_NOOP("profiles", "Ruby open-uri"), kRuby,
                                    "3.1.7"_L1, "Ruby 3.1.7, lib/open-uri.rb"_L1);
    row.sends = kRubyOpenUriSends;
    row.description = QT_TRANSLATE_NOOP("profiles", "URI.open, which supports only GET.");
    row.statuses = kOpenUriStatuses;
    row.syntax = LocationSyntax::Rfc3986;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.host = HostRule::Keep;
    row.severalLocations = SeveralLocations::Refuse;
    row.httpsToHttp = false;
    row.detectsLoops = true;
    row.userinfo = UserinfoRule::Refuse;
    row.defaultFields = kRubyFields;
    row.text = LocationText::Bytes;
    return row;
}();

inline constexpr StatusRule kFaradayStatuses[] = {becomesGet(301, MethodRule::GetUnlessSafe),
                                                  becomesGet(302, MethodRule::GetUnlessSafe),
                                                  becomesGet(303, MethodRule::GetUnlessSafe), keeps(307), keeps(308)};
inline constexpr DefaultField kFaradayFields[] = {
    {"Accept-Encoding", "gzip;q=1.0,deflate;q=0.6,identity;q=0.3", DefaultFor::NotRange},
    {"Accept", "*/*"},
    {"User-Agent", "Faraday v1.1.0"}};

inline constexpr ClientProfile kFaradayProfile = [] {
    ClientProfile row = plainClient("ruby-faraday"_L1, QT_TRANSLATE_NOOP("profiles", "Ruby Faraday"), kRuby,
                                    "1.1.0 with faraday_middleware 1.2.0"_L1,
                                    "faraday_middleware 1.2.0, lib/faraday_middleware/response/follow_redirects.rb"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "Faraday with FollowRedirects and Net::HTTP.");
    row.statuses = kFaradayStatuses;
    row.contentFields = kLengthOnly;
    row.addedContentTypeFalls = true;
    row.cookie = sentTo(Place::Anywhere);
    row.host = HostRule::Keep;
    row.severalLocations = SeveralLocations::Join;
    row.hopLimit = 3;
    row.limitOption = "limit";
    row.defaultFields = kFaradayFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::WithBodyOrPost;
    row.zeroLengthMethods = kPostPutPatch;
    return row;
}();

// HTTParty.head keeps HEAD, but for 303; a HEAD without that method (HTTParty::Request) becomes GET (measured).
inline constexpr StatusRule kHttpartyStatuses[] = {becomesGet(303, MethodRule::AlwaysGet, BodyRule::Kept), keeps(307),
                                                   keeps(308),
                                                   becomesGet(0, MethodRule::GetUnlessHead, BodyRule::Kept)};
inline constexpr DefaultField kHttpartyFields[] = {
    {"Accept-Encoding", "gzip;q=1.0,deflate;q=0.6,identity;q=0.3", DefaultFor::NotRange},
    {"Accept", "*/*"},
    {"User-Agent", "Ruby"},
    {"Connection", "close"}};

inline constexpr ClientProfile kHttpartyProfile = [] {
    ClientProfile row = plainClient("ruby-httparty"_L1, QT_TRANSLATE_NOOP("profiles", "Ruby HTTParty"), kRuby,
                                    "0.21.0"_L1, "httparty 0.21.0, lib/httparty/request.rb"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "HTTParty.get, HTTParty.post and so on; after POST it sends GET with the body of the POST.");
    row.statuses = kHttpartyStatuses;
    row.notFollowed = kOnly304;
    row.syntax = LocationSyntax::Rfc3986;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.cookieMerge = CookieMerge::Merge;
    row.keepsCookies = true;
    row.host = HostRule::Keep;
    row.queryFromFolder = true;
    row.fragmentFromFolder = true;
    row.emptyFromFolder = true;
    row.severalLocations = SeveralLocations::Refuse;
    row.sendsUrlCredentials = true;
    row.hopLimit = 4;
    row.limitOption = "limit";
    row.defaultFields = kHttpartyFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::WithBodyOrPost;
    row.urlCredentialsWin = true;
    row.text = LocationText::Bytes;
    return row;
}();

inline constexpr StatusRule kRestClientStatuses[] = {only(kSafeMethods, keeps(301)), only(kSafeMethods, keeps(302)),
                                                     becomesGet(303, MethodRule::AlwaysGet),
                                                     only(kSafeMethods, keeps(307))};
inline constexpr DefaultField kRestClientFields[] = {
    {"Accept-Encoding", "gzip;q=1.0,deflate;q=0.6,identity;q=0.3", DefaultFor::NotRange},
    {"Accept", "*/*"},
    {"User-Agent", "rest-client/2.1.0 (linux-gnu x86_64) ruby/3.1.2p20"}};

inline constexpr ClientProfile kRestClientProfile = [] {
    ClientProfile row = plainClient("ruby-restclient"_L1, QT_TRANSLATE_NOOP("profiles", "Ruby rest-client"), kRuby,
                                    "2.1.0"_L1, "rest-client 2.1.0, lib/restclient/abstract_response.rb"_L1);
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "RestClient::Request; after other methods than GET and HEAD it follows only 303, with GET.");
    row.statuses = kRestClientStatuses;
    row.contentFields = kLengthOnly;
    row.addedContentTypeFalls = true;
    row.syntax = LocationSyntax::Rfc3986;
    row.text = LocationText::Bytes;
    row.severalLocations = SeveralLocations::Refuse;
    row.authorization = sentTo(Place::Anywhere);
    row.cookie = sentTo(Place::Anywhere);
    row.keepsCookies = true;
    row.cookieMerge = CookieMerge::Replace;
    row.host = HostRule::Keep;
    row.sendsUrlCredentials = true;
    row.hopLimit = 10;
    row.limitOption = "max_redirects";
    row.defaultFields = kRestClientFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    return row;
}();

// PUT with a body is sent by a callback that cannot begin again (measured).
inline constexpr QByteArrayView kAllButPut[] = {"GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "QUERY", "TRACE"};

inline constexpr StatusRule kTyphoeusStatuses[] = {only(kAllButPut, postBecomesGet(301)),
                                                   only(kAllButPut, postBecomesGet(302)), becomesGet(303),
                                                   only(kAllButPut, keeps(0))};

inline constexpr DefaultField kTyphoeusFields[] = {{"Accept", "*/*"},
                                                   {"User-Agent", "Typhoeus - https://github.com/typhoeus/typhoeus"}};

inline constexpr ClientProfile kTyphoeusProfile = [] {
    ClientProfile row = kPhpCurlProfile;
    row.id = "ruby-typhoeus"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Ruby Typhoeus");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "Typhoeus (libcurl) with followlocation; it cannot send the body of PUT to a second target.");
    row.group = kRuby;
    row.version = "1.4.0 with curl 7.88.1"_L1;
    row.statuses = kTyphoeusStatuses;
    row.ownMethods = kCurlMethods;
    row.unfollowed = {"libcurl gets the body of PUT from Typhoeus and cannot ask for it again, so the redirect ends "
                      "with an error.",
                      kCurlFollow};
    row.hopLimit = 50;
    row.limitOption = "maxredirs";
    row.limit = {"libcurl gives up after 50 redirects (error 47).", "curl 7.88.1, measured"};
    row.defaultFields = kTyphoeusFields;
    row.contentTypeFor = ContentTypeFor::AnyDataButPut;
    return row;
}();

} // namespace hopscope
