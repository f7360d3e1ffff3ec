// SPDX-License-Identifier: MIT
#include "redirect/memory.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const EarlierRequests kNothingBefore;

ChainPlace now()
{
    return {kNothingBefore, QDateTime(QDate(2026, 11, 23), QTime(), Qt::UTC)};
}

} // namespace

class MemoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secureHost_data();
    void secureHost();
    void redirects();
    void ownAnswers();
};

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
    const ChainPlace place = now();
    const ClientProfile &browser = *findClient(u"browser");
    ClientMemory memory;
    const Response response{.status = 200, .headers = {{{"Strict-Transport-Security", field}}}};
    const Hop hop{.request = {.method = "GET", .url = learnt}, .response = response};
    remember(memory, browser, hop, place);
    const auto upgrade = upgradeFor(memory.hsts, asked, place.now, browser.hsts);
    QCOMPARE(upgrade ? upgrade->target : QByteArray(), target);

    // A client that needs an option for it keeps nothing without; another one never does.
    ClientMemory others;
    ClientProfile asking = browser;
    asking.hsts.use.value = HstsUse::ByOption;
    QVERIFY(!remember(others, asking, hop, place));
    QVERIFY(!remember(others, *findClient(u"py-requests"), hop, place));
    QCOMPARE(others, ClientMemory());
    ChainPlace asked2 = place;
    asked2.hstsAsked = true;
    remember(others, asking, hop, asked2);
    QCOMPARE(others, memory);
}

void MemoryTest::redirects()
{
    const ChainPlace place = now();
    const ClientProfile &browser = *findClient(u"chromium-nav");
    const Response moved{.status = 301, .headers = {{{"Location", "/new"}}}};
    const Redirect followed{.location = "/new", .target = "http://a.example/new", .verdict = RedirectVerdict::Follow};
    const Hop hop{
        .request = {.method = "GET", .url = "http://a.example/old#top"}, .response = moved, .redirect = followed};
    ClientMemory memory;
    remember(memory, browser, hop, place);
    const auto status = [&](const char *method, const char *url) {
        const auto found = storedAnswer(memory, browser, {.method = method, .url = url}, place);
        return found && found->why.yes ? found->response.status : 0;
    };
    // A fragment is no part of what is asked for; a POST always goes to the server (RFC 9111 4).
    QCOMPARE(status("GET", "http://a.example/old"), 301);
    QCOMPARE(status("HEAD", "http://a.example/old#end"), 301);
    QCOMPARE(status("POST", "http://a.example/old"), 0);
    QCOMPARE(status("GET", "http://a.example/other"), 0);

    ClientMemory unkept;
    Hop stopped = hop;
    stopped.redirect->verdict = RedirectVerdict::Refuse;
    remember(unkept, browser, stopped, place);
    remember(unkept, *findClient(u"curl"), hop, place);
    QVERIFY(unkept.redirects.isEmpty());
}

void MemoryTest::ownAnswers()
{
    // What no server said leaves nothing behind.
    const Response moved{.status = 301,
                         .headers = {{{"Location", "/new"}, {"Strict-Transport-Security", "max-age=9"}}}};
    ClientMemory untouched;
    for (const HopKind kind : {HopKind::Cache, HopKind::Hsts})
        remember(untouched, *findClient(u"browser"),
                 {.kind = kind,
                  .request = {.method = "GET", .url = "https://a.example/old"},
                  .response = moved,
                  .redirect = Redirect{.location = "/new", .verdict = RedirectVerdict::Follow}},
                 now());
    QCOMPARE(untouched, ClientMemory());
}

QTEST_GUILESS_MAIN(MemoryTest)
#include "tst_memory.moc"
