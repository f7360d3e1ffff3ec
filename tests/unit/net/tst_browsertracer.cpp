// SPDX-License-Identifier: MIT
// An installed browser or program as a client of the engine, as the window runs it: off its thread, canceled, missing.
#include "net/browser/installedclient.h"
#include "net/engine.h"
#include "net/server/loopbackserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kBrowserTestMs = 120'000;

} // namespace

class BrowserTracerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runs_data() { addClients(); }
    void runs();
    void isCanceled_data() { addClients(); }
    void isCanceled();
    void endsWithTheEngine_data() { addClients(); }
    void endsWithTheEngine();
    void isMissing_data() { addClients(); }
    void isMissing();

private:
    void addClients();
    TraceRequest request(const QString &path) const;
    static bool isThere() { return isInstalled(client()); }
    static const RealClient &client() { return *realClient(QString::fromLatin1(QTest::currentDataTag())); }

    LoopbackServer m_server;
    QTemporaryDir m_data; ///< of the authority that opens https
};

void BrowserTracerTest::initTestCase()
{
    qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
    QVERIFY2(m_server.listen(), qPrintable(m_server.errorString()));
}

void BrowserTracerTest::addClients()
{
    QTest::addColumn<bool>("unused");
    for (const RealClient &each : realClients())
        QTest::newRow(each.id.data()) << true;
}

TraceRequest BrowserTracerTest::request(const QString &path) const
{
    return {.client = QString(client().id),
            .ownClient = profileOf(client()),
            .url = u"http://127.0.0.1:%1%2"_s.arg(m_server.ports().constFirst()).arg(path)};
}

void BrowserTracerTest::runs()
{
    if (!isThere())
        QSKIP("it is not installed");
    Engine engine;
    QSignalSpy hops(&engine, &Engine::hopFinished);
    QSignalSpy finished(&engine, &Engine::finished);
    engine.start(request(u"/302"_s));
    QVERIFY(finished.wait(kBrowserTestMs));
    const Trace trace = finished.constFirst().at(1).value<Trace>();
    QCOMPARE(trace.client, QString(client().id));
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(hops.size(), 2);
    QCOMPARE(trace.hops[1].request.url, request(u"/echo"_s).url.toUtf8());
    QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
}

void BrowserTracerTest::isCanceled()
{
    if (!isThere())
        QSKIP("it is not installed");
    Engine engine;
    QSignalSpy progress(&engine, &Engine::progress);
    QSignalSpy finished(&engine, &Engine::finished);
    const int id = engine.start(request(u"/silent"_s));
    QVERIFY(progress.wait(kBrowserTestMs));
    engine.cancel(id);
    QVERIFY(finished.wait(kBrowserTestMs));
    QCOMPARE(finished.constFirst().at(1).value<Trace>().outcome.kind, OutcomeKind::Canceled);
}

/// The window is closed while it runs.
void BrowserTracerTest::endsWithTheEngine()
{
    if (!isThere())
        QSKIP("it is not installed");
    Engine engine;
    QSignalSpy progress(&engine, &Engine::progress);
    engine.start(request(u"/silent"_s));
    QVERIFY(progress.wait(kBrowserTestMs));
}

void BrowserTracerTest::isMissing()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", "/nonexistent");
    Engine engine;
    QSignalSpy finished(&engine, &Engine::finished);
    engine.start(request(u"/302"_s));
    const bool hasEnded = finished.wait(kBrowserTestMs);
    const QString version = versionOf(client());
    const QString text = installedText(client());
    qputenv("PATH", path);
    QVERIFY(hasEnded);
    const Trace trace = finished.constFirst().at(1).value<Trace>();
    QVERIFY(trace.hops.isEmpty() && trace.outcome.refused);
    QVERIFY2(trace.outcome.message.contains(u"on Debian the package %1"_s.arg(client().package)),
             qPrintable(trace.outcome.message));
    QCOMPARE(version, QString());
    QCOMPARE(text, u"not installed"_s);
}

QTEST_GUILESS_MAIN(BrowserTracerTest)
#include "tst_browsertracer.moc"
