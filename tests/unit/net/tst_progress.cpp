// SPDX-License-Identifier: MIT
// What the engine tells of a request while it is under way, and how step mode goes on.
#include "net/engine.h"
#include "net/server/loopbackserver.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kTimeoutMs = 20'000;

struct Told {
    QList<HopProgress> progress;
    QList<qsizetype> hopAt; ///< how much had been told when each hop finished
    int pauses = 0;
    std::optional<Trace> trace;
};

} // namespace

class ProgressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_engine.reset(); }
    void phasesInTheirOrder();
    void waitingIsTold();
    void failureIsTold();
    void runsTheRest();
    void lastPhaseOfATiming();

private:
    TraceRequest request(const QString &path) const;
    QByteArray url(const QString &path) const { return request(path).url.toUtf8(); }

    LoopbackServer m_server;
    std::unique_ptr<Engine> m_engine;
    Told m_told;
};

void ProgressTest::initTestCase()
{
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
}

void ProgressTest::init()
{
    m_told = {};
    m_engine = std::make_unique<Engine>();
    connect(m_engine.get(), &Engine::progress, this,
            [this](int, const HopProgress &progress) { m_told.progress.append(progress); });
    connect(m_engine.get(), &Engine::hopFinished, this,
            [this](int, const Hop &) { m_told.hopAt.append(m_told.progress.size()); });
    connect(m_engine.get(), &Engine::paused, this, [this](int, const Request &) { ++m_told.pauses; });
    connect(m_engine.get(), &Engine::finished, this, [this](int, const Trace &trace) { m_told.trace = trace; });
}

TraceRequest ProgressTest::request(const QString &path) const
{
    return {.url = u"http://127.0.0.1:%1%2"_s.arg(m_server.ports().value(0)).arg(path)};
}

void ProgressTest::phasesInTheirOrder()
{
    m_engine->start(request(u"/302?to=/echo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_told.trace, kTimeoutMs);
    QCOMPARE(m_told.trace->hops.size(), 2);
    QCOMPARE(m_told.hopAt.size(), 2);
    QList<HopPhase> first;
    QList<HopPhase> second;
    for (qsizetype i = 0; i < m_told.progress.size(); ++i) {
        const HopProgress &progress = m_told.progress[i];
        const bool isFirst = i < m_told.hopAt[0];
        (isFirst ? first : second).append(progress.phase);
        QCOMPARE(progress.method, "GET");
        QCOMPARE(progress.url, url(isFirst ? u"/302?to=/echo"_s : u"/echo"_s));
    }
    QCOMPARE(first, (QList{HopPhase::Starting, HopPhase::Connect, HopPhase::Send, HopPhase::Wait, HopPhase::Receive}));
    // The connection is there already.
    QVERIFY(m_told.trace->hops[1].connection.reused);
    QCOMPARE(second, (QList{HopPhase::Starting, HopPhase::Send, HopPhase::Wait, HopPhase::Receive}));
    QCOMPARE(m_told.hopAt[1], m_told.progress.size());
}

void ProgressTest::waitingIsTold()
{
    const int id = m_engine->start(request(u"/slow?ms=10000"_s));
    const auto waits = [this] { return !m_told.progress.isEmpty() && m_told.progress.last().phase == HopPhase::Wait; };
    QTRY_VERIFY_WITH_TIMEOUT(waits(), kTimeoutMs);
    QVERIFY(!m_told.trace);
    m_engine->cancel(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_told.trace, kTimeoutMs);
    QCOMPARE(m_told.trace->hops.size(), 1);
    QVERIFY(isCanceled(m_told.trace->hops[0]));
    QCOMPARE(lastPhase(m_told.trace->hops[0].timing), HopPhase::Wait);
    QVERIFY(waits());
}

void ProgressTest::failureIsTold()
{
    TraceRequest none;
    none.url = u"http://does-not-exist.invalid/"_s;
    m_engine->start(none);
    QTRY_VERIFY_WITH_TIMEOUT(m_told.trace, kTimeoutMs);
    QCOMPARE(m_told.progress.first().phase, HopPhase::Starting);
    QCOMPARE(m_told.progress.last().phase, HopPhase::Dns);
}

void ProgressTest::runsTheRest()
{
    TraceRequest steps = request(u"/chain/4"_s);
    steps.step = true;
    const int id = m_engine->start(steps);
    QTRY_COMPARE_WITH_TIMEOUT(m_told.pauses, 1, kTimeoutMs);
    m_engine->step(id);
    QTRY_COMPARE_WITH_TIMEOUT(m_told.pauses, 2, kTimeoutMs);
    m_engine->step(id, EditedRequest{.method = "PUT", .url = QString::fromUtf8(url(u"/chain/2"_s))}, StepTo::End);
    QTRY_VERIFY_WITH_TIMEOUT(m_told.trace, kTimeoutMs);
    QCOMPARE(m_told.pauses, 2);
    QCOMPARE(m_told.trace->hops.size(), 5);
    QCOMPARE(m_told.trace->hops[2].request.method, "PUT");
}

void ProgressTest::lastPhaseOfATiming()
{
    QCOMPARE(lastPhase({}), HopPhase::Starting);
    QCOMPARE(lastPhase({.start = 5}), HopPhase::Starting);
    QCOMPARE(lastPhase({.dns = 1}), HopPhase::Dns);
    QCOMPARE(lastPhase({.dns = 1, .connect = 1}), HopPhase::Connect);
    QCOMPARE(lastPhase({.connect = 1, .tls = 1}), HopPhase::Tls);
    QCOMPARE(lastPhase({.connect = 1, .send = 1}), HopPhase::Send);
    QCOMPARE(lastPhase({.send = 1, .wait = 1}), HopPhase::Wait);
    QCOMPARE(lastPhase({.send = 1, .wait = 1, .receive = 1}), HopPhase::Receive);
}

QTEST_GUILESS_MAIN(ProgressTest)
#include "tst_progress.moc"
