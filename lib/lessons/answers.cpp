// SPDX-License-Identifier: MIT
#include "lessons/lesson.h"

#include "http/freshness.h"
#include "redirect/cors.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What a part asks about: the trace of its visit, the answered hop and the one after it.
struct Asked {
    const Scenario &scenario;
    const QuestionPart &part;
    const Play &play;
    Trace trace;
    std::optional<Hop> hop;
    std::optional<Hop> before; ///< as `hop`, but the one before a question that went first (a preflight)
    std::optional<Hop> next;
};

std::optional<Hop> latestButPreflights(const QList<Hop> &hops, qsizetype count)
{
    for (qsizetype i = std::min(count, hops.size()) - 1; i >= 0; --i) {
        if (hops.at(i).kind != HopKind::Preflight)
            return hops.at(i);
    }
    return std::nullopt;
}

PartAnswer answer(const QString &value, const std::optional<Redirect> &why)
{
    return {value, why ? why->reason : QString(), why ? QStringList{why->source} : QStringList()};
}

/// With the reason of the ledger's row for `part`. Where the chain goes on without such a row, the reason of the
/// redirect is about something else: the lesson has to say why.
PartAnswer fromLedger(const Asked &asked, const QString &value, const QString &part)
{
    const std::optional<Redirect> redirect = asked.hop ? asked.hop->redirect : std::nullopt;
    if (!redirect || !asked.next)
        return answer(value, redirect);
    if (asked.next->kind == HopKind::Preflight)
        return {value, asked.next->notes.value(0), {QString::fromLatin1(kPreflightSource)}};
    // A question that was answered well changes nothing: what made the request is the redirect before.
    const std::optional<Redirect> changed = asked.before ? asked.before->redirect : std::nullopt;
    if (!changed)
        return answer(value, redirect);
    PartAnswer result{value, {}, {}};
    for (const LedgerRow &row : changed->ledger) {
        if (row.part.compare(part, Qt::CaseInsensitive) == 0 && !row.reason.isEmpty()) {
            result.reason = row.reason;
            result.sources = {row.source};
        }
    }
    return result;
}

PartAnswer method(const Asked &asked)
{
    const QString value = asked.next ? QString::fromLatin1(asked.next->request.method) : u"none"_s;
    return fromLedger(asked, value, u"method"_s);
}

PartAnswer body(const Asked &asked)
{
    QString value = u"none"_s;
    if (asked.next) {
        const Body &now = asked.next->request.body;
        const bool same = !asked.before || now.sha256 == asked.before->request.body.sha256;
        value = now.size == 0 ? u"empty"_s : same ? u"same"_s : u"other"_s;
    }
    return fromLedger(asked, value, u"body"_s);
}

PartAnswer authorization(const Asked &asked)
{
    const bool sent = asked.next && asked.next->request.headers.contains("Authorization");
    return fromLedger(asked, sent ? u"sent"_s : u"not-sent"_s, u"Authorization"_s);
}

PartAnswer fieldNamed(const Asked &asked, const QByteArray &name)
{
    QString value = u"none"_s;
    if (asked.next && asked.next->request.headers.contains(name)) {
        const QByteArray text = asked.next->request.headers.combined(name);
        value = QString::fromUtf8(withNames(asked.scenario, text));
    }
    return fromLedger(asked, value, QString::fromLatin1(name));
}

PartAnswer url(const Asked &asked)
{
    const QString value =
        asked.next ? QString::fromUtf8(withNames(asked.scenario, asked.next->request.url)) : u"none"_s;
    const PartAnswer result = fromLedger(asked, value, asked.part.kind == "fragment"_L1 ? u"fragment"_s : u"url"_s);
    // Why the chain goes on at all says where, too.
    return result.reason.isEmpty() && asked.hop ? answer(value, asked.hop->redirect) : result;
}

/// Why the first request of a visit went out although an earlier visit had asked the same.
std::optional<Freshness> whyAskedAgain(const Asked &asked, const QByteArray &url)
{
    const ClientProfile *profile = findClient(asked.trace.client);
    const CachePolicy &cache = profile ? profile->cache : kNoCache;
    for (const Trace &trace : asked.play.visits) {
        for (const Hop &hop : trace.hops) {
            if (hop.request.url == url && hop.response && hop.kind == HopKind::Http)
                return freshnessOf(hop.request.method, *hop.response, QDateTime::currentDateTimeUtc(), cache);
        }
    }
    return std::nullopt;
}

PartAnswer firstUrl(const Asked &asked)
{
    const QList<Hop> &hops = asked.trace.hops;
    const auto sent = std::find_if(hops.begin(), hops.end(), [](const Hop &hop) { return hop.kind == HopKind::Http; });
    if (sent == hops.end())
        return {u"none"_s, {}, {}};
    const QString value = QString::fromUtf8(withNames(asked.scenario, sent->request.url));
    if (hops.constFirst().kind != HopKind::Http)
        return answer(value, hops.constFirst().redirect);
    if (const std::optional<Freshness> why = whyAskedAgain(asked, sent->request.url))
        return {value, why->reason, {why->source}};
    return {value, u"Nothing is known about this URL yet, so the server is asked."_s, {u"RFC 9111 4"_s}};
}

PartAnswer outcome(const Asked &asked)
{
    const auto last = asked.trace.hops.isEmpty() ? std::nullopt : asked.trace.hops.constLast().redirect;
    return answer(idOf(asked.trace.outcome.kind), last);
}

PartAnswer status(const Asked &asked)
{
    if (asked.trace.hops.isEmpty() || !asked.trace.hops.constLast().response)
        return {u"none"_s, {}, {}};
    const Hop &last = asked.trace.hops.constLast();
    return answer(QString::number(last.response->status), last.redirect);
}

PartAnswer count(const Asked &asked)
{
    int number = 0;
    for (const Trace &trace : asked.play.visits) {
        for (const Hop &hop : trace.hops) {
            const bool sent = reachesServer(hop.kind);
            const bool methodFits = asked.part.method.isEmpty() || hop.request.method == asked.part.method;
            const bool urlFits =
                asked.part.url.isEmpty() || withNames(asked.scenario, hop.request.url) == asked.part.url;
            number += sent && methodFits && urlFits ? 1 : 0;
        }
    }
    return {QString::number(number), {}, {}};
}

PartAnswer kind(const Asked &asked)
{
    if (!asked.hop)
        return {u"none"_s, {}, {}};
    if (asked.hop->kind == HopKind::Preflight)
        return {idOf(asked.hop->kind), asked.hop->notes.value(0), {QString::fromLatin1(kPreflightSource)}};
    const bool asksPage = isAskedByPage(asked.hop->kind);
    const Hop before = asked.trace.hops.value(asked.part.hop - 2);
    return answer(idOf(asked.hop->kind), asksPage ? before.redirect : asked.hop->redirect);
}

struct PartKind {
    QLatin1StringView id;
    PartAnswer (*answer)(const Asked &asked);
};

constexpr PartKind kKinds[] = {
    {"method"_L1, method},
    {"body"_L1, body},
    {"authorization"_L1, authorization},
    {"cookie"_L1, [](const Asked &asked) { return fieldNamed(asked, "Cookie"); }},
    {"field"_L1, [](const Asked &asked) { return fieldNamed(asked, asked.part.field); }},
    {"url"_L1, url},
    {"fragment"_L1, url},
    {"first-url"_L1, firstUrl},
    {"outcome"_L1, outcome},
    {"status"_L1, status},
    {"count"_L1, count},
    {"kind"_L1, kind},
};

} // namespace

QStringList partKinds()
{
    QStringList ids;
    for (const PartKind &row : kKinds)
        ids.append(row.id);
    return ids;
}

QString clientOf(const Lesson &lesson, const QuestionPart &part)
{
    return part.client.isEmpty() ? lesson.scenario.client : part.client;
}

PartAnswer answerOf(const Scenario &scenario, const QuestionPart &part, const Play &play)
{
    Asked asked{scenario, part, play, play.visits.value(part.visit - 1), {}, {}, {}};
    asked.before = latestButPreflights(asked.trace.hops, part.hop);
    if (part.hop <= asked.trace.hops.size())
        asked.hop = asked.trace.hops.at(part.hop - 1);
    if (part.hop < asked.trace.hops.size())
        asked.next = asked.trace.hops.at(part.hop);
    const auto *const row =
        std::find_if(std::begin(kKinds), std::end(kKinds), [&](const PartKind &each) { return part.kind == each.id; });
    PartAnswer result = row == std::end(kKinds) ? PartAnswer() : row->answer(asked);
    if (!part.why.isEmpty())
        result.reason = result.reason.isEmpty() ? part.why : result.reason + u' ' + part.why;
    if (!part.source.isEmpty() && !result.sources.contains(part.source))
        result.sources.append(part.source);
    result.sources.removeAll(QString());
    return result;
}

QString optionText(const QuestionPart &part, const QString &value)
{
    for (const QuestionOption &option : part.options) {
        if (option.value == value)
            return option.text;
    }
    return value;
}

PlacedFault faultOf(const Lesson &lesson)
{
    QHash<QString, Play> plays;
    for (qsizetype i = 0; i < lesson.parts.size(); ++i) {
        const QuestionPart &part = lesson.parts.at(i);
        const QString client = clientOf(lesson, part);
        if (!plays.contains(client))
            plays.insert(client, simulate(lesson.scenario, client));
        const PartAnswer right = answerOf(lesson.scenario, part, plays.value(client));
        const bool offered = std::any_of(part.options.begin(), part.options.end(),
                                         [&](const QuestionOption &option) { return option.value == right.value; });
        if (!offered)
            return {u"parts[%1]"_s.arg(i), u"the answer is \"%1\", which is not among the options"_s.arg(right.value)};
        if (right.reason.isEmpty() || right.sources.isEmpty())
            return {u"parts[%1]"_s.arg(i),
                    u"nothing says why the answer is \"%1\": add \"why\" and \"source\""_s.arg(right.value)};
    }
    return {};
}

} // namespace hopscope
