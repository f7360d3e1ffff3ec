// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profiles/curlvariants.h"
#include "redirect/profiles/phpprofiles.h"

namespace hopscope
{

// R's clients, which send with libcurl through the package curl.

inline constexpr DefaultField kHttrFields[] = {
    {"User-Agent", "libcurl/7.88.1 r-curl/5.0.0 httr/1.4.5"},
    {"Accept-Encoding", "deflate, gzip, br, zstd"},
    {"Accept", "application/json, text/xml, application/xml, */*"},
};

inline constexpr DefaultField kHttr2Fields[] = {
    {"User-Agent", "httr2/0.2.2 r-curl/5.0.0 libcurl/7.88.1"},
    {"Accept", "*/*"},
    {"Accept-Encoding", "deflate, gzip, br, zstd"},
};

inline constexpr QByteArrayView kAllButGetAndHeadOfR[] = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

inline constexpr ClientProfile kHttrProfile = [] {
    ClientProfile row = kCurlTrustedProfile;
    row.id = "r-httr"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "R httr");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "VERB(), and GET(), POST() and so on: only POST becomes GET, other methods stay and lose the body; "
                    "Authorization and Cookie go to every host.");
    row.group = kR;
    row.version = "1.4.5 with curl 7.88.1"_L1;
    row.source = "httr 1.4.5, R/request.R"_L1;
    row.otherVersions = nullptr;
    row.authorization.kept =
        "The R package curl sets CURLOPT_UNRESTRICTED_AUTH, so Authorization goes to every target.";
    row.cookie.kept = "The R package curl sets CURLOPT_UNRESTRICTED_AUTH, so a given Cookie goes to every target.";
    row.ownMethods = kPhpCurlMethods;
    row.userinfo = UserinfoRule::Withhold;
    row.sendsUrlCredentials = false;
    row.hopLimit = 10;
    row.limitOption = "config(maxredirs)";
    row.limit = {"The R package curl lets curl follow 10 redirects (CURLOPT_MAXREDIRS).", nullptr};
    row.defaultFields = kHttrFields;
    row.contentTypeFor = ContentTypeFor::Nothing;
    row.zeroLengthMethods = kAllButGetAndHeadOfR;
    row.keepsCookies = true;
    row.hsts = kNoHsts;
    row.forcedMethod = {"The method is set with CURLOPT_CUSTOMREQUEST, so curl keeps it on every redirect.", nullptr};
    row.forcedBody = {"curl keeps {method}, which is set with CURLOPT_CUSTOMREQUEST, but drops the body on {status}.",
                      nullptr};
    return row;
}();

inline constexpr ClientProfile kHttr2Profile = [] {
    ClientProfile row = kHttrProfile;
    row.id = "r-httr2"_L1;
    row.title = QT_TRANSLATE_NOOP("profiles", "R httr2");
    row.description = QT_TRANSLATE_NOOP(
        "profiles", "req_perform(): req_method() forces every method, so POST stays POST on 301, 302 and 303, without "
                    "its body; Authorization and Cookie go to every host.");
    row.version = "0.2.2 with curl 7.88.1"_L1;
    row.source = "httr2 0.2.2, R/req-method.R"_L1;
    row.ownMethods = kSafeMethods;
    row.limitOption = "req_options(maxredirs)";
    row.defaultFields = kHttr2Fields;
    row.zeroLengthMethods = {};
    return row;
}();

} // namespace hopscope
