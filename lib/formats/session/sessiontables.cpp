// SPDX-License-Identifier: MIT
#include "formats/session/sessiontables.h"

#include "formats/write/hoptext.h"
namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString counted(qsizetype count, const QString &one, const QString &many)
{
    return count == 1 ? one : many.arg(count);
}

QString timeText(const QDateTime &time, const QDateTime &now)
{
    const QString text = utcText(time);
    return time <= now ? u"%1 (expired)"_s.arg(text) : text;
}

QString sameSiteText(SameSite rule)
{
    switch (rule) {
    case SameSite::Unset:
        return {};
    case SameSite::None:
        return u"None"_s;
    case SameSite::Lax:
        return u"Lax"_s;
    case SameSite::Strict:
        return u"Strict"_s;
    }
    return {};
}

QString attributesOf(const Cookie &cookie)
{
    QStringList words;
    if (cookie.secure)
        words.append(u"Secure"_s);
    if (cookie.httpOnly)
        words.append(u"HttpOnly"_s);
    if (cookie.partitioned)
        words.append(u"Partitioned"_s);
    if (const QString rule = sameSiteText(cookie.sameSite); !rule.isEmpty())
        words.append(u"SameSite=%1"_s.arg(rule));
    return words.join(u", "_s);
}

SessionTable cookieTable(const QList<Cookie> &cookies, const QDateTime &now, bool withSecrets)
{
    SessionTable table{
        u"Cookies"_s, {u"Name"_s, u"Value"_s, u"Domain"_s, u"Path"_s, u"Expires"_s, u"Attributes"_s}, {}};
    for (const Cookie &cookie : cookies) {
        const QString domain = QString::fromUtf8(cookie.domain);
        const QString value = !cookie.valueKnown ? u"(not in the file)"_s
                              : withSecrets      ? QString::fromUtf8(cookie.value)
                                                 : counted(cookie.value.size(), u"1 byte"_s, u"%1 bytes"_s);
        table.rows.append({QString::fromUtf8(cookie.name), value, cookie.hostOnly ? domain : u'.' + domain,
                           QString::fromUtf8(cookie.path),
                           cookie.expires ? timeText(*cookie.expires, now) : u"with the session"_s,
                           attributesOf(cookie)});
    }
    return table;
}

SessionTable hostTable(const HstsStore &store, const QDateTime &now)
{
    SessionTable table{u"Hosts that want https (HSTS)"_s, {u"Host"_s, u"Subdomains"_s, u"Until"_s}, {}};
    for (const KnownHstsHost &known : store.hosts) {
        const bool isForever = known.expires.toSecsSinceEpoch() >= kNeverExpires;
        table.rows.append({QString::fromUtf8(known.host) + (known.port > 0 ? u":%1"_s.arg(known.port) : QString()),
                           known.withSubdomains ? u"yes"_s : u"no"_s,
                           isForever ? u"never expires"_s : timeText(known.expires, now)});
    }
    return table;
}

SessionTable redirectTable(const StoredRedirects &redirects)
{
    SessionTable table{u"Stored redirects"_s, {u"URL"_s, u"Status"_s, u"Location"_s, u"Stored"_s}, {}};
    for (auto each = redirects.begin(); each != redirects.end(); ++each) {
        const Response &response = each->response;
        table.rows.append({QString::fromUtf8(each.key()), QString::number(response.status),
                           QString::fromUtf8(response.headers.first("Location").value_or(QByteArray())),
                           utcText(each->received)});
    }
    return table;
}

} // namespace

QList<SessionTable> sessionTables(const ClientMemory &memory, const QDateTime &now, bool withSecrets)
{
    return {cookieTable(memory.jar.cookies, now, withSecrets), hostTable(memory.hsts, now),
            redirectTable(memory.redirects)};
}

QString sessionSummary(const ClientMemory &memory)
{
    QStringList parts;
    if (const qsizetype count = memory.jar.cookies.size(); count > 0)
        parts.append(counted(count, u"1 cookie"_s, u"%1 cookies"_s));
    if (const qsizetype count = memory.hsts.hosts.size(); count > 0)
        parts.append(counted(count, u"1 host that wants https"_s, u"%1 hosts that want https"_s));
    if (const qsizetype count = memory.redirects.size(); count > 0)
        parts.append(counted(count, u"1 stored redirect"_s, u"%1 stored redirects"_s));
    return parts.isEmpty() ? u"nothing"_s : parts.join(u", "_s);
}

} // namespace hopscope
