// SPDX-License-Identifier: MIT
// The first line is the URL, each other one a Set-Cookie; without a line end the URL is always the same.
#include "fuzz.h"

#include "http/cookiedate.h"
#include "http/cookies.h"

namespace hopscope::fuzz
{

namespace
{

constexpr QByteArrayView kUrl = "https://www.shop.example/orders/list?x=1";

bool hasLineEnd(QByteArrayView text)
{
    return text.contains('\r') || text.contains('\n') || text.contains('\0');
}

void checkJar(const CookieJar &jar, QByteArrayView url, const QDateTime &now)
{
    for (const Cookie &cookie : jar.cookies) {
        require(cookie.path.startsWith('/'), "the path of a cookie begins with a slash");
        require(!cookie.expires || cookie.expires->isValid(), "a date is a date");
    }
    require(!hasLineEnd(cookieField(jar, url, now)), "a Cookie field is one line");
}

} // namespace

void run(QByteArrayView input)
{
    const QDateTime now(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
    const Split split = splitLine(input);
    const QByteArray url = (split.line.isEmpty() ? kUrl : split.line).toByteArray();

    CookieJar jar;
    const QList<QByteArray> lines = split.rest.toByteArray().split('\n');
    for (QByteArray line : lines) {
        if (const std::optional<QDateTime> date = parseCookieDate(line))
            require(date->isValid() && date->date().year() > 1600, "a cookie's date is valid and not before 1601");
        line.replace('\r', ' ').replace('\0', ' '); // As the reader of heads does it, or refuses it.
        const Result<Cookie> cookie = parseSetCookie(line, url, now);
        requireEither(cookie);
        require(!cookie || (!cookie->name.contains(';') && !cookie->value.contains(';')), "one field is one cookie");
        Headers headers;
        headers.append("Set-Cookie", line);
        const qsizetype before = jar.cookies.size();
        const QStringList ignored = storeCookies(jar, headers, url, now);
        require(ignored.isEmpty() == bool(cookie), "a cookie is stored or the reason is given");
        require(jar.cookies.size() <= before + 1, "one field sets one cookie");
    }
    checkJar(jar, url, now);

    const Result<CookieJar> file = parseCookieFile(input);
    requireEither(file);
    if (file)
        checkJar(*file, url, now);
}

} // namespace hopscope::fuzz
