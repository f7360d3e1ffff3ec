// SPDX-License-Identifier: MIT
#include "redirect/firstrequest.h"

#include "http/url.h"
#include "redirect/fieldrules.h"

#include <algorithm>

namespace hopscope
{

namespace
{

bool getsContentType(const ClientProfile &profile, const FirstRequest &wish)
{
    const bool hasBody = wish.body.size > 0;
    switch (profile.contentTypeFor) {
    case ContentTypeFor::Nothing:
        return false;
    case ContentTypeFor::AnyBody:
        return hasBody;
    case ContentTypeFor::AnyDataButPut:
        return (hasBody && wish.method != "PUT") || wish.method == "POST";
    case ContentTypeFor::PostBody:
        return hasBody && wish.method == "POST";
    }
    return false;
}

bool statesLength(const ClientProfile &profile, const FirstRequest &wish)
{
    const auto methods = profile.zeroLengthMethods;
    return wish.body.size > 0 ||
           std::any_of(methods.begin(), methods.end(), [&](QByteArrayView method) { return wish.method == method; });
}

void addCredentials(const ClientProfile &profile, const FirstRequest &wish, Headers &headers)
{
    QByteArray credentials = wish.userPassword;
    if (credentials.isEmpty() && profile.sendsUrlCredentials)
        credentials = urlCredentials(wish.url);
    if (!credentials.isEmpty() && !headers.contains("Authorization"))
        headers.append("Authorization", basicCredentials(credentials));
}

void addCookies(const FirstRequest &wish, Headers &headers)
{
    const QByteArray stored = wish.jar ? cookieField(*wish.jar, wish.url, wish.now) : QByteArray();
    if (stored.isEmpty())
        return;
    const auto given = headers.first("Cookie");
    headers.set("Cookie", given ? *given + "; " + stored : stored);
}

} // namespace

Request firstRequest(const ClientProfile &profile, const FirstRequest &wish)
{
    Request request{.method = wish.method, .url = wish.url, .body = wish.body};
    Headers &headers = request.headers;
    headers.append("Host", wish.headers.first("Host").value_or(hostField(wish.url)));
    for (const DefaultField &field : profile.defaultFields) {
        if (!wish.headers.contains(field.name))
            headers.append(field.name.toByteArray(), field.value.toByteArray());
    }
    for (const Header &field : wish.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Host"))
            headers.fields.append(field);
    }
    if (getsContentType(profile, wish) && !headers.contains("Content-Type"))
        headers.append("Content-Type", profile.defaultContentType.toByteArray());
    if (statesLength(profile, wish))
        headers.set("Content-Length", QByteArray::number(wish.body.size));
    addCookies(wish, headers);
    addCredentials(profile, wish, headers);
    return request;
}

} // namespace hopscope
