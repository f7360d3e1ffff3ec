// SPDX-License-Identifier: MIT
#include "lessons/scenariocheck.h"

#include "http/url.h"
#include "lessons/visit.h"
#include "redirect/profile.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString element(const char *list, qsizetype index)
{
    return u"%1[%2]"_s.arg(QLatin1StringView(list)).arg(index);
}

PlacedFault originsFault(const Scenario &scenario)
{
    if (scenario.origins.isEmpty())
        return {u"origins"_s, u"at least one origin is needed"_s};
    QSet<QString> names;
    for (qsizetype i = 0; i < scenario.origins.size(); ++i) {
        const ScenarioOrigin &origin = scenario.origins.at(i);
        const auto samePort = [&](const ScenarioOrigin &other) {
            return other.port == origin.port && other.scheme != origin.scheme;
        };
        if (names.contains(origin.name))
            return {element("origins", i) + u".name"_s, u"another origin is also called \"%1\""_s.arg(origin.name)};
        if (std::any_of(scenario.origins.begin(), scenario.origins.begin() + i, samePort))
            return {element("origins", i) + u".port"_s, u"http and https cannot share port %1"_s.arg(origin.port)};
        names.insert(origin.name);
    }
    return {};
}

PlacedFault routesFault(const Scenario &scenario)
{
    for (qsizetype i = 0; i < scenario.routes.size(); ++i) {
        const ScenarioRoute &route = scenario.routes.at(i);
        if (!route.origin.isEmpty() && originNamed(scenario, route.origin) < 0)
            return {element("routes", i) + u".origin"_s, u"no origin is called \"%1\""_s.arg(route.origin)};
        if (route.answers.size() > kMaxScenarioItems)
            return {element("routes", i) + u".answers"_s, u"at most %1 answers"_s.arg(kMaxScenarioItems)};
    }
    return {};
}

/// What is wrong with the URL of a visit or of its page; empty: nothing.
QString urlFault(const Scenario &scenario, const QByteArray &text)
{
    const QString url = QString::fromUtf8(withOrigins(scenario, text));
    if (url.contains(u'{'))
        return u"no origin has the name in braces in \"%1\""_s.arg(url);
    const Result<QByteArray> parsed = parseRequestUrl(url);
    if (!parsed)
        return parsed.error;
    const std::optional<Origin> origin = originOf(*parsed);
    const bool known = std::any_of(scenario.origins.begin(), scenario.origins.end(), [&](const ScenarioOrigin &each) {
        return each.host == origin->host && each.port == origin->port;
    });
    return known ? QString() : u"\"%1\" is at none of the origins; a scenario asks only its own servers"_s.arg(url);
}

PlacedFault visitsFault(const Scenario &scenario)
{
    if (scenario.visits.isEmpty())
        return {u"visits"_s, u"at least one visit is needed: the request that starts the chain"_s};
    for (qsizetype i = 0; i < scenario.visits.size(); ++i) {
        const ScenarioVisit &visit = scenario.visits.at(i);
        if (const QString reason = urlFault(scenario, visit.url); !reason.isEmpty())
            return {element("visits", i) + u".url"_s, reason};
        const QString page = visit.page.isEmpty() ? QString() : urlFault(scenario, visit.page);
        if (!page.isEmpty())
            return {element("visits", i) + u".page"_s, page};
        if (const PlacedFault fault = faultOf(visit); !fault.reason.isEmpty())
            return {element("visits", i) + u'.' + fault.place, fault.reason};
    }
    return {};
}

} // namespace

PlacedFault faultOf(const ScenarioOrigin &origin)
{
    static const QRegularExpression name(u"^[a-z][a-z0-9-]{0,30}$"_s);
    static const QRegularExpression host(u"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.){0,5}localhost$"_s);
    if (!name.match(origin.name).hasMatch())
        return {"name"_L1, u"a name is a lower-case letter, then lower-case letters, digits and -"_s};
    if (!host.match(QString::fromUtf8(origin.host)).hasMatch())
        return {"host"_L1, u"a host is localhost or ends in .localhost, so it is always this machine (RFC 6761)"_s};
    if (origin.scheme != "http" && origin.scheme != "https")
        return {"scheme"_L1, u"a scheme is http or https"_s};
    return {};
}

void giveDefaultPorts(Scenario &scenario)
{
    QSet<quint16> taken;
    for (const ScenarioOrigin &origin : std::as_const(scenario.origins))
        taken.insert(origin.port);
    quint16 next = kFirstScenarioPort;
    for (ScenarioOrigin &origin : scenario.origins) {
        while (origin.port == 0 && taken.contains(next))
            ++next;
        if (origin.port == 0)
            origin.port = next++;
    }
}

PlacedFault faultOf(const Scenario &scenario)
{
    const std::pair<const char *, qsizetype> lists[] = {
        {"origins", scenario.origins.size()}, {"routes", scenario.routes.size()}, {"visits", scenario.visits.size()}};
    for (const auto &[list, size] : lists) {
        if (size > kMaxScenarioItems)
            return {QString::fromLatin1(list), u"at most %1 entries"_s.arg(kMaxScenarioItems)};
    }
    if (!findClient(scenario.client))
        return {u"client"_s, u"there is no client \"%1\""_s.arg(scenario.client)};
    for (const auto check : {originsFault, routesFault, visitsFault}) {
        if (const PlacedFault fault = check(scenario); !fault.reason.isEmpty())
            return fault;
    }
    return {};
}

} // namespace hopscope
