// SPDX-License-Identifier: MIT
#include "net/server/scenariorunner.h"

#include "net/network.h"
#include "net/server/scenarioplayer.h"
#include "net/server/scenarioserver.h"

#include <functional>
#include <utility>

namespace hopscope
{

/// Lives on the network thread and is touched there only.
struct ScenarioRunner::Worker : QObject {
    Network *network = nullptr;
    ScenarioServer *server = nullptr;
    ScenarioPlayer *player = nullptr;

    void endPlay() { delete std::exchange(player, nullptr); }
    void later(const std::function<void()> &job) { QMetaObject::invokeMethod(this, job, Qt::QueuedConnection); }
};

ScenarioRunner::ScenarioRunner(QObject *parent) : QObject(parent), d(std::make_unique<Worker>())
{
    m_thread.setObjectName(QStringLiteral("scenario"));
    d->moveToThread(&m_thread);
    m_thread.start();
}

ScenarioRunner::~ScenarioRunner()
{
    QMetaObject::invokeMethod(
        d.get(),
        [worker = d.get()] {
            worker->endPlay();
            delete worker->server;
            delete worker->network;
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void ScenarioRunner::open(const Scenario &scenario)
{
    d->later([this, worker = d.get(), scenario] {
        worker->endPlay();
        if (!worker->server) {
            worker->server = new ScenarioServer(worker);
            connect(worker->server, &ScenarioServer::answered, this, [this](const SeenRequest &seen, int status) {
                Q_EMIT answered(seen.request.method, seen.request.url, status);
            });
        }
        const bool open = worker->server->listen(scenario);
        const auto tell = [this, open, real = worker->server->scenario(), notes = worker->server->notes(),
                           error = worker->server->errorString()] {
            if (open)
                Q_EMIT opened(real, notes);
            else
                Q_EMIT failed(error);
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

void ScenarioRunner::close()
{
    d->later([worker = d.get()] {
        worker->endPlay();
        if (worker->server)
            worker->server->close();
    });
}

int ScenarioRunner::play(const QString &client, bool step)
{
    const int number = ++m_last;
    d->later([this, worker = d.get(), client, step, number] {
        worker->endPlay();
        if (!worker->server)
            return;
        if (!worker->network)
            worker->network = new Network(worker);
        worker->player = new ScenarioPlayer(*worker->network, *worker->server, client, worker);
        connect(worker->player, &ScenarioPlayer::progressed, this,
                [this, number](const Play &play) { Q_EMIT progressed(number, play); });
        connect(worker->player, &ScenarioPlayer::finished, this,
                [this, number](const Play &play) { Q_EMIT finished(number, play); });
        worker->player->start(step);
    });
    return number;
}

void ScenarioRunner::step()
{
    d->later([worker = d.get()] {
        if (worker->player)
            worker->player->step();
    });
}

} // namespace hopscope
