// SPDX-License-Identifier: MIT
#include "formats/har/har.h"
#include "formats/session/sessionfile.h"
#include "formats/session/sessiontables.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QDateTime kThen(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

/// One of everything, with secrets in cookies and in a stored redirect.
ClientMemory sample()
{
    ClientMemory memory;
    memory.jar.cookies = {
        {.name = "sid", .value = "deadbeef\xff", .domain = "shop.example", .httpOnly = true, .created = kThen},
        {.name = "lang",
         .value = "en",
         .domain = "example",
         .hostOnly = false,
         .path = "/a",
         .secure = true,
         .partitioned = true,
         .sameSite = SameSite::Strict,
         .port = 8080,
         .partition = "https://page.example",
         .expires = kThen.addDays(3),
         .created = kThen},
    };
    memory.hsts.hosts = {{.host = "bank.example", .withSubdomains = true, .expires = kThen.addDays(1)}};
    const auto stored = [](const QByteArray &location) {
        return StoredResponse{.method = "GET",
                              .request = {{{"Accept-Language", "en"}}},
                              .response = {.version = "HTTP/1.1",
                                           .status = 301,
                                           .reason = "Moved Permanently",
                                           .headers = {{{"Location", location}, {"Vary", "Accept-Language"}}}},
                              .received = kThen,
                              .partition = "p"};
    };
    memory.redirects = {{"http://shop.example/old", stored("/new")},
                        {"http://shop.example/go", stored("/in?access_token=s3cr3tvalue")}};
    return memory;
}

} // namespace

class SessionFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack();
    void leavesSecretsOut();
    void unknownValueIsNotSent();
    void imports_data();
    void imports();
    void importsRecording();
    void refused_data();
    void refused();
    void merging();
    void tables();
};

void SessionFileTest::comesBack()
{
    const SessionFile file = writeSession(sample(), SessionSecrets::Kept);
    QCOMPARE(file.leftOut, SessionOmissions());
    const Result<ClientMemory> read = readSession(file.json);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(*read, sample());
    QCOMPARE(writeSession(*read, SessionSecrets::Kept).json, file.json);
    QCOMPARE(*readSession(writeSession({}, SessionSecrets::LeftOut).json), ClientMemory());
}

void SessionFileTest::leavesSecretsOut()
{
    const SessionFile file = writeSession(sample(), SessionSecrets::LeftOut);
    QCOMPARE(file.leftOut.cookieValues, 2);
    QCOMPARE(file.leftOut.redirects, 1);
    for (const char *secret : {"deadbeef", "s3cr3tvalue", "\"en\\u00ff", "3q2+7w"})
        QVERIFY2(!file.json.contains(secret), secret);
    const ClientMemory read = *readSession(file.json);
    QCOMPARE(read.redirects.keys(), QList<QByteArray>{"http://shop.example/old"});
    QCOMPARE(read.hsts, sample().hsts);
    for (const Cookie &cookie : read.jar.cookies)
        QVERIFY(!cookie.valueKnown && cookie.value.isEmpty());
    // Nothing more is lost when it is kept once more.
    QCOMPARE(writeSession(read, SessionSecrets::Kept).leftOut.cookieValues, 2);
}

void SessionFileTest::unknownValueIsNotSent()
{
    const ClientMemory read = *readSession(writeSession(sample(), SessionSecrets::LeftOut).json);
    const CookieSelection selection =
        selectCookies(read.jar, {.target = ParsedTarget("http://shop.example/"), .now = kThen}, kRfc6265Cookies);
    QCOMPARE(selection.field, QByteArray());
    QCOMPARE(selection.verdicts.first().fate, CookieFate::Withheld);
    QVERIFY(selection.verdicts.first().reason.contains("left out"_L1));
}

void SessionFileTest::imports_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("summary");
    QTest::newRow("cookie file") << "# Netscape HTTP Cookie File\n\nshop.example\tFALSE\t/\tFALSE\t0\tsid\tabc\n"_ba
                                 << u"1 cookie"_s;
    QTest::newRow("cookie file without its line") << "shop.example\tFALSE\t/\tFALSE\t0\tsid\tabc\n"_ba << u"1 cookie"_s;
    QTest::newRow("HSTS of curl") << "# Your HSTS cache. https://curl.se/docs/hsts.html\n"
                                     ".bank.example \"20991231 23:59:59\"\n"_ba
                                  << u"1 host that wants https"_s;
    QTest::newRow("HSTS of wget") << "# HSTS 1.0 Known Hosts database for GNU Wget.\n"
                                     "bank.example\t0\t1\t1763900000\t31536000\n"_ba
                                  << u"1 host that wants https"_s;
}

void SessionFileTest::imports()
{
    QFETCH(QByteArray, file);
    const Result<ClientMemory> read = readSession(file);
    QVERIFY2(read, qPrintable(read.error));
    QTEST(sessionSummary(*read), "summary");
}

void SessionFileTest::importsRecording()
{
    Trace trace{.client = u"chromium-nav"_s, .started = kThen};
    Hop hop{.request = {.method = "GET", .url = "https://shop.example/old", .version = "HTTP/1.1"},
            .response = Response{.version = "HTTP/1.1",
                                 .status = 301,
                                 .reason = "Moved Permanently",
                                 .headers = {{{"Location", "/new"},
                                              {"Set-Cookie", "sid=abc; Max-Age=60"},
                                              {"Strict-Transport-Security", "max-age=60"}}}},
            .redirect = Redirect{.location = "/new",
                                 .target = "https://shop.example/new",
                                 .verdict = RedirectVerdict::Follow,
                                 .reason = u"r"_s}};
    trace.hops.append(hop);
    hop.request.url = "https://shop.example/new";
    hop.response = Response{.version = "HTTP/1.1", .status = 200, .reason = "OK"};
    hop.redirect.reset();
    trace.hops.append(hop);
    const Result<ClientMemory> read = readSession(writeHar(trace));
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(sessionSummary(*read), u"1 cookie, 1 host that wants https, 1 stored redirect"_s);
    // What the responses said counts from when they came.
    QCOMPARE(*read->jar.cookies.first().expires, kThen.addSecs(60));
    QCOMPARE(read->hsts.hosts.first().expires, kThen.addSecs(60));
}

void SessionFileTest::refused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("error");
    const QByteArray good = writeSession(sample(), SessionSecrets::Kept).json;
    const auto with = [&](const char *what, const char *by) { return QByteArray(good).replace(what, by); };
    QTest::newRow("newer") << with("\"version\": 1\n", "\"version\": 2\n") << u"version"_s;
    QTest::newRow("unknown member") << with("\"secureHosts\"", "\"safeHosts\"") << u"secureHosts"_s;
    QTest::newRow("SameSite") << with("\"strict\"", "\"odd\"") << u"cookies[1].sameSite: expected one of unset"_s;
    QTest::newRow("status") << with("301", "200") << u"redirects[0].status"_s;
    QTest::newRow("control byte") << with("\"lang\"", "\"la\\u0001ng\"") << u"control byte"_s;
    QTest::newRow("cut off") << good.left(good.size() / 2) << u"line"_s;
    QTest::newRow("cookie file") << "# Netscape HTTP Cookie File\nshop.example\tmaybe\t/\tFALSE\t0\tsid\tabc\n"_ba
                                 << u"Line 2 of the cookie file is wrong"_s;
    QTest::newRow("picture") << "\x89PNG\r\n\x1a\n"_ba << u""_s;
}

void SessionFileTest::refused()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, error);
    const Result<ClientMemory> read = readSession(file);
    QVERIFY(!read);
    QVERIFY2(!read.error.isEmpty() && read.error.contains(error), qPrintable(read.error));
}

void SessionFileTest::merging()
{
    ClientMemory more;
    more.jar.cookies = {{.name = "sid", .value = "newer", .domain = "shop.example", .created = kThen},
                        {.name = "sid", .value = "other path", .domain = "shop.example", .path = "/x"}};
    more.hsts.hosts = {{.host = "bank.example", .expires = kThen.addDays(9)}};
    more.redirects = {{"http://shop.example/old", {.method = "GET", .response = {.status = 308}}}};
    const ClientMemory both = merged(sample(), more);
    QCOMPARE(both.jar.cookies.size(), 3);
    QCOMPARE(both.jar.cookies.first().value, QByteArray("newer"));
    QCOMPARE(both.hsts, more.hsts);
    QCOMPARE(both.redirects.size(), 2);
    QCOMPARE(both.redirects.value("http://shop.example/old").response.status, 308);
    QCOMPARE(merged({}, sample()), sample());
    QCOMPARE(merged(sample(), {}), sample());
}

void SessionFileTest::tables()
{
    const QList<SessionTable> hidden = sessionTables(sample(), kThen.addDays(2));
    QCOMPARE(hidden.size(), 3);
    QCOMPARE(hidden[0].rows[0],
             (QStringList{u"sid"_s, u"9 bytes"_s, u"shop.example"_s, u"/"_s, u"with the session"_s, u"HttpOnly"_s}));
    QCOMPARE(hidden[0].rows[1], (QStringList{u"lang"_s, u"2 bytes"_s, u".example"_s, u"/a"_s,
                                             u"2026-11-26 12:00:00 UTC"_s, u"Secure, Partitioned, SameSite=Strict"_s}));
    QCOMPARE(hidden[1].rows[0], (QStringList{u"bank.example"_s, u"yes"_s, u"2026-11-24 12:00:00 UTC (expired)"_s}));
    QCOMPARE(hidden[2].rows[1],
             (QStringList{u"http://shop.example/old"_s, u"301"_s, u"/new"_s, u"2026-11-23 12:00:00 UTC"_s}));
    QCOMPARE(sessionTables(sample(), kThen, true)[0].rows[1][1], u"en"_s);
    QCOMPARE(sessionSummary({}), u"nothing"_s);
    QCOMPARE(sessionSummary(sample()), u"2 cookies, 1 host that wants https, 2 stored redirects"_s);
}

QTEST_GUILESS_MAIN(SessionFileTest)
#include "tst_sessionfile.moc"
