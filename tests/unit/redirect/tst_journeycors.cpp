// SPDX-License-Identifier: MIT
#include "journeywalk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;
using namespace hopscope::test;

namespace
{

const Header kAllowsShop{"Access-Control-Allow-Origin", "http://shop.example"};
const Header kAllowsNull{"Access-Control-Allow-Origin", "null"};
const Header kAllowsCookies{"Access-Control-Allow-Credentials", "true"};

const FirstRequest kJsonOrder{.method = "POST",
                              .url = "http://shop.example/orders",
                              .headers = {{{"Content-Type", "application/json"}, {"Authorization", "Bearer t"}}},
                              .body = bodyOf("{}")};

/// Allows whatever is asked, for `seconds`; a URL leads on as its path says: /302b-303c first to b.example by 302.
Response obliging(const Request &request, const QByteArray &seconds = "0")
{
    QList<Header> fields{{"Access-Control-Allow-Origin", request.headers.first("Origin").value_or("*")},
                         kAllowsCookies,
                         {"Access-Control-Max-Age", seconds}};
    if (request.method == "OPTIONS") {
        const Headers &asked = request.headers;
        fields += {{"Access-Control-Allow-Methods", asked.first("Access-Control-Request-Method").value_or("x")},
                   {"Access-Control-Allow-Headers", asked.first("Access-Control-Request-Headers").value_or("x")}};
        return answer(204, fields);
    }
    const QByteArray way = request.url.mid(request.url.lastIndexOf('/') + 1);
    if (way.isEmpty())
        return answer(200, fields);
    constexpr qsizetype statusSize = 3;
    fields.append({"Location", "http://" + way.sliced(statusSize, 1) + ".example/" + way.mid(statusSize + 2)});
    return answer(way.first(statusSize).toInt(), fields);
}

/// "POST a, ask GET(x-a) b, GET b null": method and host, a preflight with what it asks for, and Origin where it hides.
QString inShort(const QList<Hop> &hops)
{
    QStringList words;
    for (const Hop &hop : hops) {
        const QByteArray fields = field(hop, "Access-Control-Request-Headers");
        QByteArray word = hop.request.method;
        if (hop.kind == HopKind::Preflight)
            word = "ask " + field(hop, "Access-Control-Request-Method") +
                   (fields == "(none)" ? QByteArray() : '(' + fields + ')');
        word += ' ' + originOf(hop.request.url)->host.first(1);
        if (field(hop, "Origin") == "null")
            word += " null";
        words.append(QString::fromLatin1(word));
    }
    return words.join(u", "_s);
}

const Header kJson{"Content-Type", "application/json"};
const Header kToken{"Authorization", "Bearer t"};

} // namespace

class JourneyCorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chains_data();
    void chains();
    void reasonOfFirefox();
    void keptLeave();
    void refusalTakesLeaveBack_data();
    void refusalTakesLeaveBack();
    void preflightAllowed();
    void preflightRefused_data();
    void preflightRefused();
    void preflightOfFirst();
    void responseIsKept_data();
    void responseIsKept();
    void originOfFirst_data();
    void originOfFirst();
};

void JourneyCorsTest::chains_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QList<Header>>("fields");
    QTest::addColumn<QByteArray>("way");
    QTest::addColumn<QString>("standard"); // and Chromium
    QTest::addColumn<QString>("firefox");
    const auto row = [](const char *method, const QList<Header> &fields, const QByteArray &way, const char *standard,
                        const char *firefox = nullptr) {
        const QByteArray names = fields.isEmpty() ? QByteArray("no field") : fields.constLast().name;
        QTest::addRow("%s %s with %s", method, way.constData(), names.constData())
            << QByteArray(method) << fields << way << QString::fromLatin1(standard)
            << QString::fromLatin1(firefox ? firefox : standard);
    };
    // What a form could send goes without a question.
    row("GET", {}, "a.example/302b", "GET a, GET b");
    row("GET", {}, "a.example/302b-302a", "GET a, GET b, GET a null");
    row("GET", {}, "a.example/302b-302c", "GET a, GET b, GET c null");
    row("GET", {}, "b.example/307b", "GET b, GET b");
    row("GET", {}, "b.example/307a", "GET b, GET a null");
    row("HEAD", {}, "a.example/302b-303c", "HEAD a, HEAD b, HEAD c null");
    row("POST", {{"Content-Type", "text/plain"}}, "a.example/307b", "POST a, POST b");
    for (const char *status : {"301", "302", "303"})
        row("POST", {{"Content-Type", "text/plain"}}, QByteArray("a.example/") + status + 'b', "POST a, GET b");
    // What needs leave needs it from each server.
    row("PUT", {kJson}, "a.example/307b-308c",
        "PUT a, ask PUT(content-type) b, PUT b, ask PUT(content-type) c null, PUT c null",
        "PUT a, ask PUT(content-type) b, PUT b, ask PUT(content-type) c, PUT c null");
    row("DELETE", {}, "b.example/302a", "ask DELETE b, DELETE b, ask DELETE a null, DELETE a null",
        "ask DELETE b, DELETE b, ask DELETE a, DELETE a null");
    // The standard looks at each request by itself; Firefox at the fields of the first.
    for (const char *status : {"301", "302", "303"})
        row("POST", {kJson}, QByteArray("a.example/") + status + 'b', "POST a, GET b", "POST a, ask GET b, GET b");
    row("POST", {kJson}, "a.example/302b-302c", "POST a, GET b, GET c null",
        "POST a, ask GET b, GET b, ask GET(content-type) c, GET c null");
    row("POST", {kJson}, "a.example/302a-302b", "POST a, GET a, GET b",
        "POST a, GET a, ask GET(content-type) b, GET b");
    row("POST", {{"X-A", "1"}, {"Content-Language", "{"}, kJson}, "a.example/302b-302b",
        "POST a, ask GET(x-a) b, GET b, ask GET(x-a) b, GET b",
        "POST a, ask GET(x-a) b, GET b, ask GET(content-language,content-type,x-a) b, GET b");
    row("GET", {kToken}, "a.example/302b-302b", "GET a, GET b, GET b",
        "GET a, ask GET b, GET b, ask GET(authorization) b, GET b");
    row("GET", {kToken}, "b.example/302b-307c",
        "ask GET(authorization) b, GET b, ask GET(authorization) b, GET b, GET c null",
        "ask GET(authorization) b, GET b, ask GET(authorization) b, GET b, ask GET c, GET c null");
    // A method that needed leave counts for the requests behind it only where it was asked for.
    row("PUT", {{"Content-Type", "text/plain"}}, "a.example/303b-302b", "PUT a, GET b, GET b");
    row("PUT", {{"Content-Type", "text/plain"}}, "b.example/303b-302b", "ask PUT b, PUT b, GET b, GET b",
        "ask PUT b, PUT b, ask GET b, GET b, ask GET b, GET b");
}

void JourneyCorsTest::chains()
{
    QFETCH(QByteArray, method);
    QFETCH(QList<Header>, fields);
    QFETCH(QByteArray, way);
    QFETCH(QString, standard);
    QFETCH(QString, firefox);
    FirstRequest wish{.method = method, .url = "http://" + way, .headers = {fields}};
    wish.headers.append("Referer", "http://a.example/page");
    if (method == "POST" || method == "PUT")
        wish.body = bodyOf("{}");
    const Server server = [](const Request &request) { return obliging(request); };
    QCOMPARE(inShort(walk(u"fetch-spec", wish, server).hops), standard);
    QCOMPARE(inShort(walk(u"chromium-fetch", wish, server).hops), standard);
    QCOMPARE(inShort(walk(u"firefox-fetch", wish, server).hops), firefox);
}

void JourneyCorsTest::reasonOfFirefox()
{
    const FirstRequest wish{
        .method = "POST", .url = "http://a.example/302b", .headers = {{kJson}}, .body = bodyOf("{}")};
    const Walk chain = walk(u"firefox-fetch", wish, [](const Request &request) { return obliging(request); });
    QVERIFY(chain.hops[1].notes.value(0).endsWith(
        "The Fetch standard does not ask for this request; Firefox, fetch() does because of the first request (Firefox "
        "153.8.0esr, measured)."_L1));
    const FirstRequest put{.method = "PUT", .url = "http://a.example/307b"};
    const Walk both = walk(u"firefox-fetch", put, [](const Request &request) { return obliging(request); });
    QVERIFY(both.hops[1].notes.value(0).endsWith("whether it allows PUT."_L1));
}

void JourneyCorsTest::keptLeave()
{
    const FirstRequest wish{
        .method = "PUT", .url = "http://a.example/307b", .headers = {{kJson}}, .body = bodyOf("{}")};
    const Server server = [](const Request &request) { return obliging(request, "600"); };
    for (const QStringView client : {u"fetch-spec", u"chromium-fetch", u"firefox-fetch"}) {
        const Walk first = walk(client, wish, server);
        QCOMPARE(inShort(first.hops), u"PUT a, ask PUT(content-type) b, PUT b"_s);
        QCOMPARE(first.hops[2].notes, QStringList());
        const Walk second = walk(client, wish, server, first.memory);
        QCOMPARE(inShort(second.hops), u"PUT a, PUT b"_s);
        QCOMPARE(second.hops[0].notes, QStringList());
        QVERIFY(second.hops[1].notes.value(0).startsWith("http://b.example has allowed this before"_L1));
        // Another page, and what was not allowed, are asked for.
        FirstRequest other = wish;
        other.headers.append("Referer", "http://c.example/");
        QCOMPARE(walk(client, other, server, first.memory).hops.first().kind, HopKind::Preflight);
        other = wish;
        other.headers.append("X-A", "1");
        QCOMPARE(walk(client, other, server, first.memory).hops.size(), 3);
    }
    QCOMPARE(walk(u"browser", wish, server).memory.preflights.size(), 0);
}

void JourneyCorsTest::refusalTakesLeaveBack_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<bool>("forgets");
    QTest::newRow("standard") << u"fetch-spec"_s << true;
    QTest::newRow("Firefox") << u"firefox-fetch"_s << true;
    QTest::newRow("Chromium") << u"chromium-fetch"_s << false;
}

void JourneyCorsTest::refusalTakesLeaveBack()
{
    QFETCH(QString, client);
    QFETCH(bool, forgets);
    const FirstRequest wish{.method = "PUT",
                            .url = "http://b.example/",
                            .headers = {{kJson, {"Referer", "http://a.example/"}}},
                            .body = bodyOf("{}")};
    const Walk chain = walk(client, wish, [](const Request &request) {
        return request.method == "OPTIONS" ? obliging(request, "600") : answer(200);
    });
    QCOMPARE(inShort(chain.hops), u"ask PUT(content-type) b, PUT b"_s);
    QCOMPARE(chain.outcome.kind, OutcomeKind::NetworkError);
    QCOMPARE(chain.memory.preflights.isEmpty(), forgets);
    // So does a preflight that is refused.
    ClientMemory knows = walk(client, wish, [](const Request &request) { return obliging(request, "600"); }).memory;
    QCOMPARE(knows.preflights.size(), 1);
    FirstRequest more = wish;
    more.headers.append("X-A", "1");
    const Walk refused = walk(
        client, more, [](const Request &) { return answer(403); }, knows);
    QCOMPARE(refused.memory.preflights.isEmpty(), forgets);
}

void JourneyCorsTest::preflightAllowed()
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

void JourneyCorsTest::preflightRefused_data()
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
    row("credentials twice", 204, {kAllowsShop, kAllowsCookies, kAllowsCookies, method, fields},
        u"is \"true, true\""_s);
    row("no method", 204, {kAllowsShop, kAllowsCookies, fields}, u"does not name PUT"_s);
    row("method in lower case", 204, {kAllowsShop, kAllowsCookies, fields, {"Access-Control-Allow-Methods", "put"}},
        u"does not name PUT"_s);
    row("star for methods", 204, {kAllowsShop, kAllowsCookies, fields, {"Access-Control-Allow-Methods", "*"}},
        u"does not name PUT"_s);
    row("no field", 204, {kAllowsShop, kAllowsCookies, method}, u"does not name content-type"_s);
    row("redirect", 307, {kAllowsShop, kAllowsCookies, method, fields, {"Location", "/other"}}, u"is 307"_s);
    row("not found", 404, {kAllowsShop, kAllowsCookies, method, fields}, u"is 404"_s);
}

void JourneyCorsTest::preflightRefused()
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

void JourneyCorsTest::preflightOfFirst()
{
    // Origin says that the page is elsewhere: already the first request has to be allowed.
    FirstRequest first = kJsonOrder;
    first.headers.append("Origin", "http://page.example");
    const Walk asked = walk(u"chromium-fetch", first, [](const Request &) { return answer(403); });
    QCOMPARE(asked.requests(), QStringList{u"preflight OPTIONS http://shop.example/orders"_s});
    QCOMPARE(field(asked.hops[0], "Access-Control-Request-Headers"), QByteArray("authorization,content-type"));
    QCOMPARE(field(asked.hops[0], "Origin"), QByteArray("http://page.example"));
}

void JourneyCorsTest::responseIsKept_data()
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

void JourneyCorsTest::responseIsKept()
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

void JourneyCorsTest::originOfFirst_data()
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

void JourneyCorsTest::originOfFirst()
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

QTEST_GUILESS_MAIN(JourneyCorsTest)
#include "tst_journeycors.moc"
