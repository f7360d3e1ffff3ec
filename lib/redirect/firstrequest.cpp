// SPDX-License-Identifier: MIT
#include "redirect/firstrequest.h"

#include "http/parsedtarget.h"
#include "redirect/chaincookies.h"
#include "redirect/fieldrules.h"
#include "redirect/page.h"

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
    case ContentTypeFor::Post:
        return wish.method == "POST";
    case ContentTypeFor::WithBodyOrPost:
        return hasBody || wish.method == "POST";
    case ContentTypeFor::PostPutPatch:
        return wish.method == "POST" || wish.method == "PUT" || wish.method == "PATCH";
    case ContentTypeFor::BodyButPut:
        return hasBody && wish.method != "PUT";
    case ContentTypeFor::AnyBody:
        return hasBody;
    case ContentTypeFor::AnyDataButPut:
        return (hasBody && wish.method != "PUT") || wish.method == "POST";
    case ContentTypeFor::PostBody:
        return hasBody && wish.method == "POST";
    }
    return false;
}

bool goesWith(DefaultFor requests, const FirstRequest &wish)
{
    switch (requests) {
    case DefaultFor::Any:
        return true;
    case DefaultFor::Head:
        return wish.method == "HEAD";
    case DefaultFor::NotHead:
        return wish.method != "HEAD";
    case DefaultFor::Body:
        return wish.body.size > 0;
    case DefaultFor::NoBody:
        return wish.body.size == 0;
    case DefaultFor::Range:
        return wish.headers.contains("Range");
    case DefaultFor::NotRange:
        return !wish.headers.contains("Range");
    case DefaultFor::Compressed:
        return wish.method != "HEAD" && !wish.headers.contains("Range");
    case DefaultFor::Post:
        return wish.method == "POST";
    case DefaultFor::Validator:
        return isConditional(wish.headers);
    case DefaultFor::LargeContent:
        return wish.body.size > kLargeContent;
    }
    return false;
}

bool statesLength(const ClientProfile &profile, const FirstRequest &wish)
{
    const auto methods = profile.zeroLengthMethods;
    return wish.body.size > 0 ||
           std::any_of(methods.begin(), methods.end(), [&](QByteArrayView method) { return wish.method == method; });
}

void addCredentials(const ClientProfile &profile, const FirstRequest &wish, const ParsedTarget &url, Headers &headers)
{
    QByteArray credentials = profile.sendsUserAtOnce ? wish.userPassword : QByteArray();
    if (credentials.isEmpty() && profile.sendsUrlCredentials)
        credentials = urlCredentials(url);
    if (!credentials.isEmpty() && (profile.urlCredentialsWin || !headers.contains("Authorization")))
        headers.set("Authorization", basicCredentials(credentials));
}

CookieSelection storedForFirst(const ClientProfile &profile, const FirstRequest &wish, const ParsedTarget &url)
{
    if (!wish.jar)
        return {};
    const Request request{.method = wish.method, .url = wish.url, .headers = wish.headers};
    return selectCookies(*wish.jar, cookieRequest(profile, {}, request, url, wish.now, wish.isPublicSuffix),
                         profile.cookies);
}

void addCookies(const QByteArray &stored, bool byOption, Headers &headers)
{
    if (stored.isEmpty())
        return;
    const auto given = headers.first("Cookie");
    headers.set("Cookie", !given ? stored : byOption ? stored + "; " + *given : *given + "; " + stored);
}

/// The client's own field is not among those that the user gave or took away.
bool isAdded(QByteArrayView name, const FirstRequest &wish)
{
    return !wish.headers.contains(name) && !isOneOf(wish.withoutFields, name);
}

void addDefaultFields(const ClientProfile &profile, const FirstRequest &wish, bool ofLargeContent, Headers &headers)
{
    for (const DefaultField &field : profile.defaultFields) {
        if ((field.requests == DefaultFor::LargeContent) == ofLargeContent && goesWith(field.requests, wish) &&
            isAdded(field.name, wish))
            headers.append(field.name.toByteArray(), field.value.toByteArray());
    }
}

/// curl writes what it asks for an upload behind the length.
void putLast(const QByteArray &name, const FirstRequest &wish, Headers &headers)
{
    const auto value = headers.first(name);
    if (!value || !wish.addedFields.contains(name))
        return;
    headers.remove(name);
    headers.append(name, *value);
}

/// Fetch, "append a request Origin header": with every method but GET and HEAD, and to another origin.
void addOrigin(const ClientProfile &profile, Request &request)
{
    const bool isFetch = profile.origin == OriginRule::Fetch || profile.origin == OriginRule::FetchKept;
    const bool isForm = profile.origin == OriginRule::Form || profile.origin == OriginRule::FormOrNull;
    const bool reads = request.method == "GET" || request.method == "HEAD";
    const bool leaves = isFetch && leavesScriptOrigin({}, request);
    if (!(isFetch || isForm) || request.headers.contains("Origin") || (reads && !leaves))
        return;
    const std::optional<Origin> own = scriptOrigin({}, request);
    const std::optional<Origin> to = originOf(request.url);
    if (!own || !to)
        return;
    const bool down = isForm && own->scheme == "https" && to->scheme != "https";
    request.headers.append("Origin", down ? "null" : serializeOrigin(*own));
}

} // namespace

Request firstRequest(const ClientProfile &profile, const FirstRequest &wish, QList<CookieVerdict> *cookies)
{
    const ParsedTarget url(wish.url);
    Request request{.method = wish.method, .url = wish.url, .body = wish.body};
    Headers &headers = request.headers;
    headers.append("Host", wish.headers.first("Host").value_or(hostFieldOf(profile, url)));
    addDefaultFields(profile, wish, false, headers);
    for (const Header &field : wish.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Host"))
            headers.fields.append(field);
    }
    if (getsContentType(profile, wish) && isAdded("Content-Type", wish))
        headers.append("Content-Type", profile.defaultContentType.toByteArray());
    if (wish.bodyOnce && wish.body.size > 0)
        headers.set("Transfer-Encoding", "chunked");
    else if (statesLength(profile, wish))
        headers.set("Content-Length", QByteArray::number(wish.body.size));
    addDefaultFields(profile, wish, true, headers);
    putLast("Expect", wish, headers);
    const CookieSelection stored = storedForFirst(profile, wish, url);
    addCookies(stored.field, wish.cookieByOption, headers);
    if (wish.authenticates)
        addCredentials(profile, wish, url, headers);
    addOrigin(profile, request);
    if (cookies)
        *cookies = stored.verdicts;
    return request;
}

} // namespace hopscope
