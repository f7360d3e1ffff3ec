// SPDX-License-Identifier: MIT
#include "redirect/fieldrules.h"

#include "http/url.h"
#include "redirect/origins.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray hostName(const ParsedTarget &url)
{
    return url.origin() ? url.origin()->host : QByteArray();
}

QByteArray originScheme(const ParsedTarget &url)
{
    return url.origin() ? url.origin()->scheme : QByteArray();
}

/// Go's isDomainOrSubdomain(): a port other than the own one makes another host.
bool isSubdomain(const std::optional<Origin> &place, const std::optional<Origin> &of)
{
    return place && of && place->port == of->port && (place->host == of->host || place->host.endsWith('.' + of->host));
}

/// A redirect to https on the same host, both at their default ports.
bool isUpgrade(const std::optional<Origin> &from, const std::optional<Origin> &to)
{
    return from && to && from->host == to->host && from->scheme == "http" && from->port == 80 &&
           to->scheme == "https" && to->port == 443;
}

/// Whether a Host that the user gave goes to the target.
bool keepsHost(const Draft &draft)
{
    switch (draft.profile.host) {
    case HostRule::FromTarget:
        return false;
    case HostRule::KeepAtInitialHost:
        return hostName(draft.home) == hostName(draft.to);
    case HostRule::KeepAtSameOrigin:
        return draft.sameOrigin();
    case HostRule::Keep:
        return true;
    }
    return false;
}

/// The URL of the first request, as far as it is known.
ParsedTarget firstUrl(const Draft &draft)
{
    const QByteArray &url = draft.first().url;
    if (url == draft.from.bytes())
        return draft.from;
    return url == draft.home.bytes() ? draft.home : ParsedTarget(url);
}

void applyHost(Draft &draft)
{
    const QByteArray given = draft.first().headers.first("Host").value_or(QByteArray());
    const bool ownChoice = !given.isEmpty() && given != hostFieldOf(draft.profile, firstUrl(draft));
    if (ownChoice && keepsHost(draft)) {
        draft.next.headers.set("Host", given);
        draft.note("Host", draft.profile.hostKept);
        return;
    }
    draft.next.headers.set("Host", hostFieldOf(draft.profile, draft.to));
    draft.note("Host", {"Host names the server of the target.", "RFC 9110 7.2"});
}

/// Credentials in the URL of the Location; the user's own Authorization wins.
void applyTargetCredentials(Draft &draft)
{
    const QByteArray credentials = urlCredentials(draft.to);
    const QByteArray old = urlCredentials(draft.from);
    if (credentials.isEmpty() && !old.isEmpty() && !draft.profile.urlCredentialsStay &&
        draft.next.headers.first("Authorization") == basicCredentials(old))
        draft.drop("Authorization",
                   {"{client} takes the user name and password from each URL, and this one has none.", nullptr});
    const UserinfoRule rule = draft.profile.userinfo;
    const bool sends = rule == UserinfoRule::Send ||
                       (rule == UserinfoRule::SendAtInitialOrigin && mayReceive(Place::InitialOrigin, draft));
    if (credentials.isEmpty() || !sends)
        return;
    const auto sent = draft.next.headers.first("Authorization");
    if (sent && *sent != basicCredentials(old))
        return;
    draft.next.headers.set("Authorization", basicCredentials(credentials));
    draft.note("Authorization", draft.profile.userinfoWhy);
}

/// Whether a field that one redirect dropped may be in a later request again.
bool comesBack(Place place)
{
    return place == Place::InitialOrigin || place == Place::LastOrigin || place == Place::SubdomainOfLast;
}

void applyAuthorization(Draft &draft)
{
    const PlaceRule &rule = draft.profile.authorization;
    const auto given = draft.first().headers.first("Authorization");
    if (!mayReceive(rule.place, draft)) {
        draft.drop("Authorization", {rule.dropped, rule.source});
    } else if (comesBack(rule.place) && given && !draft.next.headers.contains("Authorization")) {
        draft.next.headers.append("Authorization", *given);
        draft.note("Authorization", {rule.kept, rule.source});
    } else if (draft.next.headers.contains("Authorization")) {
        draft.note("Authorization", {rule.kept, rule.source});
    }
    applyTargetCredentials(draft);
}

bool matches(QByteArrayView pattern, QByteArrayView name)
{
    if (!pattern.endsWith('*'))
        return equalsIgnoringCase(pattern, name);
    const QByteArrayView prefix = pattern.chopped(1);
    return name.size() >= prefix.size() && equalsIgnoringCase(prefix, name.first(prefix.size()));
}

/// RFC 9110 7.6.1: the fields that Connection names are for one connection only.
bool namedByConnection(const Headers &headers, QByteArrayView name)
{
    return isOneOf(headers.listed("Connection"), name);
}

void applyDroppedFields(Draft &draft)
{
    const Headers &before = draft.chain.request.headers;
    for (const FieldRule &rule : draft.profile.droppedFields) {
        for (const Header &field : before.fields) {
            const bool falls = matches(rule.name, field.name) ||
                               (equalsIgnoringCase(rule.name, "Connection") && namedByConnection(before, field.name));
            if (falls && !(rule.otherOriginOnly && draft.sameOrigin()))
                draft.drop(field.name, rule.why);
        }
    }
}

} // namespace

bool mayReceive(Place place, const Draft &draft)
{
    switch (place) {
    case Place::Anywhere:
        return true;
    case Place::SameOrigin:
        return draft.sameOrigin();
    case Place::InitialOrigin:
        return draft.home.origin() == draft.to.origin();
    case Place::SameOriginOrHttps:
        return draft.sameOrigin() || isUpgrade(draft.from.origin(), draft.to.origin());
    case Place::LastOrigin:
        return draft.sameOrigin();
    case Place::SubdomainOfLast:
        return isSubdomain(draft.to.origin(), draft.from.origin());
    case Place::SameHostAndScheme:
        return hostName(draft.from) == hostName(draft.to) && originScheme(draft.from) == originScheme(draft.to);
    case Place::InitialSite:
        return hostName(draft.home) == hostName(draft.to) && originScheme(draft.home) == originScheme(draft.to);
    case Place::FirstRequest:
        return false;
    case Place::InitialHost:
        return hostName(draft.home) == hostName(draft.to);
    }
    return false;
}

QByteArray hostFieldOf(const ClientProfile &profile, const ParsedTarget &url)
{
    return profile.hostNamesPort ? hostField(url.parts()) : hostName(url);
}

bool isConditional(const Headers &headers)
{
    return headers.contains("If-None-Match") || headers.contains("If-Modified-Since");
}

QByteArray basicCredentials(QByteArrayView userPassword)
{
    return "Basic " + userPassword.toByteArray().toBase64();
}

QByteArray urlCredentials(const ParsedTarget &url)
{
    if (url.userinfo().isEmpty())
        return {};
    const Url parts = splitUri(url.parts());
    return QByteArray::fromPercentEncoding(parts.username) + ':' + QByteArray::fromPercentEncoding(parts.password);
}

void applyFieldRules(Draft &draft)
{
    applyDroppedFields(draft);
    applyHost(draft);
    applyAuthorization(draft);
    applyCookieRule(draft);
    applyReferer(draft);
    applyOrigin(draft);
}

} // namespace hopscope
