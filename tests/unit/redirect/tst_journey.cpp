// SPDX-License-Identifier: MIT
#include "journeywalk.h"
#include "redirect/addedfields.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;
using namespace hopscope::test;

class JourneyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cookiesOfEarlierVisit();
    void cookiesOfAStoredRedirect();
    void cookiesThatARedirectDeletes();
    void memoryWithinChain();
    void hstsWithinChain();
    void hstsOfFirst();
    void refreshes();
    void refreshLimits();
    void fieldsOfTheUser();
    void fieldsThatTheUserChanges();
};

void JourneyTest::cookiesOfEarlierVisit()
{
    const Server server = [](const Request &request) {
        if (request.url == "http://shop.example/set")
            return answer(200, {{"Set-Cookie", "session=abc"}});
        return request.url == "http://login.example/go" ? answer(302, {{"Location", "http://shop.example/home"}})
                                                        : answer(200);
    };
    for (const QStringView client : {u"browser", u"chromium-nav", u"firefox-nav"}) {
        const Walk first = walk(client, {.url = "http://shop.example/set"}, server);
        const Walk second = walk(client, {.url = "http://login.example/go"}, server, first.memory);
        QCOMPARE(field(second.hops[0], "Cookie"), QByteArray("(none)"));
        QCOMPARE(field(second.hops[1], "Cookie"), QByteArray("session=abc"));
    }
}

/// What no server saw has sent no cookie.
void JourneyTest::cookiesOfAStoredRedirect()
{
    const Server server = [](const Request &request) {
        return request.url.endsWith("/old") ? answer(301, {{"Location", "/new"}, {"Set-Cookie", "sid=1"}})
                                            : answer(200);
    };
    const Walk first = walk(u"chromium-nav", {.url = "https://shop.example/old"}, server);
    const Walk second = walk(u"chromium-nav", {.url = "https://shop.example/old"}, server, first.memory);
    QCOMPARE(second.hops.at(0).kind, HopKind::Cache);
    QVERIFY(second.hops.at(0).cookies.sent.isEmpty());
    QCOMPARE(second.hops.at(1).cookies.sent.size(), 1);
    QCOMPARE(second.hops.at(1).cookies.sent.at(0).fate, CookieFate::Sent);
}

/// What Clear-Site-Data on the redirect has deleted is not taken for the user's own Cookie, which stays.
void JourneyTest::cookiesThatARedirectDeletes()
{
    ClientMemory memory;
    memory.jar.cookies.append(
        {.name = "sid", .value = "1", .domain = "a.example", .hostOnly = true, .path = "/", .created = kNow});
    const Server server = [](const Request &request) {
        return request.url.endsWith("/out") ? answer(302, {{"Location", "/"}, {"Clear-Site-Data", "\"cookies\""}})
                                            : answer(200);
    };
    const Walk own = walk(u"chromium-nav", {.url = "https://a.example/out"}, server, memory);
    QCOMPARE(field(own.hops.at(0), "Cookie"), QByteArray("sid=1"));
    QCOMPARE(field(own.hops.at(1), "Cookie"), QByteArray("(none)"));
    const Walk given =
        walk(u"chromium-nav", {.url = "https://a.example/out", .headers = {{{"Cookie", "mine=2"}}}}, server, memory);
    QVERIFY(field(given.hops.at(0), "Cookie").contains("mine=2"));
    QCOMPARE(field(given.hops.at(1), "Cookie"), QByteArray("mine=2"));
}

void JourneyTest::memoryWithinChain()
{
    const Server server = [](const Request &request) {
        if (request.url == "http://shop.example/old")
            return answer(301, {{"Location", "/new"}});
        return request.url == "http://shop.example/link" ? answer(302, {{"Location", "/old"}}) : answer(200);
    };
    const Walk first = walk(u"chromium-nav", {.url = "http://shop.example/old"}, server);
    const Walk second = walk(u"chromium-nav", {.url = "http://shop.example/link"}, server, first.memory);
    QCOMPARE(second.requests(), (QStringList{u"GET http://shop.example/link"_s, u"cache GET http://shop.example/old"_s,
                                             u"GET http://shop.example/new"_s}));
    QVERIFY(!second.hops[1].redirect->ledger.isEmpty());
    const Walk curl = walk(u"curl", {.url = "http://shop.example/old"}, server);
    QCOMPARE(walk(u"curl", {.url = "http://shop.example/link"}, server, curl.memory).requests().size(), 3);
}

void JourneyTest::hstsWithinChain()
{
    const Server server = [](const Request &request) {
        return request.url == "https://bank.example/" ? answer(302, {{"Location", "http://bank.example/account"},
                                                                     {"Strict-Transport-Security", "max-age=60"},
                                                                     {"Set-Cookie", "s=1; Secure"}})
                                                      : answer(200);
    };
    const Walk chain = walk(u"chromium-nav", {.url = "https://bank.example/"}, server);
    QCOMPARE(chain.requests(), (QStringList{u"GET https://bank.example/"_s, u"hsts GET http://bank.example/account"_s,
                                            u"GET https://bank.example/account"_s}));
    QCOMPARE(field(chain.hops[1], "Cookie"), QByteArray("(none)"));
    QCOMPARE(field(chain.hops[2], "Cookie"), QByteArray("s=1"));
    QCOMPARE(chain.hops[1].response->reason, QByteArray("Internal Redirect"));
    QCOMPARE(walk(u"py-requests", {.url = "https://bank.example/"}, server).requests().size(), 2);
}

void JourneyTest::hstsOfFirst()
{
    ClientMemory memory = walk(u"browser", {.url = "https://bank.example/"}, [](const Request &) {
                              return answer(200, {{"Strict-Transport-Security", "max-age=60"}});
                          }).memory;
    const FirstRequest order{.method = "POST",
                             .url = "http://bank.example/pay",
                             .headers = {{{"Authorization", "Bearer t"}}},
                             .body = bodyOf("a=1")};
    for (const QStringView client : {u"browser", u"chromium-fetch", u"firefox-nav"}) {
        const Walk chain = walk(
            client, order, [](const Request &) { return answer(200); }, memory);
        QCOMPARE(chain.requests(),
                 (QStringList{u"hsts POST http://bank.example/pay"_s, u"POST https://bank.example/pay"_s}));
        // Nothing was redirected, so nothing is dropped; the page is of the same host.
        QCOMPARE(field(chain.hops[1], "Authorization"), QByteArray("Bearer t"));
        QCOMPARE(field(chain.hops[1], "Origin"), QByteArray("https://bank.example"));
        QCOMPARE(chain.hops[1].request.body, bodyOf("a=1"));
    }
}

void JourneyTest::refreshes()
{
    const Server server = [](const Request &request) {
        if (request.url == "http://shop.example/spring")
            return answer(200, {{"Refresh", "3; url=/summer"}});
        if (request.url == "http://shop.example/summer")
            return answer(302, {{"Refresh", "0; url=http://api.example/teas"}});
        return answer(200);
    };
    const FirstRequest wish{.url = "http://shop.example/spring", .headers = {{{"Authorization", "Bearer t"}}}};
    for (const QStringView client : {u"browser", u"chromium-nav", u"firefox-nav", u"googlebot"}) {
        const Walk chain = walk(client, wish, server);
        QCOMPARE(chain.requests(),
                 (QStringList{u"GET http://shop.example/spring"_s, u"refresh GET http://shop.example/summer"_s,
                              u"refresh GET http://api.example/teas"_s}));
        QCOMPARE(field(chain.hops[1], "Authorization"), QByteArray("(none)"));
        QCOMPARE(field(chain.hops[1], "Referer"), QByteArray("http://shop.example/spring"));
        QCOMPARE(field(chain.hops[2], "Referer"), QByteArray("http://shop.example/"));
        QVERIFY(chain.hops[0].redirect->reason.contains("after 3 seconds"_L1));
        QCOMPARE(chain.outcome.kind, OutcomeKind::Final);
    }
    for (const QStringView client : {u"chromium-fetch", u"fetch-spec", u"curl"})
        QCOMPARE(walk(client, wish, server).hops.size(), 1);
}

void JourneyTest::refreshLimits()
{
    const Server endless = [](const Request &request) {
        return answer(200, {{"Refresh", "0; url=" + request.url + "x"}});
    };
    const Walk chain = walk(u"browser", {.url = "http://shop.example/"}, endless);
    QCOMPARE(chain.hops.size(), 1 + kMaxRefreshes);
    QVERIFY(chain.outcome.message.contains("at most 5"_L1));
    QCOMPARE(walk(u"browser", {.url = "http://shop.example/"}, endless, {}, 2).hops.size(), 3);
    const Walk reloads = walk(u"browser", {.url = "http://shop.example/"}, [](const Request &) {
        return answer(200, {{"Refresh", "30"}});
    });
    QCOMPARE(reloads.hops.size(), 1);
    QCOMPARE(reloads.outcome.kind, OutcomeKind::Final);
    QVERIFY(reloads.outcome.message.contains("after 30 seconds"_L1));
}

/// The same Content-Type, given or added: curl and wget, but no browser, send what was given without the body, too.
void JourneyTest::fieldsOfTheUser()
{
    const QByteArray type = "application/x-www-form-urlencoded";
    const Server server = [](const Request &request) {
        return request.url.endsWith("/on") ? answer(200) : answer(303, {{"Location", "/on"}});
    };
    const FirstRequest added{.method = "POST", .url = "http://a.example/", .body = bodyOf("a=1")};
    FirstRequest given = added;
    given.headers.append("content-type", type);
    FirstRequest known = given;
    known.addedFields = {"Content-Type"};
    for (const QStringView client : {u"curl", u"curl-X", u"wget", u"wget-method"}) {
        QCOMPARE(field(walk(client, added, server).hops[0], "Content-Type"), type);
        QCOMPARE(field(walk(client, added, server).hops[1], "Content-Type"), QByteArray("(none)"));
        QCOMPARE(field(walk(client, known, server).hops[1], "Content-Type"), QByteArray("(none)"));
        const Walk chain = walk(client, given, server);
        QCOMPARE(field(chain.hops[1], "Content-Type"), type);
        const QList<LedgerRow> &ledger = chain.hops[0].redirect->ledger;
        const auto row = std::ranges::find(ledger, u"content-type"_s, &LedgerRow::part);
        QVERIFY(row != ledger.end() && row->verdict == PartVerdict::Kept);
        // The chain itself tells whose it was.
        const ClientProfile &profile = *findClient(client);
        QVERIFY(!addedFields(profile, chain.hops).contains("Content-Type"));
        QVERIFY(addedFields(profile, walk(client, added, server).hops).contains("Content-Type"));
        QVERIFY(addedFields(profile, std::span(chain.hops).first(1)).contains("Content-Type"));
    }
    for (const QStringView client : {u"browser", u"py-requests", u"node-fetch-builtin"})
        QCOMPARE(field(walk(client, given, server).hops[1], "Content-Type"), QByteArray("(none)"));
}

/// In step mode the client's field becomes the user's by an edit.
void JourneyTest::fieldsThatTheUserChanges()
{
    const QByteArray type = "application/x-www-form-urlencoded";
    for (const QByteArray &edited : {type, QByteArray("text/plain")}) {
        const ClientProfile &profile = *findClient(u"curl");
        Journey journey(profile, {.method = "POST", .url = "http://a.example/", .body = bodyOf("a=1"), .now = kNow}, {},
                        {});
        Request request = *journey.pending();
        request.headers.set("Content-Type", edited);
        journey.replacePending(request);
        const Response response = answer(302, {{"Location", "/on"}});
        journey.headArrived(request, -1, response, kNow);
        journey.complete({.request = request, .response = response}, std::nullopt, kNow);
        QCOMPARE(journey.pending()->headers.contains("Content-Type"), edited != type);
    }
}

QTEST_GUILESS_MAIN(JourneyTest)
#include "tst_journey.moc"
