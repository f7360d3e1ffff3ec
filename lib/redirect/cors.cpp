// SPDX-License-Identifier: MIT
#include "redirect/cors.h"

#include "http/uriparts.h"
#include "redirect/fieldrules.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr const char *kCorsCheckSource = "Fetch, CORS check";

QString inWords(const QByteArray &method, const QList<QByteArray> &fields)
{
    const QString text = QString::fromLatin1(method);
    return fields.isEmpty() ? text : text + u" with "_s + QString::fromLatin1(fields.join(", "));
}

QByteArray originText(const ClientProfile &profile, const EarlierRequests &earlier, const Request &next)
{
    const QByteArray own = next.headers.first("Origin").value_or("null");
    if (!profile.cors.originStays.value || own != "null")
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
            field.requests == DefaultFor::NoBody ||
            (field.requests == DefaultFor::Validator && isConditional(next.headers)))
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

/// Leaves out of `fields` what the redirect from `last` to `next` drops.
void dropFields(QList<QByteArray> &fields, const ClientProfile &profile, const Request &last, const Request &next)
{
    const bool losesBody = last.method != next.method;
    const bool leavesOrigin = originOf(last.url) != originOf(next.url);
    fields.removeIf([&](const QByteArray &name) {
        return (losesBody && isOneOf(profile.contentFields, name)) || (leavesOrigin && name == "authorization");
    });
}

/// The names that are no names: a list with one of them allows nothing (Fetch, extracting header list values).
QList<QByteArray> malformedNames(const Headers &headers, QByteArrayView field)
{
    QList<QByteArray> names = headers.listed(field);
    names.removeIf([](const QByteArray &name) { return isToken(name); });
    return names;
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
    const QByteArray credentials = response.headers.combined("Access-Control-Allow-Credentials");
    if (credentials != "true")
        return CorsRefusal{
            u"Access-Control-Allow-Credentials %1; for a request with credentials it has to be true."_s.arg(
                credentials.isEmpty() ? u"is missing"_s : u"is \"%1\""_s.arg(QString::fromUtf8(credentials))),
            source};
    return std::nullopt;
}

} // namespace

bool isCorsSafelistedMethod(QByteArrayView method)
{
    return method == "GET" || method == "HEAD" || method == "POST";
}

std::optional<Preflight> preflightFor(const ClientProfile &profile, const EarlierRequests &earlier, const Request &next,
                                      bool hasAsked)
{
    if (profile.cors.mode == CorsMode::None || !leavesScriptOrigin(earlier, next))
        return std::nullopt;
    QList<QByteArray> fields = corsUnsafeFields(profile, next.headers);
    const bool isStandard = !fields.isEmpty() || !isCorsSafelistedMethod(next.method);
    bool asks = isStandard;
    if (profile.cors.asksByFirst.value && !earlier.isEmpty()) {
        fields = corsUnsafeFields(profile, earlier.first().headers);
        asks = !fields.isEmpty() || hasAsked || !isCorsSafelistedMethod(next.method);
        dropFields(fields, profile, earlier.last(), next);
    }
    if (!asks)
        return std::nullopt;
    const QString origin = QString::fromUtf8(serializeOrigin(originOf(next.url).value_or(Origin())));
    Preflight preflight;
    preflight.request.method = "OPTIONS";
    preflight.request.url = withoutFragment(next.url);
    preflight.request.headers = preflightHeaders(profile, earlier, next, fields);
    preflight.reason = u"A script's request to another origin: %1 first asks %2 whether it allows %3."_s.arg(
        QString::fromUtf8(profile.title), origin, inWords(next.method, fields));
    if (!isStandard)
        preflight.reason +=
            u" The Fetch standard does not ask for this request; %1 does because of the first request "
            "(%2)."_s.arg(QString::fromUtf8(profile.title), QString::fromUtf8(profile.cors.asksByFirst.source));
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
    for (const char *const field : {"Access-Control-Allow-Methods", "Access-Control-Allow-Headers"}) {
        if (const QList<QByteArray> names = malformedNames(response.headers, field); !names.isEmpty())
            return CorsRefusal{u"%1 has \"%2\", which is not a name, so the list counts for nothing."_s.arg(
                                   QString::fromLatin1(field), QString::fromUtf8(names.first())),
                               source};
    }
    const QByteArray method = preflight.headers.first("Access-Control-Request-Method").value_or(QByteArray());
    if (!isCorsSafelistedMethod(method) && !response.headers.listed("Access-Control-Allow-Methods").contains(method))
        return CorsRefusal{u"Access-Control-Allow-Methods does not name %1."_s.arg(QString::fromUtf8(method)), source};
    QList<QByteArray> allowed = response.headers.listed("Access-Control-Allow-Headers");
    for (QByteArray &name : allowed)
        name = name.toLower();
    const QSet<QByteArray> names(allowed.begin(), allowed.end());
    for (const QByteArray &field : preflight.headers.listed("Access-Control-Request-Headers")) {
        if (!names.contains(field))
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
