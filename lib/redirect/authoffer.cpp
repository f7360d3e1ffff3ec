// SPDX-License-Identifier: MIT
#include "redirect/authoffer.h"

#include <algorithm>

namespace hopscope
{

namespace
{

bool isAnswered(const Challenge &challenge, AuthSchemes schemes)
{
    switch (schemes) {
    case AuthSchemes::None:
        return false;
    case AuthSchemes::Digest:
        return equalsIgnoringCase(challenge.scheme, "Digest");
    case AuthSchemes::BasicAndDigest:
        return equalsIgnoringCase(challenge.scheme, "Digest") || equalsIgnoringCase(challenge.scheme, "Basic");
    }
    return false;
}

/// nullopt when the client cannot do anything with the list.
std::optional<DigestQop> chosenQop(QopRule rule, const QByteArray &list)
{
    if (list.isEmpty())
        return DigestQop::None;
    bool auth = false;
    bool authInt = false;
    for (const QByteArray &each : list.split(',')) {
        const QByteArrayView name = rule == QopRule::AuthOrBad ? QByteArrayView(each) : QByteArrayView(each).trimmed();
        auth = auth || equalsIgnoringCase(name, "auth");
        authInt = authInt || equalsIgnoringCase(name, "auth-int");
    }
    switch (rule) {
    case QopRule::Auth:
        return auth ? DigestQop::Auth : DigestQop::None;
    case QopRule::AuthAlone:
        return list == "auth" ? DigestQop::Auth : DigestQop::None;
    case QopRule::AuthOrBad:
        return auth ? std::optional(DigestQop::Auth) : std::nullopt;
    case QopRule::AuthOrAuthInt:
        break;
    }
    if (auth)
        return DigestQop::Auth;
    return authInt ? DigestQop::AuthInt : DigestQop::None;
}

/// nullopt for a challenge that the client cannot answer.
std::optional<AuthOffer> digestOffer(const AuthPolicy &policy, const Challenge &challenge)
{
    const auto digest = digestChallenge(challenge);
    if (!digest || (policy.needsRealm.value && !digest->realm))
        return std::nullopt;
    auto algorithm = digestAlgorithm(*digest);
    if (!algorithm || !policy.algorithms.value.testFlag(*algorithm)) {
        if (!policy.otherAsMd5.value)
            return std::nullopt;
        algorithm = DigestAlgorithm::Md5;
    }
    const auto qop = chosenQop(policy.qop.value, digest->qop);
    if (!qop || (policy.sessionNeedsQop.value && isSession(*algorithm) && *qop == DigestQop::None))
        return std::nullopt;
    return AuthOffer{.scheme = AuthScheme::Digest,
                     .realm = digest->realm.value_or(QByteArray()),
                     .digest = *digest,
                     .algorithm = *algorithm,
                     .qop = *qop};
}

struct Candidate {
    const Challenge *challenge = nullptr;
    std::optional<AuthOffer> offer; ///< none: the client cannot answer it
};

QList<Candidate> candidatesOf(const AuthPolicy &policy, AuthSchemes schemes, const QList<Challenge> &challenges)
{
    QList<Candidate> candidates;
    for (const Challenge &each : challenges) {
        if (!isAnswered(each, schemes))
            continue;
        const bool isDigest = equalsIgnoringCase(each.scheme, "Digest");
        const AuthOffer basic{.realm = each.parameter("realm").value_or(QByteArray())};
        Candidate candidate{&each, isDigest ? digestOffer(policy, each) : std::optional(basic)};
        if (candidate.offer || policy.badDigest.value != BadDigest::Skipped)
            candidates.append(candidate);
    }
    if (policy.scheme.value == AuthPick::LastLine && !candidates.isEmpty()) {
        const int line = candidates.last().challenge->line;
        candidates.removeIf([&](const Candidate &each) { return each.challenge->line != line; });
    }
    return candidates;
}

bool isDigest(const Candidate &candidate)
{
    return equalsIgnoringCase(candidate.challenge->scheme, "Digest");
}

bool isWeaker(const Candidate &a, const Candidate &b)
{
    return b.offer && (!a.offer || a.offer->algorithm < b.offer->algorithm);
}

/// Of the same scheme, and at least one.
const Candidate &pickDigest(AuthPick pick, const QList<Candidate> &digests)
{
    if (pick == AuthPick::LastOffered)
        return digests.last();
    if (pick == AuthPick::Strongest)
        return *std::max_element(digests.begin(), digests.end(), isWeaker);
    return digests.first();
}

bool goesForDigest(AuthPick pick, const QList<Candidate> &candidates)
{
    switch (pick) {
    case AuthPick::FirstOffered:
        return isDigest(candidates.first());
    case AuthPick::LastOffered:
        return isDigest(candidates.last());
    case AuthPick::LastLine:
    case AuthPick::Strongest:
        break;
    }
    return std::any_of(candidates.begin(), candidates.end(), isDigest);
}

} // namespace

PickedOffer pickOffer(const AuthPolicy &policy, AuthSchemes schemes, const QList<Challenge> &challenges)
{
    QList<Candidate> candidates = candidatesOf(policy, schemes, challenges);
    if (candidates.isEmpty())
        return {.source = policy.answers.source};
    if (!goesForDigest(policy.scheme.value, candidates))
        return {.offer = candidates.first().offer, .source = policy.scheme.source};
    const bool isChoice = !std::all_of(candidates.begin(), candidates.end(), isDigest);
    candidates.removeIf([](const Candidate &each) { return !isDigest(each); });
    const Candidate &picked = pickDigest(policy.digest.value, candidates);
    if (!picked.offer)
        return {.fails = policy.badDigest.value == BadDigest::Fails, .source = policy.badDigest.source};
    const char *source = candidates.size() > 1 ? policy.digest.source : policy.answers.source;
    return {.offer = picked.offer, .source = isChoice ? policy.scheme.source : source};
}

} // namespace hopscope
