// SPDX-License-Identifier: MIT
#include "http/freshness.h"

#include "http/cachecontrol.h"
#include "http/httpdate.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kLongestShown = 80; ///< bytes of a field's value in a text
constexpr qint64 kSecondsOfADay = 86'400;
constexpr qint64 kPercent = 100;
constexpr qint64 kSecondsMatter = 600; ///< a time this near is told with its seconds

constexpr const char *kMaxAgeSource = "RFC 9111 5.2.2.1";
constexpr const char *kExpiresSource = "RFC 9111 5.3";

/// A response in the eyes of a cache.
struct Judged {
    QByteArrayView method;
    const Response &response;
    QDateTime received;
    const CachePolicy &policy;
    QList<CacheDirective> directives;
};

/// "Expires: 0", or the name alone when there is no value, or a long one.
QByteArray shownField(QByteArrayView name, QByteArrayView value)
{
    const QByteArray text = name.toByteArray();
    return value.isEmpty() || value.size() > kLongestShown ? text : text + ": " + value.toByteArray();
}

QString latin1(const QByteArray &field)
{
    return QString::fromLatin1(field);
}

const CacheDirective *findDirective(const Judged &judged, QByteArrayView name)
{
    const auto found = std::find_if(judged.directives.begin(), judged.directives.end(),
                                    [&](const CacheDirective &each) { return each.name == name; });
    return found == judged.directives.end() ? nullptr : &*found;
}

Freshness notKept(const Judged &judged, const QString &reason, const char *source, const QByteArray &field = {})
{
    return {.status = judged.response.status, .reason = reason, .source = QString::fromUtf8(source), .field = field};
}

/// The time that Date names, or else that of arrival (RFC 9110 6.6.1).
QDateTime timeOfResponse(const Judged &judged)
{
    const std::optional<QByteArray> field = judged.response.headers.first("Date");
    return (field ? parseHttpDate(*field, judged.received) : std::nullopt).value_or(judged.received);
}

/// Seconds; RFC 9111 4.2.3, corrected_initial_age without the delay of the response.
qint64 initialAge(const Judged &judged)
{
    const qint64 apparent = std::max(qint64(0), timeOfResponse(judged).secsTo(judged.received));
    const QByteArray field = judged.response.headers.first("Age").value_or(QByteArray());
    const qsizetype comma = field.indexOf(',');
    const QByteArrayView first = QByteArrayView(field).first(comma < 0 ? field.size() : comma).trimmed();
    return std::max(apparent, deltaSeconds(first).value_or(0));
}

/// Fresh for `lifetime` seconds, less what has passed before it came.
Freshness keptFor(const Judged &judged, qint64 lifetime, const QString &reason, const char *source,
                  const QByteArray &field)
{
    const qint64 age = initialAge(judged);
    if (age >= lifetime)
        return notKept(judged,
                       u"%1 gives it %2 seconds, and it was %3 seconds old on arrival."_s.arg(
                           latin1(field), QString::number(lifetime), QString::number(age)),
                       "RFC 9111 4.2.3", field);
    Freshness result = notKept(judged, reason, source, field);
    if (age > 0)
        result.reason += u" It was %1 seconds old on arrival."_s.arg(age);
    result.stored = true;
    result.until = judged.received.addSecs(lifetime - age);
    return result;
}

/// That nothing is kept whatever the lifetime, because of the client or the method.
std::optional<Freshness> refusedByMethod(const Judged &judged)
{
    if (!judged.policy.keeps.value)
        return notKept(judged, u"%1 is not kept, because this client has no cache."_s.arg(judged.response.status),
                       judged.policy.keeps.source);
    const bool isKeptHead = judged.method == "HEAD" && judged.policy.keepsHead.value;
    if (judged.method == "GET" || isKeptHead)
        return std::nullopt;
    const char *source = judged.method == "POST" ? "RFC 9110 9.3.3" : "RFC 9110 9.2.3";
    return notKept(judged, u"The response to %1 is not reused."_s.arg(QString::fromLatin1(judged.method)),
                   judged.method == "HEAD" ? judged.policy.keepsHead.source : source);
}

std::optional<Freshness> refusedByDirective(const Judged &judged)
{
    if (const CacheDirective *found = findDirective(judged, "no-store"))
        return notKept(judged, u"Cache-Control: no-store forbids keeping it."_s, "RFC 9111 5.2.2.5",
                       shownField("Cache-Control", found->text));
    for (const CacheDirective &each : judged.directives) {
        if (each.name != "no-cache" || (!each.argument.isEmpty() && !judged.policy.qualifiedNoCache.value))
            continue;
        return notKept(judged, u"Cache-Control: no-cache requires asking the server each time."_s,
                       each.argument.isEmpty() ? "RFC 9111 5.2.2.4" : judged.policy.qualifiedNoCache.source,
                       shownField("Cache-Control", each.text));
    }
    return std::nullopt;
}

std::optional<Freshness> refusedByField(const Judged &judged)
{
    const QByteArrayList pragmas = judged.response.headers.listed("Pragma");
    const auto isNoCache = [](const QByteArray &each) { return equalsIgnoringCase(each, "no-cache"); };
    if (judged.policy.pragmaNoCache.value && std::any_of(pragmas.begin(), pragmas.end(), isNoCache))
        return notKept(judged, u"Pragma: no-cache counts as Cache-Control: no-cache."_s,
                       judged.policy.pragmaNoCache.source, "Pragma: no-cache");
    if (judged.response.headers.listed("Vary").contains("*"))
        return notKept(judged, u"Vary: * says that the response may differ for every request."_s, "RFC 9111 4.1",
                       "Vary: *");
    return std::nullopt;
}

bool isSecondsOf(const CacheDirective &each, const CachePolicy &policy)
{
    return (!each.quoted || policy.quotedMaxAge.value) && deltaSeconds(each.argument).has_value();
}

/// The max-age that counts, which may be invalid, and how many there are.
std::pair<const CacheDirective *, int> chosenMaxAge(const Judged &judged)
{
    const CacheDirective *chosen = nullptr;
    int count = 0;
    const bool takesFirst = judged.policy.severalMaxAges.value == SeveralMaxAges::First;
    const bool skipsInvalid = takesFirst && judged.policy.invalidMaxAge.value == InvalidMaxAge::Ignored;
    for (const CacheDirective &each : judged.directives) {
        if (each.name != "max-age" || (skipsInvalid && !isSecondsOf(each, judged.policy)))
            continue;
        ++count;
        if (!chosen || !takesFirst)
            chosen = &each;
    }
    return {chosen, count};
}

std::optional<Freshness> byMaxAge(const Judged &judged)
{
    const auto [chosen, count] = chosenMaxAge(judged);
    if (!chosen)
        return std::nullopt;
    const QByteArray field = shownField("Cache-Control", chosen->text);
    if (!isSecondsOf(*chosen, judged.policy)) {
        if (judged.policy.invalidMaxAge.value == InvalidMaxAge::Ignored)
            return std::nullopt;
        return notKept(judged, u"%1 is no number of seconds, so the response counts as stale."_s.arg(latin1(field)),
                       judged.policy.invalidMaxAge.source, field);
    }
    const qint64 seconds = deltaSeconds(chosen->argument).value_or(0);
    const char *source = count > 1 ? judged.policy.severalMaxAges.source : kMaxAgeSource;
    QString which;
    if (count > 1)
        which = judged.policy.severalMaxAges.value == SeveralMaxAges::First ? u" The first max-age counts."_s
                                                                            : u" The last max-age counts."_s;
    if (seconds == 0)
        return notKept(judged, u"%1 requires asking the server each time."_s.arg(latin1(field)) + which, source, field);
    return keptFor(judged, seconds,
                   u"%1 lets it be kept for %2 seconds."_s.arg(latin1(field), QString::number(seconds)) + which, source,
                   field);
}

std::optional<Freshness> byExpires(const Judged &judged)
{
    const std::optional<QByteArray> value = judged.response.headers.first("Expires");
    if (!value)
        return std::nullopt;
    const QByteArray field = shownField("Expires", *value);
    const std::optional<QDateTime> expires = parseHttpDate(*value, judged.received);
    if (!expires)
        return notKept(judged, u"%1 is no date, so it counts as past."_s.arg(latin1(field)), kExpiresSource, field);
    const qint64 lifetime = timeOfResponse(judged).secsTo(*expires);
    if (lifetime <= 0)
        return notKept(judged, u"Expires names a time in the past."_s, kExpiresSource, field);
    return keptFor(judged, lifetime,
                   u"Expires lets it be kept until %1."_s.arg(cacheTimeText(*expires, judged.received)), kExpiresSource,
                   field);
}

bool isPermanent(const Judged &judged)
{
    const int status = judged.response.status;
    return status == 300 || status == 301 || status == 308;
}

/// Whether a directive makes a temporary redirect one that Last-Modified counts for.
bool isMarkedCacheable(const Judged &judged)
{
    const int status = judged.response.status;
    if (status != 302 && status != 303 && status != 307)
        return false;
    switch (judged.policy.marked.value) {
    case MarkedCacheable::Ignored:
        return false;
    case MarkedCacheable::Public:
        return findDirective(judged, "public");
    case MarkedCacheable::PublicOrPrivate:
        return findDirective(judged, "public") || findDirective(judged, "private");
    }
    return false;
}

/// "301 has neither Cache-Control: max-age nor Expires"
QString unlimited(const Judged &judged)
{
    return u"%1 has neither %2Cache-Control: max-age nor Expires"_s.arg(judged.response.status)
        .arg(findDirective(judged, "max-age") ? u"a valid "_s : QString());
}

/// Seconds from Last-Modified to the response; none when it is missing, no date, or later.
std::optional<qint64> secondsSinceChange(const Judged &judged)
{
    const std::optional<QByteArray> value = judged.response.headers.first("Last-Modified");
    const std::optional<QDateTime> changed = value ? parseHttpDate(*value, judged.received) : std::nullopt;
    const qint64 seconds = changed ? changed->secsTo(timeOfResponse(judged)) : -1;
    return seconds < 0 ? std::nullopt : std::optional(seconds);
}

/// RFC 9111 4.2.2.
std::optional<Freshness> byLastModified(const Judged &judged)
{
    const int percent = judged.policy.heuristicPercent.value;
    const std::optional<qint64> passed = secondsSinceChange(judged);
    if (percent == 0 || !passed || (!isPermanent(judged) && !isMarkedCacheable(judged)))
        return std::nullopt;
    qint64 lifetime = *passed * percent / kPercent;
    const int mostDays = judged.policy.heuristicMostDays.value;
    if (mostDays > 0)
        lifetime = std::min(lifetime, mostDays * kSecondsOfADay);
    const QByteArray field =
        shownField("Last-Modified", judged.response.headers.first("Last-Modified").value_or(QByteArray()));
    QString reason = unlimited(judged) + u", so it is kept for %1 % of the time since Last-Modified"_s.arg(percent);
    reason += mostDays > 0 ? u", at most %1 days: %2 seconds."_s.arg(mostDays).arg(lifetime)
                           : u": %1 seconds."_s.arg(lifetime);
    return keptFor(judged, lifetime, reason, judged.policy.heuristicPercent.source, field);
}

Freshness byStatus(const Judged &judged)
{
    const CachePolicy &policy = judged.policy;
    if (!isPermanent(judged))
        return notKept(judged, unlimited(judged) + u'.', "RFC 9110 15.1");
    if (policy.permanent.value == PermanentRedirects::AskedAgain)
        return notKept(judged,
                       unlimited(judged) + (policy.heuristicPercent.value > 0 ? u" nor Last-Modified."_s : u"."_s),
                       policy.permanent.source);
    Freshness result = notKept(judged, unlimited(judged) + u", so it is kept without end."_s, policy.permanent.source);
    result.stored = true;
    result.endless = true;
    result.note = QString::fromUtf8(secondsSinceChange(judged) ? policy.heuristicNote : policy.permanentNote);
    return result;
}

QString conditionText(const QByteArray &vary)
{
    if (vary.isEmpty())
        return {};
    if (vary.size() > kLongestShown)
        return u", as long as the fields that Vary names are the same"_s;
    return u", as long as %1 %2 the same"_s.arg(QString::fromLatin1(vary), vary.contains(',') ? u"are"_s : u"is"_s);
}

} // namespace

Freshness freshnessOf(QByteArrayView method, const Response &response, const QDateTime &received,
                      const CachePolicy &policy)
{
    const Judged judged{method, response, received, policy, cacheDirectives(response.headers)};
    for (const auto rule : {refusedByMethod, refusedByDirective, refusedByField}) {
        if (const std::optional<Freshness> refused = rule(judged))
            return *refused;
    }
    std::optional<Freshness> result;
    for (const auto rule : {byMaxAge, byExpires, byLastModified}) {
        if (!result)
            result = rule(judged);
    }
    Freshness freshness = result ? *result : byStatus(judged);
    if (freshness.stored)
        freshness.vary = response.headers.listed("Vary").join(", ");
    return freshness;
}

QString forecastText(const Freshness &freshness, const QDateTime &now, const QString &client)
{
    const QString field = freshness.field.isEmpty() ? QString::number(freshness.status) : latin1(freshness.field);
    if (!freshness.stored) {
        // After a colon a sentence goes on: "the response", but "Expires" and "POST".
        const bool isWord = freshness.reason.startsWith("The "_L1);
        const QString why = isWord ? u't' + freshness.reason.mid(1) : freshness.reason;
        return u"%1 asks again next time: %2"_s.arg(client, why);
    }
    QString text;
    if (freshness.endless)
        text = u"%1 repeats this without asking and without end: nothing limits it (%2)"_s.arg(client, field);
    else if (now < freshness.until)
        text =
            u"%1 repeats this until %2 without asking (%3)"_s.arg(client, cacheTimeText(freshness.until, now), field);
    else
        return u"%1 asks again next time: this was fresh until %2 (%3)."_s.arg(
            client, cacheTimeText(freshness.until, now), field);
    text += conditionText(freshness.vary) + u'.';
    return freshness.note.isEmpty() ? text : text + u' ' + freshness.note;
}

QString cacheTimeText(const QDateTime &time, const QDateTime &now)
{
    const bool isNear = std::abs(now.secsTo(time)) < kSecondsMatter;
    return time.toUTC().toString(isNear ? u"yyyy-MM-dd HH:mm:ss"_s : u"yyyy-MM-dd HH:mm"_s) + u" UTC"_s;
}

} // namespace hopscope
