// SPDX-License-Identifier: MIT
#include "net/watch/watchengine.h"

#include "net/watch/watch.h"
#include "net/watch/watchedprogram.h"
#include "net/watch/watchlog.h"
#include "net/watch/watchsetup.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kPortionMs = 100;
constexpr qsizetype kMostInPortion = 200;

/// The program where it is known, else what the User-Agent begins with.
QString clientText(const WatchedClient &client, const Trace &trace)
{
    if (client.process >= 0)
        return u"%1 (%2)"_s.arg(client.name, QString::number(client.process));
    if (trace.hops.isEmpty())
        return {};
    const Headers &fields = trace.hops.constFirst().request.headers;
    return QString::fromUtf8(fields.first("User-Agent").value_or(QByteArray()).split(' ').constFirst());
}

WatchedRow rowOf(const Trace &trace, const WatchedClient &client, const WatchJudge &judge)
{
    WatchedRow row{.time = trace.started, .client = clientText(client, trace), .chain = shownChain(trace)};
    row.verdict = chainVerdict(trace, judge);
    QStringList urls;
    QStringList methods;
    for (const Hop &hop : trace.hops) {
        urls.append(QString::fromUtf8(hop.request.url));
        const QString method = QString::fromUtf8(hop.request.method);
        if (methods.isEmpty() || methods.constLast() != method)
            methods.append(method);
    }
    row.methods = methods.join(u" → "_s);
    row.hosts = urls.join(u' ');
    row.url = urls.value(0);
    return row;
}

Result<WatchLaunch> launchOf(const WatchedOrder &order, const WatchGround &ground)
{
    if (order.kind == WatchedOrder::Kind::Terminal)
        return terminalLaunch(ground);
    return order.browser ? browserLaunch(*order.browser, ground) : commandLaunch(order.line, ground);
}

} // namespace

/// Lives on the other thread and is touched there only.
struct WatchEngine::Worker : QObject {
    explicit Worker(WatchEngine *teller) : engine(teller), timer(new QTimer(this))
    {
        timer->setSingleShot(true);
        timer->setInterval(kPortionMs);
        connect(timer, &QTimer::timeout, this, [this] { flush(); });
    }

    /// On the engine's thread.
    void tell(const std::function<void()> &what) { QMetaObject::invokeMethod(engine, what, Qt::QueuedConnection); }

    void fail(const QString &sentence)
    {
        tell([engine = engine, sentence] { Q_EMIT engine->failed(sentence); });
    }

    void start(const WatchOrder &order)
    {
        const auto giveUp = [this](const QString &sentence) {
            watch.reset();
            tell([engine = engine] { engine->m_state = WatchState::Idle; });
            fail(sentence);
        };
        const Result<WatchSetup> setup = watchSetup(order.request, order.opensTls);
        if (!setup) {
            giveUp(setup.error);
            return;
        }
        if (const QString fault = log.isOpen() ? QString() : log.open(order.log); !fault.isEmpty()) {
            giveUp(fault);
            return;
        }
        judge = {.fallback = findClient(u"browser"_s)};
        watch = std::make_unique<Watch>(setup->options, judge);
        connect(watch.get(), &Watch::chainEnded, this,
                [this](const Trace &trace, const WatchedClient &client) { add(trace, client); });
        if (const QString fault = watch->start(); !fault.isEmpty()) {
            giveUp(fault);
            return;
        }
        const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
        ground = {.address = watch->address(), .trust = setup->trust, .variables = {}};
        ground.variables = watchVariables(ground.address, ground.trust ? &*ground.trust : nullptr, system);
        ground.environment = watchEnvironment(ground.variables, system);
        const WatchPointers pointers{.port = ground.address.port,
                                     .url = ground.address.url(),
                                     .lines = watchLines(ground.address, ground.variables, ground.trust.has_value())};
        tell([engine = engine, pointers] {
            if (engine->m_state == WatchState::Starting)
                engine->m_state = WatchState::Watching;
            Q_EMIT engine->started(pointers);
        });
    }

    void add(const Trace &trace, const WatchedClient &client)
    {
        WatchedRow row = rowOf(trace, client, judge);
        const Result<qint64> offset = log.append(trace);
        if (offset)
            row.offset = *offset;
        else
            fail(offset.error);
        chains.append({row, trace});
        if (chains.size() >= kMostInPortion)
            flush();
        else if (!timer->isActive())
            timer->start();
    }

    void flush()
    {
        timer->stop();
        if (!chains.isEmpty())
            tell([engine = engine, portion = std::exchange(chains, {})] { Q_EMIT engine->portion(portion); });
    }

    void clear()
    {
        timer->stop();
        chains.clear();
        log.clear();
        tell([engine = engine] { Q_EMIT engine->cleared(); });
    }

    void launch(int number, const WatchedOrder &order)
    {
        const auto refuse = [this, number](const QString &why) {
            tell([engine = engine, number, why] { Q_EMIT engine->programRefused(number, why); });
        };
        if (!watch || isStopping) {
            refuse(u"nothing is watched: press Start first"_s);
            return;
        }
        const Result<WatchLaunch> what = launchOf(order, ground);
        if (!what) {
            refuse(what.error);
            return;
        }
        tell([engine = engine, number, name = what->name, note = what->note] {
            Q_EMIT engine->programBegan(number, name, note);
        });
        auto *program = new WatchedProgram(*what, this);
        programs[number] = program;
        connect(program, &WatchedProgram::wrote, this, [this, number](const QByteArray &bytes) {
            tell([engine = engine, number, bytes] { Q_EMIT engine->programWrote(number, bytes); });
        });
        connect(program, &WatchedProgram::ended, this, [this, number](bool isGood, const QString &how) {
            tell([engine = engine, number, isGood, how] { Q_EMIT engine->programEnded(number, isGood, how); });
            // Its last chain has ended with it.
            if (watch)
                watch->settle();
            if (isStopping)
                QMetaObject::invokeMethod(
                    this, [this] { stopIfAlone(); }, Qt::QueuedConnection);
        });
        program->start();
    }

    void endProgram(int number)
    {
        if (const auto found = programs.find(number); found != programs.end())
            found->second->end();
    }

    void stop(bool now)
    {
        isStopping = true;
        for (const auto &[number, program] : programs) {
            if (!now)
                program->end();
        }
        if (now)
            endAll();
        stopIfAlone();
    }

    /// With what they left running.
    void endAll()
    {
        for (const auto &entry : std::exchange(programs, {})) {
            WatchedProgram *program = entry.second;
            if (!program->hasEnded())
                tell([engine = engine, number = entry.first, name = program->name()] {
                    Q_EMIT engine->programEnded(number, false, u"%1 was ended"_s.arg(name));
                });
            delete program;
        }
    }

    void stopIfAlone()
    {
        const auto runs = [](const auto &entry) { return !entry.second->hasEnded(); };
        if (!isStopping || std::any_of(programs.begin(), programs.end(), runs))
            return;
        endAll();
        if (watch)
            watch->stop();
        watch.reset();
        isStopping = false;
        flush();
        tell([engine = engine] {
            engine->m_state = WatchState::Idle;
            Q_EMIT engine->stopped();
        });
    }

    WatchEngine *engine;
    QTimer *timer;
    std::unique_ptr<Watch> watch;
    WatchJudge judge;
    WatchGround ground;
    WatchLog log;
    QList<WatchedChain> chains;
    std::map<int, WatchedProgram *> programs; ///< those that have ended, too: what they left running may go on
    bool isStopping = false;
};

WatchEngine::WatchEngine(QObject *parent) : QObject(parent), d(std::make_unique<Worker>(this))
{
    m_thread.setObjectName(QStringLiteral("watch"));
    d->moveToThread(&m_thread);
    m_thread.start();
}

WatchEngine::~WatchEngine()
{
    QMetaObject::invokeMethod(
        d.get(),
        [worker = d.get()] {
            worker->endAll();
            worker->watch.reset();
            worker->timer->stop();
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void WatchEngine::start(const WatchOrder &order)
{
    if (m_state != WatchState::Idle)
        return;
    m_state = WatchState::Starting;
    QMetaObject::invokeMethod(
        d.get(), [worker = d.get(), order] { worker->start(order); }, Qt::QueuedConnection);
}

void WatchEngine::stop(bool now)
{
    if (m_state == WatchState::Idle)
        return;
    m_state = WatchState::Stopping;
    QMetaObject::invokeMethod(
        d.get(), [worker = d.get(), now] { worker->stop(now); }, Qt::QueuedConnection);
}

void WatchEngine::stop()
{
    stop(false);
}

void WatchEngine::stopNow()
{
    stop(true);
}

int WatchEngine::launch(const WatchedOrder &order)
{
    const int number = ++m_programs;
    QMetaObject::invokeMethod(
        d.get(), [worker = d.get(), number, order] { worker->launch(number, order); }, Qt::QueuedConnection);
    return number;
}

void WatchEngine::endProgram(int number)
{
    QMetaObject::invokeMethod(
        d.get(), [worker = d.get(), number] { worker->endProgram(number); }, Qt::QueuedConnection);
}

void WatchEngine::clear()
{
    QMetaObject::invokeMethod(
        d.get(), [worker = d.get()] { worker->clear(); }, Qt::QueuedConnection);
}

} // namespace hopscope
