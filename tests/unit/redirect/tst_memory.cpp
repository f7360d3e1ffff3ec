// SPDX-License-Identifier: MIT
#include "redirect/memory.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class MemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stored_data();
    void stored();
    void secureHost_data();
    void secureHost();
    void redirects();
    void ownAnswers();
};

void MemoryTest::stored_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("yes");
    const auto row = [](const char *title, const char *method, int status, const char *name, const char *value,
                        bool yes) {
        QTest::newRow(title) << QByteArray(method) << status << QByteArray(name) << QByteArray(value) << yes;
    };
    // RFC 9110 15.1: heuristically cacheable
    row("301", "GET", 301, "X", "", true);
    row("308", "GET", 308, "X", "", true);
    row("300", "GET", 300, "X", "", true);
    row("302", "GET", 302, "X", "", false);
    row("303", "GET", 303, "X", "", false);
    row("307", "GET", 307, "X", "", false);
    // RFC 9111 5.2.2, 5.3
    row("302 with lifetime", "GET", 302, "Cache-Control", "public, max-age=60", true);
    row("302 with Expires to come", "GET", 302, "Expires", "Fri, 01 Jan 2100 00:00:00 GMT", true);
    row("302 expired", "GET", 302, "Expires", "Sun, 06 Nov 1994 08:49:37 GMT", false);
    row("301 no-store", "GET", 301, "Cache-Control", "No-Store", false);
    row("301 no-cache", "GET", 301, "Cache-Control", "no-cache", false);
    row("301 without lifetime", "GET", 301, "cache-control", "max-age=0", false);
    // RFC 9110 9.3.3
    row("301 after POST", "POST", 301, "X", "", false);
    row("HEAD", "HEAD", 308, "X", "", true);
}

void MemoryTest::stored()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, yes);
    const Response response{.status = status, .headers = {{{name, value}}}};
    const Verdict verdict = isStored(method, response, QDateTime(QDate(2026, 11, 23), QTime(), Qt::UTC));
    QCOMPARE(verdict.yes, yes);
    QVERIFY(!verdict.reason.isEmpty() && !verdict.source.isEmpty());
}

void MemoryTest::secureHost_data()
{
    QTest::addColumn<QByteArray>("learnt");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("target"); // empty: sent as it is
    const auto row = [](const char *title, const char *learnt, const char *field, const char *asked,
                        const char *target) {
        QTest::newRow(title) << QByteArray(learnt) << QByteArray(field) << QByteArray(asked) << QByteArray(target);
    };
    // RFC 6797 8.1 to 8.3
    row("upgrade", "https://a.example/", "max-age=60", "http://a.example/x", "https://a.example/x");
    row("port 80", "https://a.example/", "max-age=60", "http://a.example:80/x", "https://a.example/x");
    row("other port stays", "https://a.example/", "max-age=60", "http://a.example:81/x", "https://a.example:81/x");
    row("learnt over http", "http://a.example/", "max-age=60", "http://a.example/x", "");
    row("subdomain not included", "https://a.example/", "max-age=60", "http://b.a.example/", "");
    row("subdomain", "https://a.example/", "max-age=\"60\" ; includesubdomains", "http://b.a.example/",
        "https://b.a.example/");
    row("forgotten", "https://a.example/", "max-age=0", "http://a.example/", "");
    row("no max-age", "https://a.example/", "includeSubDomains", "http://a.example/", "");
    row("other host", "https://a.example/", "max-age=60; includeSubDomains", "http://xa.example/", "");
}

void MemoryTest::secureHost()
{
    QFETCH(QByteArray, learnt);
    QFETCH(QByteArray, field);
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, target);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const ClientProfile &browser = *findClient(u"browser");
    ClientMemory memory;
    const Response response{.status = 200, .headers = {{{"Strict-Transport-Security", field}}}};
    remember(memory, browser, {.request = {.method = "GET", .url = learnt}, .response = response}, now);
    const std::optional<Upgrade> upgrade = upgradeOf(memory, browser, asked, now);
    QCOMPARE(upgrade ? upgrade->target : QByteArray(), target);
    QVERIFY(!upgradeOf(memory, *findClient(u"curl"), asked, now));
}

void MemoryTest::redirects()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const ClientProfile &browser = *findClient(u"browser");
    const Response moved{.status = 301, .headers = {{{"Location", "/new"}}}};
    const Redirect followed{.location = "/new", .target = "http://a.example/new", .verdict = RedirectVerdict::Follow};
    const Hop hop{
        .request = {.method = "GET", .url = "http://a.example/old#top"}, .response = moved, .redirect = followed};
    ClientMemory memory;
    remember(memory, browser, hop, now);
    const auto status = [&](const char *method, const char *url) {
        const auto found = storedAnswer(memory, browser, {.method = method, .url = url}, now);
        return found ? found->response.status : 0;
    };
    // A fragment is no part of what is asked for; a POST always goes to the server (RFC 9111 4).
    QCOMPARE(status("GET", "http://a.example/old"), 301);
    QCOMPARE(status("HEAD", "http://a.example/old#end"), 301);
    QCOMPARE(status("POST", "http://a.example/old"), 0);
    QCOMPARE(status("GET", "http://a.example/other"), 0);

    ClientMemory unkept;
    Hop stopped = hop;
    stopped.redirect->verdict = RedirectVerdict::Refuse;
    remember(unkept, browser, stopped, now);
    remember(unkept, *findClient(u"curl"), hop, now);
    QVERIFY(unkept.redirects.isEmpty());
}

void MemoryTest::ownAnswers()
{
    // What no server said leaves nothing behind.
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Response moved{.status = 301,
                         .headers = {{{"Location", "/new"}, {"Strict-Transport-Security", "max-age=9"}}}};
    ClientMemory untouched;
    for (const HopKind kind : {HopKind::Cache, HopKind::Hsts})
        remember(untouched, *findClient(u"browser"),
                 {.kind = kind,
                  .request = {.method = "GET", .url = "https://a.example/old"},
                  .response = moved,
                  .redirect = Redirect{.location = "/new", .verdict = RedirectVerdict::Follow}},
                 now);
    QCOMPARE(untouched, ClientMemory());
}

QTEST_GUILESS_MAIN(MemoryTest)
#include "tst_memory.moc"
