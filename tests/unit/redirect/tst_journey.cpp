// SPDX-License-Identifier: MIT
#include "redirect/journey.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QDateTime kNow(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

/// A server's answer to a request, by its URL.
using Server = std::function<Response(const Request &)>;

Response answer(int status, const QList<Header> &fields = {}, const QByteArray &body = {})
{
    return {.version = "HTTP/1.1", .status = status, .headers = {fields}, .body = bodyOf(body)};
}

struct Walk {
    QList<Hop> hops;
    Outcome outcome;
    ClientMemory memory;

    /// "GET http://a.example/x", with the kind where it is not http.
    QStringList requests() const
    {
        QStringList lines;
        for (const Hop &hop : hops) {
            const QString kind = hop.kind == HopKind::Http ? QString() : QString(idOf(hop.kind)) + u' ';
            lines.append(kind + QString::fromUtf8(hop.request.method + ' ' + hop.request.url));
        }
        return lines;
    }
};

Walk walk(QStringView client, const FirstRequest &wish, const Server &server, const ClientMemory &memory = {},
          int maxHops = -1)
{
    const ClientProfile &profile = *findClient(client);
    FirstRequest first = wish;
    if (first.method.isEmpty())
        first.method = "GET";
    first.now = kNow;
    Journey journey(profile, first, memory, {.maxHops = maxHops, .keepsCookies = profile.keepsCookies});
    Walk result;
    for (result.hops += journey.takeOwnHops(); journey.pending(); result.hops += journey.takeOwnHops()) {
        Hop hop{.request = *journey.pending()};
        hop.response = server(hop.request);
        journey.headArrived(hop.request, -1, *hop.response, kNow);
        result.hops.append(journey.complete(hop, std::nullopt, kNow));
    }
    result.outcome = journey.outcome();
    result.memory = journey.memory();
    return result;
}

QByteArray field(const Hop &hop, QByteArrayView name)
{
    return hop.request.headers.first(name).value_or("(none)");
}

const Header kAllowsShop{"Access-Control-Allow-Origin", "http://shop.example"};
const Header kAllowsNull{"Access-Control-Allow-Origin", "null"};
const Header kAllowsCookies{"Access-Control-Allow-Credentials", "true"};

const FirstRequest kJsonOrder{.method = "POST",
                              .url = "http://shop.example/orders",
                              .headers = {{{"Content-Type", "application/json"}, {"Authorization", "Bearer t"}}},
                              .body = bodyOf("{}")};

} // namespace

class JourneyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void preflightAllowed();
    void preflightRefused_data();
    void preflightRefused();
    void preflightOfFirst();
    void plainGetAfterPost();
    void responseIsKept_data();
    void responseIsKept();
    void originOfFirst_data();
    void originOfFirst();
    void cookiesOfEarlierVisit();
    void memoryWithinChain();
    void hstsWithinChain();
    void hstsOfFirst();
    void refreshes();
    void refreshLimits();
};

void JourneyTest::preflightAllowed()
{
    const Server server = [](const Request &request) {
        if (request.url == "http://shop.example/orders")
            return answer(307, {{"Location", "http://api.example/orders#x"}});
        if (request.method == "OPTIONS")
            return answer(204,
                          {kAllowsShop, kAllowsCookies, {"Access-Control-Allow-Headers", "X-Other, Content-Type"}});
        return answer(200, {kAllowsShop, kAllowsCookies});
    };
    const Walk chromium = walk(u"chromium-fetch", kJsonOrder, server);
    QCOMPARE(chromium.requests(),
             (QStringList{u"POST http://shop.example/orders"_s, u"preflight OPTIONS http://api.example/orders"_s,
                          u"POST http://api.example/orders#x"_s}));
    QCOMPARE(chromium.outcome.kind, OutcomeKind::Final);
    const Hop &asks = chromium.hops[1];
    QCOMPARE(field(asks, "Origin"), QByteArray("http://shop.example"));
    QCOMPARE(field(asks, "Access-Control-Request-Method"), QByteArray("POST"));
    QCOMPARE(field(asks, "Access-Control-Request-Headers"), QByteArray("content-type"));
    QCOMPARE(field(asks, "Host"), QByteArray("api.example"));
    QCOMPARE(field(asks, "Cookie"), QByteArray("(none)"));
    QCOMPARE(asks.request.body.size, 0);
    QCOMPARE(asks.redirect->verdict, RedirectVerdict::Follow);
    QVERIFY(asks.notes.value(0).contains("POST with content-type"_L1));
    QCOMPARE(chromium.hops[2].request.body, bodyOf("{}"));
    QCOMPARE(field(chromium.hops[2], "Authorization"), QByteArray("(none)"));
    // A client that is no page asks nobody.
    QCOMPARE(walk(u"curl", kJsonOrder, server).requests().size(), 2);
    QCOMPARE(walk(u"browser", kJsonOrder, server).requests().size(), 2);
}

void JourneyTest::preflightRefused_data()
{
    QTest::addColumn<Response>("says");
    QTest::addColumn<QString>("because");
    const Header method{"Access-Control-Allow-Methods", "PUT, DELETE"};
    const Header fields{"Access-Control-Allow-Headers", "content-type"};
    const auto row = [](const char *name, int status, const QList<Header> &all, const QString &because) {
        QTest::newRow(name) << answer(status, all) << because;
    };
    row("nothing", 204, {}, u"Access-Control-Allow-Origin is missing"_s);
    row("star", 204, {{"Access-Control-Allow-Origin", "*"}, kAllowsCookies, method, fields}, u"is \"*\""_s);
    row("other origin", 204, {{"Access-Control-Allow-Origin", "http://a.example"}, kAllowsCookies, method, fields},
        u"it has to be http://shop.example"_s);
    row("twice", 204, {kAllowsShop, kAllowsShop, kAllowsCookies, method, fields}, u"http://shop.example, http"_s);
    row("no credentials", 204, {kAllowsShop, method, fields}, u"Access-Control-Allow-Credentials is missing"_s);
    row("no method", 204, {kAllowsShop, kAllowsCookies, fields}, u"does not name PUT"_s);
    row("method in lower case", 204, {kAllowsShop, kAllowsCookies, fields, {"Access-Control-Allow-Methods", "put"}},
        u"does not name PUT"_s);
    row("star for methods", 204, {kAllowsShop, kAllowsCookies, fields, {"Access-Control-Allow-Methods", "*"}},
        u"does not name PUT"_s);
    row("no field", 204, {kAllowsShop, kAllowsCookies, method}, u"does not name content-type"_s);
    row("redirect", 307, {kAllowsShop, kAllowsCookies, method, fields, {"Location", "/other"}}, u"is 307"_s);
    row("not found", 404, {kAllowsShop, kAllowsCookies, method, fields}, u"is 404"_s);
}

void JourneyTest::preflightRefused()
{
    QFETCH(Response, says);
    QFETCH(QString, because);
    FirstRequest put = kJsonOrder;
    put.method = "PUT";
    for (const QStringView client : {u"chromium-fetch", u"firefox-fetch", u"fetch-spec"}) {
        const Walk refused = walk(client, put, [&](const Request &request) {
            return request.method == "PUT" ? answer(308, {{"Location", "http://api.example/orders"}}) : says;
        });
        QCOMPARE(refused.requests(),
                 (QStringList{u"PUT http://shop.example/orders"_s, u"preflight OPTIONS http://api.example/orders"_s}));
        QCOMPARE(refused.outcome.kind, OutcomeKind::NetworkError);
        QVERIFY2(refused.outcome.message.contains(because), qPrintable(refused.outcome.message));
        QCOMPARE(refused.hops[1].redirect->verdict, RedirectVerdict::Refuse);
        QVERIFY(!refused.hops[1].redirect->source.isEmpty());
    }
}

void JourneyTest::preflightOfFirst()
{
    // Origin says that the page is elsewhere: already the first request has to be allowed.
    FirstRequest first = kJsonOrder;
    first.headers.append("Origin", "http://page.example");
    const Walk asked = walk(u"chromium-fetch", first, [](const Request &) { return answer(403); });
    QCOMPARE(asked.requests(), QStringList{u"preflight OPTIONS http://shop.example/orders"_s});
    QCOMPARE(field(asked.hops[0], "Access-Control-Request-Headers"), QByteArray("authorization,content-type"));
    QCOMPARE(field(asked.hops[0], "Origin"), QByteArray("http://page.example"));
}

void JourneyTest::plainGetAfterPost()
{
    const Server server = [](const Request &request) {
        return request.method == "POST" ? answer(302, {{"Location", "http://api.example/done"}})
                                        : answer(200, {kAllowsShop, kAllowsCookies});
    };
    // A GET without fields of its own is not asked for; Firefox asks all the same (measured).
    QCOMPARE(walk(u"chromium-fetch", kJsonOrder, server).requests(),
             (QStringList{u"POST http://shop.example/orders"_s, u"GET http://api.example/done"_s}));
    const Walk firefox = walk(u"firefox-fetch", kJsonOrder, server);
    QCOMPARE(firefox.requests(),
             (QStringList{u"POST http://shop.example/orders"_s, u"preflight OPTIONS http://api.example/done"_s,
                          u"GET http://api.example/done"_s}));
    QCOMPARE(field(firefox.hops[1], "Access-Control-Request-Method"), QByteArray("GET"));
    QCOMPARE(field(firefox.hops[1], "Access-Control-Request-Headers"), QByteArray("(none)"));
}

void JourneyTest::responseIsKept_data()
{
    QTest::addColumn<QList<Header>>("there");
    QTest::addColumn<QList<Header>>("back");
    QTest::addColumn<int>("requests");
    QTest::addColumn<OutcomeKind>("outcome");
    QTest::newRow("redirect not allowed") << QList<Header>{} << QList<Header>{} << 2 << OutcomeKind::NetworkError;
    QTest::newRow("redirect allowed, page not")
        << QList<Header>{kAllowsShop, kAllowsCookies} << QList<Header>{kAllowsShop, kAllowsCookies} << 3
        << OutcomeKind::NetworkError;
    QTest::newRow("all allowed") << QList<Header>{kAllowsShop, kAllowsCookies}
                                 << QList<Header>{kAllowsNull, kAllowsCookies} << 3 << OutcomeKind::Final;
}

void JourneyTest::responseIsKept()
{
    QFETCH(QList<Header>, there);
    QFETCH(QList<Header>, back);
    QFETCH(int, requests);
    QFETCH(OutcomeKind, outcome);
    const Server server = [&](const Request &request) {
        if (request.url == "http://shop.example/there")
            return answer(302, {{"Location", "http://api.example/back"}});
        if (request.url == "http://api.example/back")
            return answer(302, there + QList<Header>{{"Location", "http://shop.example/end"}});
        return answer(200, back);
    };
    const Walk chain = walk(u"chromium-fetch", {.url = "http://shop.example/there"}, server);
    QCOMPARE(chain.hops.size(), requests);
    QCOMPARE(chain.outcome.kind, outcome);
    if (requests == 3)
        QCOMPARE(field(chain.hops[2], "Origin"), QByteArray("null"));
    // A navigation and the common rules go on whatever the servers allow.
    QCOMPARE(walk(u"chromium-nav", {.url = "http://shop.example/there"}, server).hops.size(), 3);
    QCOMPARE(walk(u"browser", {.url = "http://shop.example/there"}, server).hops.size(), 3);
}

void JourneyTest::originOfFirst_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("referer");
    QTest::addColumn<QByteArray>("origin");
    const auto row = [](const char *client, const char *method, const char *referer, const char *origin) {
        QTest::addRow("%s %s %s", client, method, referer)
            << QString::fromLatin1(client) << QByteArray(method) << QByteArray(referer) << QByteArray(origin);
    };
    for (const char *client : {"browser", "chromium-fetch", "firefox-fetch", "fetch-spec"}) {
        row(client, "GET", "", "(none)");
        row(client, "HEAD", "", "(none)");
        row(client, "POST", "", "http://shop.example");
        row(client, "DELETE", "", "http://shop.example");
        row(client, "GET", "http://page.example:81/x", "http://page.example:81");
    }
    for (const char *client : {"chromium-nav", "firefox-nav"}) {
        row(client, "GET", "http://page.example/x", "(none)");
        row(client, "POST", "", "http://shop.example");
        row(client, "POST", "http://page.example/x", "http://page.example");
        row(client, "POST", "https://page.example/x", "null");
    }
    row("curl", "POST", "", "(none)");
    row("googlebot", "POST", "", "(none)");
}

void JourneyTest::originOfFirst()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, referer);
    QFETCH(QByteArray, origin);
    FirstRequest wish{.method = method, .url = "http://shop.example/x", .now = kNow};
    if (!referer.isEmpty())
        wish.headers.append("Referer", referer);
    const Request first = firstRequest(*findClient(client), wish);
    QCOMPARE(first.headers.first("Origin").value_or("(none)"), origin);
}

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

QTEST_GUILESS_MAIN(JourneyTest)
#include "tst_journey.moc"
