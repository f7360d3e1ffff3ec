// SPDX-License-Identifier: MIT
#include "formats/redaction/secretpaths.h"

#include "formats/redaction/plainvalues.h"
#include "http/ascii.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr SecretHolds kDrawn = SecretHolds::Drawn;
constexpr SecretHolds kRandom = SecretHolds::Random;

constexpr PathRule kPathRules[] = {
    // all behind it is secret
    {"hooks.slack.com/services/", SecretHolds::Every, "Slack"},
    {"hooks.slack.com/triggers/", SecretHolds::Every, "Slack"},
    {"hooks.slack.com/workflows/", SecretHolds::Every, "Slack"},
    {"hooks.slack-gov.com/services/", SecretHolds::Every, "Slack"},
    {"/webhookb2/", SecretHolds::Every, "Microsoft Teams"},
    {"outlook.office.com/webhook/", SecretHolds::Every, "Microsoft Teams"},
    {"/bot", SecretHolds::Every, "Telegram"},
    {"hooks.zapier.com/hooks/catch/", SecretHolds::Every, "Zapier"},
    {"hc-ping.com/", SecretHolds::Every, "Healthchecks.io"},
    {"nosnch.in/", SecretHolds::Every, "Dead Man's Snitch"},
    {"events.pagerduty.com/integration/", SecretHolds::Every, "PagerDuty"},
    {".infura.io/v3/", SecretHolds::Every, "Infura"},
    {".g.alchemy.com/v2/", SecretHolds::Every, "Alchemy"},
    {"hook.eu1.make.com/", SecretHolds::Every, "Make"},
    {"hook.us1.make.com/", SecretHolds::Every, "Make"},
    {"/private-", SecretHolds::Every, "Google Calendar"},
    // a segment behind it is secret if it was drawn by chance
    {"activate", kDrawn},
    {"activation", kDrawn},
    {"auth", kRandom},
    {"bot", kRandom},
    {"catch", kRandom},
    {"code", kRandom},
    {"confirm", kDrawn},
    {"confirmation", kDrawn},
    {"confirmemail", kDrawn},
    {"emailconfirm", kDrawn},
    {"emailverification", kDrawn},
    {"forgot", kDrawn},
    {"hook", kRandom, "Feishu, Lark"},
    {"hooks", kRandom, "Mattermost, Rocket.Chat"},
    {"invitation", kDrawn},
    {"invitations", kDrawn},
    {"invite", kDrawn},
    {"join", kRandom},
    {"key", kRandom, "IFTTT"},
    {"keys", kRandom},
    {"login", kRandom},
    {"magic", kDrawn},
    {"magiclink", kDrawn},
    {"magiclogin", kDrawn},
    {"onetime", kDrawn},
    {"otp", kDrawn},
    {"passwordless", kDrawn},
    {"passwordreset", kDrawn},
    {"passwordresets", kDrawn},
    {"pwreset", kDrawn},
    {"recover", kDrawn},
    {"recovery", kDrawn},
    {"reset", kDrawn, "Django, Laravel"},
    {"session", kRandom},
    {"sessions", kRandom},
    {"share", kRandom},
    {"signin", kRandom},
    {"sso", kRandom},
    {"unlock", kDrawn},
    {"unsubscribe", kRandom},
    {"verification", kDrawn},
    {"verify", kDrawn},
    {"verifyemail", kDrawn},
    {"webhook", kRandom, "n8n"},
    {"webhooks", kRandom, "Discord, Webex"},
};

constexpr qsizetype kMaxWord = 40;          ///< bytes of a segment that is looked up
constexpr qsizetype kLeastDrawnSegment = 8; ///< bytes
/// Django has the user's number between the word and the token.
constexpr int kReach = 2;
constexpr QByteArrayView kEndsOfPath = " \t\r\n\"'<>?#\\`(){}|^,;";

bool isWordSegment(const PathRule &row)
{
    return row.behind != SecretHolds::Every;
}

bool isOn(const PathRule &row, const SecretRules &rules)
{
    return rules.off.isEmpty() || rules.isOn(idOf(row));
}

/// Which segments behind `segment` are secret: by its row, or as a name of secrets ("api_key").
SecretHolds heldBehind(const QByteArray &segment, const SecretRules &rules)
{
    if (segment.isEmpty() || segment.size() > kMaxWord)
        return SecretHolds::Nothing;
    const QByteArray plain = QByteArray(segment).replace('-', "").replace('_', "");
    const auto found = std::find_if(std::begin(kPathRules), std::end(kPathRules), [&](const PathRule &row) {
        return isWordSegment(row) && equalsIgnoringCase(plain, row.word) && isOn(row, rules);
    });
    if (found != std::end(kPathRules))
        return found->behind;
    return rules.isOn("kind name in a path") && rules.holdsEvery(segment) ? kDrawn : SecretHolds::Nothing;
}

qsizetype endOfPath(const QByteArray &text, qsizetype at, QByteArrayView more = {})
{
    while (at < text.size() && !kEndsOfPath.contains(text[at]) && !more.contains(text[at]))
        ++at;
    return at;
}

/// Secrets that all behind a host and path are.
void appendWholePaths(QList<SecretSpan> &found, const QByteArray &text, const SecretRules &rules)
{
    for (const PathRule &row : kPathRules) {
        if (isWordSegment(row) || !isOn(row, rules))
            continue;
        for (qsizetype at = text.indexOf(row.word); at >= 0; at = text.indexOf(row.word, at + row.word.size())) {
            const qsizetype start = at + row.word.size();
            // Behind a bot's token stands what it shall do.
            const bool isSegment = row.word.endsWith("bot") || row.word.endsWith('-');
            const qsizetype end = endOfPath(text, start, isSegment ? QByteArrayView("/") : QByteArrayView());
            const QByteArray secret = text.mid(start, end - start);
            // "/bottles" is none.
            const bool isBot = !row.word.endsWith("bot") || (ascii::isDigit(secret.isEmpty() ? ' ' : secret[0]) &&
                                                             (secret.contains(':') || secret.contains("%3A")));
            if (isBot && looksDrawn(secret, kLeastDrawnSegment))
                found.append({start, end - start, SecretPlace::Path, row.of ? row.of : "path", SecretForm::Plain});
        }
    }
}

/// ASP.NET without cookies: "/(S(lit3py55t21z5v55vlm25s55))/".
void appendCookieless(QList<SecretSpan> &found, const QByteArray &text)
{
    for (qsizetype at = text.indexOf("/("); at >= 0; at = text.indexOf("/(", at + 2)) {
        for (qsizetype start = at + 2;
             start + 2 < text.size() && ascii::isAlpha(text[start]) && text[start + 1] == '(';) {
            const qsizetype from = start + 2;
            qsizetype end = from;
            while (end < text.size() &&
                   (ascii::isAlpha(text[end]) || ascii::isDigit(text[end]) || QByteArrayView("-_").contains(text[end])))
                ++end;
            if (end >= text.size() || text[end] != ')')
                break;
            if (end - from >= kLeastDrawnSegment)
                found.append({from, end - from, SecretPlace::Path, "ASP.NET session", SecretForm::Plain});
            start = end + 1;
        }
    }
}

void appendSegments(QList<SecretSpan> &found, const QByteArray &text, const SecretRules &rules)
{
    SecretHolds behind = SecretHolds::Nothing;
    QByteArray word;
    int left = 0;
    qsizetype last = -1; // the end of the segment before
    for (qsizetype at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
        if (at != last)
            behind = SecretHolds::Nothing;
        const qsizetype end = endOfPath(text, at + 1, "/&");
        const QByteArray segment = text.mid(at + 1, end - at - 1);
        last = end;
        // "/token=x/"
        const qsizetype equals = segment.indexOf('=');
        const QByteArray value = segment.mid(equals + 1);
        if (equals > 0 && rules.isOn("kind name in a path") &&
            rules.isSecret(segment.left(equals), value, PairPlace::Parameter)) {
            found.append(
                {end - value.size(), value.size(), SecretPlace::Path, segment.left(equals), SecretForm::Query});
            continue;
        }
        const bool isSecret = left-- > 0 && behind != SecretHolds::Nothing &&
                              (behind == kRandom ? looksRandom(segment) : looksDrawn(segment, kLeastDrawnSegment));
        if (isSecret) {
            found.append({at + 1, segment.size(), SecretPlace::Path, word, SecretForm::Query});
        } else if (const SecretHolds next = heldBehind(segment, rules); next != SecretHolds::Nothing) {
            behind = next;
            word = segment;
            left = kReach;
        }
    }
}

} // namespace

std::span<const PathRule> pathRules()
{
    return kPathRules;
}

QByteArray idOf(const PathRule &row)
{
    return "path " + row.word.toByteArray();
}

QList<SecretSpan> pathSecrets(const QByteArray &text, const SecretRules &rules)
{
    QList<SecretSpan> found;
    if (!text.contains('/'))
        return found;
    appendWholePaths(found, text, rules);
    if (rules.isOn("kind cookieless session"))
        appendCookieless(found, text);
    appendSegments(found, text, rules);
    std::stable_sort(found.begin(), found.end(),
                     [](const SecretSpan &a, const SecretSpan &b) { return a.start < b.start; });
    return found;
}

} // namespace hopscope
