// SPDX-License-Identifier: MIT
#include "http/robots.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// RFC 9309 5.1.
constexpr QByteArrayView kSimple = "User-Agent: *\n"
                                   "Disallow: *.gif$\n"
                                   "Disallow: /example/\n"
                                   "Allow: /publications/\n"
                                   "\n"
                                   "User-Agent: foobot\n"
                                   "Disallow:/\n"
                                   "Allow:/example/page.html\n"
                                   "Allow:/example/allowed.gif\n"
                                   "\n"
                                   "User-Agent: barbot\n"
                                   "User-Agent: bazbot\n"
                                   "Disallow: /example/page.html\n"
                                   "\n"
                                   "User-Agent: quxbot\n"
                                   "\n"
                                   "EOF\n";

} // namespace

class TestRobots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void paths_data();
    void paths();
    void lines();
    void longFile();
    void manyStars();
};

void TestRobots::tokens_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("Hopscope") << QByteArray("Mozilla/5.0 (compatible; Hopscope/0.3; +https://a)")
                              << QByteArray("Hopscope");
    QTest::newRow("curl") << QByteArray("curl/8.5.0") << QByteArray("curl");
    QTest::newRow("with a dash") << QByteArray("python-requests/2.31") << QByteArray("python-requests");
    QTest::newRow("none") << QByteArray() << QByteArray();
}

void TestRobots::tokens()
{
    QFETCH(QByteArray, agent);
    QTEST(robotsToken(agent), "token");
}

void TestRobots::paths_data()
{
    QTest::addColumn<QByteArray>("robots");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("isAllowed");
    const auto add = [](const char *name, QByteArrayView robots, const QByteArray &token, const QByteArray &path,
                        bool isAllowed) { QTest::newRow(name) << robots.toByteArray() << token << path << isAllowed; };
    add("5.1: others, a picture", kSimple, "Hopscope", "/a.gif", false);
    add("5.1: others, a picture with a query", kSimple, "Hopscope", "/a.gif?x", true);
    add("5.1: others, example", kSimple, "Hopscope", "/example/x", false);
    add("5.1: others, publications", kSimple, "Hopscope", "/publications/x", true);
    add("5.1: foobot, all", kSimple, "foobot", "/x", false);
    add("5.1: foobot, a page", kSimple, "FooBot", "/example/page.html", true);
    add("5.1: foobot, a picture", kSimple, "foobot", "/example/allowed.gif", true);
    add("5.1: barbot", kSimple, "barbot", "/example/page.html", false);
    add("5.1: bazbot", kSimple, "bazbot", "/example/page.html", false);
    add("5.1: bazbot, what is for others", kSimple, "bazbot", "/example/x", true);
    add("5.1: quxbot", kSimple, "quxbot", "/example/page.html", true);
    constexpr QByteArrayView kLongest =
        "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
    add("5.2: the longest match, disallowed", kLongest, "foobot", "/example/page/disallowed.gif", false);
    add("5.2: the longest match, allowed", kLongest, "foobot", "/example/page/x", true);
    constexpr QByteArrayView kEqual = "User-agent: *\nDisallow: /a\nAllow: /a\n";
    add("as long: allowed", kEqual, "x", "/a/b", true);
    constexpr QByteArrayView kStars =
        "User-agent: *\nDisallow: /*/private*/x$\nDisallow: /%2A%24\nDisallow: /*\\?id=\n";
    add("stars", kStars, "x", "/a/b/private-1/x", false);
    add("stars, more behind", kStars, "x", "/a/private/x/y", true);
    add("stars, the end twice", kStars, "x", "/a/private/x/x", false);
    add("2.2.3: a star as such", kStars, "x", "/*$", false);
    add("a dollar sign within", "User-agent: *\nDisallow: /a$b\n", "x", "/a$b", false);
    add("a star as such, encoded", kStars, "x", "/%2a%24", false);
    constexpr QByteArrayView kEncoded = "User-agent: *\nDisallow: /foo/bar/\xE3\x83\x84\nDisallow: /%62%61%7A/%2f\n";
    add("2.2.2: encoded in the URL", kEncoded, "x", "/foo/bar/%E3%83%84", false);
    add("2.2.2: encoded in the file", kEncoded, "x", "/baz/%2F", false);
    add("2.2.2: a reserved octet is another one", kEncoded, "x", "/baz//", true);
    add("the file itself", "User-agent: *\nDisallow: /\n", "x", "/robots.txt", true);
    add("nothing disallowed", "User-agent: *\nDisallow:\n", "x", "/a", true);
    add("no file", "", "x", "/a", true);
    add("end alone", "User-agent: *\nDisallow: /$\n", "x", "/", false);
    add("end alone, more", "User-agent: *\nDisallow: /$\n", "x", "/a", true);
    add("a percent sign", "User-agent: *\nDisallow: /100%\n", "x", "/100%", false);
}

void TestRobots::paths()
{
    QFETCH(QByteArray, robots);
    QFETCH(QByteArray, token);
    QFETCH(QByteArray, path);
    QTEST(isAllowedByRobots(robotsRules(robots, token), path), "isAllowed");
}

/// Groups of the same name are one, any line end counts, and what is no rule is passed over.
void TestRobots::lines()
{
    const QByteArray robots =
        "\xef\xbb\xbfuser-AGENT : Hopscope/2 # us\rdisallow: /a # comment\r\nSitemap: http://a/\n"
        "nonsense\n:\nDisallow\nUser-agent: x\nDisallow: /x\nUser-agent: hopscope\nCrawl-delay: 1\n"
        "Allow: /b\n";
    QCOMPARE(robotsRules(robots, "Hopscope"), (QList<RobotsRule>{{"/a", false}, {"/b", true}}));
    QCOMPARE(robotsRules(robots, "y"), QList<RobotsRule>());
    QCOMPARE(robotsRules("Disallow: /before\n", "y"), QList<RobotsRule>());
}

void TestRobots::longFile()
{
    const QByteArray line = "Disallow: /" + QByteArray(100, 'x') + '\n';
    const QByteArray robots = "User-agent: *\n" + line.repeated(int(kMaxRobotsBytes / line.size()) + 10);
    const QList<RobotsRule> rules = robotsRules(robots, "x");
    QVERIFY(rules.size() > 4000 && rules.size() <= kMaxRobotsBytes / line.size());
}

/// A pattern that would take a matcher that goes back forever.
void TestRobots::manyStars()
{
    const QList<RobotsRule> rules =
        robotsRules("User-agent: *\nDisallow: /" + QByteArray("*a").repeated(500) + "b$\n", "x");
    QVERIFY(isAllowedByRobots(rules, "/" + QByteArray(60'000, 'a')));
}

QTEST_APPLESS_MAIN(TestRobots)
#include "tst_robots.moc"
