// SPDX-License-Identifier: MIT
#include "http/cookies.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// domain, includes subdomains, path, secure, expiry in seconds since 1970, name, value
enum Field { Domain, Subdomains, Path, Secure, Expiry, Name, Value, FieldCount };

Result<bool> flag(const QByteArray &text, const QString &what)
{
    if (equalsIgnoringCase(text, "TRUE") || equalsIgnoringCase(text, "FALSE"))
        return equalsIgnoringCase(text, "TRUE");
    return Result<bool>::failure(u"the %1 is %2 instead of TRUE or FALSE"_s.arg(what, QString::fromUtf8(text)));
}

Result<Cookie> parseLine(QByteArrayView line)
{
    constexpr QByteArrayView httpOnly = "#HttpOnly_";
    Cookie cookie{.httpOnly = line.startsWith(httpOnly)};
    if (cookie.httpOnly)
        line = line.sliced(httpOnly.size());
    QByteArrayList fields = line.toByteArray().split('\t');
    if (fields.size() == FieldCount - 1)
        fields.append(QByteArray()); // curl takes a line that ends after the name as a cookie with an empty value.
    if (fields.size() != FieldCount)
        return Result<Cookie>::failure(u"it has %1 fields separated by tabs instead of 7"_s.arg(fields.size()));
    const Result<bool> subdomains = flag(fields[Subdomains], u"second field (subdomains)"_s);
    const Result<bool> secure = flag(fields[Secure], u"fourth field (secure)"_s);
    if (!subdomains || !secure)
        return Result<Cookie>::failure(!subdomains ? subdomains.error : secure.error);
    bool isNumber = false;
    const qint64 expiry = fields[Expiry].toLongLong(&isNumber);
    constexpr qint64 latest = 253402300799; // The end of the year 9999.
    if (!isNumber || expiry < 0)
        return Result<Cookie>::failure(u"the fifth field (expiry) is not a number of seconds"_s);
    cookie.domain = fields[Domain].toLower();
    if (cookie.domain.startsWith('.'))
        cookie.domain.remove(0, 1);
    if (cookie.domain.isEmpty())
        return Result<Cookie>::failure(u"it has no domain"_s);
    if (!isFieldValue(fields[Name]) || !isFieldValue(fields[Value]))
        return Result<Cookie>::failure(u"its name or value contains a control byte"_s);
    cookie.hostOnly = !*subdomains;
    // curl writes what Path says into its file, and reads what is no path as "/".
    cookie.path = fields[Path].startsWith('/') ? fields[Path] : QByteArray("/");
    cookie.secure = *secure;
    if (expiry > 0)
        cookie.expires = QDateTime::fromSecsSinceEpoch(std::min(expiry, latest), Qt::UTC);
    cookie.name = fields[Name];
    cookie.value = fields[Value];
    return cookie;
}

} // namespace

Result<CookieJar> parseCookieFile(QByteArrayView text)
{
    CookieJar jar;
    const QByteArrayList lines = text.toByteArray().split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArrayView line = lines[i];
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.trimmed().isEmpty() || (line.startsWith('#') && !line.startsWith("#HttpOnly_")))
            continue;
        const Result<Cookie> cookie = parseLine(line);
        if (!cookie)
            return Result<CookieJar>::failure(
                u"Line %1 of the cookie file is wrong: %2."_s.arg(i + 1).arg(cookie.error));
        jar.cookies.append(*cookie);
    }
    return jar;
}

} // namespace hopscope
