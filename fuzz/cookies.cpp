// SPDX-License-Identifier: MIT
// The first line is the URL, each other one a Set-Cookie; without a line end the URL is always the same.
#include "fuzz.h"

#include "http/cookiedate.h"
#include "http/cookies.h"
#include "redirect/profiles/cookiepolicies.h"

namespace hopscope::fuzz
{

namespace
{

constexpr QByteArrayView kUrl = "https://www.shop.example/orders/list?x=1";

bool hasLineEnd(QByteArrayView text)
{
    return text.contains('\r') || text.contains('\n') || text.contains('\0');
}

constexpr CookiePolicy kPolicies[] = {kRfc6265Cookies, kRfc6265bisCookies, kChromiumCookies, kFirefoxCookies,
                                      kCurlCookies,    kCookiejarCookies,  kWgetCookies};

CookieRequest requestTo(QByteArrayView url, const QDateTime &now)
{
    return {.target = ParsedTarget(url.toByteArray()),
            .now = now,
            .method = "POST",
            .initiator = kUrl.toByteArray(),
            .topLevel = false,
            .redirected = {"https://login.example", url.toByteArray()}};
}

void checkJar(const CookieJar &jar, QByteArrayView url, const QDateTime &now, const CookiePolicy &policy)
{
    for (const Cookie &cookie : jar.cookies) {
        require(cookie.path.startsWith('/'), "the path of a cookie begins with a slash");
        require(!cookie.expires || cookie.expires->isValid(), "a date is a date");
    }
    const CookieSelection selection = selectCookies(jar, requestTo(url, now), policy);
    require(!hasLineEnd(selection.field), "a Cookie field is one line");
    require(selection.verdicts.size() <= jar.cookies.size(), "a cookie has one verdict at most");
    for (const CookieVerdict &verdict : selection.verdicts)
        require(!verdict.reason.isEmpty() && !verdict.source.isEmpty(), "a verdict has reason and source");
}

void checkLines(const QList<QByteArray> &lines, const QByteArray &url, const QDateTime &now, const CookiePolicy &policy)
{
    CookieJar jar;
    const CookieRequest request = requestTo(url, now);
    for (QByteArray line : lines) {
        line.replace('\r', ' ').replace('\0', ' '); // As the reader of heads does it, or refuses it.
        const ParsedCookie parsed = parseSetCookie(line, request, policy);
        require(!parsed.cookie.name.contains(';') && !parsed.cookie.value.contains(';'), "one field is one cookie");
        Headers headers;
        headers.append("Set-Cookie", line);
        const qsizetype before = jar.cookies.size();
        const QList<CookieVerdict> verdicts = storeCookies(jar, headers, request, policy);
        require(verdicts.size() == 1 && !verdicts.first().reason.isEmpty() && !verdicts.first().source.isEmpty(),
                "a Set-Cookie has one verdict with reason and source");
        const bool refused = verdicts.first().fate == CookieFate::Refused;
        require(!parsed.refused || refused, "what the parser refuses is not stored");
        require(jar.cookies.size() <= before + (refused ? 0 : 1), "one field sets one cookie");
    }
    checkJar(jar, url, now, policy);
}

} // namespace

void run(QByteArrayView input)
{
    const QDateTime now(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
    const Split split = splitLine(input);
    const QByteArray url = (split.line.isEmpty() ? kUrl : split.line).toByteArray();
    const QList<QByteArray> lines = split.rest.toByteArray().split('\n');
    for (const QByteArray &line : lines) {
        if (const std::optional<QDateTime> date = parseCookieDate(line))
            require(date->isValid() && date->date().year() > 1600, "a cookie's date is valid and not before 1601");
    }
    for (const CookiePolicy &policy : kPolicies)
        checkLines(lines, url, now, policy);

    const Result<CookieJar> file = parseCookieFile(input);
    requireEither(file);
    if (file)
        checkJar(*file, url, now, kRfc6265bisCookies);
}

} // namespace hopscope::fuzz
