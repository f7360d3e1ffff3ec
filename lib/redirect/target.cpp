// SPDX-License-Identifier: MIT
#include "redirect/target.h"

#include "http/blockedports.h"
#include "http/uriparts.h"
#include "http/url.h"
#include "redirect/draft.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

Redirect ending(RedirectVerdict verdict, OutcomeKind outcome, const QString &reason, const char *source)
{
    return {.verdict = verdict, .reason = reason, .source = QString::fromUtf8(source), .outcome = outcome};
}

Redirect ending(RedirectVerdict verdict, OutcomeKind outcome, const Why &why, const ClientProfile &profile,
                const Chain &chain)
{
    Redirect end = ending(verdict, outcome, filledIn(why.reason, profile, chain), why.source);
    end.source = sourceText(why.source, profile);
    return end;
}

Redirect noRedirect(const Chain &chain)
{
    const int status = chain.response.status;
    if (status == 201 && chain.response.headers.contains("Location"))
        return ending(RedirectVerdict::Deliver, OutcomeKind::Final,
                      u"The Location of a 201 names what was created; 201 is not a redirect."_s, "RFC 9110 15.3.2");
    return ending(RedirectVerdict::Deliver, OutcomeKind::Final,
                  u"%1 is not a redirect, so the chain ends here."_s.arg(status), "RFC 9110 15");
}

/// 300 and 304 are complete answers; the other statuses promise something that this client does not do.
OutcomeKind outcomeOfUnfollowed(int status, bool hasLocation)
{
    return status == 304 || (status == 300 && !hasLocation) ? OutcomeKind::Final : OutcomeKind::NotFollowed;
}

Redirect notFollowed(const ClientProfile &profile, const Chain &chain)
{
    const int status = chain.response.status;
    const auto rows = profile.notFollowed;
    auto row = std::find_if(rows.begin(), rows.end(), [&](const NotFollowed &each) { return each.status == status; });
    if (row == rows.end())
        row = std::find_if(rows.begin(), rows.end(), [](const NotFollowed &each) { return each.status == 0; });
    const bool hasLocation = chain.response.headers.contains("Location");
    return ending(RedirectVerdict::Deliver, outcomeOfUnfollowed(status, hasLocation), {row->reason, row->source},
                  profile, chain);
}

Redirect withoutLocation(const ClientProfile &profile, const Chain &chain, const Why &why)
{
    const int status = chain.response.status;
    if (profile.missingIsError)
        return ending(RedirectVerdict::Refuse, OutcomeKind::MissingLocation, why, profile, chain);
    const bool mustHave = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    const OutcomeKind outcome = mustHave ? OutcomeKind::MissingLocation : outcomeOfUnfollowed(status, false);
    return ending(RedirectVerdict::Deliver, outcome, why, profile, chain);
}

/// The Location line that the client uses; nullopt when it refuses to choose.
std::optional<QByteArray> chooseLocation(SeveralLocations rule, const QList<QByteArray> &values)
{
    const bool different =
        std::any_of(values.begin(), values.end(), [&](const auto &v) { return v != values.first(); });
    if (values.size() > 1 &&
        (rule == SeveralLocations::Refuse || (rule == SeveralLocations::RefuseDifferent && different)))
        return std::nullopt;
    if (rule == SeveralLocations::FirstNotEmpty) {
        const auto found = std::find_if(values.begin(), values.end(), [](const auto &v) { return !v.isEmpty(); });
        return found == values.end() ? values.first() : *found;
    }
    if (rule == SeveralLocations::Join)
        return values.join(", ");
    if (rule == SeveralLocations::JoinTight)
        return values.join(',');
    return rule == SeveralLocations::Last ? values.last() : values.first();
}

bool refusesUserinfo(const ClientProfile &profile, const FoundTarget &found)
{
    switch (profile.userinfo) {
    case UserinfoRule::Refuse:
        return true;
    case UserinfoRule::RefuseOtherOrigin:
        return found.to.origin() != found.home.origin() || found.from.origin() != found.home.origin();
    case UserinfoRule::SendAtInitialOrigin:
    case UserinfoRule::Send:
    case UserinfoRule::Withhold:
        return false;
    }
    return false;
}

/// Whether the user and password of the target are those of the request's URL, at the same host.
bool hasSameUserinfo(const ParsedTarget &from, const ParsedTarget &to)
{
    const Url own = splitUri(from.parts());
    const Url parts = splitUri(to.parts());
    return own.username == parts.username && own.password == parts.password && own.host == parts.host;
}

std::optional<Redirect> refusedScheme(const ClientProfile &profile, const Chain &chain, const FoundTarget &found)
{
    const auto schemeOf = [](const ParsedTarget &url) { return url.parts().scheme.value_or(QByteArrayView()); };
    const auto is = [](QByteArrayView scheme, QByteArrayView other) { return equalsIgnoringCase(scheme, other); };
    const QByteArrayView scheme = schemeOf(found.to);
    const auto inWords = [scheme] { return QString::fromLatin1(scheme.toByteArray().toLower()); };
    const auto others = profile.otherSchemes;
    if (std::any_of(others.begin(), others.end(), [&](QByteArrayView each) { return is(scheme, each); }))
        return ending(
            RedirectVerdict::Refuse, OutcomeKind::UnsupportedScheme,
            u"The client would continue with %1, which is not HTTP; Hopscope requests only http and https."_s.arg(
                inWords()),
            profile.scheme.source);
    if (!isHttpScheme(scheme))
        return ending(RedirectVerdict::Refuse, OutcomeKind::UnsupportedScheme,
                      u"The Location leads to the scheme %1. "_s.arg(inWords()) +
                          QString::fromUtf8(profile.scheme.reason),
                      profile.scheme.source);
    const QByteArrayView own = schemeOf(found.from);
    const bool down = is(own, "https") && is(scheme, "http") && !profile.httpsToHttp;
    const bool up = is(own, "http") && is(scheme, "https") && !profile.httpToHttps;
    if (down || up)
        return ending(RedirectVerdict::Refuse, OutcomeKind::UnsupportedScheme, profile.downgrade, profile, chain);
    return std::nullopt;
}

std::optional<Redirect> overLimit(const ClientProfile &profile, const Chain &chain)
{
    const int limit = hopLimit(profile, chain.maxHops);
    if (limit >= 0 && chain.followed >= limit && limit == profile.hopLimit)
        return ending(RedirectVerdict::Refuse, OutcomeKind::TooManyRedirects, profile.limit, profile, chain);
    if (limit >= 0 && chain.followed >= limit)
        return ending(RedirectVerdict::Refuse, OutcomeKind::TooManyRedirects,
                      u"The limit of this trace is reached: it follows at most %1 redirects."_s.arg(limit), nullptr);
    if (chain.followed >= kMostHops)
        return ending(RedirectVerdict::Refuse, OutcomeKind::TooManyRedirects,
                      u"Hopscope stops after %1 redirects, whatever the client would do."_s.arg(kMostHops), nullptr);
    return std::nullopt;
}

std::optional<Redirect> refusedTarget(const ClientProfile &profile, const Chain &chain, const FoundTarget &found)
{
    // Fetch step 6: the scheme
    if (auto refused = refusedScheme(profile, chain, found))
        return refused;
    if (!found.to.origin())
        return ending(RedirectVerdict::Refuse, OutcomeKind::InvalidLocation,
                      u"The target names no host, or a port that does not exist."_s, "RFC 9110 4.2.1");
    if (profile.sameOriginOnly && found.to.origin() != found.from.origin())
        return ending(RedirectVerdict::Refuse, OutcomeKind::NotFollowed, profile.downgrade, profile, chain);
    // Fetch step 7: the limit
    if (auto refused = overLimit(profile, chain))
        return refused;
    // Fetch steps 9 and 10: user and password in the target
    if (!found.to.userinfo().isEmpty() && !hasSameUserinfo(found.from, found.to) && refusesUserinfo(profile, found))
        return ending(RedirectVerdict::Refuse, OutcomeKind::InvalidLocation, profile.userinfoWhy, profile, chain);
    // Fetch, main fetch, step 7: the port
    const int port = found.to.origin()->port;
    if (isBlockedPort(profile.ports, port))
        return ending(RedirectVerdict::Refuse, OutcomeKind::NetworkError, blockedPortReason(port), kPortBlocking);
    return std::nullopt;
}

bool isUtf8(QByteArrayView text)
{
    return !QString::fromUtf8(text).contains(QChar::ReplacementCharacter);
}

/// `text` with %XX for spaces and bytes over 0x7f, but not in a host.
QByteArray percentEncoded(const QByteArray &text)
{
    const qsizetype slashes = text.indexOf("//");
    const qsizetype path = slashes < 0 ? 0 : text.indexOf('/', slashes + 2);
    if (path < 0)
        return text;
    QByteArray encoded = text.left(path);
    for (const char byte : QByteArrayView(text).sliced(path)) {
        if (byte == ' ' || static_cast<unsigned char>(byte) > 0x7f)
            encoded += '%' + QByteArray(1, byte).toHex().toUpper();
        else
            encoded += byte;
    }
    return encoded;
}

QByteArray decoded(LocationText text, QByteArrayView location)
{
    if (text == LocationText::Latin1 || (text == LocationText::Utf8OrLatin1 && !isUtf8(location)))
        return QString::fromLatin1(location).toUtf8();
    return text == LocationText::Utf8 ? QString::fromUtf8(location).toUtf8() : location.toByteArray();
}

QByteArray withoutUserinfo(const QByteArray &url)
{
    if (!url.contains('@'))
        return url;
    UriParts parts = splitReference(url);
    if (parts.authority)
        parts.authority = parts.authority->sliced(parts.authority->lastIndexOf('@') + 1);
    return joinReference(parts);
}

/// The reference that the client makes of a Location before it resolves it.
QByteArray readAs(const ClientProfile &profile, QByteArrayView location)
{
    QByteArray text = location.toByteArray();
    if (profile.text != LocationText::Bytes)
        text = decoded(profile.text, location);
    if (profile.text != LocationText::Bytes && !isWhatwg(profile.syntax))
        text = percentEncoded(text);
    const bool fromFolder = (profile.emptyFromFolder && text.isEmpty()) ||
                            (profile.queryFromFolder && text.startsWith('?')) ||
                            (profile.fragmentFromFolder && text.startsWith('#'));
    const bool path = profile.slashesMakeScheme && !text.contains("//") && !text.startsWith('/');
    return fromFolder || path ? "./" + text : text;
}

/// See resolveTarget().
Result<QByteArray> resolvedTarget(const ClientProfile &profile, const ParsedTarget &base, QByteArrayView location)
{
    Result<QByteArray> target = resolveLocation(profile.syntax, base, readAs(profile, location));
    if (target && !profile.inheritsUserinfo && !location.contains("//"))
        target = withoutUserinfo(*target);
    const auto &fragment = base.parts().fragment;
    if (target && profile.inheritsFragment && fragment && !target->contains('#'))
        return *target + '#' + fragment->toByteArray();
    return target;
}

/// Whether the client still waits for the response after the 1xx responses before it.
bool readsBehind(InterimRule rule, const QList<InterimResponse> &interim)
{
    const auto waits = [rule](const InterimResponse &each) {
        return rule == InterimRule::Skipped || (rule == InterimRule::OnlyContinue && each.status == 100) ||
               (rule == InterimRule::NotContinue && each.status != 100);
    };
    return std::all_of(interim.begin(), interim.end(), waits);
}

/// The rule of the response's status, or nullptr when this client does not follow it.
const StatusRule *statusRule(const ClientProfile &profile, int status)
{
    const StatusRule *any = nullptr;
    for (const StatusRule &rule : profile.statuses) {
        if (rule.status == status)
            return &rule;
        if (rule.status == 0 && status >= 300 && status <= 399)
            any = &rule;
    }
    const auto excepted = [&](const NotFollowed &row) { return row.status == status; };
    return std::any_of(profile.notFollowed.begin(), profile.notFollowed.end(), excepted) ? nullptr : any;
}

/// Whether a body that is gone stops the client whatever a redirect would make of it.
bool stopsAfterOnceBody(const ClientProfile &profile, const Chain &chain)
{
    if (!chain.bodyOnce || chain.request.body.size == 0)
        return false;
    return profile.onceBody == OnceBody::NeverFollowed ||
           (profile.onceBody == OnceBody::OnlySeeOther && chain.response.status != 303);
}

/// Whether this client follows `rule` after a request with `method`.
bool followsMethod(const ClientProfile &profile, const StatusRule &rule, QByteArrayView method)
{
    const auto has = [&](std::span<const QByteArrayView> methods) {
        return std::find(methods.begin(), methods.end(), method) != methods.end();
    };
    return !has(profile.unfollowedMethods) && (rule.only.empty() || has(rule.only));
}

} // namespace

Result<QByteArray> resolveTarget(const ClientProfile &profile, QByteArrayView baseUrl, QByteArrayView location)
{
    return resolvedTarget(profile, ParsedTarget(baseUrl.toByteArray()), location);
}

FoundTarget findTarget(const ClientProfile &profile, const Chain &chain)
{
    const int status = chain.response.status;
    if (status < 300 || status > 399)
        return {.redirect = noRedirect(chain)};
    if (!readsBehind(profile.interim, chain.response.interim))
        return {.redirect =
                    ending(RedirectVerdict::Refuse, OutcomeKind::NotFollowed, profile.interimWhy, profile, chain)};
    const StatusRule *rule = statusRule(profile, status);
    if (!rule)
        return {.redirect = notFollowed(profile, chain)};
    if (!followsMethod(profile, *rule, chain.request.method))
        return {.redirect =
                    ending(RedirectVerdict::Deliver, OutcomeKind::NotFollowed, profile.unfollowed, profile, chain)};
    if (stopsAfterOnceBody(profile, chain))
        return {.redirect =
                    ending(RedirectVerdict::Refuse, OutcomeKind::NotFollowed, profile.onceBodyWhy, profile, chain)};

    // Fetch steps 3 and 4: Location
    const QList<QByteArray> values = chain.response.headers.all("Location");
    if (values.isEmpty())
        return {.redirect = withoutLocation(profile, chain, profile.missing)};
    const std::optional<QByteArray> location = chooseLocation(profile.severalLocations, values);
    if (!location)
        return {.redirect =
                    ending(RedirectVerdict::Refuse, OutcomeKind::InvalidLocation, profile.several, profile, chain)};
    if (profile.needsSlash && !location->startsWith('/') && !location->contains("://"))
        return {.redirect =
                    ending(RedirectVerdict::Deliver, OutcomeKind::InvalidLocation, profile.noSlash, profile, chain)};
    if (location->isEmpty() && profile.emptyLocation == EmptyLocation::Missing)
        return {.redirect = withoutLocation(profile, chain, profile.empty)};

    // Fetch step 5: a Location that cannot be read
    FoundTarget found{.rule = rule, .from = ParsedTarget(chain.request.url)};
    const bool unread = profile.text == LocationText::Utf8OrError && !isUtf8(*location);
    const Result<QByteArray> target =
        unread ? Result<QByteArray>::failure(u"it is not UTF-8"_s) : resolvedTarget(profile, found.from, *location);
    if (target) {
        found.home = chain.firstUrl == chain.request.url ? found.from : ParsedTarget(chain.firstUrl);
        found.to = ParsedTarget(*target);
        found.redirect = refusedTarget(profile, chain, found).value_or(Redirect{.verdict = RedirectVerdict::Follow});
    } else {
        found.redirect = ending(RedirectVerdict::Refuse, OutcomeKind::InvalidLocation,
                                u"The Location cannot be used: "_s + target.error, profile.source.data());
    }
    found.redirect.target = found.to.bytes();
    found.redirect.location = *location;
    return found;
}

} // namespace hopscope
