// SPDX-License-Identifier: MIT
#include "http/cookiedate.h"
#include "http/cookies.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestCookies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dates_data();
    void dates();
    void parse_data();
    void parse();
    void refused_data();
    void refused();
    void expiry_data();
    void expiry();
    void sent_data();
    void sent();
    void orderAndReplacement();
    void file();
    void fileErrors_data();
    void fileErrors();
};

static QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate).toUTC();
}

static const QDateTime kNow = utc(u"2026-11-22T12:00:00Z"_s);

void TestCookies::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("date");
    const QDateTime expected = utc(u"1994-11-06T08:49:37Z"_s);
    QTest::newRow("IMF-fixdate, RFC 9110 5.6.7") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << expected;
    QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << expected;
    QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << expected;
    QTest::newRow("any order") << QByteArray("1994 november 8:49:37 6") << expected;
    QTest::newRow("two digits below 70") << QByteArray("6 Nov 69 08:49:37") << utc(u"2069-11-06T08:49:37Z"_s);
    QTest::newRow("two digits from 70") << QByteArray("6 Nov 70 08:49:37") << utc(u"1970-11-06T08:49:37Z"_s);
    QTest::newRow("text after the time") << QByteArray("6 Nov 1994 08:49:37Z") << expected;
    QTest::newRow("no time") << QByteArray("6 Nov 1994") << QDateTime();
    QTest::newRow("no month") << QByteArray("6 1994 08:49:37") << QDateTime();
    QTest::newRow("day 32") << QByteArray("32 Nov 1994 08:49:37") << QDateTime();
    QTest::newRow("31 November") << QByteArray("31 Nov 1994 08:49:37") << QDateTime();
    QTest::newRow("year 1600") << QByteArray("6 Nov 1600 08:49:37") << QDateTime();
    QTest::newRow("hour 24") << QByteArray("6 Nov 1994 24:49:37") << QDateTime();
    QTest::newRow("second 60") << QByteArray("6 Nov 1994 08:49:60") << QDateTime();
    QTest::newRow("year of five digits") << QByteArray("6 Nov 19940 08:49:37") << QDateTime();
    QTest::newRow("empty") << QByteArray() << QDateTime();
}

void TestCookies::dates()
{
    QFETCH(QByteArray, text);
    QFETCH(QDateTime, date);
    QCOMPARE(parseCookieDate(text).value_or(QDateTime()), date);
}

void TestCookies::parse_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<Cookie>("expected");
    const auto row = [](const char *name, const QByteArray &value, const QByteArray &url, const Cookie &cookie) {
        QTest::newRow(name) << value << url << cookie;
    };
    const QByteArray url = "http://www.a.example/dir/file?q";
    Cookie base{.name = "n", .value = "v", .domain = "www.a.example", .path = "/dir", .created = kNow};
    row("plain", "n=v", url, base);
    row("white space", " n\t= v ; ", url, base);
    row("host in upper case", "n=v", "HTTP://WWW.A.EXAMPLE:8080/dir/file", base);
    Cookie cookie = base;
    cookie.value = "\"a=b\" c";
    row("the value keeps quotes and =", "n=\"a=b\" c", url, cookie);
    cookie = base;
    cookie.value = "";
    row("empty value", "n=", url, cookie);
    cookie = base;
    cookie.path = "/";
    row("default path of the root", "n=v", "http://www.a.example/file", cookie);
    row("default path of no path", "n=v", "http://www.a.example", cookie);
    row("Path", "n=v; path = / ", url, cookie);
    row("the last Path counts", "n=v; Path=/x; Path=/", url, cookie);
    row("a Path that is not absolute", "n=v; Path=x", url, base);
    cookie = base;
    cookie.domain = "a.example";
    cookie.hostOnly = false;
    row("Domain", "n=v; Domain=a.example", url, cookie);
    row("Domain with a dot, other case", "n=v; DOMAIN=.A.Example", url, cookie);
    row("an empty Domain is ignored", "n=v; Domain=", url, base);
    cookie.domain = "www.a.example";
    row("Domain is the host", "n=v; Domain=www.a.example", url, cookie);
    cookie = base;
    cookie.domain = "localhost";
    row("Domain is a host of one label", "n=v; Domain=localhost", "http://localhost/dir/x", cookie);
    cookie = base;
    cookie.secure = cookie.httpOnly = true;
    row("flags", "n=v; secure; HTTPONLY=x; SameSite=Lax; unknown", url, cookie);
}

void TestCookies::parse()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, url);
    QFETCH(Cookie, expected);
    const Result<Cookie> cookie = parseSetCookie(value, url, kNow);
    QCOMPARE(cookie.error, QString());
    QCOMPARE(cookie->value, expected.value);
    QCOMPARE(cookie->domain, expected.domain);
    QCOMPARE(cookie->path, expected.path);
    QVERIFY(*cookie == expected);
}

void TestCookies::refused_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("error");
    QTest::newRow("no =") << QByteArray("n; Path=/") << u"The cookie is ignored: \"n\" has no \"=\"."_s;
    QTest::newRow("no name") << QByteArray("=v") << u"The cookie is ignored: it has no name."_s;
    QTest::newRow("top-level name") << QByteArray("n=v; Domain=example")
                                    << u"Cookie \"n\" is ignored: Domain=example is a top-level name."_s;
    QTest::newRow("other domain")
        << QByteArray("n=v; Domain=b.example")
        << u"Cookie \"n\" is ignored: Domain=b.example does not cover the host www.a.example."_s;
    QTest::newRow("suffix without a dot")
        << QByteArray("n=v; Domain=w.a.example")
        << u"Cookie \"n\" is ignored: Domain=w.a.example does not cover the host www.a.example."_s;
    QTest::newRow("below the host")
        << QByteArray("n=v; Domain=x.www.a.example")
        << u"Cookie \"n\" is ignored: Domain=x.www.a.example does not cover the host www.a.example."_s;
    QTest::newRow("control") << QByteArray("n=\x01") << u"Cookie \"n\" is ignored: it contains a control byte."_s;
}

void TestCookies::refused()
{
    QFETCH(QByteArray, value);
    const Result<Cookie> cookie = parseSetCookie(value, "http://www.a.example/", kNow);
    QVERIFY(!cookie);
    QTEST(cookie.error, "error");
}

void TestCookies::expiry_data()
{
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QDateTime>("expires");
    const QByteArray past = "; Expires=Sun, 06 Nov 1994 08:49:37 GMT";
    QTest::newRow("session") << QByteArray() << QDateTime();
    QTest::newRow("Expires") << past << utc(u"1994-11-06T08:49:37Z"_s);
    QTest::newRow("bad Expires") << QByteArray("; Expires=tomorrow") << QDateTime();
    QTest::newRow("Max-Age") << QByteArray("; Max-Age=60") << kNow.addSecs(60);
    QTest::newRow("Max-Age before Expires") << ("; Max-Age=60" + past) << kNow.addSecs(60);
    QTest::newRow("Max-Age after Expires") << (past + "; max-age=60") << kNow.addSecs(60);
    QTest::newRow("bad Max-Age") << (past + "; Max-Age=6x") << utc(u"1994-11-06T08:49:37Z"_s);
    QTest::newRow("Max-Age 0") << QByteArray("; Max-Age=0") << utc(u"1970-01-01T00:00:00Z"_s);
    QTest::newRow("Max-Age below 0") << QByteArray("; Max-Age=-9") << utc(u"1970-01-01T00:00:00Z"_s);
    QTest::newRow("huge Max-Age, 400 days at most")
        << QByteArray("; Max-Age=99999999999999999999") << kNow.addDays(400);
}

void TestCookies::expiry()
{
    QFETCH(QByteArray, attributes);
    QFETCH(QDateTime, expires);
    const Result<Cookie> cookie = parseSetCookie("n=v" + attributes, "http://a.example/", kNow);
    QVERIFY(cookie);
    QCOMPARE(cookie->expires.value_or(QDateTime()), expires);
}

void TestCookies::sent_data()
{
    QTest::addColumn<QByteArray>("setCookie");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<bool>("isSent");
    const auto row = [](const char *name, const char *setCookie, const char *from, const char *to, bool isSent) {
        QTest::newRow(name) << QByteArray(setCookie) << QByteArray(from) << QByteArray(to) << isSent;
    };
    row("same host", "n=v", "http://a.example/", "http://a.example/x", true);
    row("other port", "n=v", "http://a.example/", "http://a.example:8080/", true);
    row("http to https", "n=v", "http://a.example/", "https://a.example/", true);
    row("host only", "n=v", "http://a.example/", "http://www.a.example/", false);
    row("Domain covers names below", "n=v; Domain=a.example", "http://a.example/", "http://x.www.a.example/", true);
    row("Domain and a name that ends alike", "n=v; Domain=a.example", "http://a.example/", "http://ba.example/", false);
    row("Domain on an address", "n=v; Domain=127.0.0.1", "http://127.0.0.1/", "http://1.127.0.0.1/", false);
    row("Secure over https", "n=v; Secure", "https://a.example/", "https://a.example/", true);
    row("Secure over http", "n=v; Secure", "https://a.example/", "http://a.example/", false);
    row("Secure on loopback is no exception", "n=v; Secure", "http://127.0.0.1/", "http://127.0.0.1/", false);
    row("path below", "n=v; Path=/a", "http://a.example/", "http://a.example/a/b", true);
    row("path itself", "n=v; Path=/a", "http://a.example/", "http://a.example/a?q", true);
    row("path that begins alike", "n=v; Path=/a", "http://a.example/", "http://a.example/ab", false);
    row("path with a slash at the end", "n=v; Path=/a/", "http://a.example/", "http://a.example/a", false);
    row("path in another case", "n=v; Path=/A", "http://a.example/", "http://a.example/a", false);
    row("no path", "n=v; Path=/", "http://a.example/", "http://a.example", true);
    row("expired", "n=v; Max-Age=0", "http://a.example/", "http://a.example/", false);
    row("not http", "n=v", "http://a.example/", "ftp://a.example/", false);
}

void TestCookies::sent()
{
    QFETCH(QByteArray, setCookie);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(bool, isSent);
    CookieJar jar;
    QCOMPARE(storeCookies(jar, {{{"Set-Cookie", setCookie}}}, from, kNow), QStringList());
    QCOMPARE(cookieField(jar, to, kNow), isSent ? QByteArray("n=v") : QByteArray());
}

void TestCookies::orderAndReplacement()
{
    const QByteArray url = "http://a.example/x/y/z";
    CookieJar jar;
    const Headers first{{{"Set-Cookie", "root=1; Path=/"}, {"SET-COOKIE", "deep=2; Path=/x/y"}, {"Set-Cookie", "bad"}}};
    QCOMPARE(storeCookies(jar, first, url, kNow).size(), 1);
    storeCookies(jar, {{{"Set-Cookie", "later=3; Path=/"}}}, url, kNow.addSecs(1));
    QCOMPARE(cookieField(jar, url, kNow.addSecs(1)), QByteArray("deep=2; root=1; later=3"));
    // RFC 6265 5.3 step 11.3: the new cookie keeps the creation time of the old one.
    storeCookies(jar, {{{"Set-Cookie", "root=4; Path=/"}}}, url, kNow.addSecs(2));
    QCOMPARE(cookieField(jar, url, kNow.addSecs(2)), QByteArray("deep=2; root=4; later=3"));
    storeCookies(jar, {{{"Set-Cookie", "deep=; Path=/x/y; Max-Age=0"}}}, url, kNow.addSecs(3));
    QCOMPARE(jar.cookies.size(), 2);
    storeCookies(jar, {{{"Set-Cookie", "short=5; Path=/; Max-Age=10"}}}, url, kNow);
    QCOMPARE(cookieField(jar, url, kNow.addSecs(9)), QByteArray("root=4; short=5; later=3"));
    QCOMPARE(cookieField(jar, url, kNow.addSecs(10)), QByteArray("root=4; later=3"));
}

void TestCookies::file()
{
    const Result<CookieJar> jar = parseCookieFile("# Netscape HTTP Cookie File\r\n"
                                                  "\n"
                                                  ".A.example\tTRUE\t/\tFALSE\t0\tn\tv\n"
                                                  "#HttpOnly_b.example\tFALSE\t/x\tTRUE\t2000000000\tm\tw w\r\n"
                                                  "c.example\tFALSE\t/\tFALSE\t0\tempty\t");
    QCOMPARE(jar.error, QString());
    const CookieJar expected{{
        {.name = "n", .value = "v", .domain = "a.example", .hostOnly = false},
        {.name = "m",
         .value = "w w",
         .domain = "b.example",
         .path = "/x",
         .secure = true,
         .httpOnly = true,
         .expires = utc(u"2033-05-18T03:33:20Z"_s)},
        {.name = "empty", .domain = "c.example"},
    }};
    QVERIFY(*jar == expected);
    QVERIFY(parseCookieFile("")->cookies.isEmpty());
}

void TestCookies::fileErrors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QByteArray &text, const QString &error) {
        QTest::newRow(name) << text << error;
    };
    row("fields", "# c\na.example TRUE / FALSE 0 n v\n",
        u"Line 2 of the cookie file is wrong: it has 1 fields separated by tabs instead of 7."_s);
    row("flag", "a.example\tYES\t/\tFALSE\t0\tn\tv",
        u"Line 1 of the cookie file is wrong: the second field (subdomains) is YES instead of TRUE or FALSE."_s);
    row("secure", "a.example\tTRUE\t/\t1\t0\tn\tv",
        u"Line 1 of the cookie file is wrong: the fourth field (secure) is 1 instead of TRUE or FALSE."_s);
    row("expiry", "a.example\tTRUE\t/\tFALSE\tx\tn\tv",
        u"Line 1 of the cookie file is wrong: the fifth field (expiry) is not a number of seconds."_s);
    row("path", "a.example\tTRUE\tx\tFALSE\t0\tn\tv",
        u"Line 1 of the cookie file is wrong: its path does not begin with /."_s);
    row("domain", "\tTRUE\t/\tFALSE\t0\tn\tv", u"Line 1 of the cookie file is wrong: it has no domain."_s);
}

void TestCookies::fileErrors()
{
    QFETCH(QByteArray, text);
    const Result<CookieJar> jar = parseCookieFile(text);
    QVERIFY(!jar);
    QTEST(jar.error, "error");
}

QTEST_APPLESS_MAIN(TestCookies)
#include "tst_cookies.moc"
