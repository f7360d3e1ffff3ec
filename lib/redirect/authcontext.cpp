// SPDX-License-Identifier: MIT
#include "redirect/authcontext.h"

#include "redirect/fieldrules.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

AuthContext::AuthContext(const ClientProfile &client, const AuthWish &wanted, const AuthRequest &request)
    : profile(client),
      policy(client.authentication),
      wish(wanted),
      asked(request),
      target(request.request.url),
      first(request.firstUrl)
{
}

QString AuthContext::title() const
{
    return QString::fromUtf8(profile.title);
}

QByteArray AuthContext::sent() const
{
    return asked.request.headers.first("Authorization").value_or(QByteArray());
}

const char *optionOf(const AuthContext &context)
{
    switch (context.wish.choice) {
    case AuthChoice::ClientDefault:
        return nullptr;
    case AuthChoice::Basic:
        return context.policy.basicOption;
    case AuthChoice::Digest:
        return context.policy.digestOption;
    case AuthChoice::Any:
        return context.policy.anyOption;
    }
    return nullptr;
}

bool waitsFor401(const AuthContext &context)
{
    return context.wish.choice != AuthChoice::Basic && optionOf(context);
}

AuthSchemes schemesOf(const AuthContext &context)
{
    if (!waitsFor401(context))
        return context.policy.answers.value;
    return context.wish.choice == AuthChoice::Digest ? AuthSchemes::Digest : AuthSchemes::BasicAndDigest;
}

bool reaches(AuthReach reach, const std::optional<Origin> &from, const std::optional<Origin> &to)
{
    if (!from || !to)
        return false;
    switch (reach) {
    case AuthReach::Nowhere:
        return false;
    case AuthReach::SameOrigin:
        return *from == *to;
    case AuthReach::SameHost:
        return from->host == to->host;
    case AuthReach::Anywhere:
        return true;
    }
    return false;
}

std::optional<Credentials> userOf(const ParsedTarget &url)
{
    if (url.userinfo().isEmpty())
        return std::nullopt;
    const Url parts = splitUri(url.parts());
    return Credentials{QByteArray::fromPercentEncoding(parts.username), QByteArray::fromPercentEncoding(parts.password),
                       true};
}

QByteArray folderOf(const ParsedTarget &url)
{
    const QByteArrayView path = url.parts().path;
    return path.isEmpty() ? QByteArray("/") : path.first(path.lastIndexOf('/') + 1).toByteArray();
}

QByteArray basicField(const Credentials &credentials)
{
    return basicCredentials(credentials.user + ':' + credentials.password);
}

Result<QByteArray> fieldOf(const AuthEntry &entry, const AuthContext &context)
{
    if (entry.offer.scheme == AuthScheme::Basic)
        return basicField(entry.credentials);
    const Request &request = context.asked.request;
    const DigestStyle &style = context.policy.style.value;
    if (entry.offer.qop == DigestQop::AuthInt && style.hashesContent && request.body.truncated)
        return Result<QByteArray>::failure(
            u"qop=auth-int covers the whole body, of which Hopscope has kept only the beginning."_s);
    return digestCredentials(entry.offer.digest, entry.offer.algorithm, entry.offer.qop,
                             {.method = request.method,
                              .uri = requestTarget(request.url),
                              .user = entry.credentials.user,
                              .password = entry.credentials.password,
                              .content = request.body.bytes,
                              .cnonce = entry.cnonce,
                              .nonceCount = entry.nonceCount},
                             style);
}

FoundCredentials findCredentials(const AuthContext &context, const AuthMemory &memory, const QByteArray &realm)
{
    const AuthPolicy &policy = context.policy;
    auto byUrl = userOf(context.target);
    if (!byUrl && policy.firstUrlStays.value)
        byUrl = userOf(context.first);
    FoundCredentials found;
    const auto consider = [&](const std::optional<Credentials> &each, const AuthRule<AuthReach> &reach) {
        if (!each || found.credentials)
            return;
        if (reaches(reach.value, context.first.origin(), context.target.origin()))
            found.credentials = each;
        else
            found.beyond = reach.source;
    };
    if (policy.urlFirst.value)
        consider(byUrl, policy.urlReach);
    consider(context.wish.credentials, policy.userReach);
    consider(byUrl, policy.urlReach);
    if (found.credentials || !policy.remembersRealm.value)
        return found;
    for (const AuthEntry &each : memory.entries) {
        if (each.origin == context.target.origin() && each.offer.realm == realm)
            found.credentials = each.credentials;
    }
    return found;
}

} // namespace hopscope
