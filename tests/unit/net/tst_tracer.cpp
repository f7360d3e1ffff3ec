// SPDX-License-Identifier: MIT
#include "net/engine.h"
#include "rawserver.h"

#include <QCryptographicHash>
#include <QTemporaryFile>
#include <QTest>
#include <QTimer>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Cancel, step mode and bodies from files.
class TestTracer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancel_data();
    void cancel();
    void cancelWhenAHopIsShown();
    void refusedByTheEngine();
    void step();
    void deadlineInStepMode();
    void bodyFile();
    void bodyOfAShortFile();
    void changedBodyFile();
    void silenceOfAFinishedHopIsNoFault();
    void waitingInVainTakesTime();
};

using Kind = OutcomeKind;

void TestTracer::cancel_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("hops");
    QTest::newRow("before the answer") << QByteArray("/silence") << 1;
    QTest::newRow("in the second hop") << QByteArray("/redirect") << 2;
    QTest::newRow("in the content") << QByteArray("/half") << 1;
}

void TestTracer::cancel()
{
    QFETCH(QByteArray, path);
    RawServer server;
    Network network;
    Tracer tracer(network, *prepare({.url = server.url(QString::fromLatin1(path))}));
    const auto soon = [&](QTcpSocket &, const QByteArray &) { QTimer::singleShot(0, &tracer, &Tracer::cancel); };
    server.on("/silence", soon);
    server.on("/redirect", answer(302, {"Location: /silence"}));
    server.on("/half", [&](QTcpSocket &socket, const QByteArray &request) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        soon(socket, request);
    });
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start();
    QVERIFY(finished.wait());
    const auto trace = finished.first().first().value<Trace>();
    QCOMPARE(trace.outcome.kind, Kind::Canceled);
    QTEST(int(trace.hops.size()), "hops");
    QCOMPARE(trace.hops.last().error, u"canceled"_s);
    tracer.cancel();
    QCOMPARE(finished.size(), 1);
}

void TestTracer::cancelWhenAHopIsShown()
{
    RawServer server;
    server.on({}, answer(302, {"Location: /next"}));
    Network network;
    Tracer tracer(network, *prepare({.url = server.url()}));
    connect(&tracer, &Tracer::hopFinished, &tracer, &Tracer::cancel);
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start();
    QVERIFY(finished.wait());
    const auto trace = finished.first().first().value<Trace>();
    QCOMPARE(trace.outcome.kind, Kind::Canceled);
    QCOMPARE(trace.hops.size(), 1);
    QCOMPARE(server.requests.size(), 1);
    QCOMPARE(finished.size(), 1);
}

/// A request that cannot be carried out is told from a trace that was canceled before its first hop.
void TestTracer::refusedByTheEngine()
{
    Engine engine;
    QSignalSpy finished(&engine, &Engine::finished);
    const TraceRequest wrong{.client = u"curl"_s, .url = u"http://127.0.0.1/"_s, .cookieFile = u"/nowhere/cookies"_s};
    const int id = engine.start(wrong);
    QVERIFY(finished.isEmpty());
    QVERIFY(finished.wait());
    QCOMPARE(finished.first().first().toInt(), id);
    const auto refused = finished.first().last().value<Trace>();
    QVERIFY(wasRefused(refused));
    QCOMPARE(refused.outcome.kind, Kind::Canceled);
    QVERIFY2(refused.outcome.message.contains(u"/nowhere/cookies"), qPrintable(refused.outcome.message));
    QCOMPARE(refused.client, u"curl"_s);
    QVERIFY(refused.hops.isEmpty());

    Network network;
    Tracer tracer(network, *prepare({.url = u"http://127.0.0.1/"_s}));
    QSignalSpy canceled(&tracer, &Tracer::finished);
    tracer.cancel();
    QCOMPARE(canceled.size(), 1);
    const auto trace = canceled.first().first().value<Trace>();
    QCOMPARE(trace.outcome.kind, Kind::Canceled);
    QVERIFY(!wasRefused(trace));
}

void TestTracer::step()
{
    RawServer server;
    server.on("/", answer(303, {"Location: /end"}));
    server.on("/end", answer(200));
    Network network;
    TraceRequest request{.method = "POST", .url = server.url(), .content = {.bytes = "a=1"}, .step = true};
    Tracer tracer(network, *prepare(request));
    QSignalSpy paused(&tracer, &Tracer::paused);
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start();
    QVERIFY(paused.wait());
    QCOMPARE(server.requests.size(), 1);
    const auto next = paused.first().first().value<Request>();
    QCOMPARE(next.method, "GET");
    QVERIFY(next.url.endsWith("/end"));
    tracer.step();
    QVERIFY(finished.wait());
    QCOMPARE(server.requests.size(), 2);
    const auto trace = finished.first().first().value<Trace>();
    QCOMPARE(trace.hops.at(1).request.headers, next.headers);
    QCOMPARE(trace.outcome.kind, Kind::Final);
}

/// The time that the user thinks does not count, that of the requests does, however often the trace has paused.
void TestTracer::deadlineInStepMode()
{
    constexpr int kLimitMs = 2'000;
    RawServer server;
    server.on("/", answer(302, {"Location: /second"}));
    server.on("/second", answer(302, {"Location: /silence"}));
    server.on("/silence", [](QTcpSocket &, const QByteArray &) {});
    Network network;
    Tracer tracer(network, *prepare({.url = server.url(), .timeoutMs = kLimitMs, .step = true}));
    QSignalSpy paused(&tracer, &Tracer::paused);
    QSignalSpy finished(&tracer, &Tracer::finished);
    tracer.start();
    QVERIFY(paused.wait());
    // A limit that went on would have ended the trace by then: it began earlier.
    QTimer thinking;
    QSignalSpy thought(&thinking, &QTimer::timeout);
    thinking.start(kLimitMs);
    QVERIFY(thought.wait());
    QVERIFY(finished.isEmpty());
    tracer.step();
    QVERIFY(paused.wait());
    tracer.step();
    QVERIFY(finished.wait(60'000));
    const auto trace = finished.first().first().value<Trace>();
    QCOMPARE(trace.outcome.kind, Kind::Timeout);
    QCOMPARE(trace.outcome.message, u"the trace took longer than 2 seconds"_s);
    QCOMPARE(trace.hops.size(), 3);
}

void TestTracer::bodyFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QByteArray content(3 * 1024 * 1024 + 7, '\0');
    for (qsizetype i = 0; i < content.size(); ++i)
        content[i] = static_cast<char>(i * 31 + i / 251);
    file.write(content);
    file.flush();
    RawServer server;
    server.on("/", answer(307, {"Location: /end"}));
    server.on("/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.method = "PUT", .url = server.url(), .content = {.file = file.fileName()}});
    QCOMPARE(trace.outcome.kind, Kind::Final);
    const QByteArray sha256 = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    QCOMPARE(server.requests.size(), 2);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(server.requests.at(i).endsWith(content));
        QCOMPARE(trace.hops.at(i).request.body.sha256, sha256);
        QCOMPARE(trace.hops.at(i).request.body.size, content.size());
        QCOMPARE(trace.hops.at(i).request.body.bytes, content.first(kDefaultBodyLimit));
        QVERIFY(trace.hops.at(i).request.body.truncated);
    }
}

/// What is kept is what was sent, also of a file that was changed in between.
void TestTracer::bodyOfAShortFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("first");
    file.flush();
    RawServer server;
    server.on("/", [&](QTcpSocket &socket, const QByteArray &) {
        file.seek(0);
        file.write("other");
        file.flush();
        socket.write(answer(307, {"Location: /end"}));
    });
    server.on("/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.method = "PUT", .url = server.url(), .content = {.file = file.fileName()}});
    QCOMPARE(trace.hops.size(), 2);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(trace.hops[i].request.body, bodyOf(i == 0 ? "first" : "other"));
        QVERIFY(server.requests[i].endsWith(trace.hops[i].request.body.bytes));
    }
}

void TestTracer::changedBodyFile()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("first");
    file.flush();
    RawServer server;
    server.on("/", [&](QTcpSocket &socket, const QByteArray &) {
        file.write(" and more");
        file.flush();
        socket.write(answer(307, {"Location: /end"}));
    });
    server.on("/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.method = "PUT", .url = server.url(), .content = {.file = file.fileName()}});
    QCOMPARE(trace.outcome.kind, Kind::NetworkError);
    QVERIFY(trace.hops.last().error.contains(u"has changed since"));
    QCOMPARE(server.requests.size(), 1);
}

/// The first server keeps its connection open and has nothing more to say, for longer than an answer may pause.
void TestTracer::silenceOfAFinishedHopIsNoFault()
{
    constexpr int kIdleMs = 100;
    RawServer first;
    RawServer second;
    first.on("/", answer(302, {"Location: " + second.url().toLatin1(), "Content-Length: 0"}));
    second.on("/", [&](QTcpSocket &socket, const QByteArray &) {
        QTimer::singleShot(5 * kIdleMs, &socket, [&socket] { socket.write(answer(200)); });
    });
    Network network;
    TraceRequest request{.url = first.url()};
    request.wait.idleMs = kIdleMs;
    const Trace trace = runTrace(network, request);
    QCOMPARE(trace.outcome.kind, Kind::Final);
    QCOMPARE(trace.hops.size(), 2);
}

/// The time of a hop that got no answer is that of the waiting.
void TestTracer::waitingInVainTakesTime()
{
    constexpr int kLimitMs = 200;
    RawServer server;
    server.on("/", [](QTcpSocket &, const QByteArray &) {});
    Network network;
    TraceRequest request{.url = server.url()};
    request.wait.firstByteMs = kLimitMs;
    const Trace trace = runTrace(network, request);
    QCOMPARE(trace.outcome.kind, Kind::Timeout);
    const Timing &timing = trace.hops.last().timing;
    // A timer may be a twentieth early.
    QVERIFY2(timing.wait >= 900 * kLimitMs, qPrintable(QString::number(timing.wait)));
    QVERIFY(timing.connect < timing.wait);
}

QTEST_GUILESS_MAIN(TestTracer)
#include "tst_tracer.moc"
