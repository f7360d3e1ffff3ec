// SPDX-License-Identifier: MIT
#include "http/storedresponse.h"

#include "http/cachecontrol.h"
#include "http/freshness.h"
#include "http/methods.h"

#include <QHash>

#include <algorithm>
#include <iterator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kConditions[] = {"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since",
                                          "If-Range"};

using FieldValues = QHash<QByteArray, QByteArray>;

/// The fields by their names in lower case; the lines of one name joined (RFC 9110 5.3).
FieldValues valuesByName(const Headers &headers)
{
    FieldValues result;
    for (const Header &field : headers.fields) {
        const QByteArray name = field.name.toLower();
        const auto found = result.find(name);
        if (found == result.end())
            result.insert(name, field.value);
        else
            *found += ", " + field.value;
    }
    return result;
}

/// The first field of Vary in which the requests differ (RFC 9111 4.1); empty when there is none.
QByteArray differingField(const StoredResponse &stored, const Request &request)
{
    const QList<QByteArray> names = stored.response.headers.listed("Vary");
    if (names.isEmpty())
        return {};
    const FieldValues then = valuesByName(stored.request);
    const FieldValues now = valuesByName(request.headers);
    for (const QByteArray &each : names) {
        const QByteArray name = each.toLower();
        if (then.contains(name) != now.contains(name) || then.value(name) != now.value(name))
            return each;
    }
    return {};
}

Reuse notReused(const QString &reason, const char *source)
{
    return {false, reason, QString::fromUtf8(source)};
}

std::optional<Reuse> methodRefusal(const StoredResponse &stored, const Request &request)
{
    const QString method = QString::fromLatin1(request.method);
    if (request.method != "GET" && request.method != "HEAD")
        return notReused(u"%1 always goes to the server."_s.arg(method), "RFC 9111 4");
    if (stored.method != "GET" && stored.method != request.method)
        return notReused(u"What is stored is the response to %1, which does not answer %2."_s.arg(
                             QString::fromLatin1(stored.method), method),
                         "RFC 9111 4");
    return std::nullopt;
}

/// That the request itself asks for a response from the server.
std::optional<Reuse> requestRefusal(const Request &request, const CachePolicy &policy)
{
    const QString reason = u"The request has %1, which asks for a response from the server."_s;
    for (const CacheDirective &each : cacheDirectives(request.headers)) {
        if (each.name == "no-cache")
            return notReused(reason.arg(u"Cache-Control: no-cache"_s), "RFC 9111 5.2.1.4");
        if (each.name == "max-age" && deltaSeconds(each.argument) == 0)
            return notReused(reason.arg(u"Cache-Control: max-age=0"_s), "RFC 9111 5.2.1.1");
    }
    if (equalsIgnoringCase(request.headers.combined("Pragma"), "no-cache"))
        return notReused(reason.arg(u"Pragma: no-cache"_s), "RFC 9111 5.4");
    const auto found = std::find_if(std::begin(kConditions), std::end(kConditions),
                                    [&](QByteArrayView name) { return request.headers.contains(name); });
    if (policy.conditionalPasses.value && found != std::end(kConditions))
        return notReused(reason.arg(QString::fromLatin1(*found)), policy.conditionalPasses.source);
    return std::nullopt;
}

QByteArray siteOf(const Origin &origin, const PublicSuffix &isPublicSuffix)
{
    return origin.scheme + "://" + registrableDomain(origin.host, isPublicSuffix);
}

} // namespace

Reuse reuseOf(const StoredResponse &stored, const Request &request, const QDateTime &now, const CachePolicy &policy,
              const QByteArray &partition)
{
    if (const std::optional<Reuse> refused = methodRefusal(stored, request))
        return *refused;
    const Freshness freshness = freshnessOf(stored.method, stored.response, stored.received, policy);
    if (!freshness.stored)
        return {false, freshness.reason, freshness.source};
    if (policy.partitions.value != CachePartitions::One && stored.partition != partition)
        return notReused(u"The response was stored for another site, and each has a cache of its own."_s,
                         policy.partitions.source);
    if (const std::optional<Reuse> refused = requestRefusal(request, policy))
        return *refused;
    if (const QByteArray field = differingField(stored, request); !field.isEmpty())
        return notReused(u"The response depends on %1 (Vary), and the stored one is for another value of it."_s.arg(
                             QString::fromLatin1(field)),
                         "RFC 9111 4.1");
    if (!freshness.endless && now >= freshness.until)
        return notReused(u"The stored response was fresh until %1."_s.arg(cacheTimeText(freshness.until, now)),
                         "RFC 9111 4.2");
    QString reason = freshness.reason;
    if (!freshness.note.isEmpty())
        reason += u' ' + freshness.note;
    return {true, reason, freshness.source};
}

bool invalidatesStored(QByteArrayView method, int status)
{
    return !isSafeMethod(method) && status >= 200 && status < 400;
}

QByteArray cachePartition(const CookieRequest &request, CachePartitions partitions)
{
    const std::optional<Origin> target = request.target.origin();
    if (partitions == CachePartitions::One || !target)
        return {};
    const std::optional<Origin> page = request.initiator ? originOf(*request.initiator) : std::nullopt;
    if (!request.topLevel)
        return siteOf(page.value_or(*target), request.isPublicSuffix);
    const bool isFromElsewhere = partitions == CachePartitions::BySiteAndNavigation && page &&
                                 !isSameSite(*page, *target, true, request.isPublicSuffix);
    return (isFromElsewhere ? "cross-site " : "") + siteOf(*target, request.isPublicSuffix);
}

} // namespace hopscope
