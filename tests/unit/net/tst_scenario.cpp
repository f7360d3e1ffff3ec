// SPDX-License-Identifier: MIT
#include "lessons/lessons.h"
#include "lessons/scenariojson.h"
#include "net/server/scenarioserver.h"

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QByteArray kGood = R"({
  "format": "hopscope-scenario", "version": 1, "title": "Two shops",
  "origins": [
    { "name": "shop", "host": "shop.localhost", "port": 8601 },
    { "name": "api", "host": "api.localhost", "port": 8601 }
  ],
  "visits": [ { "url": "{shop}/a" } ],
  "routes": [
    { "origin": "shop", "path": "/a", "method": "GET",
      "answers": [ { "status": 302, "location": "{api}/b" }, { "status": 200, "body": "second" } ] },
    { "origin": "api", "path": "/b", "cookie": "seen=1", "answers": [ { "status": 200, "reason": "Fine", "body": "with" } ] },
    { "path": "/b", "answers": [ { "status": 404, "body": "without" } ] },
    { "path": "/q?x=1", "answers": [ { "status": 204 } ] }
  ]
})";

QByteArray fetch(quint16 port, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write(request);
    const bool ended = QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 20'000);
    return ended ? socket.readAll() : QByteArray();
}

} // namespace

class ScenarioTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badFiles_data();
    void badFiles();
    void badLesson();
    void roundTrip();
    void routes();
    void busyPort();
    void closedPorts();
    void neverAllAddresses_data();
    void neverAllAddresses();
    void guard();
    void limits();
};

void ScenarioTest::badFiles_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *from, const char *to, const QString &error) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << error;
    };
    row("syntax", "\"visits\": [", "\"visits\": ,", u"line 7: expected a value, found \",\""_s);
    row("format", "hopscope-scenario", "hopscope-trace",
        u"line 2: format: expected \"hopscope-scenario\", found \"hopscope-trace\""_s);
    row("version", "\"version\": 1", "\"version\": 2", u"line 2: version: expected 1, found 2"_s);
    row("status", "\"status\": 302", "\"status\": 999",
        u"line 10: routes[0].answers[0].status: expected a whole number from 200 to 599, found 999"_s);
    row("type", "\"status\": 302", "\"status\": \"302\"",
        u"line 10: routes[0].answers[0].status: expected a number, found text"_s);
    row("unknown member", "\"body\": \"with\"", "\"boby\": \"with\"",
        u"line 11: routes[1].answers[0].boby: is not a known member"_s);
    row("other host", "\"api.localhost\"", "\"api.example\"",
        u"line 5: origins[1].host: a host is localhost or ends in .localhost, so it is always this machine (RFC "
        "6761)"_s);
    row("unknown origin", "\"origin\": \"api\"", "\"origin\": \"ape\"",
        u"line 11: routes[1].origin: no origin is called \"ape\""_s);
    row("unknown name in braces", "{shop}/a", "{shed}/a",
        u"line 7: visits[0].url: no origin has the name in braces in \"{shed}/a\""_s);
    row("foreign URL", "{shop}/a", "http://example.org/a",
        u"line 7: visits[0].url: \"http://example.org/a\" is at none of the origins; a scenario asks only its own "
        "servers"_s);
    row("line break", "\"reason\": \"Fine\"", "\"reason\": \"Fine\\r\\nX: 1\"",
        u"line 11: routes[1].answers[0].reason: a reason phrase has no line breaks and no control bytes"_s);
    row("line break in Location", "\"{api}/b\"", "\"/b\\r\\nX: 1\"",
        u"line 10: routes[0].answers[0].location: a Location has no line breaks and no control bytes"_s);
    row("path", "\"/q?x=1\"", "\"q\"", u"line 13: routes[3].path: a path begins with / and has no spaces"_s);
    row("client", "\"title\"", "\"client\": \"netscape\", \"title\"",
        u"line 2: client: there is no client \"netscape\""_s);
    row("TLS and plain", "\"name\": \"api\",", "\"name\": \"api\", \"scheme\": \"https\",",
        u"line 5: origins[1].port: http and https cannot share port 8601"_s);
}

void ScenarioTest::badFiles()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, error);
    QVERIFY(readScenario(kGood));
    QByteArray bad = kGood;
    bad.replace(bad.indexOf(from), from.size(), to);
    static const QRegularExpression column(u", column [0-9]+"_s);
    QString said = readScenario(bad).error;
    QVERIFY2(said.contains(column), qPrintable(said));
    QCOMPARE(said.remove(column), error);
}

void ScenarioTest::badLesson()
{
    const Result<Lesson> lesson = readLesson(kGood);
    QCOMPARE(lesson.error, u"line 2, column 13: format: expected \"hopscope-lesson\", found \"hopscope-scenario\""_s);
    QVERIFY(!findLesson(u"no-such-lesson"_s));
    QVERIFY(findLesson(u"no-such-lesson"_s).error.contains(u"307-post"_s));
}

void ScenarioTest::roundTrip()
{
    const Scenario scenario = *readScenario(kGood);
    const Result<Scenario> again = readScenario(writeScenario(scenario));
    QVERIFY2(again, qPrintable(again.error));
    QVERIFY(*again == scenario);
    for (const Lesson &lesson : lessons()) {
        const Result<Scenario> same = readScenario(writeScenario(lesson.scenario));
        QVERIFY2(same, qPrintable(same.error));
        QVERIFY(*same == lesson.scenario);
    }
}

void ScenarioTest::routes()
{
    ScenarioServer server;
    QVERIFY2(server.listen(*readScenario(kGood)), qPrintable(server.errorString()));
    const quint16 port = server.scenario().origins.first().port;
    const QByteArray number = QByteArray::number(port);
    QCOMPARE(server.scenario().origins.last().port, port);
    const auto get = [&](const QByteArray &host, const QByteArray &target, const QByteArray &more = {}) {
        return fetch(port, "GET " + target + " HTTP/1.1\r\nHost: " + host + ":" + number + "\r\nConnection: close\r\n" +
                               more + "\r\n");
    };
    QCOMPARE(get("shop.localhost", "/a?y=2"),
             "HTTP/1.1 302 Found\r\nLocation: http://api.localhost:" + number + "/b\r\nContent-Length: 0\r\n\r\n");
    QVERIFY(get("shop.localhost", "/a").endsWith("\r\n\r\nsecond"));
    QVERIFY(get("shop.localhost", "/a").endsWith("\r\n\r\nsecond"));
    QVERIFY(get("api.localhost", "/b", "Cookie: x=2; seen=1\r\n").startsWith("HTTP/1.1 200 Fine\r\n"));
    QVERIFY(get("api.localhost", "/b").endsWith("without"));
    QCOMPARE(get("api.localhost", "/q?x=1"), QByteArray("HTTP/1.1 204 No Content\r\n\r\n"));
    QVERIFY(get("api.localhost", "/q?x=2").startsWith("HTTP/1.1 404 "));
    QVERIFY(fetch(port, "POST /a HTTP/1.1\r\nHost: shop.localhost:" + number +
                            "\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
                .startsWith("HTTP/1.1 405 "));
    QCOMPARE(server.seen().size(), 8);
    QCOMPARE(server.seen().last().request.body.bytes, QByteArray("hi"));
    QCOMPARE(server.seen().at(3).origin, u"api"_s);
    server.reset();
    QVERIFY(get("shop.localhost", "/a").startsWith("HTTP/1.1 302 "));
}

void ScenarioTest::busyPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Scenario scenario = *readScenario(kGood);
    for (ScenarioOrigin &origin : scenario.origins)
        origin.port = other.serverPort();
    ScenarioServer server;
    QVERIFY(server.listen(scenario));
    const quint16 used = server.scenario().origins.first().port;
    QVERIFY(used != other.serverPort());
    QCOMPARE(
        server.notes(),
        QStringList{u"Port %1 is in use; \"shop\" answers on port %2 instead."_s.arg(other.serverPort()).arg(used)});
}

void ScenarioTest::closedPorts()
{
    // Another test may wait for the usual ports: any free one is as good.
    Scenario scenario = *readScenario(kGood);
    for (ScenarioOrigin &origin : scenario.origins)
        origin.port = 0;
    quint16 port = 0;
    {
        ScenarioServer server;
        QVERIFY(server.listen(scenario));
        port = server.scenario().origins.last().port;
    }
    QTcpServer again;
    QVERIFY2(again.listen(QHostAddress::LocalHost, port), qPrintable(again.errorString()));
}

void ScenarioTest::neverAllAddresses_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("IPv4") << QHostAddress(QHostAddress::AnyIPv4);
    QTest::newRow("IPv6") << QHostAddress(QHostAddress::AnyIPv6);
    QTest::newRow("both") << QHostAddress(QHostAddress::Any);
    QTest::newRow("IPv4 in IPv6") << QHostAddress(u"::ffff:0.0.0.0"_s);
    QTest::newRow("none") << QHostAddress();
}

void ScenarioTest::neverAllAddresses()
{
    QFETCH(QHostAddress, address);
    ScenarioServer server;
    QVERIFY(!server.listen(*readScenario(kGood), {.address = address}));
    QCOMPARE(server.errorString(),
             u"A scenario is never served on all addresses of this machine: choose one of them."_s);
}

void ScenarioTest::guard()
{
    ScenarioServer server;
    QStringList arrived;
    ScenarioDoor door;
    door.guard = [](const GuestRequest &guest) -> GuardVerdict {
        const QByteArray who = guest.seen.request.headers.combined("X-Who");
        if (who.isEmpty())
            return {ScenarioAnswer{.status = 403, .body = guest.peer.toString().toLatin1()}, {}};
        return {std::nullopt, who};
    };
    door.answered = [&](const QByteArray &visitor, const SeenRequest &seen, const ScenarioAnswer &answer) {
        arrived.append(u"%1 %2 %3 %4"_s.arg(QString::fromLatin1(visitor), QString::fromLatin1(seen.request.method),
                                            seen.origin, QString::number(answer.status)));
    };
    QVERIFY2(server.listen(*readScenario(kGood), door), qPrintable(server.errorString()));
    const quint16 port = server.scenario().origins.first().port;
    const auto get = [&](const QByteArray &more) {
        return fetch(port, "GET /a HTTP/1.1\r\nHost: shop.localhost\r\nConnection: close\r\n" + more + "\r\n");
    };
    QVERIFY(get({}).endsWith("\r\n\r\n127.0.0.1"));
    // Each visitor's visits are counted from 1, and one can be forgotten.
    QVERIFY(get("X-Who: ada\r\n").startsWith("HTTP/1.1 302 "));
    QVERIFY(get("X-Who: ada\r\n").endsWith("second"));
    QVERIFY(get("X-Who: bob\r\n").startsWith("HTTP/1.1 302 "));
    server.forget("ada");
    QVERIFY(get("X-Who: ada\r\n").startsWith("HTTP/1.1 302 "));
    QCOMPARE(arrived,
             (QStringList{u"ada GET shop 302"_s, u"ada GET shop 200"_s, u"bob GET shop 302"_s, u"ada GET shop 302"_s}));
    QVERIFY(server.seen().isEmpty());
}

void ScenarioTest::limits()
{
    ScenarioServer server;
    QVERIFY(server.listen(*readScenario(kGood), {.limits = {.head = 200, .body = 10, .requestMs = 200}}));
    const quint16 port = server.scenario().origins.first().port;
    const QByteArray head = "POST /a HTTP/1.1\r\nHost: shop.localhost\r\nConnection: close\r\n";
    QVERIFY(fetch(port, head + "Content-Length: 10\r\n\r\n0123456789").startsWith("HTTP/1.1 405 "));
    QVERIFY(fetch(port, head + "Content-Length: 11\r\n\r\n0123456789a").startsWith("HTTP/1.1 413 "));
    QVERIFY(fetch(port, head + "Transfer-Encoding: chunked\r\n\r\nb\r\n0123456789a").startsWith("HTTP/1.1 413 "));
    QVERIFY(fetch(port, head + "X: " + QByteArray(200, 'x') + "\r\n\r\n").startsWith("HTTP/1.1 431 "));
    // A request that never ends is hung up on.
    QCOMPARE(fetch(port, head), QByteArray());
}

QTEST_GUILESS_MAIN(ScenarioTest)
#include "tst_scenario.moc"
