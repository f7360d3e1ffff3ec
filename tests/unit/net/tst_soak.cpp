// SPDX-License-Identifier: MIT
#include "rawserver.h"

#include <QFile>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Thousands of traces in one process: nothing grows. With AddressSanitizer its leak check looks at the end instead.
class TestSoak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryStaysFlat();
};

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int kTraces = 5'000; // each takes longer, and what leaks shows in fewer
#else
constexpr int kTraces = 20'000;
#endif
constexpr int kWarmUp = 4'000;
constexpr int kAtOnce = 20;
constexpr qint64 kAllowedGrowth = 8 * 1024 * 1024;

static qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

void TestSoak::memoryStaysFlat()
{
    RawServer server;
    int arrived = 0;
    server.on("/", answer(307, {"Location: /end"}));
    server.on("/end", [&](QTcpSocket &socket, const QByteArray &) {
        // Every tenth server is rude, so that the ways out that close connections are walked too.
        if (++arrived % 10 == 0)
            socket.disconnectFromHost();
        else
            socket.write(answer(200, {}, "ok"));
        server.requests.clear();
    });
    Network network;
    int started = 0;
    int finished = 0;
    int failed = 0;
    qint64 warm = 0;
    const std::function<void()> next = [&] {
        if (started == kTraces)
            return;
        ++started;
        auto *tracer = new Tracer(
            network, *prepare({.method = "POST", .url = server.url(), .content = {.bytes = "pay=1"}}), &network);
        connect(tracer, &Tracer::finished, &network, [&, tracer](const Trace &trace) {
            tracer->deleteLater();
            failed += trace.outcome.kind == OutcomeKind::NetworkError ? 1 : 0;
            if (++finished == kWarmUp)
                warm = residentBytes();
            next();
        });
        tracer->start();
    };
    for (int i = 0; i < kAtOnce; ++i)
        next();
    QTRY_COMPARE_WITH_TIMEOUT(finished, kTraces, 250'000);
    QCOMPARE(failed, kTraces / 10);
    QCOMPARE(arrived, kTraces);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const qint64 growth = residentBytes() - warm;
    QVERIFY2(growth < kAllowedGrowth, qPrintable(u"%1 bytes more"_s.arg(growth)));
#endif
}

QTEST_GUILESS_MAIN(TestSoak)
#include "tst_soak.moc"
