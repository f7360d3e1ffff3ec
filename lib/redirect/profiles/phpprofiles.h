// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/curlprofile.h"
#include "redirect/profiles/plainprofile.h"

namespace hopscope
{

inline constexpr DefaultField kPhpCurlFields[] = {{"Accept", "*/*"}};

inline constexpr QByteArrayView kPhpCurlMethods[] = {"GET", "HEAD", "POST"};

inline constexpr ClientProfile kPhpCurlProfile = [] {
    ClientProfile row = kCurlProfile;
    row.id = "php-curl"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "PHP curl");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "CURLOPT_FOLLOWLOCATION; PUT, PATCH and DELETE are set with CURLOPT_CUSTOMREQUEST.");
    row.group = kPhp;
    row.version = "8.2.36 with curl 7.88.1"_L1;
    row.ownMethods = kPhpCurlMethods;
    row.hopLimit = 20;
    row.limitOption = "CURLOPT_MAXREDIRS";
    row.limit = {"PHP lets curl follow 20 redirects (CURLOPT_MAXREDIRS).", "PHP 8.2.36, ext/curl/interface.c"};
    row.defaultFields = kPhpCurlFields;
    row.hsts = kNoHsts;
    row.contentTypeFor = ContentTypeFor::WithBodyOrPost;
    row.zeroLengthMethods = kPostOnly;
    row.authentication.basicOption = "CURLOPT_HTTPAUTH, CURLAUTH_BASIC";
    row.authentication.digestOption = "CURLOPT_HTTPAUTH, CURLAUTH_DIGEST";
    row.authentication.anyOption = "CURLOPT_HTTPAUTH, CURLAUTH_ANY";
    return row;
}();

inline constexpr DefaultField kStreamsFields[] = {{"Connection", "close"}};

inline constexpr StatusRule kStreamsStatuses[] = {becomesGet(300), becomesGet(301), becomesGet(302),
                                                  becomesGet(303), keeps(307),      keeps(308)};

inline constexpr ClientProfile kStreamsProfile = [] {
    ClientProfile row = plainClient("php-streams"_L1, QT_TRANSLATE_NOOP("profiles", "PHP file_get_contents"), kPhp,
                                    "8.2.36"_L1, "PHP 8.2.36, ext/standard/http_fopen_wrapper.c"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "The http stream wrapper.");
    row.statuses = kStreamsStatuses;
    row.cookie = sentTo(Place::SameOrigin);
    row.host = HostRule::Keep;
    row.severalLocations = SeveralLocations::Last;
    row.queryFromFolder = true;
    row.fragmentFromFolder = true;
    row.emptyFromFolder = true;
    row.slashesMakeScheme = true;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 19;
    row.limitOption = "max_redirects";
    row.defaultFields = kStreamsFields;
    row.defaultContentType = "application/x-www-form-urlencoded";
    row.contentTypeFor = ContentTypeFor::AnyBody;
    row.zeroLengthMethods = {};
    row.urlCredentialsStay = false;
    row.inheritsUserinfo = false;
    row.text = LocationText::Bytes;
    row.keptFrom = KeptFrom::First;
    return row;
}();

inline constexpr StatusRule kGuzzleStatuses[] = {
    becomesGet(300, MethodRule::GetUnlessSafe), becomesGet(301, MethodRule::GetUnlessSafe),
    becomesGet(302, MethodRule::GetUnlessSafe), becomesGet(303, MethodRule::GetUnlessSafe), keeps(0)};

inline constexpr DefaultField kGuzzleFields[] = {{"User-Agent", "GuzzleHttp/7"}};

inline constexpr ClientProfile kGuzzleProfile = [] {
    ClientProfile row = plainClient("guzzle"_L1, QT_TRANSLATE_NOOP("profiles", "Guzzle"), kPhp, "7.4.5"_L1,
                                    "guzzle 7.4.5, src/RedirectMiddleware.php"_L1);
    row.description = QT_TRANSLATE_NOOP("profiles", "Guzzle with its default options.");
    row.otherVersions = QT_TRANSLATE_NOOP(
        "profiles", "before 7.4.4, a given Cookie field was sent to other hosts, and Authorization from https to http "
                    "(CVE-2022-31042, CVE-2022-31043); before 7.4.5, both were sent to another port (CVE-2022-31091).");
    row.statuses = kGuzzleStatuses;
    row.notFollowed = {};
    row.contentFields = kLengthOnly;
    row.referer = RefererRule::Drop;
    row.refererWhy = {"{client} removes the Referer on a redirect.", nullptr};
    row.severalLocations = SeveralLocations::Join;
    row.host = HostRule::FromTarget;
    row.userinfo = UserinfoRule::Send;
    row.sendsUrlCredentials = true;
    row.hopLimit = 5;
    row.limitOption = "allow_redirects.max";
    row.defaultFields = kGuzzleFields;
    row.zeroLengthMethods = kPostAndPut;
    row.urlCredentialsStay = false;
    row.text = LocationText::Utf8OrError;
    row.onceBody = OnceBody::NeverFollowed;
    return row;
}();

// libcurl drops the body of PUT, PATCH and DELETE on 301 and 302 and keeps the method; 303 makes GET of each.
inline constexpr StatusRule kSymfonyStatuses[] = {postBecomesGet(301, BodyRule::Dropped),
                                                  postBecomesGet(302, BodyRule::Dropped), becomesGet(303), keeps(0)};

inline constexpr DefaultField kSymfonyFields[] = {
    {"Accept", "*/*"}, {"User-Agent", "Symfony HttpClient/Curl"}, {"Accept-Encoding", "gzip"}};

inline constexpr ClientProfile kSymfonyProfile = [] {
    ClientProfile row = kPhpCurlProfile;
    row.id = "symfony"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "Symfony HttpClient");
    row.description = QT_TRANSLATE_NOOP("profiles", "Symfony's HttpClient::create(), which uses libcurl.");
    row.version = "5.4.53 with curl 7.88.1"_L1;
    row.source = "Symfony 5.4.53, src/Symfony/Component/HttpClient/CurlHttpClient.php"_L1;
    row.statuses = kSymfonyStatuses;
    row.ownMethods = {};
    row.contentFields = kTypeAndLength;
    row.host = HostRule::FromTarget;
    row.keepsCookies = true;
    row.limitOption = "max_redirects";
    row.limit = {"Symfony lets curl follow 20 redirects (max_redirects).", nullptr};
    row.defaultFields = kSymfonyFields;
    return row;
}();

} // namespace hopscope
