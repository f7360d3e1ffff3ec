// SPDX-License-Identifier: MIT
#include "class/classserver.h"

#include "class/classform.h"
#include "class/classpages.h"
#include "class/classtext.h"
#include "lessons/launchpage.h"
#include "net/server/scenarioserver.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace hopscope
{

namespace
{

constexpr int kLookMs = 20'000;

ClassClock steadyClock()
{
    QElapsedTimer timer;
    timer.start();
    return [timer] { return timer.elapsed(); };
}

} // namespace

struct ClassServer::State {
    ScenarioServer server;
    Classroom room;
    std::optional<ClassGuard> guard;
    ClassClock clock;
    QTimer look;
    qint64 opened = 0;
    bool isOpen = false;

    bool isOver() const { return clock() - opened >= kClassMs; }
    bool isPage(const SeenRequest &seen) const;
    ScenarioDoor door(const QHostAddress &address, ClassServer &q);
};

bool ClassServer::State::isPage(const SeenRequest &seen) const
{
    const Request &request = seen.request;
    const qsizetype origin = originNamed(room.scenario, seen.origin);
    return isForLaunchPage(room.scenario, {origin, request.method, classPathOf(request.url), request.headers});
}

ScenarioDoor ClassServer::State::door(const QHostAddress &address, ClassServer &q)
{
    ScenarioDoor door{.address = address,
                      .connections = kMaxClassConnections,
                      .connectionsPerAddress = kMaxClassConnectionsPerAddress,
                      .limits = {.head = kMaxClassHead, .body = kMaxClassBody, .requestMs = kClassRequestMs},
                      .backPath = kDevicePath.toByteArray(),
                      .guard = {},
                      .answered = {}};
    door.guard = [this, &q](const GuestRequest &guest) -> GuardVerdict {
        if (isOver()) {
            QMetaObject::invokeMethod(&q, &ClassServer::lookAtClock, Qt::QueuedConnection);
            return {notePage(classText(ClassText::ClassIsOver), 503), {}};
        }
        return guard->judge(guest);
    };
    door.answered = [this, &q](const QByteArray &token, const SeenRequest &seen, const ScenarioAnswer &answer) {
        ClassDevice *device = deviceOf(room, token);
        if (!device || isPage(seen))
            return;
        takeSent(room, *device, withoutClassCookie(seen.request), responseOf(answer, seen.request.method));
        Q_EMIT q.changed();
    };
    return door;
}

ClassServer::ClassServer(QObject *parent) : QObject(parent), d(std::make_unique<State>())
{
    d->look.setInterval(kLookMs);
    connect(&d->look, &QTimer::timeout, this, &ClassServer::lookAtClock);
}

ClassServer::~ClassServer() = default;

QString ClassServer::open(const ClassOptions &options)
{
    close();
    const Scenario scenario = classScenario(options.lesson, options.address, options.firstPort);
    d->room = makeClassroom(options.lesson, scenario);
    d->room.asksNames = options.asksNames;
    d->room.key = options.key;
    d->clock = options.clock ? options.clock : steadyClock();
    d->opened = d->clock();
    d->guard.emplace(
        d->room, d->clock, [this] { Q_EMIT changed(); }, [this](const QByteArray &token) { d->server.forget(token); });
    if (!d->server.listen(scenario, d->door(options.address, *this)))
        return d->server.errorString();
    d->room.scenario = d->server.scenario();
    d->isOpen = true;
    d->look.start();
    return {};
}

void ClassServer::close()
{
    end(classText(ClassText::ClassIsOver));
}

void ClassServer::end(const QString &why)
{
    if (!d->isOpen)
        return;
    d->isOpen = false;
    d->look.stop();
    d->server.close();
    Q_EMIT closed(why);
}

bool ClassServer::isOpen() const
{
    return d->isOpen;
}

const Classroom &ClassServer::room() const
{
    return d->room;
}

QList<quint16> ClassServer::ports() const
{
    QList<quint16> ports;
    for (const ScenarioOrigin &origin : d->room.scenario.origins)
        ports.append(origin.port);
    return ports;
}

QStringList ClassServer::notes() const
{
    return d->server.notes();
}

bool ClassServer::take(const ClassStep &step)
{
    if (!d->isOpen || !step.isPossible(d->room))
        return false;
    step.take(d->room);
    Q_EMIT changed();
    return true;
}

void ClassServer::lookAtClock()
{
    if (d->isOpen && d->isOver())
        end(classText(ClassText::TimeIsOver));
}

} // namespace hopscope
