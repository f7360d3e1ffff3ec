// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

#include <optional>
#include <span>

namespace hopscope
{

/// What an option of curl does to a request.
enum class CurlEffect {
    Nothing, ///< changes what curl shows or stores, not what it sends
    Unsupported,
    Url,
    Method,
    Header,
    UserAgent,
    Referer,
    Cookie,
    CookieJar,
    JunkSessionCookies,
    Hsts,
    User,
    AuthBasic,
    AuthDigest,
    AuthAny,
    Bearer,
    Range,
    Compressed,
    Data,
    DataRaw,
    DataBinary,
    DataUrlEncode,
    Json,
    Form,
    FormString,
    Get,
    Head,
    Upload,
    UrlQuery,
    Insecure,
    CaFile,
    Certificate,
    Proxy,
    Resolve,
    MaxTime,
    MaxHops,
    Http2,
    KeepPost,
    Follow,
    FollowByKind, ///< --follow, which obeys the status even with -X
    PathAsIs,
    Trusted,
    Next,
};

struct CurlOption {
    QLatin1StringView name; ///< without "--"
    char letter = '\0';     ///< '\0': it has no short form
    bool hasValue = false;
    CurlEffect effect = CurlEffect::Nothing;
};

/// The options of curl 8 (its manual, "OPTIONS"), also the "no-" form of those that can be switched off.
std::optional<CurlOption> findCurlOption(QByteArrayView name);
std::optional<CurlOption> findCurlOption(char letter);

} // namespace hopscope
