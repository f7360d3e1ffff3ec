// SPDX-License-Identifier: MIT
#include "lessons/play.h"
#include "lessons/scenariojson.h"
#include "lessons/visit.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QByteArray kFormType = "application/x-www-form-urlencoded";

Scenario scenarioWith(const ScenarioVisit &visit)
{
    Scenario scenario;
    scenario.origins = {{u"shop"_s, "http", "shop.localhost", 8601},
                        {u"bank"_s, "https", "bank.localhost", 8602},
                        {u"api"_s, "http", "api.localhost", 8603}};
    scenario.routes = {{{}, {}, "/*", {}, {{.status = 200, .body = "Here.\n"}}}};
    scenario.visits = {visit};
    return scenario;
}

QString faultIn(const ScenarioVisit &visit)
{
    return readScenario(writeScenario(scenarioWith(visit))).error.section(u": "_s, 1);
}

/// The first request of this client as it is sent.
Request first(const QString &client, const ScenarioVisit &visit)
{
    return simulate(scenarioWith(visit), client).visits.value(0).hops.value(0).request;
}

} // namespace

class VisitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoAsks_data();
    void whoAsks();
    void refused_data();
    void refused();
    void writtenAndRead();
    void unknownWord();
    void page();
    void referer_data();
    void referer();
    void origin();
    void words();
};

void VisitsTest::whoAsks_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QString>("by");
    const auto row = [](const char *name, const char *method, const Headers &headers, const char *by,
                        const char *page = "") {
        QTest::newRow(name) << QByteArray(method) << headers << QByteArray(page) << QString::fromLatin1(by);
    };
    row("plain GET", "GET", {}, "address");
    row("GET of a page", "GET", {}, "link", "{shop}/start");
    row("GET with a Referer", "GET", {{{"Referer", "http://shop.localhost:8601/"}}}, "link");
    row("GET with a field of its own", "GET", {{{"Authorization", "Bearer t"}}}, "fetch");
    row("HEAD", "HEAD", {}, "fetch");
    row("PUT", "PUT", {{{"Content-Type", kFormType}}}, "fetch");
    row("POST of a form", "POST", {{{"Content-Type", kFormType}}}, "form");
    row("POST of a form with a charset", "POST", {{{"content-type", "Text/Plain; charset=UTF-8"}}}, "form");
    row("POST of files", "POST", {{{"Content-Type", "multipart/form-data; boundary=x"}}}, "form");
    row("POST of JSON", "POST", {{{"Content-Type", "application/json"}}}, "fetch");
    row("POST of a form and a field of its own", "POST", {{{"Content-Type", kFormType}, {"X-Api-Key", "1"}}}, "fetch");
    row("POST without a type", "POST", {}, "fetch");
}

void VisitsTest::whoAsks()
{
    QFETCH(QByteArray, method);
    QFETCH(Headers, headers);
    QFETCH(QByteArray, page);
    QFETCH(QString, by);
    const ScenarioVisit visit{.method = method, .url = "{shop}/a", .headers = headers, .page = page};
    QCOMPARE(QString(idOf(askedBy(visit))), by);
    QCOMPARE(faultIn(visit), QString());
}

void VisitsTest::refused_data()
{
    QTest::addColumn<ScenarioVisit>("visit");
    QTest::addColumn<QString>("error");
    const QString address = u"visits[0].by: an address that is typed sends GET without fields and body of its own"_s;
    const QString link = u"visits[0].by: a link sends GET without fields and body of its own"_s;
    const QString form = u"visits[0].by: a form sends GET, or POST with a Content-Type of forms "
                         "(application/x-www-form-urlencoded, multipart/form-data, text/plain), and no other field"_s;
    const auto row = [](const char *name, const ScenarioVisit &visit, const QString &error) {
        QTest::newRow(name) << visit << error;
    };
    row("address with POST", {"POST", "{shop}/a", {}, {}, AskedBy::Address, {}}, address);
    row("address with a body", {"GET", "{shop}/a", {}, "x", AskedBy::Address, {}}, address);
    row("address with a field", {"GET", "{shop}/a", {{{"Accept", "*/*"}}}, {}, AskedBy::Address, {}}, address);
    row("address with a page", {"GET", "{shop}/a", {}, {}, AskedBy::Address, "{shop}/"},
        u"visits[0].page: an address is typed into no page: leave the page out, or say \"link\""_s);
    row("link with POST", {"POST", "{shop}/a", {}, {}, AskedBy::Link, {}}, link);
    row("link with a field", {"GET", "{shop}/a", {{{"Authorization", "x"}}}, {}, AskedBy::Link, {}}, link);
    row("form with PUT", {"PUT", "{shop}/a", {}, {}, AskedBy::Form, {}}, form);
    row("form with JSON", {"POST", "{shop}/a", {{{"Content-Type", "application/json"}}}, "{}", AskedBy::Form, {}},
        form);
    row("form with a field", {"POST", "{shop}/a", {{{"X-Api-Key", "1"}}}, {}, AskedBy::Form, {}}, form);
    row("page elsewhere", {"GET", "{shop}/a", {}, {}, AskedBy::Link, "http://example.org/"},
        u"visits[0].page: \"http://example.org/\" is at none of the origins; a scenario asks only its own servers"_s);
    row("page of nobody", {"GET", "{shop}/a", {}, {}, AskedBy::Link, "{shed}/"},
        u"visits[0].page: no origin has the name in braces in \"{shed}/\""_s);
}

void VisitsTest::refused()
{
    QFETCH(ScenarioVisit, visit);
    QFETCH(QString, error);
    QCOMPARE(faultIn(visit), error);
}

void VisitsTest::writtenAndRead()
{
    for (const QString &id : askedByIds()) {
        ScenarioVisit visit{.url = "{shop}/a", .by = askedByNamed(id)};
        visit.page = visit.by == AskedBy::Address ? "" : "{api}/start?a=1";
        const Scenario scenario = scenarioWith(visit);
        const Result<Scenario> again = readScenario(writeScenario(scenario));
        QVERIFY2(again, qPrintable(again.error));
        QVERIFY(*again == scenario);
        QVERIFY(writeScenario(scenario).contains("\"by\": \"" + id.toLatin1() + '"'));
    }
    const Headers referer{{{"Referer", "http://shop.localhost:8601/"}}};
    QCOMPARE(faultIn({.method = "POST", .url = "{shop}/a", .headers = referer, .by = AskedBy::Form}), QString());
    const QByteArray plain = writeScenario(scenarioWith({.url = "{shop}/a"}));
    QVERIFY(!plain.contains("\"by\"") && !plain.contains("\"page\""));
}

void VisitsTest::unknownWord()
{
    QByteArray json = writeScenario(scenarioWith({.url = "{shop}/a", .by = AskedBy::Link}));
    json.replace("\"link\"", "\"anchor\"");
    const QString error = readScenario(json).error;
    QVERIFY2(error.contains(u"visits[0].by: "_s) && error.contains(u"address, link, form, fetch"_s), qPrintable(error));
}

void VisitsTest::page()
{
    ScenarioVisit visit{.url = "http://shop.localhost:8601/a?b=1#c", .by = AskedBy::Link};
    QCOMPARE(pageOf(visit), QByteArray("http://shop.localhost:8601/"));
    visit.page = "http://api.localhost:8603/start";
    QCOMPARE(pageOf(visit), visit.page);
    QCOMPARE(pageOf({.url = "http://shop.localhost:8601/a"}), QByteArray());
}

void VisitsTest::referer_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<ScenarioVisit>("visit");
    QTest::addColumn<QByteArray>("referer"); // empty: none
    const auto row = [](const char *name, const QString &client, const ScenarioVisit &visit, const char *referer) {
        QTest::newRow(name) << client << visit << QByteArray(referer);
    };
    // As measured: docs/memory-measured.md, "link, same origin", "link, cross-origin", "POST form, same origin"
    const ScenarioVisit address{.url = "{shop}/a"};
    const ScenarioVisit link{.url = "{shop}/a", .by = AskedBy::Link, .page = "{shop}/start?secret=1#here"};
    const ScenarioVisit other{.url = "{shop}/a", .by = AskedBy::Link, .page = "{api}/start?secret=1"};
    const ScenarioVisit down{.url = "{shop}/a", .by = AskedBy::Link, .page = "{bank}/start"};
    const ScenarioVisit form{.method = "POST", .url = "{shop}/a", .headers = {{{"Content-Type", kFormType}}}};
    const ScenarioVisit given{.url = "{shop}/a", .headers = {{{"Referer", "http://shop.localhost:8601/given"}}}};
    row("address", u"chromium-nav"_s, address, "");
    row("link", u"chromium-nav"_s, link, "http://shop.localhost:8601/start?secret=1");
    row("link, browser", u"browser"_s, link, "http://shop.localhost:8601/start?secret=1");
    row("link of another origin", u"firefox-nav"_s, other, "http://api.localhost:8603/");
    row("link of an https page", u"chromium-nav"_s, down, "");
    row("form", u"chromium-nav"_s, form, "http://shop.localhost:8601/");
    row("fetch", u"chromium-fetch"_s, {.method = "PUT", .url = "{shop}/a"}, "http://shop.localhost:8601/");
    row("given", u"chromium-nav"_s, given, "http://shop.localhost:8601/given");
    row("curl has no page", u"curl"_s, link, "");
    row("a crawler has no page", u"googlebot"_s, link, "");
}

void VisitsTest::referer()
{
    QFETCH(QString, client);
    QFETCH(ScenarioVisit, visit);
    QFETCH(QByteArray, referer);
    QCOMPARE(first(client, visit).headers.first("Referer").value_or(QByteArray()), referer);
}

void VisitsTest::origin()
{
    const Headers json{{{"Content-Type", "application/json"}}};
    const ScenarioVisit visit{
        .method = "POST", .url = "{shop}/a", .headers = json, .body = "{}", .page = "{api}/start"};
    const Request question = first(u"chromium-fetch"_s, visit);
    QCOMPARE(question.method, QByteArray("OPTIONS"));
    QCOMPARE(question.headers.first("Origin"), QByteArray("http://api.localhost:8603"));
    const ScenarioVisit form{
        .method = "POST", .url = "{shop}/a", .headers = {{{"Content-Type", kFormType}}}, .page = "{api}/start"};
    QCOMPARE(first(u"chromium-nav"_s, form).headers.first("Origin"), QByteArray("http://api.localhost:8603"));
}

void VisitsTest::words()
{
    const ScenarioVisit link{.url = "{shop}/a", .by = AskedBy::Link};
    const ScenarioVisit script{.method = "PUT", .url = "{shop}/a", .page = "{api}/start"};
    QCOMPARE(askedByText(scenarioWith(link), {.url = "{shop}/a"}), QString());
    QCOMPARE(askedByText(scenarioWith(link), link), u"a link"_s);
    QCOMPARE(askedByText(scenarioWith(link), script), u"a script with fetch() on http://api.localhost:8603/start"_s);
}

QTEST_GUILESS_MAIN(VisitsTest)
#include "tst_visits.moc"
