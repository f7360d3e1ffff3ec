// SPDX-License-Identifier: MIT
#include "cookierequests.h"
#include "http/cookiedate.h"

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
    void file();
    void fileErrors_data();
    void fileErrors();
};

static QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate).toUTC();
}

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
    cookie.sameSite = SameSite::Lax;
    row("flags", "n=v; secure; HTTPONLY=x; SameSite=lAX; unknown", "https://www.a.example/dir/file", cookie);
    cookie = base;
    cookie.secure = cookie.partitioned = true;
    cookie.sameSite = SameSite::None;
    row("Partitioned and None", "n=v; Secure; Partitioned; SameSite=None", "https://www.a.example/dir/x", cookie);
    row("the last SameSite counts", "n=v; Secure; Partitioned; SameSite=Strict; samesite=none",
        "https://www.a.example/dir/x", cookie);
    cookie.sameSite = SameSite::Unset;
    row("an unknown SameSite counts as none given", "n=v; Secure; Partitioned; SameSite=Strict; SameSite=x",
        "https://www.a.example/dir/x", cookie);
    row("a long attribute is ignored", "n=v; Secure; Partitioned; Path=/" + QByteArray(1024, 'p'),
        "https://www.a.example/dir/x", cookie);
    cookie = base;
    cookie.path = '/' + QByteArray(1023, 'p');
    row("an attribute of 1024 bytes", "n=v; Path=/" + QByteArray(1023, 'p'), url, cookie);
    cookie = base;
    cookie.value = "a\tb";
    row("a tab in the value", "n=a\tb", url, cookie);
    cookie = {.value = "v", .domain = "www.a.example", .path = "/dir", .bare = true, .created = kNow};
    row("no name", "=v", url, cookie);
    row("no =", "v; HttpOnly=", url, [&] {
        Cookie only = cookie;
        only.httpOnly = true;
        return only;
    }());
    cookie = base;
    cookie.value = QByteArray(4095, 'v');
    row("4096 bytes", "n=" + cookie.value, url, cookie);
    cookie = base;
    cookie.name = "__Host-n";
    cookie.secure = true;
    cookie.path = "/";
    row("__Host-", "__Host-n=v; Secure; Path=/", "https://www.a.example/dir/x", cookie);
    cookie.domain = "[::1]";
    row("Secure over http of a loopback host", "__Host-n=v; Secure; Path=/", "http://[::1]:8080/dir/x", cookie);
}

void TestCookies::parse()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, url);
    QFETCH(Cookie, expected);
    const ParsedCookie parsed = parseSetCookie(value, at(url), kRfc6265bisCookies);
    QCOMPARE(parsed.refused ? parsed.refused->reason : QString(), QString());
    QCOMPARE(parsed.cookie.name, expected.name);
    QCOMPARE(parsed.cookie.value, expected.value);
    QCOMPARE(parsed.cookie.domain, expected.domain);
    QCOMPARE(parsed.cookie.path, expected.path);
    QVERIFY(parsed.cookie == expected);
}

void TestCookies::refused_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *name, const QByteArray &value, const QByteArray &url, const QString &reason,
                        const QString &source) { QTest::newRow(name) << value << url << reason << source; };
    const QByteArray http = "http://www.a.example/";
    const QByteArray https = "https://www.a.example/";
    const QString storage = u"rfc6265bis 5.7"_s;
    const QString prefixes = u"rfc6265bis 5.4"_s;
    row("nothing", "; Path=/", http, u"It is empty."_s, u"rfc6265bis 5.6"_s);
    row("top-level name", "n=v; Domain=example", http,
        u"Domain=example is a public suffix: anyone can have a name below it."_s, storage);
    row("public suffix", "n=v; Domain=co.uk", "http://a.co.uk/",
        u"Domain=co.uk is a public suffix: anyone can have a name below it."_s, storage);
    row("other domain", "n=v; Domain=b.example", http, u"Domain=b.example does not cover the host www.a.example."_s,
        storage);
    row("suffix without a dot", "n=v; Domain=w.a.example", http,
        u"Domain=w.a.example does not cover the host www.a.example."_s, storage);
    row("below the host", "n=v; Domain=x.www.a.example", http,
        u"Domain=x.www.a.example does not cover the host www.a.example."_s, storage);
    row("control", "n=\x01", http, u"It contains a control byte."_s, u"rfc6265bis 5.6"_s);
    row("control in the name", "n\x7f=v", http, u"It contains a control byte."_s, u"rfc6265bis 5.6"_s);
    row("4097 bytes", "n=" + QByteArray(4096, 'v'), http, u"Name and value are 4097 bytes long; the limit is 4096."_s,
        u"rfc6265bis 5.6"_s);
    row("Secure over http", "n=v; Secure", http, u"It is marked Secure, but it came over http."_s, storage);
    row("None without Secure", "n=v; SameSite=None", https, u"SameSite=None needs Secure."_s, storage);
    row("Partitioned without Secure", "n=v; Partitioned", https, u"Partitioned needs Secure."_s, u"CHIPS 2.1"_s);
    row("__Secure- without Secure", "__secure-n=v", https, u"Its name begins with __Secure-, which needs Secure."_s,
        prefixes);
    row("__Host- without Secure", "__HOST-n=v; Path=/", https, u"Its name begins with __Host-, which needs Secure."_s,
        prefixes);
    row("__Host- with Domain", "__Host-n=v; Secure; Path=/; Domain=www.a.example", https,
        u"Its name begins with __Host-, which forbids Domain."_s, prefixes);
    row("__Host- without Path", "__Host-n=v; Secure", https, u"Its name begins with __Host-, which needs Path=/."_s,
        prefixes);
    row("__Host- with another Path", "__Host-n=v; Secure; Path=/x", https,
        u"Its name begins with __Host-, which needs Path=/."_s, prefixes);
    row("a prefix in the value", "=__Host-n", https,
        u"It has no name, and its value would be read as a name with a prefix."_s, prefixes);
    row("not http", "n=v", "ftp://a.example/", u"It did not come from an http or https URL."_s, storage);
}

void TestCookies::refused()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, url);
    CookieJar jar;
    const QList<CookieVerdict> verdicts = storeCookies(jar, {{{"Set-Cookie", value}}}, at(url), kRfc6265bisCookies);
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.first().fate, CookieFate::Refused);
    QTEST(verdicts.first().reason, "reason");
    QTEST(verdicts.first().source, "source");
    QVERIFY(jar.cookies.isEmpty());
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
    QTest::newRow("Expires in 2099, 400 days at most")
        << QByteArray("; Expires=Fri, 01 Jan 2099 00:00:00 GMT") << kNow.addDays(400);
    QTest::newRow("huge Max-Age, 400 days at most")
        << QByteArray("; Max-Age=99999999999999999999") << kNow.addDays(400);
}

void TestCookies::expiry()
{
    QFETCH(QByteArray, attributes);
    QFETCH(QDateTime, expires);
    const ParsedCookie parsed = parseSetCookie("n=v" + attributes, at("http://a.example/"), kRfc6265bisCookies);
    QVERIFY(!parsed.refused);
    QCOMPARE(parsed.cookie.expires.value_or(QDateTime()), expires);
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
    const Result<CookieJar> relative = parseCookieFile("a.example\tFALSE\tx\tFALSE\t0\tn\tv");
    QCOMPARE(relative.error, QString());
    QCOMPARE(relative->cookies.first().path, QByteArray("/"));
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
