// SPDX-License-Identifier: MIT
#include "class/classpages.h"
#include "class/classserver.h"
#include "lessons/lessons.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kWaitMs = 20'000;

QByteArray exchanged(quint16 port, const QByteArray &request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    socket.write(request);
    const bool ended = QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, kWaitMs);
    return ended ? socket.readAll() : QByteArray();
}

} // namespace

/// A class over sockets, with students who mean no good.
class ClassServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wordFirst();
    void votesByCookie();
    void deviceIsClient();
    void preflightBelongsToDevice();
    void otherHosts_data();
    void otherHosts();
    void nothingElse_data();
    void nothingElse();
    void wrongWords();
    void flood();
    void large();
    void homeworkFile();
    void endsByClock();
    void endsByHand();
    void refusedAddress();

private:
    QByteArray host() const { return "127.0.0.1:" + QByteArray::number(m_server->ports().first()); }
    QByteArray ask(const QByteArray &method, const QByteArray &target, const QByteArray &fields = {},
                   const QByteArray &body = {}, int origin = 0) const;
    QByteArray post(const QByteArray &target, const QByteArray &body, const QByteArray &fields = {}) const;
    QByteArray join(const QByteArray &more = {}) const;
    int answeredOf(int count) const;
    void open(const QString &lesson, bool asksNames = false);

    qint64 m_now = 0;
    std::unique_ptr<ClassServer> m_server;
};

QByteArray ClassServerTest::ask(const QByteArray &method, const QByteArray &target, const QByteArray &fields,
                                const QByteArray &body, int origin) const
{
    const quint16 port = m_server->ports().at(origin);
    return exchanged(port, method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) +
                               "\r\nConnection: close\r\nUser-Agent: curl/8.5.0\r\nContent-Length: " +
                               QByteArray::number(body.size()) + "\r\n" + fields + "\r\n" + body);
}

QByteArray ClassServerTest::post(const QByteArray &target, const QByteArray &body, const QByteArray &fields) const
{
    return ask("POST", target, "Content-Type: application/x-www-form-urlencoded\r\n" + fields, body);
}

/// The field with which the device shows who it is.
QByteArray ClassServerTest::join(const QByteArray &more) const
{
    const QByteArray answer = post("/class/join", "word=" + m_server->room().word.toLatin1() + more);
    static const QRegularExpression cookie(u"Set-Cookie: (hopscope_class=[0-9a-f]{32}); Path=/; Max-Age=10800; "
                                           "HttpOnly; SameSite=Lax\r\n"_s);
    const QRegularExpressionMatch found = cookie.match(QString::fromLatin1(answer));
    return found.hasMatch() ? "Cookie: " + found.captured(1).toLatin1() + "\r\n" : QByteArray();
}

void ClassServerTest::open(const QString &lesson, bool asksNames)
{
    const QString fault = m_server->open({.lesson = *findLesson(lesson),
                                          .address = QHostAddress(QHostAddress::LocalHost),
                                          .firstPort = 0,
                                          .asksNames = asksNames,
                                          .key = QByteArray(32, 'k'),
                                          .clock = [this] { return m_now; }});
    QVERIFY2(fault.isEmpty(), qPrintable(fault));
}

void ClassServerTest::init()
{
    m_now = 5'000;
    m_server = std::make_unique<ClassServer>();
    open(u"302-post"_s);
}

void ClassServerTest::wordFirst()
{
    QVERIFY(ask("GET", "/class").startsWith("HTTP/1.1 200 "));
    QVERIFY(ask("GET", "/").contains("Type the word that your teacher shows."));
    QVERIFY(ask("POST", "/orders").startsWith("HTTP/1.1 403 "));
    QVERIFY(ask("GET", "/class/homework").contains("Type the word that your teacher shows."));
    QVERIFY(post("/class/join", "word=babuba").startsWith("HTTP/1.1 403 "));
    QCOMPARE(m_server->room().devices.size(), 0);
    const QByteArray ada = join();
    QVERIFY(!ada.isEmpty());
    QVERIFY(ask("GET", "/class", ada).contains("Question 1 of 3"));
    QVERIFY(ask("GET", "/", ada).contains("Send the form"));
    // Upper case and spaces are no mistakes.
    const QByteArray spoken = m_server->room().word.toUpper().toLatin1();
    QVERIFY(post("/class/join", "word=+" + spoken.left(3) + "+" + spoken.mid(3)).startsWith("HTTP/1.1 303 "));
    QCOMPARE(m_server->room().devices.size(), 2);
    // Who is in already stays one device.
    QVERIFY(post("/class/join", "word=" + spoken, ada).startsWith("HTTP/1.1 303 "));
    QCOMPARE(m_server->room().devices.size(), 2);
}

void ClassServerTest::votesByCookie()
{
    const QByteArray ada = join();
    const QByteArray bob = join();
    QVERIFY(post("/class/vote", "part=0&option=1", ada).startsWith("HTTP/1.1 409 "));
    QSignalSpy changed(m_server.get(), &ClassServer::changed);
    QVERIFY(m_server->take(*classStepNamed(u"open"_s)));
    QCOMPARE(changed.size(), 1);
    QVERIFY(!m_server->take(*classStepNamed(u"open"_s)));
    QVERIFY(post("/class/vote", "part=0&option=1", ada).startsWith("HTTP/1.1 303 "));
    QVERIFY(post("/class/vote", "part=0&option=0", bob).startsWith("HTTP/1.1 303 "));
    QCOMPARE(changed.size(), 3);
    const QByteArray others[] = {"", "Cookie: hopscope_class=\r\n",
                                 "Cookie: hopscope_class=" + QByteArray(32, '0') + "\r\n"};
    for (const QByteArray &other : others)
        QVERIFY(post("/class/vote", "part=0&option=2", other).startsWith("HTTP/1.1 403 "));
    // A token in the form or the address is nobody's.
    const QByteArray token = ada.mid(8).trimmed();
    QVERIFY(post("/class/vote?" + token, token + "&part=0&option=2").startsWith("HTTP/1.1 403 "));
    QVERIFY(post("/class/vote", "part=0&option=99", ada).startsWith("HTTP/1.1 409 "));
    QVERIFY(post("/class/vote", "part=0&option=x", ada).startsWith("HTTP/1.1 409 "));
    QCOMPARE(tally(m_server->room(), 0), (QList<int>{1, 1, 0, 0}));
}

void ClassServerTest::deviceIsClient()
{
    const QByteArray ada = join();
    const QByteArray bob = join();
    QVERIFY(ask("POST", "/orders", "Cookie: other=1; " + ada.mid(8), "item=tea&qty=2").startsWith("HTTP/1.1 302 "));
    QVERIFY(ask("GET", "/orders/new", ada).startsWith("HTTP/1.1 200 "));
    QVERIFY(ask("GET", "/favicon.ico", ada).startsWith("HTTP/1.1 404 "));
    const QList<QList<Hop>> sent = m_server->room().devices.first().visits;
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().size(), 2);
    QCOMPARE(sent.first().first().request.url, "http://" + host() + "/orders");
    // The cookie of the class is none of the lesson's.
    QCOMPARE(sent.first().first().request.headers.combined("Cookie"), QByteArray("other=1"));
    QVERIFY(!sent.first().last().request.headers.contains("Cookie"));
    QVERIFY(m_server->room().devices.last().visits.first().isEmpty());
    QVERIFY(ask("GET", "/", ada).contains("<li><code>POST http://" + host() + "/orders</code></li>"));
    QVERIFY(ask("GET", "/", bob).contains("None yet."));
    QVERIFY(ask("GET", "/", bob).contains("href=\"http://" + host() + "/class/device\">Back to the class</a>"));
    const QByteArray page = ask("GET", "/class/device", ada);
    QVERIFY(page.contains("<li><code>POST shop/orders, body of 14 bytes, Cookie: other=1</code></li>"));
    QVERIFY(!page.contains("predicted"));
    QVERIFY(post("/class/again", "", ada).startsWith("HTTP/1.1 303 "));
    QVERIFY(ask("GET", "/class/device", ada).contains("Nothing yet."));
    QVERIFY(ask("GET", "/", ada).contains("None yet."));
}

void ClassServerTest::preflightBelongsToDevice()
{
    open(u"307-post"_s);
    const QByteArray asks = "Origin: http://" + host() + "\r\nAccess-Control-Request-Method: POST\r\n";
    QVERIFY(ask("OPTIONS", "/v2/orders", asks, {}, 1).startsWith("HTTP/1.1 403 "));
    const QByteArray ada = join();
    QVERIFY(ask("POST", "/orders", ada, "{}").startsWith("HTTP/1.1 307 "));
    QVERIFY(ask("OPTIONS", "/v2/orders", asks, {}, 1).startsWith("HTTP/1.1 204 "));
    QVERIFY(ask("OPTIONS", "/v2/orders", {}, {}, 1).startsWith("HTTP/1.1 403 "));
    QVERIFY(ask("POST", "/v2/orders", ada, "{}", 1).startsWith("HTTP/1.1 201 "));
    const QList<Hop> sent = m_server->room().devices.first().visits.first();
    QCOMPARE(sent.size(), 3);
    QCOMPARE(sent.at(1).kind, HopKind::Preflight);
}

void ClassServerTest::otherHosts_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("name that leads here") << QByteArray("Host: evil.example") << 421;
    QTest::newRow("localhost") << QByteArray("Host: localhost:%1") << 421;
    QTest::newRow("no port") << QByteArray("Host: 127.0.0.1") << 421;
    QTest::newRow("two") << QByteArray("Host: 127.0.0.1:%1\r\nHost: evil.example") << 421;
    QTest::newRow("ours") << QByteArray("Host: 127.0.0.1:%1") << 303;
    QTest::newRow("form of ours") << QByteArray("Host: 127.0.0.1:%1\r\nOrigin: http://127.0.0.1:%1") << 303;
    QTest::newRow("form of elsewhere") << QByteArray("Host: 127.0.0.1:%1\r\nOrigin: http://evil.example") << 403;
    QTest::newRow("form of a sandbox") << QByteArray("Host: 127.0.0.1:%1\r\nOrigin: null") << 403;
}

void ClassServerTest::otherHosts()
{
    QFETCH(QByteArray, fields);
    QFETCH(int, status);
    const quint16 port = m_server->ports().first();
    const QByteArray body = "word=" + m_server->room().word.toLatin1();
    const QByteArray answer = exchanged(
        port, "POST /class/join HTTP/1.1\r\n" + fields.replace("%1", QByteArray::number(port)) +
                  "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer);
    QCOMPARE(m_server->room().devices.size(), status == 303 ? 1 : 0);
}

void ClassServerTest::nothingElse_data()
{
    QTest::addColumn<QByteArray>("target");
    for (const char *target : {"/class/../../etc/passwd", "/class/%2e%2e/%2e%2e/etc/passwd",
                               "/class/..%2f..%2fetc%2fpasswd", "/../etc/passwd", "//etc/passwd", "/etc/passwd",
                               "/class/trace.json", "/.local/share/hopscope/requests", "/class/\\..\\..\\etc"})
        QTest::newRow(target) << QByteArray(target);
}

void ClassServerTest::nothingElse()
{
    QFETCH(QByteArray, target);
    const QByteArray answer = ask("GET", target, join());
    QVERIFY2(answer.startsWith("HTTP/1.1 404 "), answer);
    QVERIFY(!answer.contains("root:"));
}

void ClassServerTest::wrongWords()
{
    for (int i = 0; i < kWordBurst; ++i)
        QVERIFY(post("/class/join", "word=bababa").startsWith("HTTP/1.1 403 "));
    const QByteArray answer = post("/class/join", "word=bababa");
    QVERIFY2(answer.startsWith("HTTP/1.1 429 "), answer);
    QVERIFY(answer.contains("Retry-After: 4\r\n"));
    m_now += 2'000;
    QVERIFY(post("/class/join", "word=bababa").startsWith("HTTP/1.1 403 "));
    QVERIFY(post("/class/join", "word=bababa").startsWith("HTTP/1.1 429 "));
    // Who knows the word is not kept out by those who guess.
    QVERIFY(!join().isEmpty());
}

/// How many of so many requests, one after the other on one connection, get a page.
int ClassServerTest::answeredOf(int count) const
{
    const QByteArray head = "GET /class HTTP/1.1\r\nHost: " + host() + "\r\n";
    const QByteArray answers =
        exchanged(m_server->ports().first(), (head + "\r\n").repeated(count - 1) + head + "Connection: close\r\n\r\n");
    const int good = int(answers.count("HTTP/1.1 200 "));
    return answers.count("HTTP/1.1 429 ") == count - good ? good : -1;
}

void ClassServerTest::flood()
{
    QCOMPARE(answeredOf(kClassRequestBurst), kClassRequestBurst);
    QCOMPARE(answeredOf(20), 0);
    QVERIFY(ask("POST", "/orders").startsWith("HTTP/1.1 429 "));
    m_now += 1'000;
    QCOMPARE(answeredOf(100), int(kClassRequestsPerSecond));
}

void ClassServerTest::large()
{
    open(u"302-post"_s, true);
    QVERIFY(post("/class/join", "word=x&name=" + QByteArray(kMaxClassBody, 'a')).startsWith("HTTP/1.1 413 "));
    QVERIFY(ask("GET", "/class", "X: " + QByteArray(kMaxClassHead, 'a') + "\r\n").startsWith("HTTP/1.1 431 "));
    const QByteArray word = "word=" + m_server->room().word.toLatin1();
    QVERIFY(post("/class/join", word + "&name=" + QByteArray(1000, 'a')).startsWith("HTTP/1.1 422 "));
    QVERIFY(post("/class/join", word + "&name=%1b%5b2J").startsWith("HTTP/1.1 422 "));
    QCOMPARE(m_server->room().devices.size(), 0);
    QVERIFY(!join("&name=<script>alert(1)</script>").isEmpty());
    QCOMPARE(m_server->room().devices.first().name, u"<script>alert(1)</script>"_s);
}

void ClassServerTest::homeworkFile()
{
    const QByteArray ada = join();
    QVERIFY(ask("GET", "/class/homework", ada).contains("<input type=\"radio\" name=\"part2\" value=\"1\">"));
    QVERIFY(
        post("/class/homework", "part0=0&part2=0", ada).contains("Answer every question first: number 2 is missing."));
    const QByteArray file = post("/class/homework", "name=Ada&part0=0&part1=1&part2=1", ada);
    QVERIFY(file.contains("Content-Disposition: attachment; filename=\"302-post.answers\"\r\n"));
    QVERIFY(file.contains("\"name\": \"Ada\""));
    // The server keeps nothing of it.
    QCOMPARE(m_server->room().devices.first().name, QString());
}

void ClassServerTest::endsByClock()
{
    QSignalSpy closed(m_server.get(), &ClassServer::closed);
    m_now += kClassMs - 1;
    m_server->lookAtClock();
    QVERIFY(m_server->isOpen());
    QVERIFY(ask("GET", "/class").startsWith("HTTP/1.1 200 "));
    m_now += 1;
    m_server->lookAtClock();
    QVERIFY(!m_server->isOpen());
    QCOMPARE(closed.size(), 1);
    QCOMPARE(closed.first().first().toString(),
             u"The class was open for three hours and is closed now. Open it again to go on."_s);
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_server->ports().first());
    QVERIFY(!socket.waitForConnected(kWaitMs));
    // What was there can still be read.
    QCOMPARE(m_server->room().lesson.id, u"302-post"_s);
}

void ClassServerTest::endsByHand()
{
    QSignalSpy closed(m_server.get(), &ClassServer::closed);
    m_server->close();
    m_server->close();
    QCOMPARE(closed.size(), 1);
    QVERIFY(!m_server->take(*classStepNamed(u"open"_s)));
    const QString word = m_server->room().word;
    open(u"302-post"_s);
    QVERIFY(m_server->room().word != word || m_server->room().devices.isEmpty());
}

void ClassServerTest::refusedAddress()
{
    QCOMPARE(m_server->open({.lesson = *findLesson(u"302-post"_s), .address = QHostAddress(QHostAddress::Any)}),
             u"A scenario is never served on all addresses of this machine: choose one of them."_s);
    QVERIFY(!m_server->isOpen());
    QVERIFY(m_server->open({.lesson = *findLesson(u"302-post"_s), .address = QHostAddress(u"203.0.113.7"_s)})
                .startsWith(u"No port of 203.0.113.7 could be opened for \"shop\""_s));
}

QTEST_GUILESS_MAIN(ClassServerTest)
#include "tst_classserver.moc"
