// SPDX-License-Identifier: MIT
#include "http/ascii.h"
#include "redirect/cors.h"

#include <algorithm>

namespace hopscope
{

namespace
{

/// Fetch, CORS-safelisted request-header: a longer value is not, nor are all together when they are longer than this.
constexpr qsizetype kLongestSafeValue = 128;
constexpr qsizetype kLongestSafeValues = 1024;

/// Fetch, forbidden request-header: a script cannot set them, so what stands in them is the browser's.
bool isForbiddenField(QByteArrayView name)
{
    constexpr QByteArrayView names[] = {"Accept-Charset",
                                        "Accept-Encoding",
                                        "Access-Control-Request-Headers",
                                        "Access-Control-Request-Method",
                                        "Connection",
                                        "Content-Length",
                                        "Cookie",
                                        "Cookie2",
                                        "Date",
                                        "DNT",
                                        "Expect",
                                        "Host",
                                        "Keep-Alive",
                                        "Origin",
                                        "Referer",
                                        "Set-Cookie",
                                        "TE",
                                        "Trailer",
                                        "Transfer-Encoding",
                                        "Upgrade",
                                        "Via"};
    constexpr QByteArrayView prefixes[] = {"Proxy-", "Sec-"};
    return isOneOf(names, name) || std::ranges::any_of(prefixes, [&](QByteArrayView prefix) {
               return name.size() >= prefix.size() && equalsIgnoringCase(name.first(prefix.size()), prefix);
           });
}

bool isClientsOwn(const ClientProfile &profile, const Header &field)
{
    return std::ranges::any_of(profile.defaultFields, [&](const DefaultField &each) {
        return equalsIgnoringCase(each.name, field.name) && each.value == field.value;
    });
}

/// Fetch, CORS-unsafe request-header byte.
bool isUnsafeByte(char c)
{
    return (ascii::isControl(c) && c != '\t') || QByteArrayView("\"():<>?@[\\]{}").contains(c);
}

bool isLanguageByte(char c)
{
    return ascii::isDigit(c) || ascii::isAlpha(c) || QByteArrayView(" *,-.;=").contains(c);
}

/// What an HTML form can send.
bool isFormType(QByteArrayView value)
{
    constexpr QByteArrayView types[] = {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"};
    const qsizetype semicolon = value.indexOf(';');
    return isOneOf(types, (semicolon < 0 ? value : value.first(semicolon)).trimmed());
}

/// bytes=0-1023 or bytes=1024-: one range with a beginning.
bool isSimpleRange(QByteArrayView value)
{
    constexpr QByteArrayView unit = "bytes=";
    if (!value.startsWith(unit))
        return false;
    const QByteArrayView range = value.sliced(unit.size());
    const qsizetype dash = range.indexOf('-');
    return dash > 0 && std::all_of(range.begin(), range.begin() + dash, ascii::isDigit) &&
           std::all_of(range.begin() + dash + 1, range.end(), ascii::isDigit);
}

bool isSafelisted(const Header &field)
{
    const QByteArrayView name = field.name;
    const QByteArrayView value = field.value;
    if (value.size() > kLongestSafeValue)
        return false;
    if (equalsIgnoringCase(name, "Accept"))
        return std::none_of(value.begin(), value.end(), isUnsafeByte);
    if (equalsIgnoringCase(name, "Accept-Language") || equalsIgnoringCase(name, "Content-Language"))
        return std::all_of(value.begin(), value.end(), isLanguageByte);
    if (equalsIgnoringCase(name, "Content-Type"))
        return std::none_of(value.begin(), value.end(), isUnsafeByte) && isFormType(value);
    return equalsIgnoringCase(name, "Range") && isSimpleRange(value);
}

} // namespace

QList<QByteArray> corsUnsafeFields(const ClientProfile &profile, const Headers &headers)
{
    QList<QByteArray> unsafe;
    QList<QByteArray> safe;
    qsizetype safeSize = 0;
    for (const Header &field : headers.fields) {
        if (isForbiddenField(field.name) || isClientsOwn(profile, field))
            continue;
        const bool isSafe = isSafelisted(field);
        (isSafe ? safe : unsafe).append(field.name.toLower());
        safeSize += isSafe ? field.value.size() : 0;
    }
    if (safeSize > kLongestSafeValues)
        unsafe += safe;
    std::ranges::sort(unsafe);
    unsafe.erase(std::ranges::unique(unsafe).begin(), unsafe.end());
    return unsafe;
}

} // namespace hopscope
