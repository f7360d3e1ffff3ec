// SPDX-License-Identifier: MIT
#include "net/engine.h"

#include "net/network.h"
#include "net/server/loopbackserver.h"
#include "net/tracer.h"

namespace hopscope
{

/// Lives on the network thread and is touched there only.
struct Engine::Worker : QObject {
    Network *network = nullptr;
    LoopbackServer *server = nullptr;
    QHash<int, Tracer *> tracers;
};

Engine::Engine(QObject *parent) : QObject(parent), d(std::make_unique<Worker>())
{
    qRegisterMetaType<QList<quint16>>();
    m_thread.setObjectName(QStringLiteral("network"));
    d->moveToThread(&m_thread);
    m_thread.start();
}

Engine::~Engine()
{
    QMetaObject::invokeMethod(
        d.get(),
        [worker = d.get()] {
            // Finished tracers that wait for their deletion need the network too.
            qDeleteAll(worker->findChildren<Tracer *>(Qt::FindDirectChildrenOnly));
            worker->tracers.clear();
            delete worker->server;
            delete worker->network;
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

int Engine::start(const TraceRequest &request)
{
    const int id = ++m_lastId;
    QMetaObject::invokeMethod(
        d.get(),
        [this, worker = d.get(), request, id] {
            const Result<ReadyRequest> ready = prepare(request);
            if (!ready) {
                const auto refuse = [this, id, trace = refusedTrace(request, ready.error)] {
                    Q_EMIT finished(id, trace);
                };
                QMetaObject::invokeMethod(this, refuse, Qt::QueuedConnection);
                return;
            }
            if (!worker->network)
                worker->network = new Network(worker);
            auto *tracer = new Tracer(*worker->network, *ready, worker);
            worker->tracers.insert(id, tracer);
            connect(tracer, &Tracer::progressed, this,
                    [this, id](const HopProgress &now) { Q_EMIT progress(id, now); });
            connect(tracer, &Tracer::hopFinished, this, [this, id](const Hop &hop) { Q_EMIT hopFinished(id, hop); });
            connect(tracer, &Tracer::hopEdited, this, [this, id](const Hop &hop) { Q_EMIT hopEdited(id, hop); });
            connect(tracer, &Tracer::paused, this, [this, id](const Request &next) { Q_EMIT paused(id, next); });
            connect(tracer, &Tracer::finished, tracer, [this, tracer, id](const Trace &trace) {
                const auto tell = [this, id, trace, memory = tracer->memory()] {
                    Q_EMIT remembered(id, memory);
                    Q_EMIT finished(id, trace);
                };
                QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
            });
            connect(tracer, &Tracer::finished, tracer, [worker, id] { worker->tracers.take(id)->deleteLater(); });
            tracer->start();
        },
        Qt::QueuedConnection);
    return id;
}

void Engine::step(int id, const std::optional<EditedRequest> &edited, StepTo to)
{
    QMetaObject::invokeMethod(
        d.get(),
        [worker = d.get(), id, edited, to] {
            if (Tracer *tracer = worker->tracers.value(id))
                tracer->step(edited, to);
        },
        Qt::QueuedConnection);
}

void Engine::cancel(int id)
{
    QMetaObject::invokeMethod(
        d.get(),
        [worker = d.get(), id] {
            if (Tracer *tracer = worker->tracers.value(id))
                tracer->cancel();
        },
        Qt::QueuedConnection);
}

void Engine::startServer(quint16 firstPort)
{
    QMetaObject::invokeMethod(
        d.get(),
        [this, worker = d.get(), firstPort] {
            if (!worker->server)
                worker->server = new LoopbackServer(worker);
            const bool open = worker->server->listen(firstPort);
            const QList<quint16> ports = worker->server->ports();
            const QString reason = worker->server->errorString();
            QMetaObject::invokeMethod(
                this,
                [this, open, ports, reason] {
                    if (open)
                        Q_EMIT serverStarted(ports);
                    else
                        Q_EMIT serverFailed(reason);
                },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

} // namespace hopscope
