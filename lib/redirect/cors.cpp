// SPDX-License-Identifier: MIT
#include "redirect/cors.h"

#include "redirect/fieldrules.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kCorsCheckSource = "Fetch, CORS check";

// Fetch, CORS-safelisted method.
constexpr QByteArrayView kSafelistedMethods[] = {"GET", "HEAD", "POST"};

bool isSafelistedMethod(QByteArrayView method)
{
    return std::ranges::find(kSafelistedMethods, method) != std::end(kSafelistedMethods);
}

QString inWords(const QByteArray &method, const QList<QByteArray> &fields)
{
    const QString text = QString::fromLatin1(method);
    return fields.isEmpty() ? text : text + u" with "_s + QString::fromLatin1(fields.join(", "));
}

QByteArray originText(const ClientProfile &profile, const EarlierRequests &earlier, const Request &next)
{
    const QByteArray own = next.headers.first("Origin").value_or("null");
    if (!profile.cors.originStays || own != "null")
        return own;
    const std::optional<Origin> origin = scriptOrigin(earlier, next);
    return origin ? serializeOrigin(*origin) : own;
}

/// The fields that the client sends with OPTIONS by itself, and those that ask.
Headers preflightHeaders(const ClientProfile &profile, const EarlierRequests &earlier, const Request &next,
                         const QList<QByteArray> &fields)
{
    Headers headers;
    headers.append("Host", hostFieldOf(profile, ParsedTarget(next.url)));
    for (const DefaultField &field : profile.defaultFields) {
        if (field.requests == DefaultFor::Any || field.requests == DefaultFor::NotRange ||
            field.requests == DefaultFor::NoBody)
            headers.append(field.name.toByteArray(), field.value.toByteArray());
    }
    headers.set("Accept", "*/*");
    headers.append("Access-Control-Request-Method", next.method);
    if (!fields.isEmpty())
        headers.append("Access-Control-Request-Headers", fields.join(','));
    headers.append("Origin", originText(profile, earlier, next));
    if (const auto referer = next.headers.first("Referer"))
        headers.append("Referer", *referer);
    return headers;
}

/// The names in all lines of a field, as they stand.
QList<QByteArray> namesIn(const Headers &headers, QByteArrayView field)
{
    QList<QByteArray> names = headers.combined(field).split(',');
    for (QByteArray &name : names)
        name = name.trimmed();
    return names;
}

QString fieldText(const std::optional<QByteArray> &value)
{
    return value ? u"is \"%1\""_s.arg(QString::fromUtf8(*value)) : u"is missing"_s;
}

/// Fetch, CORS check, for a request with credentials.
std::optional<CorsRefusal> checked(const QByteArray &origin, const Response &response)
{
    const QString source = QString::fromLatin1(kCorsCheckSource);
    const QList<QByteArray> allowed = response.headers.all("Access-Control-Allow-Origin");
    const QString name = QString::fromUtf8(origin);
    if (allowed.isEmpty())
        return CorsRefusal{u"Access-Control-Allow-Origin is missing; it has to be %1."_s.arg(name), source};
    const QByteArray value = allowed.join(", ");
    if (value == "*")
        return CorsRefusal{
            u"Access-Control-Allow-Origin is \"*\", which is not enough for a request with credentials; it has to be "
            "%1."_s.arg(name),
            source};
    if (value != origin)
        return CorsRefusal{
            u"Access-Control-Allow-Origin is \"%1\"; it has to be %2."_s.arg(QString::fromUtf8(value), name), source};
    const std::optional<QByteArray> credentials = response.headers.first("Access-Control-Allow-Credentials");
    if (credentials != "true")
        return CorsRefusal{
            u"Access-Control-Allow-Credentials %1; for a request with credentials it has to be true."_s.arg(
                fieldText(credentials)),
            source};
    return std::nullopt;
}

} // namespace

std::optional<Preflight> preflightFor(const ClientProfile &profile, const EarlierRequests &earlier, const Request &next)
{
    if (profile.cors.mode == CorsMode::None || !leavesScriptOrigin(earlier, next))
        return std::nullopt;
    const QList<QByteArray> fields = corsUnsafeFields(profile, next.headers);
    bool asks = !fields.isEmpty() || !isSafelistedMethod(next.method);
    if (profile.cors.asksAgain && !earlier.isEmpty())
        asks = asks || !isSafelistedMethod(earlier.first().method) ||
               !corsUnsafeFields(profile, earlier.first().headers).isEmpty();
    if (!asks)
        return std::nullopt;
    const QString origin = QString::fromUtf8(serializeOrigin(originOf(next.url).value_or(Origin())));
    Preflight preflight;
    preflight.request.method = "OPTIONS";
    preflight.request.url = next.url;
    if (const qsizetype fragment = preflight.request.url.indexOf('#'); fragment >= 0)
        preflight.request.url.truncate(fragment);
    preflight.request.headers = preflightHeaders(profile, earlier, next, fields);
    preflight.reason = u"A script's request to another origin: %1 first asks %2 whether it allows %3."_s.arg(
        QString::fromUtf8(profile.title), origin, inWords(next.method, fields));
    return preflight;
}

std::optional<CorsRefusal> preflightRefusal(const Request &preflight, const Response &response)
{
    const QString source = u"Fetch, CORS-preflight fetch, step 7"_s;
    if (const auto refusal = checked(preflight.headers.first("Origin").value_or("null"), response))
        return refusal;
    if (response.status < 200 || response.status > 299)
        return CorsRefusal{u"The answer to OPTIONS is %1; only 200 to 299 allow anything%2."_s.arg(
                               QString::number(response.status),
                               response.status / 100 == 3 ? u", and a redirect is not followed"_s : QString()),
                           source};
    const QByteArray method = preflight.headers.first("Access-Control-Request-Method").value_or(QByteArray());
    if (!isSafelistedMethod(method) && !namesIn(response.headers, "Access-Control-Allow-Methods").contains(method))
        return CorsRefusal{u"Access-Control-Allow-Methods does not name %1."_s.arg(QString::fromUtf8(method)), source};
    QList<QByteArray> allowed = namesIn(response.headers, "Access-Control-Allow-Headers");
    for (QByteArray &name : allowed)
        name = name.toLower();
    const QSet<QByteArray> names(allowed.begin(), allowed.end());
    for (const QByteArray &field : namesIn(preflight.headers, "Access-Control-Request-Headers")) {
        if (!field.isEmpty() && !names.contains(field))
            return CorsRefusal{u"Access-Control-Allow-Headers does not name %1."_s.arg(QString::fromUtf8(field)),
                               source};
    }
    return std::nullopt;
}

std::optional<CorsRefusal> corsRefusal(const ClientProfile &profile, const EarlierRequests &earlier,
                                       const Request &request, const Response &response)
{
    if (profile.cors.mode == CorsMode::None || !leavesScriptOrigin(earlier, request))
        return std::nullopt;
    return checked(request.headers.first("Origin").value_or("null"), response);
}

} // namespace hopscope
