// SPDX-License-Identifier: MIT
#include "net/auditthreads.h"

#include "net/network.h"
#include "net/tracer.h"

#include <QThread>

#include <algorithm>

namespace hopscope
{

namespace
{

/// More network threads than these wait for the one that asks.
constexpr int kMostThreads = 4;

} // namespace

/// Lives on its thread; `thread`, `place` and `asker` do not change.
struct AuditThreads::Worker : QObject {
    Worker(AuditThreads *threads, int index) : asker(threads), place(index) {}

    void start(qint64 id, const ReadyRequest &ready, quint64 number)
    {
        if (!network)
            network = new Network(this);
        const quint64 lent = number > 0 ? number : network->nextTrace();
        auto *tracer = new Tracer(*network, ready, this, lent);
        connect(tracer, &Tracer::finished, this, [=, this](const Trace &trace) {
            tracer->deleteLater();
            const LentConnections kept{place, lent, network->targetsOf(lent)};
            const auto tell = [to = asker, id, kept, trace] {
                --to->m_active[kept.thread];
                Q_EMIT to->finished(id, kept, trace);
            };
            QMetaObject::invokeMethod(asker, tell, Qt::QueuedConnection);
        });
        tracer->start();
    }

    void cancel() const
    {
        const QList<Tracer *> tracers = findChildren<Tracer *>(Qt::FindDirectChildrenOnly);
        for (Tracer *tracer : tracers)
            tracer->cancel();
    }

    /// Tracers need the network to the end.
    void end()
    {
        qDeleteAll(findChildren<Tracer *>(Qt::FindDirectChildrenOnly));
        delete network;
    }

    QThread thread;
    AuditThreads *const asker;
    const int place;
    Network *network = nullptr;
};

int AuditThreads::usualCount()
{
    return std::clamp(QThread::idealThreadCount(), 1, kMostThreads);
}

AuditThreads::AuditThreads(int count) : m_active(count, 0)
{
    for (int i = 0; i < count; ++i) {
        m_workers.push_back(std::make_unique<Worker>(this, i));
        Worker &worker = *m_workers.back();
        worker.thread.setObjectName(QStringLiteral("audit network"));
        worker.moveToThread(&worker.thread);
        worker.thread.start();
    }
}

AuditThreads::~AuditThreads()
{
    for (const std::unique_ptr<Worker> &each : m_workers) {
        QMetaObject::invokeMethod(
            each.get(), [worker = each.get()] { worker->end(); }, Qt::BlockingQueuedConnection);
        each->thread.quit();
        each->thread.wait();
    }
}

void AuditThreads::start(qint64 id, const ReadyRequest &ready, const LentConnections &lent)
{
    const auto idlest = std::min_element(m_active.cbegin(), m_active.cend()) - m_active.cbegin();
    const int place = lent.thread >= 0 ? lent.thread : int(idlest);
    ++m_active[place];
    Worker *worker = m_workers[size_t(place)].get();
    QMetaObject::invokeMethod(
        worker, [worker, id, ready, number = lent.number] { worker->start(id, ready, number); }, Qt::QueuedConnection);
}

void AuditThreads::release(const LentConnections &lent)
{
    Worker *worker = m_workers[size_t(lent.thread)].get();
    QMetaObject::invokeMethod(
        worker, [worker, number = lent.number] { worker->network->release(number); }, Qt::QueuedConnection);
}

void AuditThreads::cancel()
{
    for (const std::unique_ptr<Worker> &each : m_workers)
        QMetaObject::invokeMethod(
            each.get(), [worker = each.get()] { worker->cancel(); }, Qt::QueuedConnection);
}

} // namespace hopscope
