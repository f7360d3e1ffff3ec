// SPDX-License-Identifier: MIT
#include "net/auditengine.h"

#include <QTimer>

#include <utility>

namespace hopscope
{

namespace
{

constexpr int kPortionMs = 100;
constexpr qsizetype kMostInPortion = 1000;

SettledRow settledRow(const KeptRow &kept)
{
    SettledRow row{.row = kept.row,
                   .result = kept.result,
                   .chain = kept.chain,
                   .offset = kept.offset,
                   .wasKnown = !kept.isAnswer && kept.offset >= 0};
    row.result.asked.clear(); // it stands in the log
    return row;
}

} // namespace

/// Lives on the thread of the audit and is touched there only.
struct AuditEngine::Worker : QObject {
    explicit Worker(AuditEngine *teller) : engine(teller), timer(new QTimer(this))
    {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, [this] { flush(); });
    }

    void add(const KeptRow &kept)
    {
        rows.append(settledRow(kept));
        if (rows.size() >= kMostInPortion)
            flush();
        else if (!timer->isActive())
            timer->start(kPortionMs);
    }

    void flush()
    {
        timer->stop();
        if (rows.isEmpty())
            return;
        const auto tell = [engine = engine, portion = std::exchange(rows, {})] { engine->tell(portion); };
        QMetaObject::invokeMethod(engine, tell, Qt::QueuedConnection);
    }

    void end(const QString &error)
    {
        flush();
        run->deleteLater();
        run = nullptr;
        const auto tell = [engine = engine, error] { engine->end(error); };
        QMetaObject::invokeMethod(engine, tell, Qt::QueuedConnection);
    }

    void start(AuditOrder order)
    {
        order.wantsChains = true;
        run = new AuditRun(order, this);
        connect(run, &AuditRun::rowKept, this, [this](const KeptRow &kept) { add(kept); });
        connect(run, &AuditRun::hostHeld, engine, &AuditEngine::hostHeld);
        connect(run, &AuditRun::robotsRead, engine, [to = engine](const QString &sentence, qsizetype disallowed) {
            Q_EMIT to->robotsRead(sentence);
            if (disallowed > 0)
                Q_EMIT to->hostHeld(sentence);
        });
        connect(run, &AuditRun::finished, this, [this](const QString &error) { end(error); });
        if (const QString error = run->open(); error.isEmpty())
            run->start();
        else
            end(error);
    }

    AuditEngine *engine;
    QTimer *timer;
    AuditRun *run = nullptr;
    QList<SettledRow> rows;
};

AuditEngine::AuditEngine(QObject *parent) : QObject(parent), d(std::make_unique<Worker>(this))
{
    m_thread.setObjectName(QStringLiteral("audit"));
    d->moveToThread(&m_thread);
    m_thread.start();
}

AuditEngine::~AuditEngine()
{
    QMetaObject::invokeMethod(
        d.get(), [worker = d.get()] { qDeleteAll(worker->findChildren<AuditRun *>(Qt::FindDirectChildrenOnly)); },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void AuditEngine::start(const AuditOrder &order)
{
    if (std::exchange(m_isRunning, true))
        return;
    QMetaObject::invokeMethod(
        d.get(), [worker = d.get(), order] { worker->start(order); }, Qt::QueuedConnection);
}

void AuditEngine::setPaused(bool paused)
{
    const auto set = [worker = d.get(), paused] {
        if (worker->run)
            worker->run->setPaused(paused);
    };
    QMetaObject::invokeMethod(d.get(), set, Qt::QueuedConnection);
}

void AuditEngine::cancel()
{
    const auto end = [worker = d.get()] {
        if (worker->run)
            worker->run->cancel();
    };
    QMetaObject::invokeMethod(d.get(), end, Qt::QueuedConnection);
}

void AuditEngine::tell(const QList<SettledRow> &rows)
{
    Q_EMIT portion(rows);
}

void AuditEngine::end(const QString &error)
{
    m_isRunning = false;
    Q_EMIT finished(error);
}

} // namespace hopscope
