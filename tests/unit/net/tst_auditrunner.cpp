// SPDX-License-Identifier: MIT
#include "auditing.h"
#include "net/auditinput.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// Answers only when `count` requests have come since the last time, all at once.
void answerInGroups(RawServer &server, int count, int &most)
{
    auto waiting = std::make_shared<QList<QTcpSocket *>>();
    server.on({}, [=, &most](QTcpSocket &socket, const QByteArray &) {
        waiting->append(&socket);
        most = std::max(most, int(waiting->size()));
        if (waiting->size() < count)
            return;
        for (QTcpSocket *each : std::exchange(*waiting, {}))
            each->write(answer(200));
    });
}

} // namespace

class TestAuditRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atTheSameTime_data();
    void atTheSameTime();
    void delay();
    void comesAgain();
    void comesAgainTooOften();
    void waitsTooLong();
    void silentHost();
    void refusals();
    void refusalsAmongAnswers();
    void pause();
    void cancel();
    void listIsNotCopied();
    void nothing();
    void requestsThatCannotBeSent();
    void robotsShown();
    void robotsEnforced();
    void robotsFaults_data();
    void robotsFaults();
    void robotsIsPolite();
    void packedLists();
    void parts();
};

void TestAuditRunner::atTheSameTime_data()
{
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("perHost");
    QTest::addColumn<int>("most");
    QTest::newRow("one") << 50 << 1 << 1;
    QTest::newRow("a few of a host") << 50 << 4 << 4;
    QTest::newRow("in all") << 3 << 4 << 3;
}

void TestAuditRunner::atTheSameTime()
{
    QFETCH(int, total);
    QFETCH(int, perHost);
    QFETCH(int, most);
    RawServer server;
    int seen = 0;
    answerInGroups(server, most, seen);
    const Told told = run(rowsAt(server, 12), {.total = total, .perHost = perHost});
    QVERIFY(told.hasEachOnce(12));
    QCOMPARE(told.leftOut.size(), 0);
    QCOMPARE(seen, most);
    QCOMPARE(server.requests.size(), 12);
}

void TestAuditRunner::delay()
{
    RawServer server;
    server.on({}, answer(200));
    const Told told = run(rowsAt(server, 5), {.perHost = 1, .delayMs = 1});
    QCOMPARE(told.finished, (QList<qsizetype>{0, 1, 2, 3, 4}));
    QCOMPARE(told.held, QStringList());
}

void TestAuditRunner::comesAgain()
{
    for (const int status : {429, 503}) {
        RawServer server;
        server.on({}, [&](QTcpSocket &socket, const QByteArray &) {
            socket.write(server.requests.size() < 3 ? answer(status, {"Retry-After: 0"}) : answer(200));
        });
        const Told told = run(rowsAt(server, 2), {.perHost = 1});
        QVERIFY(told.hasEachOnce(2));
        QCOMPARE(told.traces[0].hops.first().response->status, 200);
        QCOMPARE(server.requests.size(), 4);
    }
}

void TestAuditRunner::comesAgainTooOften()
{
    RawServer server;
    server.on({}, answer(503, {"Retry-After: Thu, 01 Jan 2026 00:00:00 GMT"}));
    const Told told = run(rowsAt(server, 1), {});
    QVERIFY(told.hasEachOnce(1));
    QCOMPARE(told.traces[0].hops.first().response->status, 503);
    QCOMPARE(server.requests.size(), 4);
}

void TestAuditRunner::waitsTooLong()
{
    RawServer server;
    server.on({}, answer(429, {"Retry-After: 3600"}));
    const Told told = run(rowsAt(server, 5), {.perHost = 1});
    QVERIFY(told.hasEachOnce(5));
    QCOMPARE(told.finished, QList<qsizetype>{0});
    QCOMPARE(told.held,
             QStringList(u"127.0.0.1:%1 asks to wait 3600 s (Retry-After), and 120 s are the most that is waited: its "
                         "other URLs are not asked for (4)"_s.arg(server.port())));
}

void TestAuditRunner::silentHost()
{
    RawServer good;
    good.on({}, answer(200));
    RawServer gone;
    const quint16 port = gone.port();
    gone.stop();
    QList<AuditRow> rows = rowsAt(good, 20);
    for (int i = 0; i < 20; ++i)
        rows.append({.source = u"http://127.0.0.1:%1/%2"_s.arg(port).arg(i).toLatin1()});
    const Told told = run(rows, {.perHost = 1, .refusals = 3});
    QVERIFY(told.hasEachOnce(40));
    QCOMPARE(told.leftOut.size(), 17);
    QVERIFY(std::all_of(told.leftOut.begin(), told.leftOut.end(), [](qsizetype row) { return row >= 23; }));
    QCOMPARE(told.held, QStringList(u"127.0.0.1:%1 gave no response to 3 requests in a row: its other URLs are not "
                                    "asked for (17)"_s.arg(port)));
}

void TestAuditRunner::refusals()
{
    RawServer server;
    server.on({}, answer(403));
    const Told told = run(rowsAt(server, 30), {.perHost = 1});
    QVERIFY(told.hasEachOnce(30));
    QCOMPARE(server.requests.size(), 10);
    QCOMPARE(told.held, QStringList(u"127.0.0.1:%1 refused each of 10 requests, the last one with 403: its other URLs "
                                    "are not asked for (20)"_s.arg(server.port())));
}

void TestAuditRunner::refusalsAmongAnswers()
{
    RawServer server;
    server.on({}, answer(403));
    server.on("/0", answer(200));
    const Told told = run(rowsAt(server, 30), {.perHost = 1});
    QCOMPARE(told.finished.size(), 30);
}

void TestAuditRunner::pause()
{
    RawServer server;
    server.on({}, answer(200));
    AuditRunner runner(*prepare({.url = u"http://127.0.0.1/"_s, .proxy = QUrl(u"none:"_s)}), {.perHost = 1});
    QList<qsizetype> rows;
    QSignalSpy finished(&runner, &AuditRunner::finished);
    connect(&runner, &AuditRunner::rowFinished, &runner, [&](qsizetype row) {
        rows.append(row);
        if (row == 1)
            runner.setPaused(true);
    });
    runner.start(rowsAt(server, 5));
    QTRY_COMPARE_WITH_TIMEOUT(rows.size(), 2, 60'000);
    QCoreApplication::processEvents();
    QCOMPARE(server.requests.size(), 2);
    QCOMPARE(finished.size(), 0);
    runner.setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
    QCOMPARE(rows, (QList<qsizetype>{0, 1, 2, 3, 4}));
    QCOMPARE(server.requests.size(), 5);
}

void TestAuditRunner::cancel()
{
    RawServer server;
    server.on({}, answer(200));
    server.on("/2", [](QTcpSocket &, const QByteArray &) {});
    const Told told = run(rowsAt(server, 50), {.perHost = 4}, 3);
    QCOMPARE(told.finished.size(), 3);
    QVERIFY(!told.finished.contains(2));
    QCOMPARE(told.leftOut.size(), 0);
}

/// Of 100,000 rows a copy would be a seventh of the memory that there may be.
void TestAuditRunner::listIsNotCopied()
{
    RawServer server;
    server.on({}, answer(200));
    const QList<AuditRow> rows = rowsAt(server, 3);
    AuditRunner runner(*prepare({.url = u"http://127.0.0.1/"_s, .proxy = QUrl(u"none:"_s)}),
                       {.robots = RobotsUse::Enforced});
    QSignalSpy finished(&runner, &AuditRunner::finished);
    qsizetype shared = 0;
    connect(&runner, &AuditRunner::rowFinished, &runner, [&] { shared += rows.isDetached() ? 0 : 1; });
    runner.start(rows);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
    QCOMPARE(shared, 3);
}

void TestAuditRunner::nothing()
{
    QVERIFY(run({}, {}).hasEachOnce(0));
}

void TestAuditRunner::requestsThatCannotBeSent()
{
    const Told told = run({{.source = "http://127.0.0.1:1/", .method = "CONNECT"}}, {});
    QVERIFY(told.hasEachOnce(1));
    QVERIFY(wasRefused(told.traces[0]));
    QVERIFY(!told.traces[0].outcome.message.isEmpty());
}

void TestAuditRunner::robotsShown()
{
    RawServer server;
    server.on({}, answer(200));
    server.on("/robots.txt", answer(200, {}, "User-agent: hopscope\nDisallow: /1\nAllow: /11\n"));
    const Told told = run(rowsAt(server, 12), {.robots = RobotsUse::Shown});
    QVERIFY(told.hasEachOnce(12));
    QCOMPARE(told.leftOut.size(), 0);
    QCOMPARE(told.robots,
             QStringList(u"robots.txt of 127.0.0.1:%1 disallows 2 of 12 URLs for Hopscope"_s.arg(server.port())));
    QCOMPARE(server.requests.size(), 13);
}

void TestAuditRunner::robotsEnforced()
{
    RawServer server;
    server.on({}, answer(200));
    server.on("/robots.txt", answer(301, {"Location: /the-file"}));
    server.on("/the-file", answer(200, {}, "User-agent: *\nDisallow: /1\nAllow: /11\n"));
    const Told told = run(rowsAt(server, 12), {.robots = RobotsUse::Enforced});
    QVERIFY(told.hasEachOnce(12));
    QCOMPARE(told.leftOut, (QList<qsizetype>{1, 10}));
    QCOMPARE(told.reasons.first(), u"robots.txt of 127.0.0.1:%1 disallows it"_s.arg(server.port()));
    QVERIFY(server.requests[0].startsWith("GET /robots.txt ") && server.requests[1].startsWith("GET /the-file "));
    QCOMPARE(server.requests.size(), 12);
}

void TestAuditRunner::robotsFaults_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<qsizetype>("leftOut");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << 404 << qsizetype(0) << u"has no robots.txt: all of its URLs are allowed, 3 here"_s;
    QTest::newRow("forbidden") << 403 << qsizetype(0) << u"has no robots.txt: all of its URLs are allowed, 3 here"_s;
    QTest::newRow("server fault") << 500 << qsizetype(3)
                                  << u"answers with 500, which disallows all of its URLs, 3 here (RFC 9309 2.3.1.4)"_s;
}

void TestAuditRunner::robotsFaults()
{
    QFETCH(int, status);
    QFETCH(qsizetype, leftOut);
    QFETCH(QString, words);
    RawServer server;
    server.on({}, answer(200));
    server.on("/robots.txt", answer(status));
    const Told told = run(rowsAt(server, 3), {.robots = RobotsUse::Enforced});
    QVERIFY(told.hasEachOnce(3));
    QCOMPARE(told.leftOut.size(), leftOut);
    QCOMPARE(told.robots.size(), 1);
    QVERIFY2(told.robots.first().endsWith(words), qPrintable(told.robots.first()));
}

/// It is one of the requests of its host, and is waited for like them.
void TestAuditRunner::robotsIsPolite()
{
    RawServer server;
    int most = 0;
    answerInGroups(server, 4, most);
    QVERIFY(run(rowsAt(server, 11), {.robots = RobotsUse::Shown}).hasEachOnce(11));
    QCOMPARE(most, 4);
    RawServer busy;
    busy.on({}, answer(200));
    busy.on("/robots.txt", [&](QTcpSocket &socket, const QByteArray &) {
        socket.write(busy.requests.size() == 1 ? answer(429, {"Retry-After: 0"}) : answer(404));
    });
    const Told told = run(rowsAt(busy, 2), {.robots = RobotsUse::Enforced});
    QVERIFY(told.hasEachOnce(2) && told.leftOut.isEmpty());
    QCOMPARE(busy.requests.size(), 4);
    QCOMPARE(told.held.size(), 1);
    RawServer closed;
    closed.on("/robots.txt", answer(503, {"Retry-After: 3600"}));
    const Told none = run(rowsAt(closed, 2), {.robots = RobotsUse::Enforced});
    QVERIFY(none.hasEachOnce(2));
    QCOMPARE(none.leftOut.size(), 2);
    QCOMPARE(closed.requests.size(), 1);
}

void TestAuditRunner::packedLists()
{
    // printf 'http://a.example/1\n' | gzip -n
    const QByteArray packed = QByteArray::fromBase64("H4sIAAAAAAAAA8soKSmw0tdP1EutSMwtyEnVN+QCAJYBYLUTAAAA");
    QCOMPARE(*unpackedList(packed, u"list"_s), "http://a.example/1\n");
    QCOMPARE(*unpackedList("http://a.example/1\n", u"list"_s), "http://a.example/1\n");
    QCOMPARE(*unpackedList(packed + "rest", u"list"_s), "http://a.example/1\n");
    QCOMPARE(unpackedList(packed.chopped(10), u"list"_s).error, u"list is not whole gzip: write it again"_s);
}

void TestAuditRunner::parts()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"shop.xml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("<urlset/>") > 0);
    file.close();
    const auto part = partsIn(folder.path());
    QCOMPARE(*part(u"https://a.example/maps/shop.xml?x"_s), "<urlset/>");
    QCOMPARE(*part(u"shop.xml"_s), "<urlset/>");
    QVERIFY(part(u"https://a.example/none.xml"_s).error.contains(u"put it next to the index"_s));
    QVERIFY(part(u"https://a.example/../"_s).error.contains(u"does not end in the name of a file"_s));
}

QTEST_GUILESS_MAIN(TestAuditRunner)
#include "tst_auditrunner.moc"
