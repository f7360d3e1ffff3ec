// SPDX-License-Identifier: MIT
#include "lessons/play.h"

#include "http/url.h"
#include "lessons/visit.h"
#include "redirect/journey.h"
#include "redirect/origins.h"

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The Referer that a client with pages sends from this one. What the engine knows of the page, it knows by that.
void addReferer(const ClientProfile &profile, ScenarioVisit &visit)
{
    const QByteArray page = pageOf(visit);
    if (profile.initiator == Initiator::NoPage || page.isEmpty() || visit.headers.contains("Referer"))
        return;
    if (const auto referer = refererOfNavigation(profile, page, {}, visit.url))
        visit.headers.append("Referer", *referer);
}

} // namespace

PlayBuilder::PlayBuilder(const Scenario &scenario, const QString &client)
    : m_scenario(scenario), m_profile(findClient(client))
{
    if (!m_profile)
        m_profile = &clientProfiles().front();
}

std::optional<ScenarioVisit> PlayBuilder::next()
{
    if (m_wish)
        return m_wish;
    if (m_visit >= m_scenario.visits.size())
        return std::nullopt;
    ScenarioVisit visit = m_scenario.visits.at(m_visit++);
    visit.url = withOrigins(m_scenario, visit.url);
    for (Header &field : visit.headers.fields)
        field.value = withOrigins(m_scenario, field.value);
    visit.body = withOrigins(m_scenario, visit.body);
    visit.page = withOrigins(m_scenario, visit.page);
    addReferer(*m_profile, visit);
    m_wish = visit;
    m_play.visits.append(Trace{.client = m_profile->id});
    return m_wish;
}

void PlayBuilder::take(const Trace &chain, const ClientMemory &memory)
{
    m_play.visits.last() = chain;
    m_play.visits.last().client = m_profile->id;
    m_memory = memory;
    m_wish.reset();
}

namespace
{

struct Simulation {
    const Scenario &scenario;
    const ClientProfile &profile;
    ScenarioState state;
    int maxHops = -1;

    std::optional<Response> ask(const Request &request)
    {
        const std::optional<Origin> origin = originOf(request.url);
        const qsizetype index = origin ? originFor(scenario, quint16(origin->port), origin->host) : -1;
        if (index < 0 || scenario.origins.at(index).scheme != origin->scheme)
            return std::nullopt;
        const ScenarioAnswer answer =
            answerTo(scenario, state, {index, request.method, requestTarget(request.url), request.headers});
        return responseOf(answer, request.method);
    }

    Trace chain(const ScenarioVisit &visit, ClientMemory &memory)
    {
        Trace trace{.client = profile.id, .started = QDateTime::currentDateTimeUtc()};
        const FirstRequest first{.method = visit.method,
                                 .url = visit.url,
                                 .headers = visit.headers,
                                 .addedFields = addedFieldsOf(visit),
                                 .body = bodyOf(visit.body),
                                 .now = trace.started};
        Journey journey(profile, first, memory, {.maxHops = maxHops, .keepsCookies = profile.keepsCookies});
        for (trace.hops += journey.takeOwnHops(); journey.pending(); trace.hops += journey.takeOwnHops()) {
            Hop hop{.request = *journey.pending(), .response = ask(*journey.pending())};
            std::optional<OutcomeKind> failure;
            if (hop.response) {
                journey.headArrived(hop.request, -1, *hop.response, trace.started);
            } else {
                failure = OutcomeKind::NetworkError;
                hop.error = u"no origin of the scenario is there"_s;
            }
            trace.hops.append(journey.complete(hop, failure, trace.started));
        }
        trace.outcome = journey.outcome();
        memory = journey.memory();
        return trace;
    }
};

} // namespace

Play simulate(const Scenario &scenario, const QString &client)
{
    PlayBuilder builder(scenario, client);
    Simulation simulation{scenario, builder.profile(), {}, builder.maxHops()};
    while (const std::optional<ScenarioVisit> visit = builder.next()) {
        ClientMemory memory = builder.memory();
        const Trace chain = simulation.chain(*visit, memory);
        builder.take(chain, memory);
    }
    return builder.play();
}

} // namespace hopscope
