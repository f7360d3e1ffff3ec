// SPDX-License-Identifier: MIT
#include "http/completedurl.h"
#include "http/url.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestCompletedUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void taken_data();
    void taken();
    void refused_data();
    void refused();
    void withVariable();
};

void TestCompletedUrl::taken_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *typed, const QString &url, const QString &note, const QString &name) {
        QTest::newRow(typed) << url << note << name;
    };
    const auto asTyped = [&](const char *typed, const QString &url) { row(typed, url, {}, {}); };
    const auto secure = [&](const char *typed, const QString &url, const QString &name) {
        row(typed, url, u"%1 has no scheme: https:// was used, as browsers do."_s.arg(name), name);
    };
    const auto plain = [&](const char *typed, const QString &url, const QString &name, const QString &reason) {
        row(typed, url, u"%1 has no scheme: http:// was used, %2."_s.arg(name, reason), name);
    };
    asTyped("http://shop.example/", u"http://shop.example/"_s);
    asTyped("  HTTPS://shop.example ", u"HTTPS://shop.example"_s);
    asTyped("http:shop.example", u"http:shop.example"_s);
    secure("shop.example", u"https://shop.example"_s, u"shop.example"_s);
    secure(" shop.example/a?b#c\n", u"https://shop.example/a?b#c"_s, u"shop.example"_s);
    secure("//shop.example/a", u"https://shop.example/a"_s, u"shop.example"_s);
    secure("shop.example:443/a", u"https://shop.example:443/a"_s, u"shop.example:443"_s);
    secure("shop.example./a", u"https://shop.example./a"_s, u"shop.example."_s);
    secure("b\u00fccher.example/\u00e9", u"https://b\u00fccher.example/\u00e9"_s, u"b\u00fccher.example"_s);
    secure("user:pw@shop.example/a", u"https://user:pw@shop.example/a"_s, u"shop.example"_s);
    secure("user@shop.example", u"https://user@shop.example"_s, u"shop.example"_s);
    secure("us.er:p@w@shop.example", u"https://us.er:p@w@shop.example"_s, u"shop.example"_s);
    secure("shop.example/http://x", u"https://shop.example/http://x"_s, u"shop.example"_s);
    secure("shop.example?to=a:b", u"https://shop.example?to=a:b"_s, u"shop.example"_s);
    secure("mylocal.example", u"https://mylocal.example"_s, u"mylocal.example"_s);
    const QString port = u"as browsers do for a port that is not 443"_s;
    plain("shop.example:8080", u"http://shop.example:8080"_s, u"shop.example:8080"_s, port);
    plain("shop.example:8443/x", u"http://shop.example:8443/x"_s, u"shop.example:8443"_s, port);
    plain("user:pw@shop.example:81", u"http://user:pw@shop.example:81"_s, u"shop.example:81"_s, port);
    plain("shop.example:80", u"http://shop.example:80"_s, u"shop.example:80"_s, u"which port 80 belongs to"_s);
    plain("localhost:80/", u"http://localhost:80/"_s, u"localhost:80"_s, u"which port 80 belongs to"_s);
    const QString here = u"as browsers do for this machine"_s;
    plain("localhost", u"http://localhost"_s, u"localhost"_s, here);
    plain("LOCALHOST:8080/x", u"http://LOCALHOST:8080/x"_s, u"LOCALHOST:8080"_s, here);
    plain("shop.localhost:8601/orders", u"http://shop.localhost:8601/orders"_s, u"shop.localhost:8601"_s, here);
    plain("localhost./", u"http://localhost./"_s, u"localhost."_s, here);
    plain("127.0.0.1/x", u"http://127.0.0.1/x"_s, u"127.0.0.1"_s, here);
    plain("127.1", u"http://127.1"_s, u"127.1"_s, here);
    plain("[::1]:8080", u"http://[::1]:8080"_s, u"[::1]:8080"_s, here);
    const QString address = u"as browsers do for addresses"_s;
    plain("192.168.0.1", u"http://192.168.0.1"_s, u"192.168.0.1"_s, address);
    plain("[2001:db8::1]/x", u"http://[2001:db8::1]/x"_s, u"[2001:db8::1]"_s, address);
    const QString shared = u"as browsers do for names that are not unique"_s;
    plain("intranet/x", u"http://intranet/x"_s, u"intranet"_s, shared);
    plain("intranet:8080", u"http://intranet:8080"_s, u"intranet:8080"_s, shared);
    plain("shop.test", u"http://shop.test"_s, u"shop.test"_s, shared);
    plain("printer.local.", u"http://printer.local."_s, u"printer.local."_s, shared);
}

void TestCompletedUrl::taken()
{
    const QString typed = QString::fromUtf8(QTest::currentDataTag());
    QFETCH(QString, url);
    const Result<CompletedUrl> completed = completedUrl(typed);
    QVERIFY2(completed, qPrintable(completed.error));
    QCOMPARE(completed->url, url);
    QTEST(completed->note, "note");
    QTEST(completed->name, "name");
    QVERIFY(parseRequestUrl(completed->url));
    QCOMPARE(completed->isGuess(), !completed->note.isEmpty());
    if (!completed->isGuess())
        return;
    // The other one is the same URL but for its scheme, and nothing is left to guess of either.
    const bool isSecure = url.startsWith(u"https:"_s);
    QCOMPARE(completed->other, (isSecure ? u"http"_s : u"https"_s) + url.sliced(url.indexOf(u':')));
    for (const QString &each : {completed->url, completed->other})
        QCOMPARE(*completedUrl(each), CompletedUrl{.url = each});
    QVERIFY(!parseRequestUrl(typed));
}

void TestCompletedUrl::refused_data()
{
    QTest::addColumn<QString>("error");
    const auto row = [](const char *typed, const QString &error) { QTest::newRow(typed) << error; };
    const auto scheme = [&](const char *typed, const QString &name) {
        row(typed, u"Only http and https URLs can be requested, not %1:."_s.arg(name));
    };
    const auto noHost = [&](const char *typed) {
        row(typed, u"\"%1\" has no host. Write one such as http://example.com/."_s.arg(QString::fromUtf8(typed)));
    };
    row("", u"There is no URL. Write one such as http://example.com/."_s);
    row(" \t", u"There is no URL. Write one such as http://example.com/."_s);
    scheme("mailto:x", u"mailto"_s);
    scheme("mailto:me@shop.example", u"mailto"_s);
    scheme("ftp://shop.example/", u"ftp"_s);
    scheme("htps://shop.example/", u"htps"_s);
    scheme("tel:12345", u"tel"_s);
    scheme("javascript:alert(1)", u"javascript"_s);
    scheme("data:text/plain,x", u"data"_s);
    noHost("/path");
    noHost("?q");
    noHost("#f");
    row("///x", u"\"/x\" has no host. Write one such as http://example.com/."_s);
    row("http://", u"The URL has no host. Write one such as http://example.com/."_s);
    row("https//shop.example/x", u"There is no colon after \"https\". Write https://shop.example/x."_s);
    row("::1", u"\"::1\" is an IPv6 address: write it in brackets, as in http://[::1]/."_s);
    row("fe80::1/x", u"\"fe80::1\" is an IPv6 address: write it in brackets, as in http://[fe80::1]/."_s);
    row("shop example",
        u"The host \"shop example\" contains 0x20, which is not allowed in a host name. Write one such as "
        "http://example.com/."_s);
    row("shop\nexample",
        u"\"shop\nexample\" has a line break, a tab or another control character: write the URL without it."_s);
    row("shop.example:99999", u"The port is greater than 65535. Write one such as http://example.com/."_s);
}

void TestCompletedUrl::refused()
{
    const QString typed = QString::fromUtf8(QTest::currentDataTag());
    const Result<CompletedUrl> completed = completedUrl(typed);
    QVERIFY(!completed);
    QTEST(completed.error, "error");
}

/// Its value may have a scheme: nothing is put before it.
void TestCompletedUrl::withVariable()
{
    QCOMPARE(*completedUrl(u" {{base}}/x\n"_s), CompletedUrl{.url = u"{{base}}/x"_s});
    QCOMPARE(*completedUrl(u"{{ host }}:81"_s), CompletedUrl{.url = u"{{ host }}:81"_s});
    QVERIFY(!completedUrl(u"mailto:{{me}}"_s));
}

QTEST_APPLESS_MAIN(TestCompletedUrl)
#include "tst_completedurl.moc"
