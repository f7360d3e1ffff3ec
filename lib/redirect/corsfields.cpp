// SPDX-License-Identifier: MIT
#include "http/ascii.h"
#include "redirect/cors.h"
#include "redirect/fieldrules.h"
#include "text/formdata.h"

#include <QHash>

#include <algorithm>

namespace hopscope
{

namespace
{

/// Fetch, CORS-safelisted request-header: a longer value is not.
constexpr qsizetype kLongestSafeValue = 128;

/// Methods that no script can send, by no field either.
bool isForbiddenMethod(QByteArrayView method)
{
    constexpr QByteArrayView methods[] = {"CONNECT", "TRACE", "TRACK"};
    return isOneOf(methods, method.trimmed());
}

/// Fetch, forbidden request-header: of a name that overrides the method the value decides.
bool overridesToForbidden(const Header &field)
{
    constexpr QByteArrayView names[] = {"X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"};
    return isOneOf(names, field.name) && std::ranges::any_of(field.value.split(','), isForbiddenMethod);
}

/// A field of the client that goes with `headers` whoever asks.
bool isClientsOwn(const ClientProfile &profile, const Header &field, const Headers &headers)
{
    return std::ranges::any_of(profile.defaultFields, [&](const DefaultField &each) {
        return equalsIgnoringCase(each.name, field.name) && each.value == field.value &&
               (each.requests != DefaultFor::Validator || isConditional(headers));
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

/// Of two numbers in digits.
bool isLarger(QByteArrayView a, QByteArrayView b)
{
    const auto significant = [](QByteArrayView digits) {
        const auto *const begin = std::find_if(digits.begin(), digits.end(), [](char digit) { return digit != '0'; });
        return digits.sliced(begin - digits.begin());
    };
    const QByteArrayView x = significant(a);
    const QByteArrayView y = significant(b);
    return x.size() != y.size() ? x.size() > y.size() : x > y;
}

/// bytes=0-1023 or bytes=1024-: one range with a beginning (Fetch, parse a single range header value).
bool isSimpleRange(QByteArrayView value)
{
    constexpr QByteArrayView unit = "bytes=";
    if (!value.startsWith(unit))
        return false;
    const QByteArrayView range = value.sliced(unit.size());
    const qsizetype dash = range.indexOf('-');
    if (dash <= 0)
        return false;
    const QByteArrayView first = range.first(dash);
    const QByteArrayView last = range.sliced(dash + 1);
    return std::all_of(first.begin(), first.end(), ascii::isDigit) &&
           std::all_of(last.begin(), last.end(), ascii::isDigit) && (last.isEmpty() || !isLarger(first, last));
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

/// What a script set, with the lines of one name as one where the client sees them so.
QList<Header> scriptFields(const ClientProfile &profile, const Headers &headers)
{
    QList<Header> fields;
    QHash<QByteArray, qsizetype> places;
    for (const Header &field : headers.fields) {
        if (isForbiddenField(field.name) || overridesToForbidden(field) || isClientsOwn(profile, field, headers))
            continue;
        const QByteArray name = field.name.toLower();
        const auto place = profile.cors.joinsLines.value ? places.constFind(name) : places.constEnd();
        if (place != places.constEnd()) {
            fields[*place].value += ", " + field.value;
            continue;
        }
        places.insert(name, fields.size());
        fields.append({name, field.value});
    }
    return fields;
}

} // namespace

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

QList<QByteArray> corsUnsafeFields(const ClientProfile &profile, const Headers &headers)
{
    QList<QByteArray> unsafe;
    QList<QByteArray> safe;
    qsizetype safeSize = 0;
    for (const Header &field : scriptFields(profile, headers)) {
        if (isOneOf(profile.cors.alsoSafe.value, field.name))
            continue;
        const bool isSafe = isSafelisted(field);
        (isSafe ? safe : unsafe).append(field.name);
        safeSize += isSafe ? field.value.size() : 0;
    }
    if (const int longest = profile.cors.longestSafe.value; longest > 0 && safeSize > longest)
        unsafe += safe;
    std::ranges::sort(unsafe);
    if (!profile.cors.repeatsNames.value)
        unsafe.erase(std::unique(unsafe.begin(), unsafe.end()), unsafe.end());
    return unsafe;
}

} // namespace hopscope
