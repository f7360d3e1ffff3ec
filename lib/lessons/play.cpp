// SPDX-License-Identifier: MIT
#include "lessons/play.h"

#include "http/url.h"
#include "lessons/refresh.h"
#include "redirect/chaincookies.h"
#include "redirect/decide.h"
#include "redirect/firstrequest.h"

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxRefreshes = 5;
/// Answers from memory in a row: an upgrade to https, then a few stored redirects.
constexpr int kMaxFromMemory = 20;

Redirect redirectOf(const Refresh &refresh)
{
    const bool meta = refresh.kind == HopKind::MetaRefresh;
    return {
        .target = refresh.target,
        .verdict = RedirectVerdict::Follow,
        .reason =
            (meta ? u"The page has a meta element that asks for another page after %1 seconds. For HTTP this is an "
                    "ordinary page; the browser obeys the element once it has read it."_s
                  : u"The Refresh field asks for another page after %1 seconds. For HTTP this is an ordinary page; the "
                    "browser obeys the field as it obeys a meta element."_s)
                .arg(refresh.seconds),
        .source = u"HTML, shared declarative refresh steps"_s};
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
    m_wish = visit;
    m_kind = HopKind::Http;
    m_refreshes = 0;
    m_play.visits.append(Trace{.client = m_profile->id});
    enterMemory();
    return m_wish;
}

void PlayBuilder::enterMemory()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int i = 0; i < kMaxFromMemory; ++i) {
        const Request request{.method = m_wish->method, .url = m_wish->url, .headers = m_wish->headers};
        const std::optional<Hop> hop = answerFromMemory(m_memory, *m_profile, request, now);
        if (!hop || hop->redirect->verdict != RedirectVerdict::Follow)
            break;
        m_play.visits.last().hops.append(*hop);
        m_wish->url = hop->redirect->target;
    }
    const Request request{.method = m_wish->method, .url = m_wish->url, .headers = m_wish->headers};
    const QByteArray cookies =
        selectCookies(m_memory.jar, cookieRequest(*m_profile, {}, request, ParsedTarget(request.url), now),
                      m_profile->cookies)
            .field;
    if (!cookies.isEmpty() && !m_wish->headers.contains("Cookie"))
        m_wish->headers.append("Cookie", cookies);
}

void PlayBuilder::take(const Trace &chain)
{
    Trace &trace = m_play.visits.last();
    if (!trace.started.isValid())
        trace.started = chain.started;
    const qsizetype first = trace.hops.size();
    trace.hops += chain.hops;
    trace.outcome = chain.outcome;
    if (m_kind != HopKind::Http && trace.hops.size() > first)
        trace.hops[first].kind = m_kind;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const Hop &hop : chain.hops)
        remember(m_memory, *m_profile, hop, now);
    m_wish.reset();
    followRefresh();
}

void PlayBuilder::followRefresh()
{
    Trace &trace = m_play.visits.last();
    if (trace.hops.isEmpty() || trace.outcome.kind != OutcomeKind::Final || !isBrowser(*m_profile) ||
        m_refreshes >= kMaxRefreshes)
        return;
    Hop &page = trace.hops.last();
    const std::optional<Refresh> refresh = page.response ? refreshOf(*page.response, page.request.url) : std::nullopt;
    if (!refresh)
        return;
    ++m_refreshes;
    page.redirect = redirectOf(*refresh);
    m_kind = refresh->kind;
    m_wish = ScenarioVisit{.url = refresh->target};
    enterMemory();
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

    Trace chain(const ScenarioVisit &visit)
    {
        Trace trace{.client = profile.id, .started = QDateTime::currentDateTimeUtc()};
        std::optional<CookieJar> jar;
        if (profile.keepsCookies)
            jar = CookieJar();
        EarlierRequests earlier;
        Request request = firstRequest(profile, {.method = visit.method,
                                                 .url = visit.url,
                                                 .headers = visit.headers,
                                                 .body = bodyOf(visit.body),
                                                 .jar = jar,
                                                 .now = trace.started});
        QList<CookieVerdict> sent;
        while (true) {
            Hop hop{.request = request, .response = ask(request)};
            if (!hop.response) {
                trace.hops.append(hop);
                trace.outcome = {OutcomeKind::NetworkError, u"no origin of the scenario is there"_s};
                return trace;
            }
            hop.cookies.sent = sent;
            if (jar)
                hop.cookies.set = storeResponseCookies(*jar, profile, earlier, request, *hop.response, trace.started);
            const Decision decision = decide(profile, {.firstUrl = visit.url,
                                                       .request = request,
                                                       .response = *hop.response,
                                                       .followed = int(trace.hops.size()),
                                                       .earlier = earlier,
                                                       .jar = jar,
                                                       .maxHops = maxHops,
                                                       .now = trace.started});
            hop.redirect = decision.redirect;
            trace.hops.append(hop);
            if (!decision.next) {
                trace.outcome = {decision.redirect.outcome, decision.redirect.reason};
                return trace;
            }
            earlier.append(request);
            request = *decision.next;
            sent = decision.cookies;
        }
    }
};

} // namespace

Play simulate(const Scenario &scenario, const QString &client)
{
    PlayBuilder builder(scenario, client);
    Simulation simulation{scenario, builder.profile(), {}, builder.maxHops()};
    while (const std::optional<ScenarioVisit> visit = builder.next())
        builder.take(simulation.chain(*visit));
    return builder.play();
}

} // namespace hopscope
