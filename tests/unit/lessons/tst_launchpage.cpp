// SPDX-License-Identifier: MIT
#include "http/url.h"
#include "lessons/launchpage.h"
#include "lessons/lessons.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class LaunchPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void controls_data();
    void controls();
    void beginsElsewhere();
    void otherPath();
    void arrived();
    void everyLessonHasOne();

private:
    static Scenario withVisit(const ScenarioVisit &visit);
};

Scenario LaunchPageTest::withVisit(const ScenarioVisit &visit)
{
    return {.title = u"<Tea> & \"cake\""_s,
            .origins = {{.name = u"shop"_s, .host = "shop.localhost", .port = 8601},
                        {.name = u"partner"_s, .host = "partner.localhost", .port = 8602}},
            .routes = {{.origin = u"shop"_s, .path = "/a", .answers = {{.status = 200}}}},
            .visits = {visit}};
}

void LaunchPageTest::controls_data()
{
    QTest::addColumn<ScenarioVisit>("visit");
    QTest::addColumn<QByteArrayList>("parts");
    const Header form{"Content-Type", "application/x-www-form-urlencoded"};
    QTest::newRow("address") << ScenarioVisit{.url = "{shop}/a"}
                             << QByteArrayList{"<h1>&lt;Tea&gt; &amp; &quot;cake&quot;</h1>",
                                               "<code>GET http://shop.localhost:8601/a</code>", "Type this address"};
    QTest::newRow("link") << ScenarioVisit{.url = "{shop}/a?x=1&y=2", .by = AskedBy::Link}
                          << QByteArrayList{"href=\"http://shop.localhost:8601/a?x=1&amp;y=2\">Follow the link</a>"};
    QTest::newRow("form") << ScenarioVisit{.method = "POST",
                                           .url = "{shop}/a",
                                           .headers = {{form}},
                                           .body = "a=%22%3C&b=1+2"}
                          << QByteArrayList{"with 14 bytes of <code>application/x-www-form-urlencoded</code>",
                                            "<form method=\"post\" action=\"http://shop.localhost:8601/a\">",
                                            "<input type=\"hidden\" name=\"a\" value=\"&quot;&lt;\">",
                                            "<input type=\"hidden\" name=\"b\" value=\"1 2\">"};
    QTest::newRow("text form") << ScenarioVisit{.method = "POST",
                                                .url = "{shop}/a",
                                                .headers = {{{"Content-Type", "text/plain"}}},
                                                .body = "a=1\r\n",
                                                .by = AskedBy::Form}
                               << QByteArrayList{" enctype=\"text/plain\">", "name=\"a\" value=\"1\">"};
    QTest::newRow("fetch") << ScenarioVisit{.method = "PUT",
                                            .url = "{shop}/a",
                                            .headers = {{{"X-Api-Key", "</script>"}}},
                                            .body = "{\"item\": \"tea\"}"}
                           << QByteArrayList{"<code>X-Api-Key: &lt;/script&gt;</code>",
                                             "data-url=\"http://shop.localhost:8601/a\"",
                                             "&quot;credentials&quot;:&quot;include&quot;",
                                             "[&quot;X-Api-Key&quot;,&quot;&lt;/script&gt;&quot;]", "Call fetch()"};
}

void LaunchPageTest::controls()
{
    QFETCH(ScenarioVisit, visit);
    QFETCH(QByteArrayList, parts);
    const QByteArray page = launchPage(withVisit(visit), 0, {});
    for (const QByteArray &part : parts)
        QVERIFY2(page.contains(part), part + "\n" + page);
    QCOMPARE(page.count("</script>"), 1);
}

void LaunchPageTest::beginsElsewhere()
{
    const Scenario scenario = withVisit({.url = "{shop}/a", .by = AskedBy::Link, .page = "{partner}/offers"});
    QCOMPARE(launchUrl(scenario), QByteArray("http://partner.localhost:8602/"));
    const QByteArray shop = launchPage(scenario, 0, {});
    QVERIFY(shop.contains("<a href=\"http://partner.localhost:8602/\">Begins on another page"));
    QVERIFY(!shop.contains("Follow the link"));
    const QByteArray partner = launchPage(scenario, 1, {});
    QVERIFY(partner.contains("Follow the link"));
    QVERIFY(partner.contains("In the lesson it is on <code>http://partner.localhost:8602/offers</code>"));
}

void LaunchPageTest::otherPath()
{
    Scenario scenario = withVisit({.url = "{shop}/a"});
    QVERIFY(isForLaunchPage(scenario, {0, "GET", "/", {}}));
    QVERIFY(!isForLaunchPage(scenario, {0, "POST", "/", {}}));
    QVERIFY(!isForLaunchPage(scenario, {0, "GET", "/a", {}}));
    QVERIFY(!isForLaunchPage(scenario, {-1, "GET", "/", {}}));
    scenario.routes.append({.origin = u"shop"_s, .path = "/", .answers = {{.status = 200}}});
    QVERIFY(!isForLaunchPage(scenario, {0, "GET", "/", {}}));
    QVERIFY(isForLaunchPage(scenario, {0, "GET", "/hopscope", {}}));
    QVERIFY(isForLaunchPage(scenario, {1, "GET", "/", {}}));
    QCOMPARE(launchUrl(scenario), QByteArray("http://shop.localhost:8601/hopscope"));
}

void LaunchPageTest::arrived()
{
    const Scenario scenario = withVisit({.url = "{shop}/a"});
    QVERIFY(launchPage(scenario, 0, {}).contains("None yet."));
    QVERIFY(
        launchPage(scenario, 0, {u"GET http://x/?<b>"_s}).contains("<li><code>GET http://x/?&lt;b&gt;</code></li>"));
}

void LaunchPageTest::everyLessonHasOne()
{
    for (const Lesson &lesson : lessons()) {
        for (qsizetype i = 0; i < lesson.scenario.origins.size(); ++i) {
            const QByteArray target = requestTarget(launchUrl(lesson.scenario, i));
            QVERIFY2(isForLaunchPage(lesson.scenario, {i, "GET", target, {}}), qPrintable(lesson.id));
            QCOMPARE(launchPage(lesson.scenario, i, {}).count("<section>"), lesson.scenario.visits.size() + 1);
        }
    }
}

QTEST_GUILESS_MAIN(LaunchPageTest)
#include "tst_launchpage.moc"
