// SPDX-License-Identifier: MIT
#include "net/server/scenarioplayer.h"

#include "findings/findings.h"
#include "lessons/visit.h"
#include "redirect/client/realclients.h"

#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

TraceRequest requestFor(const PlayBuilder &builder, const ScenarioVisit &visit, bool step)
{
    TraceRequest request;
    request.client = builder.profile().id;
    request.method = visit.method;
    request.url = QString::fromUtf8(visit.url);
    request.headers = visit.headers;
    request.addedFields = addedFieldsOf(visit);
    request.content.bytes = visit.body;
    request.maxHops = builder.maxHops();
    request.memory = builder.memory();
    request.caFile = scenarioCertificateFile();
    request.proxy = QUrl(u"none:"_s);
    request.step = step;
    return request;
}

/// The request of the visit for an installed client, which says itself from which page it comes.
TraceRequest requestForReal(const RealClient &real, const ScenarioVisit &visit)
{
    TraceRequest request;
    request.client = real.id;
    request.ownClient = profileOf(real);
    request.method = visit.method;
    request.url = QString::fromUtf8(visit.url);
    request.headers = visit.headers;
    request.headers.fields.removeIf([](const Header &field) { return equalsIgnoringCase(field.name, "Referer"); });
    request.content.bytes = visit.body;
    request.caFile = scenarioCertificateFile();
    request.proxy = QUrl(u"none:"_s);
    if (visit.by == AskedBy::Fetch)
        request.way = BrowserWay::Fetch;
    return request;
}

Play withFindings(Play play)
{
    for (Trace &trace : play.visits)
        trace.findings = findingsOf(trace);
    return play;
}

} // namespace

ScenarioPlayer::ScenarioPlayer(Network &network, ScenarioServer &server, const QString &client, QObject *parent)
    : QObject(parent), m_network(network), m_server(server), m_client(client)
{
}

void ScenarioPlayer::start(bool step)
{
    m_server.reset();
    m_step = step;
    m_isFirst = true;
    const RealClient *real = realClient(m_client);
    m_builder.emplace(m_server.scenario(), real ? QString(real->page) : m_client);
    nextChain();
}

void ScenarioPlayer::step()
{
    if (m_waiting)
        send(*std::exchange(m_waiting, std::nullopt));
    else if (m_tracer)
        m_tracer->step();
}

void ScenarioPlayer::nextChain()
{
    const std::optional<ScenarioVisit> visit = m_builder->next();
    if (!visit) {
        Play play = withFindings(m_builder->play());
        if (realClient(m_client)) {
            for (Trace &trace : play.visits)
                trace.client = m_client;
        }
        Q_EMIT finished(play);
        return;
    }
    if (m_step && !std::exchange(m_isFirst, false)) {
        m_waiting = visit;
        return;
    }
    send(*visit);
}

void ScenarioPlayer::send(const ScenarioVisit &visit)
{
    const RealClient *real = realClient(m_client);
    const TraceRequest request = real ? requestForReal(*real, visit) : requestFor(*m_builder, visit, m_step);
    const Result<ReadyRequest> ready = prepare(request);
    if (!ready) {
        // Whoever called start() or step() hears of it later, as of any other chain.
        const auto refuse = [this, trace = refusedTrace(request, ready.error)] { chainFinished(trace); };
        QMetaObject::invokeMethod(this, refuse, Qt::QueuedConnection);
        return;
    }
    m_tracer = new Tracer(m_network, *ready, this);
    const Play before = m_builder->play();
    connect(m_tracer, &Tracer::hopFinished, this, [this, sent = QList<Hop>(), before](const Hop &hop) mutable {
        sent.append(hop);
        Play play = before;
        play.visits.last().hops += sent;
        Q_EMIT progressed(play);
    });
    connect(m_tracer, &Tracer::finished, this, &ScenarioPlayer::chainFinished);
    m_tracer->start();
}

void ScenarioPlayer::chainFinished(const Trace &chain)
{
    const ClientMemory memory = m_tracer ? m_tracer->memory() : m_builder->memory();
    if (m_tracer)
        std::exchange(m_tracer, nullptr)->deleteLater();
    m_builder->take(chain, memory);
    nextChain();
}

} // namespace hopscope
