// SPDX-License-Identifier: MIT
#include "redirect/decide.h"
#include "redirect/sources.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void methodsThatAClientCannotSend_data();
    void methodsThatAClientCannotSend();
    void ids();
    void rowsAreComplete();
    void googlebotSaysWhatIsAssumed();
    void method308();
    void link_data();
    void link();
    void target_data();
    void target();
    void decideSpeed();
};

void TestProfiles::ids()
{
    QStringList ids;
    for (const ClientProfile &profile : clientProfiles()) {
        ids << profile.id;
        QCOMPARE(findClient(QString(profile.id)), &profile);
    }
    QCOMPARE(ids.first(), u"browser"_s);
    QCOMPARE(findClient(u"qt-nolesssafe"), findClient(u"qt"));
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    QCOMPARE(findClient(u"nobody"_s), nullptr);
    QCOMPARE(findClient(u""_s), nullptr);
}

void TestProfiles::rowsAreComplete()
{
    for (const ClientProfile &profile : clientProfiles()) {
        QVERIFY(profile.title && profile.description && profile.group && !profile.version.isEmpty());
        QVERIFY2(!sourceLink(QString(profile.source)).isEmpty(), profile.id.data());
        for (const StatusRule &rule : profile.statuses) {
            QVERIFY(rule.kept);
            QCOMPARE(rule.changed != nullptr, rule.method != MethodRule::Keep);
            QVERIFY2(!rule.source || !sourceLink(QString::fromUtf8(rule.source)).isEmpty(), rule.source);
        }
        for (const int status : {300, 301, 302, 303, 304, 305, 306, 307, 308, 399}) {
            const auto is = [&](const auto &row) { return row.status == status || row.status == 0; };
            QVERIFY(std::any_of(profile.statuses.begin(), profile.statuses.end(), is) ||
                    std::any_of(profile.notFollowed.begin(), profile.notFollowed.end(), is));
        }
        QVERIFY2(profile.authorization.place == Place::Anywhere || profile.authorization.dropped, profile.id.data());
        QVERIFY(profile.hopLimit > 0 || profile.detectsLoops);
    }
}

/// Google describes no methods, fields and user names: what is assumed is said to be, and is not the Fetch standard's.
void TestProfiles::googlebotSaysWhatIsAssumed()
{
    const ClientProfile &googlebot = *findClient(u"googlebot");
    const auto check = [&](const char *reason, const char *source) {
        const QString text = QString::fromUtf8(reason);
        QVERIFY2(text.contains(u"Google"_s) || text.startsWith(u"It is assumed "_s) || text.contains(u"nowhere"_s),
                 reason);
        QVERIFY2(!source || QByteArray(source).startsWith("Google, "), source);
    };
    for (const StatusRule &rule : googlebot.statuses) {
        check(rule.kept, rule.source);
        if (rule.changed)
            check(rule.changed, rule.source);
    }
    for (const NotFollowed &row : googlebot.notFollowed)
        check(row.reason, row.source);
    for (const Why &why : {googlebot.contentDropped, googlebot.fragment, googlebot.several, googlebot.empty,
                           googlebot.missing, googlebot.scheme, googlebot.userinfoWhy, googlebot.limit,
                           googlebot.refererWhy, googlebot.originWhy, googlebot.otherFields})
        check(why.reason, why.source);
    check(googlebot.authorization.kept, googlebot.authorization.source);
    check(googlebot.authorization.dropped, googlebot.authorization.source);
    check(googlebot.cookie.kept, googlebot.cookie.source);
    check(googlebot.cookie.dropped, googlebot.cookie.source);
    QVERIFY(QString::fromUtf8(googlebot.limit.reason).contains(u"depends on the crawler"_s));
}

/// RFC 9110 15.4.9 has no word on the method.
void TestProfiles::method308()
{
    const auto rules = findClient(u"rfc9110")->statuses;
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [](const StatusRule &each) { return each.status == 308; });
    QVERIFY(rule != rules.end());
    QCOMPARE(QByteArray(rule->source), QByteArray("RFC 9110 15.4"));
}

void TestProfiles::link_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("RFC 9110 15.4.4") << u"https://www.rfc-editor.org/rfc/rfc9110#section-15.4.4"_s;
    QTest::newRow("RFC 9110") << u"https://www.rfc-editor.org/rfc/rfc9110"_s;
    QTest::newRow("RFC 9700 4.12") << u"https://www.rfc-editor.org/rfc/rfc9700#section-4.12"_s;
    QTest::newRow("RFC 3986 B") << u"https://www.rfc-editor.org/rfc/rfc3986#appendix-B"_s;
    QTest::newRow("Fetch, HTTP-redirect fetch, step 12") << u"https://fetch.spec.whatwg.org/#http-redirect-fetch"_s;
    QTest::newRow("curl 7.88.1, lib/transfer.c") << u"https://github.com/curl/curl/blob/curl-7_88_1/lib/transfer.c"_s;
    QTest::newRow("curl 7.88.1, measured") << QString();
    QTest::newRow("Fetch, port blocking") << u"https://fetch.spec.whatwg.org/#port-blocking"_s;
    QTest::newRow("curl 7.88.1, --max-redirs") << u"https://curl.se/docs/manpage.html#--max-redirs"_s;
    QTest::newRow("Qt 6.4.2, src/network/access/qhttpnetworkreply.cpp")
        << u"https://github.com/qt/qtbase/blob/v6.4.2/src/network/access/qhttpnetworkreply.cpp"_s;
    QTest::newRow("Google, Site Moves and Migrations")
        << u"https://developers.google.com/search/docs/crawling-indexing/site-move-with-url-changes"_s;
    QTest::newRow("Google, Redirects and Google Search, 2026-04-14")
        << u"https://developers.google.com/search/docs/crawling-indexing/301-redirects"_s;
    QTest::newRow("Fetch, HTTP cache partitions") << u"https://fetch.spec.whatwg.org/#http-cache-partitions"_s;
    QTest::newRow("MDN, State Partitioning")
        << u"https://developer.mozilla.org/en-US/docs/Web/Privacy/Guides/State_Partitioning"_s;
    QTest::newRow("Chromium, net/http/http_response_headers.cc")
        << u"https://github.com/chromium/chromium/blob/main/net/http/http_response_headers.cc"_s;
    QTest::newRow("Firefox, netwerk/protocol/http/nsHttpChannel.cpp")
        << u"https://github.com/mozilla-firefox/firefox/blob/main/netwerk/protocol/http/nsHttpChannel.cpp"_s;
    QTest::newRow("Chromium 156.0.8078.108, measured") << QString();
    QTest::newRow("Google, HTTP status codes, 2026-11")
        << u"https://developers.google.com/search/docs/crawling-indexing/http-network-errors"_s;
    QTest::newRow("a friend") << QString();
    QTest::newRow("RFC") << QString();
    QTest::newRow("RFC 9110x") << QString();
}

void TestProfiles::link()
{
    QFETCH(QString, address);
    QCOMPARE(sourceLink(QString::fromLatin1(QTest::currentDataTag())).toString(), address);
}

void TestProfiles::target_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("expected"); // empty: an error
    // RFC 3986 5.4.1 for all; then what differs
    for (const char *client : {"browser", "rfc9110", "curl", "qt"}) {
        QTest::addRow("%s ../g", client) << QString::fromLatin1(client) << "../g#s"_ba
                                         << "http://a/b/g#s"_ba;
        QTest::addRow("%s //g", client) << QString::fromLatin1(client) << "//g/h#s"_ba
                                        << "http://g/h#s"_ba;
        QTest::addRow("%s ?y", client) << QString::fromLatin1(client) << "?y#s"_ba
                                       << "http://a/b/c/d;p?y#s"_ba;
    }
    QTest::newRow("browser inherits") << u"browser"_s << "g"_ba
                                      << "http://a/b/c/g#f"_ba;
    QTest::newRow("rfc9110 inherits") << u"rfc9110"_s << "g"_ba
                                      << "http://a/b/c/g#f"_ba;
    QTest::newRow("curl does not") << u"curl"_s << "g"_ba
                                   << "http://a/b/c/g"_ba;
    QTest::newRow("qt does not") << u"qt"_s << "g"_ba
                                 << "http://a/b/c/g"_ba;
    QTest::newRow("browser space") << u"browser"_s << "/a b#"_ba
                                   << "http://a/a%20b#"_ba;
    QTest::newRow("rfc9110 space") << u"rfc9110"_s << "/a b#"_ba
                                   << ""_ba;
    QTest::newRow("curl space") << u"curl"_s << "/a b#s"_ba
                                << "http://a/a%20b#s"_ba;
    QTest::newRow("browser backslash") << u"browser"_s << "\\\\g\\h#s"_ba
                                       << "http://g/h#s"_ba;
}

void TestProfiles::target()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, expected);
    const Result<QByteArray> target = resolveTarget(*findClient(client), "http://a/b/c/d;p?q#f", location);
    QCOMPARE(target ? *target : QByteArray(), expected);
    QCOMPARE(target.error.isEmpty(), target.value.has_value());
}

void TestProfiles::decideSpeed()
{
    Chain chain{.firstUrl = "http://a.example/1"};
    chain.request = {.method = "POST", .url = "http://a.example/1", .body = bodyOf("x")};
    for (int i = 0; i < 20; ++i)
        chain.request.headers.append("X-" + QByteArray::number(i), "1");
    chain.response.status = 303;
    chain.response.headers.append("Location", "http://b.example/2");
    const ClientProfile &browser = *findClient(u"browser"_s);
    Decision decision;
    QBENCHMARK
    {
        decision = decide(browser, chain);
    }
    QCOMPARE(decision.redirect.verdict, RedirectVerdict::Follow);
}

// Measured: aria2 1.36.0 has no option for another method, HttpURLConnection throws for PATCH, open-uri only reads.
void TestProfiles::methodsThatAClientCannotSend_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("can");
    QTest::newRow("aria2 GET") << u"aria2"_s << QByteArray("GET") << true;
    QTest::newRow("aria2 POST") << u"aria2"_s << QByteArray("POST") << false;
    QTest::newRow("wget2 POST") << u"wget2"_s << QByteArray("POST") << true;
    QTest::newRow("wget2 PUT") << u"wget2"_s << QByteArray("PUT") << false;
    QTest::newRow("java-huc PUT") << u"java-huc"_s << QByteArray("PUT") << true;
    QTest::newRow("java-huc PATCH") << u"java-huc"_s << QByteArray("PATCH") << false;
    QTest::newRow("ruby-openuri POST") << u"ruby-openuri"_s << QByteArray("POST") << false;
    QTest::newRow("curl anything") << u"curl"_s << QByteArray("X-ODD") << true;
}

void TestProfiles::methodsThatAClientCannotSend()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, method);
    const ClientProfile *profile = findClient(client);
    QVERIFY(profile);
    QTEST(unsupportedMethodReason(*profile, method).isEmpty(), "can");
    Chain chain{.firstUrl = "http://a.example/", .request = {.method = method, .url = "http://a.example/"}};
    chain.response.status = 307;
    chain.response.headers.append("Location", "/next");
    QTEST(decide(*profile, chain).redirect.verdict == RedirectVerdict::Follow, "can");
}

QTEST_GUILESS_MAIN(TestProfiles)
#include "tst_profiles.moc"
