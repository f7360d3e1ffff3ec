// SPDX-License-Identifier: MIT
#include "redirect/preflightcache.h"

#include "http/ascii.h"
#include "redirect/cors.h"

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr qsizetype kMostAgeDigits = 9;
constexpr int kEndlessSeconds = 1'000'000'000; ///< for longer numbers

QByteArray allowanceKey(const Request &preflight)
{
    return preflight.headers.first("Origin").value_or("null") + '\n' + preflight.url;
}

/// Seconds; 0: not to be kept.
int secondsToKeep(const CorsRules &rules, const Response &response)
{
    const QByteArray text = response.headers.combined("Access-Control-Max-Age");
    const bool isNumber = !text.isEmpty() && std::ranges::all_of(text, ascii::isDigit);
    // Fetch parses a number that may be negative
    const bool isNegative =
        text.size() > 1 && text.startsWith('-') && std::all_of(text.begin() + 1, text.end(), ascii::isDigit);
    if (isNegative)
        return 0;
    if (!isNumber && !text.isEmpty() && !rules.keepsBadAge.value)
        return 0;
    int seconds = kDefaultAllowanceSeconds;
    if (isNumber)
        seconds = text.size() > kMostAgeDigits ? kEndlessSeconds : text.toInt();
    const int longest = rules.longestAge.value;
    return longest > 0 ? std::min(seconds, longest) : seconds;
}

bool isKept(const QHash<QByteArray, QDateTime> &names, const QByteArray &name, const QDateTime &now)
{
    const auto found = names.constFind(name);
    return found != names.constEnd() && *found > now;
}

} // namespace

bool hasAllowance(const PreflightCache &cache, const CorsRules &rules, const Request &preflight, const QDateTime &now)
{
    const auto found = cache.constFind(allowanceKey(preflight));
    if (found == cache.constEnd() || found->until <= now)
        return false;
    const QByteArray method = preflight.headers.first("Access-Control-Request-Method").value_or(QByteArray());
    const bool isFree = isCorsSafelistedMethod(method) && !(rules.headIsNamed.value && method == "HEAD");
    const QList<QByteArray> fields = preflight.headers.listed("Access-Control-Request-Headers");
    return (isFree || isKept(found->methods, method, now)) &&
           std::ranges::all_of(fields, [&](const QByteArray &field) { return isKept(found->fields, field, now); });
}

void keepAllowance(PreflightCache &cache, const CorsRules &rules, const Request &preflight, const Response &response,
                   const QDateTime &now)
{
    const int seconds = secondsToKeep(rules, response);
    const bool isNull = preflight.headers.first("Origin") == "null";
    if (seconds == 0 || (isNull && !rules.keepsNull.value))
        return;
    const QByteArray key = allowanceKey(preflight);
    if (cache.size() >= kMostAllowances && !cache.contains(key))
        cache.erase(std::min_element(cache.constBegin(), cache.constEnd(),
                                     [](const Allowance &a, const Allowance &b) { return a.until < b.until; }));
    Allowance &allowance = cache[key];
    const QDateTime end = now.addSecs(seconds);
    allowance.until = std::max(allowance.until, end);
    for (const QByteArray &method : response.headers.listed("Access-Control-Allow-Methods"))
        allowance.methods.insert(method, end);
    for (const QByteArray &field : response.headers.listed("Access-Control-Allow-Headers"))
        allowance.fields.insert(field.toLower(), end);
}

void forgetAllowance(PreflightCache &cache, const Request &preflight)
{
    cache.remove(allowanceKey(preflight));
}

} // namespace hopscope
