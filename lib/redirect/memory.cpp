// SPDX-License-Identifier: MIT
#include "redirect/memory.h"

#include "http/cookiedate.h"
#include "http/uriparts.h"
#include "http/url.h"
#include "redirect/profiles/groups.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The argument of a directive such as max-age=60, "" when it stands alone; nullopt when it is not there.
std::optional<QByteArray> directive(const QByteArray &field, QByteArrayView name, char separator)
{
    for (const QByteArray &each : field.split(separator)) {
        const qsizetype equals = each.indexOf('=');
        const QByteArray key = each.left(equals < 0 ? each.size() : equals).trimmed();
        if (!equalsIgnoringCase(key, name))
            continue;
        QByteArray value = equals < 0 ? QByteArray() : each.mid(equals + 1).trimmed();
        if (value.size() > 1 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        return value;
    }
    return std::nullopt;
}

bool isFresh(const Response &response, const QDateTime &now)
{
    const std::optional<QByteArray> expires = response.headers.first("Expires");
    const std::optional<QDateTime> time = expires ? parseCookieDate(*expires) : std::nullopt;
    return time && *time > now;
}

bool isByDefault(int status)
{
    return status == 300 || status == 301 || status == 308;
}

void rememberSecureHost(ClientMemory &memory, const Hop &hop, const QDateTime &now)
{
    const std::optional<QByteArray> field = hop.response->headers.first("Strict-Transport-Security");
    const std::optional<Origin> origin = originOf(hop.request.url);
    if (!field || !origin || origin->scheme != "https")
        return;
    bool isNumber = false;
    const qint64 seconds = directive(*field, "max-age", ';').value_or(QByteArray()).toLongLong(&isNumber);
    if (!isNumber || seconds < 0)
        return;
    memory.secureHosts.removeIf([&](const SecureHost &each) { return each.host == origin->host; });
    if (seconds > 0)
        memory.secureHosts.append(
            {origin->host, directive(*field, "includeSubDomains", ';').has_value(), now.addSecs(seconds)});
}

bool isSecureHost(const ClientMemory &memory, const QByteArray &host, const QDateTime &now)
{
    return std::any_of(memory.secureHosts.begin(), memory.secureHosts.end(), [&](const SecureHost &each) {
        return each.expires > now && (each.host == host || (each.withSubdomains && host.endsWith('.' + each.host)));
    });
}

} // namespace

bool isBrowser(const ClientProfile &profile)
{
    return QLatin1StringView(profile.group) == QLatin1StringView(kBrowsers) || profile.id == "fetch-spec"_L1;
}

Verdict isStored(QByteArrayView method, const Response &response, const QDateTime &now)
{
    if (method != "GET" && method != "HEAD")
        return {false,
                u"The response to %1 is stored only with explicit freshness and a matching Content-Location."_s.arg(
                    QString::fromLatin1(method)),
                u"RFC 9110 9.3.3"_s};
    const QByteArray control = response.headers.combined("Cache-Control");
    if (directive(control, "no-store", ','))
        return {false, u"Cache-Control: no-store forbids storing the response."_s, u"RFC 9111 5.2.2.5"_s};
    if (directive(control, "no-cache", ','))
        return {false, u"Cache-Control: no-cache makes the client ask again each time."_s, u"RFC 9111 5.2.2.4"_s};
    if (const std::optional<QByteArray> age = directive(control, "max-age", ',')) {
        const bool fresh = age->toLongLong() > 0;
        return {fresh,
                fresh ? u"Cache-Control lets it be kept for %1 seconds."_s.arg(QString::fromLatin1(*age))
                      : u"Cache-Control: max-age=0 makes the client ask again each time."_s,
                u"RFC 9111 5.2.2.1"_s};
    }
    if (response.headers.contains("Expires"))
        return isFresh(response, now)
                   ? Verdict{true, u"Expires names a time in the future; the response is kept until then."_s,
                             u"RFC 9111 5.3"_s}
                   : Verdict{false, u"Expires names a time in the past."_s, u"RFC 9111 5.3"_s};
    if (isByDefault(response.status))
        return {true, u"%1 may be kept without any other field."_s.arg(response.status), u"RFC 9110 15.1"_s};
    return {false, u"%1 is kept only with Cache-Control or Expires, and there is none."_s.arg(response.status),
            u"RFC 9110 15.1"_s};
}

void remember(ClientMemory &memory, const ClientProfile &profile, const Hop &hop, const QDateTime &now)
{
    if (!hop.response || !reachesServer(hop.kind) || !isBrowser(profile))
        return;
    rememberSecureHost(memory, hop, now);
    const bool follows = hop.redirect && hop.redirect->verdict == RedirectVerdict::Follow;
    if (follows && !hop.redirect->location.isEmpty() && isStored(hop.request.method, *hop.response, now).yes)
        memory.redirects.insert(withoutFragment(hop.request.url), *hop.response);
}

std::optional<Upgrade> upgradeOf(const ClientMemory &memory, const ClientProfile &profile, QByteArrayView url,
                                 const QDateTime &now)
{
    if (!isBrowser(profile) || memory.secureHosts.isEmpty())
        return std::nullopt;
    Result<Url> parts = parseUrl(url);
    if (!parts || parts->scheme != "http" || !parts->host || !isSecureHost(memory, *parts->host, now))
        return std::nullopt;
    (*parts).scheme = "https";
    return Upgrade{
        serializeUrl(*parts),
        {true,
         u"This host has asked for https before (Strict-Transport-Security), so the browser changes http to https "
         "before anything is sent. No server sent this 307."_s,
         u"RFC 6797 8.3"_s}};
}

std::optional<StoredAnswer> storedAnswer(const ClientMemory &memory, const ClientProfile &profile,
                                         const Request &request, const QDateTime &now)
{
    if (!isBrowser(profile) || memory.redirects.isEmpty() || (request.method != "GET" && request.method != "HEAD"))
        return std::nullopt;
    const auto found = memory.redirects.constFind(withoutFragment(request.url));
    if (found == memory.redirects.constEnd())
        return std::nullopt;
    Verdict why = isStored("GET", *found, now);
    why.reason =
        u"The response to this URL was stored, so the browser follows it without asking the server. "_s + why.reason;
    return StoredAnswer{*found, why};
}

} // namespace hopscope
