// SPDX-License-Identifier: MIT
// What comes back after several redirects, what cannot be sent twice, and what stands before a redirect.
#include "redirect/decide.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray kStart = "http://a.example/start";

Request formRequest(const QByteArray &method, bool once)
{
    Request request{.method = method, .url = kStart, .headers = {{{"Host", "a.example"}}}, .body = bodyOf("a=1&b=2")};
    if (once)
        request.headers.append("Transfer-Encoding", "chunked");
    else
        request.headers.append("Content-Length", "7");
    return request;
}

/// "METHOD BYTES FRAMING" of the next request, or the verdict without one.
QString nextOf(const Decision &decision)
{
    if (!decision.next)
        return idOf(decision.redirect.verdict) + u' ' + idOf(decision.redirect.outcome);
    const Headers &headers = decision.next->headers;
    QString text = QString::fromLatin1(decision.next->method) + u' ' + QString::number(decision.next->body.size);
    for (const QByteArray &name : {QByteArray("Content-Length"), QByteArray("Transfer-Encoding")}) {
        if (const auto value = headers.first(name))
            text += u' ' + QString::fromLatin1(*value);
    }
    return text;
}

} // namespace

class TestDecideBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onceBody_data();
    void onceBody();
    void backToFirst_data();
    void backToFirst();
    void interim_data();
    void interim();
    void refererOfEach();
};

void TestDecideBodies::onceBody_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *client, const char *method, int status, const char *expected) {
        QTest::addRow("%s %s %d", client, method, status)
            << QString::fromLatin1(client) << QByteArray(method) << status << QString::fromLatin1(expected);
    };
    add("axios", "POST", 307, "POST 7 chunked");
    add("axios", "POST", 303, "GET 0");
    add("py-requests", "POST", 307, "POST 0 chunked");
    add("py-requests", "POST", 302, "GET 0");
    add("got", "PUT", 302, "PUT 0 0");
    add("go", "POST", 308, "refuse not-followed");
    add("go", "PUT", 302, "GET 0");
    add("curl", "PUT", 307, "refuse not-followed");
    add("node-fetch-builtin", "POST", 302, "refuse not-followed");
    add("node-fetch-builtin", "POST", 303, "GET 0");
    add("java-huc", "POST", 303, "refuse not-followed");
    add("guzzle", "POST", 302, "refuse not-followed");
}

void TestDecideBodies::onceBody()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QString, expected);
    Chain chain{.firstUrl = kStart, .request = formRequest(method, true), .bodyOnce = true};
    chain.response.status = status;
    chain.response.headers.append("Location", "/next");
    const Decision decision = decide(*findClient(client), chain);
    QCOMPARE(nextOf(decision), expected);
    QVERIFY(!decision.redirect.reason.isEmpty());
}

void TestDecideBodies::backToFirst_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("expected");
    QTest::newRow("the method stays GET, the body comes back") << u"go"_s << u"GET 7 7"_s;
    QTest::newRow("method and body come back") << u"apache-httpclient5"_s << u"POST 7 7"_s;
    QTest::newRow("of PHP, too") << u"php-streams"_s << u"POST 7 7"_s;
    QTest::newRow("nothing comes back") << u"curl"_s << u"GET 0"_s;
}

void TestDecideBodies::backToFirst()
{
    QFETCH(QString, client);
    QFETCH(QString, expected);
    const ClientProfile &profile = *findClient(client);
    Chain chain{.firstUrl = kStart, .request = formRequest("POST", false)};
    chain.response.status = 302;
    chain.response.headers.append("Location", "/next");
    const Decision first = decide(profile, chain);
    QCOMPARE(nextOf(first), u"GET 0"_s);
    chain.earlier.append(chain.request);
    chain.request = *first.next;
    chain.followed = 1;
    chain.response.status = 307;
    const Decision second = decide(profile, chain);
    QCOMPARE(nextOf(second), expected);
}

void TestDecideBodies::interim_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("follows");
    for (const char *client : {"curl", "browser", "go"}) {
        QTest::addRow("%s 100", client) << QString::fromLatin1(client) << 100 << true;
        QTest::addRow("%s 103", client) << QString::fromLatin1(client) << 103 << true;
    }
    QTest::newRow("requests 100") << u"py-requests"_s << 100 << true;
    QTest::newRow("requests 103") << u"py-requests"_s << 103 << false;
    QTest::newRow("undici 100") << u"undici-request"_s << 100 << false;
    QTest::newRow("undici 103") << u"undici-request"_s << 103 << true;
    QTest::newRow("wget2 100") << u"wget2"_s << 100 << false;
    QTest::newRow("wget2 103") << u"wget2"_s << 103 << false;
}

void TestDecideBodies::interim()
{
    QFETCH(QString, client);
    QFETCH(int, status);
    QFETCH(bool, follows);
    Chain chain{.firstUrl = kStart, .request = {.method = "GET", .url = kStart, .headers = {{{"Host", "a.example"}}}}};
    chain.response.status = 302;
    chain.response.headers.append("Location", "/next");
    chain.response.interim.append({.version = "HTTP/1.1", .status = status, .reason = {}, .headers = {}});
    const Decision decision = decide(*findClient(client), chain);
    QCOMPARE(decision.next.has_value(), follows);
    if (!follows)
        QCOMPARE(decision.redirect.outcome, OutcomeKind::NotFollowed);
}

void TestDecideBodies::refererOfEach()
{
    const ClientProfile &profile = *findClient(u"curl-auto-referer");
    const QByteArray url = "https://u:p@a.example/start?q#f";
    Chain chain{.firstUrl = url, .request = {.method = "GET", .url = url, .headers = {{{"Host", "a.example"}}}}};
    chain.response.status = 302;
    chain.response.headers.append("Location", "http://b.example/next");
    QCOMPARE(decide(profile, chain).next->headers.first("Referer"), "https://a.example/start?q");
    // that of -e 'URL;auto' is curl's own, that of -H the user's
    chain.request.headers.append("Referer", "http://c.example/");
    chain.addedFields = QList<QByteArray>{"Referer"};
    QCOMPARE(decide(profile, chain).next->headers.first("Referer"), "https://a.example/start?q");
    chain.addedFields = QList<QByteArray>();
    QCOMPARE(decide(profile, chain).next->headers.first("Referer"), "http://c.example/");
}

QTEST_GUILESS_MAIN(TestDecideBodies)
#include "tst_decidebodies.moc"
