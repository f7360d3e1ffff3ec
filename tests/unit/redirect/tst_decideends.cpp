// SPDX-License-Identifier: MIT
#include "redirect/decide.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

Chain chainOf(int status, const QByteArrayList &locations, const QByteArray &url = "http://a.example/b/c?d#f")
{
    Chain chain{.firstUrl = url, .request = {.method = "GET", .url = url, .headers = {{{"Host", "a.example"}}}}};
    chain.response.status = status;
    for (const QByteArray &location : locations)
        chain.response.headers.append("Location", location);
    return chain;
}

QString verdictOf(const Decision &decision)
{
    if (decision.next)
        return u"follow "_s + QString::fromLatin1(decision.redirect.target);
    return idOf(decision.redirect.verdict) + u' ' + idOf(decision.redirect.outcome);
}

} // namespace

class TestDecideEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ending_data();
    void ending();
    void limit_data();
    void limit();
    void userLimit();
    void loopIsNoticedByFew();
    void changedCookieIsNoLoop();
};

void TestDecideEnds::ending_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArrayList>("locations");
    QTest::addColumn<QString>("expected");
    const auto add = [](const char *client, int status, const QByteArrayList &locations, const char *expected) {
        QTest::addRow("%s %d %s", client, status, locations.join(" | ").constData())
            << QString::fromLatin1(client) << status << locations << QString::fromLatin1(expected);
    };
    for (const char *client : {"browser", "rfc9110", "curl", "qt"}) {
        add(client, 200, {"/n"}, "deliver final");
        add(client, 201, {"/n"}, "deliver final");
        add(client, 404, {}, "deliver final");
        add(client, 300, {}, "deliver final");
        add(client, 304, {}, "deliver final");
        add(client, 306, {}, "deliver not-followed");
        add(client, 302, {"mailto:x@a.example"}, "refuse unsupported-scheme");
        add(client, 302, {"javascript:alert(1)"}, "refuse unsupported-scheme");
        add(client, 302, {"ftp://a.example/"}, "refuse unsupported-scheme");
        add(client, 302, {"http://[::1/"}, "refuse invalid-location");
        add(client, 302, {"http://a.example:99999/"}, "refuse invalid-location");
    }
    add("hyper", 302, {"/n"}, "deliver not-followed");
    // Fetch: five redirect statuses; several Locations; empty Location; inherited fragment
    add("browser", 300, {"/n"}, "deliver not-followed");
    add("browser", 304, {"/n"}, "deliver final");
    add("browser", 305, {"/n"}, "deliver not-followed");
    add("browser", 305, {}, "deliver not-followed");
    add("browser", 306, {"/n"}, "deliver not-followed");
    add("browser", 399, {"/n"}, "deliver not-followed");
    add("browser", 302, {}, "deliver missing-location");
    add("browser", 308, {}, "deliver missing-location");
    add("browser", 302, {"/n", "/m"}, "refuse invalid-location");
    add("browser", 302, {"/n", "/n"}, "follow http://a.example/n#f");
    add("browser", 302, {""}, "follow http://a.example/b/c?d#f");
    add("browser", 302, {"#g"}, "follow http://a.example/b/c?d#g");
    add("browser", 302, {"http://u:p@a.example/n"}, "follow http://u:p@a.example/n#f");
    add("browser", 302, {"http://u:p@b.example/n"}, "refuse invalid-location");
    add("chromium-nav", 302, {"/n", "/n"}, "follow http://a.example/n#f");
    add("firefox-nav", 302, {"/n", "/n"}, "follow http://a.example/n#f");
    add("fetch-spec", 302, {"/n", "/n"}, "refuse invalid-location");
    add("fetch-spec", 302, {"/n", "/m"}, "refuse invalid-location");
    // RFC 9110 15.4.1, 5.3, 10.2.2, 4.2.4; the empty reference names the same URL, which closes a loop
    add("rfc9110", 300, {"/n"}, "deliver not-followed");
    add("rfc9110", 305, {"/n"}, "deliver not-followed");
    add("rfc9110", 399, {"/n"}, "deliver not-followed");
    add("rfc9110", 301, {}, "deliver missing-location");
    add("rfc9110", 302, {"/n", "/n"}, "refuse invalid-location");
    add("rfc9110", 302, {"/n"}, "follow http://a.example/n#f");
    add("rfc9110", 302, {""}, "refuse loop");
    add("rfc9110", 302, {"http://u:p@a.example/n"}, "refuse invalid-location");
    // Measured with curl 7.88.1
    add("curl", 300, {"/n"}, "follow http://a.example/n");
    add("curl", 304, {"/n"}, "follow http://a.example/n");
    add("curl", 399, {"/n"}, "follow http://a.example/n");
    add("curl", 399, {}, "deliver not-followed");
    add("curl", 302, {}, "deliver missing-location");
    add("curl", 302, {""}, "deliver missing-location");
    add("curl", 304, {""}, "deliver final");
    add("curl", 302, {"/n", "/m"}, "follow http://a.example/n");
    add("curl", 302, {"", "/m"}, "follow http://a.example/m");
    add("curl", 302, {"/n#g"}, "follow http://a.example/n#g");
    // Measured with Qt 6.4.2
    add("qt", 300, {"/n"}, "deliver not-followed");
    add("qt", 304, {"/n"}, "deliver final");
    add("qt", 305, {"/n"}, "follow http://a.example/n");
    add("qt", 305, {}, "refuse missing-location");
    add("qt", 399, {"/n"}, "deliver not-followed");
    add("qt", 302, {}, "refuse missing-location");
    add("qt", 302, {""}, "refuse missing-location");
    add("qt", 302, {"/n", "/m"}, "follow http://a.example/n");
    add("qt", 302, {"", "/m"}, "refuse missing-location");
    add("qt", 302, {"/n#g"}, "follow http://a.example/n#g");
}

void TestDecideEnds::ending()
{
    QFETCH(QString, client);
    QFETCH(int, status);
    QFETCH(QByteArrayList, locations);
    QFETCH(QString, expected);
    const Decision decision = decide(*findClient(client), chainOf(status, locations));
    QCOMPARE(verdictOf(decision), expected);
    QVERIFY2(decision.redirect.reason.endsWith(u'.'), qPrintable(decision.redirect.reason));
    QVERIFY(!decision.redirect.source.isEmpty());
}

void TestDecideEnds::limit_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("limit");
    QTest::newRow("browser: Fetch step 7") << u"browser"_s << 20;
    QTest::newRow("curl: measured") << u"curl"_s << 50;
    QTest::newRow("qt: measured") << u"qt"_s << 50;
}

void TestDecideEnds::limit()
{
    QFETCH(QString, client);
    QFETCH(int, limit);
    Chain chain = chainOf(302, {"/n"});
    chain.followed = limit - 1;
    QVERIFY(decide(*findClient(client), chain).next);
    chain.followed = limit;
    QCOMPARE(verdictOf(decide(*findClient(client), chain)), u"refuse too-many-redirects"_s);
}

void TestDecideEnds::userLimit()
{
    Chain chain = chainOf(302, {"/n"});
    chain.maxHops = 0;
    for (const ClientProfile &profile : clientProfiles())
        QCOMPARE(verdictOf(decide(profile, chain)),
                 profile.statuses.empty() ? u"deliver not-followed"_s : u"refuse too-many-redirects"_s);
}

void TestDecideEnds::loopIsNoticedByFew()
{
    Chain chain = chainOf(302, {"/b/first"});
    chain.earlier = {{.method = "GET", .url = "http://a.example/b/first"}};
    for (const ClientProfile &profile : clientProfiles()) {
        const bool strict = profile.id == "rfc9110"_L1 || profile.id == "ruby-openuri"_L1 || profile.id == "dart"_L1;
        QCOMPARE(decide(profile, chain).redirect.outcome == OutcomeKind::Loop, strict);
        QCOMPARE(decide(profile, chain).next.has_value(), !strict && !profile.statuses.empty());
    }
}

void TestDecideEnds::changedCookieIsNoLoop()
{
    Chain chain = chainOf(302, {"/b/c?d"});
    chain.jar = CookieJar{{{.name = "seen", .value = "1", .domain = "a.example"}}};
    chain.now = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    const Decision decision = decide(*findClient(u"rfc9110"_s), chain);
    QVERIFY(decision.next);
    QCOMPARE(decision.next->headers.first("Cookie"), "seen=1"_ba);
}

QTEST_GUILESS_MAIN(TestDecideEnds)
#include "tst_decideends.moc"
