// SPDX-License-Identifier: MIT
#include "redirect/authentication.h"

#include "redirect/authcontext.h"
#include "redirect/fieldrules.h"

#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString sourceOf(const char *source, const AuthContext &context)
{
    return sourceText(source, context.profile);
}

AuthStep unanswered(const QString &reason, const char *source, const AuthContext &context)
{
    return {.reason = reason, .source = sourceOf(source, context)};
}

bool goesLater(const AuthEntry &entry, const AuthContext &context)
{
    const AuthPolicy &policy = context.policy;
    const AuthReach reach = (entry.offer.scheme == AuthScheme::Basic ? policy.basicLater : policy.digestLater).value;
    if (entry.credentials.fromUrl && !policy.urlUserLater.value)
        return false;
    if (policy.belowFolder.value && !folderOf(context.target).startsWith(entry.folder))
        return false;
    return reaches(reach, entry.origin, context.target.origin());
}

/// What an earlier 401 was answered with, for a request that nobody has asked for it.
std::optional<AuthStep> stepFromMemory(AuthMemory &memory, const AuthContext &context)
{
    const AuthPolicy &policy = context.policy;
    if (policy.urlUserWaits.value && !context.target.userinfo().isEmpty())
        return std::nullopt;
    const auto found = std::find_if(memory.entries.rbegin(), memory.entries.rend(),
                                    [&](const AuthEntry &each) { return goesLater(each, context); });
    if (found == memory.entries.rend())
        return std::nullopt;
    AuthEntry entry = *found;
    ++entry.nonceCount;
    if (!policy.keepsCnonce.value)
        entry.cnonce = context.asked.cnonce;
    const Result<QByteArray> field = fieldOf(entry, context);
    if (!field)
        return std::nullopt;
    *found = entry;
    const bool basic = entry.offer.scheme == AuthScheme::Basic;
    const QString nonce = u", with the nonce of that 401 (request %1 with it)"_s.arg(entry.nonceCount);
    return AuthStep{.field = *field,
                    .reason =
                        u"%1 has answered a 401 and now sends user name and password without being asked%2."_s.arg(
                            context.title(), basic ? QString() : nonce),
                    .source = sourceOf((basic ? policy.basicLater : policy.digestLater).source, context)};
}

/// What the user or the URL has, for the first request of a chain.
std::optional<AuthStep> stepAtOnce(const AuthContext &context)
{
    if (waitsFor401(context))
        return std::nullopt;
    const char *option = optionOf(context);
    const auto byOption = context.profile.sendsUserAtOnce || option ? context.wish.credentials : std::nullopt;
    const auto byUrl = context.profile.sendsUrlCredentials || option ? userOf(context.target) : std::nullopt;
    const auto credentials = byUrl && (context.policy.urlFirst.value || !byOption) ? byUrl : byOption;
    if (!credentials)
        return std::nullopt;
    const QString with = option ? u"With %1, "_s.arg(QString::fromUtf8(option)) : QString();
    return AuthStep{.likeGiven = true,
                    .field = basicField(*credentials),
                    .reason =
                        u"%1%2 sends user name and password before a 401 asks for them."_s.arg(with, context.title()),
                    .source = sourceOf(option ? context.policy.answers.source : nullptr, context)};
}

/// The scheme of the credentials that the request had, when the 401 asks for the same one again.
bool asksAgain(const AuthContext &context, const QList<Challenge> &challenges)
{
    const QByteArray sent = context.sent();
    const QByteArray scheme = sent.left(sent.indexOf(' '));
    const bool answers = equalsIgnoringCase(scheme, "Basic") || equalsIgnoringCase(scheme, "Digest");
    return answers && std::any_of(challenges.begin(), challenges.end(),
                                  [&](const Challenge &each) { return equalsIgnoringCase(each.scheme, scheme); });
}

bool isStale(const PickedOffer &picked)
{
    return picked.offer && picked.offer->scheme == AuthScheme::Digest && picked.offer->digest.stale;
}

/// Schemes that a text names at most.
constexpr qsizetype kMostNamedSchemes = 5;

QString offeredBy(const QList<Challenge> &challenges)
{
    QStringList schemes;
    for (const Challenge &each : challenges)
        schemes.append(QString::fromUtf8(each.scheme));
    schemes.removeDuplicates();
    const QString more = schemes.size() > kMostNamedSchemes ? u", …"_s : QString();
    return schemes.mid(0, kMostNamedSchemes).join(u", "_s) + more;
}

/// Why a 401 is not answered whatever credentials there are; an empty reason when it is.
AuthStep whyUnanswered(const AuthContext &context, const PickedOffer &picked, const QList<Challenge> &challenges)
{
    const AuthPolicy &policy = context.policy;
    const QString client = context.title();
    if (challenges.isEmpty())
        return unanswered(u"The 401 offers no way to authenticate: it has no challenge in WWW-Authenticate."_s,
                          "RFC 9110 11.6.1", context);
    if (asksAgain(context, challenges) && !(isStale(picked) && policy.answersAgain.value))
        return unanswered(
            u"The server has refused the user name and password, and %1 does not try them again."_s.arg(client),
            policy.answersAgain.source, context);
    if (!policy.answers.source)
        return unanswered(u"Nobody has measured what %1 does about a 401, so it counts as the result."_s.arg(client),
                          "RFC 9110 15.5.2", context);
    if (schemesOf(context) == AuthSchemes::None)
        return unanswered(
            u"%1 sends user name and password at once or not at all; it does not answer a 401."_s.arg(client),
            policy.answers.source, context);
    if (context.asked.answered > 0 && !policy.answersAgain.value)
        return unanswered(u"%1 answers only the first 401 to a request."_s.arg(client), policy.answersAgain.source,
                          context);
    if (context.asked.answered >= kMostAuthAnswers)
        return unanswered(u"%1 would go on; Hopscope answers at most %2 times."_s.arg(client).arg(kMostAuthAnswers),
                          policy.answersAgain.source, context);
    if (!picked.offer) {
        AuthStep step = unanswered(u"%1 cannot answer what the 401 offers (%2)."_s.arg(client, offeredBy(challenges)),
                                   picked.source, context);
        step.fails = picked.fails;
        return step;
    }
    return {};
}

AuthStep withoutCredentials(const AuthContext &context, const AuthMemory &memory, const char *beyond)
{
    const AuthPolicy &policy = context.policy;
    const QString client = context.title();
    if (!beyond)
        return unanswered(u"There is no user name and password with which %1 could answer the 401."_s.arg(client),
                          policy.answers.source, context);
    if (!policy.repeatsBare.value || context.asked.answered > 0 || !memory.entries.isEmpty())
        return unanswered(u"%1 does not give the user name and password to this origin."_s.arg(client), beyond,
                          context);
    return {.repeats = true,
            .reason = u"%1 sends the request again, but does not give the user name and password to this origin."_s.arg(
                client),
            .source = sourceOf(policy.repeatsBare.source, context)};
}

/// How many requests have been sent with the nonce of `offer`, this one included.
quint32 countOf(const AuthOffer &offer, const AuthContext &context, const AuthMemory &memory)
{
    if (!context.policy.countsOn.value)
        return 1;
    const auto known = std::find_if(memory.entries.begin(), memory.entries.end(), [&](const AuthEntry &each) {
        return each.offer.scheme == AuthScheme::Digest && each.offer.digest.nonce == offer.digest.nonce;
    });
    return known == memory.entries.end() ? 1 : known->nonceCount + 1;
}

void putInto(AuthMemory &memory, const AuthEntry &entry)
{
    memory.entries.removeIf([&](const AuthEntry &each) {
        return each.origin == entry.origin && each.offer.scheme == entry.offer.scheme &&
               each.offer.realm == entry.offer.realm;
    });
    memory.entries.append(entry);
    if (memory.entries.size() > kMostAuthEntries)
        memory.entries.removeFirst();
}

void forgetRefused(AuthMemory &memory, const AuthContext &context, const QList<Challenge> &challenges)
{
    QSet<QByteArray> realms;
    for (const Challenge &each : challenges)
        realms.insert(each.parameter("realm").value_or(QByteArray()));
    memory.entries.removeIf([&](const AuthEntry &each) {
        return each.origin == context.target.origin() && realms.contains(each.offer.realm);
    });
}

AuthStep afterHeldBack(const AuthContext &context)
{
    return {.repeats = true,
            .reason = u"%1 has held the body back and sends it now that no 401 came."_s.arg(context.title()),
            .source = sourceOf(context.policy.holdsBodyBack.source, context)};
}

} // namespace

std::optional<AuthStep> credentialsAtOnce(const ClientProfile &profile, const AuthWish &wish, AuthMemory &memory,
                                          const AuthRequest &request)
{
    const AuthContext context(profile, wish, request);
    const bool isFirst = request.followed == 0;
    const bool isUrls =
        !isFirst && !context.sent().isEmpty() && context.sent() == basicCredentials(urlCredentials(context.target));
    if (!context.sent().isEmpty() && !isUrls)
        return isFirst && profile.urlCredentialsWin ? stepAtOnce(context) : std::nullopt;
    if (auto step = stepFromMemory(memory, context))
        return step;
    if (isFirst)
        return stepAtOnce(context);
    if (!isUrls || !waitsFor401(context))
        return std::nullopt;
    return unanswered(u"With %1, %2 waits for a 401 before it sends user name and password."_s.arg(
                          QString::fromUtf8(optionOf(context)), context.title()),
                      context.policy.answers.source, context);
}

AuthStep answerChallenge(const ClientProfile &profile, const AuthWish &wish, AuthMemory &memory,
                         const AuthRequest &request, const Response &response)
{
    const AuthContext context(profile, wish, request);
    if (response.status != 401) {
        const bool isDone = response.status >= 200 && response.status < 300;
        return isDone && bodyIsHeldBack(profile, wish, request) ? afterHeldBack(context) : AuthStep{};
    }
    const QList<Challenge> challenges = parseChallenges(response.headers);
    const PickedOffer picked = pickOffer(context.policy, schemesOf(context), challenges);
    if (asksAgain(context, challenges) && !isStale(picked))
        forgetRefused(memory, context, challenges);
    if (const AuthStep why = whyUnanswered(context, picked, challenges); !why.reason.isEmpty())
        return why;
    const FoundCredentials found = findCredentials(context, memory, picked.offer->realm);
    if (!found.credentials || !context.target.origin())
        return withoutCredentials(context, memory, found.beyond);
    const AuthEntry entry{.origin = *context.target.origin(),
                          .folder = folderOf(context.target),
                          .offer = *picked.offer,
                          .credentials = *found.credentials,
                          .cnonce = request.cnonce,
                          .nonceCount = countOf(*picked.offer, context, memory)};
    const Result<QByteArray> field = fieldOf(entry, context);
    if (!field)
        return unanswered(field.error, picked.source, context);
    putInto(memory, entry);
    const QString scheme = entry.offer.scheme == AuthScheme::Basic ? u"Basic"_s : u"Digest"_s;
    return {.repeats = true,
            .field = *field,
            .reason = u"%1 answers the 401 with %2."_s.arg(context.title(), scheme),
            .source = sourceOf(picked.source, context)};
}

bool bodyIsHeldBack(const ClientProfile &profile, const AuthWish &wish, const AuthRequest &request)
{
    const AuthContext context(profile, wish, request);
    const QByteArray &method = request.request.method;
    const bool hasContent = request.request.body.size > 0 || method == "POST" || method == "PUT";
    return context.policy.holdsBodyBack.value && wish.choice == AuthChoice::Digest && optionOf(context) && hasContent &&
           request.answered == 0 && context.sent().isEmpty() &&
           findCredentials(context, {}, {}).credentials.has_value();
}

} // namespace hopscope
