// SPDX-License-Identifier: MIT
#include "http/url.h"

#include "urlrows.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standard_data();
    void standard();
    void parts();
    void splitsAndJoins_data();
    void splitsAndJoins();
    void origins_data();
    void origins();
    void typed_data();
    void typed();
    void longLabels();
    void oddBytesAlwaysGiveAnAnswer();
};

void TestUrl::standard_data()
{
    QTest::addColumn<UrlRow>("row");
    int number = 0;
    for (const UrlRow &row : kUrlRows)
        QTest::addRow("%d %s", ++number, row.input.toPercentEncoding("/:?#[]@ \\").constData()) << row;
}

void TestUrl::standard()
{
    QFETCH(UrlRow, row);
    const Result<Url> base = parseUrl(row.base.isEmpty() ? QByteArray("http://h/d/f?q#o") : row.base);
    QVERIFY(base);
    const Result<Url> url = parseUrl(row.input, &*base);
    QCOMPARE(url ? serializeUrl(*url) : QByteArray(), row.expected);
    QCOMPARE(url.error.isEmpty(), bool(url));
    if (url) // Serializing and parsing again changes nothing.
        QCOMPARE(serializeUrl(*parseUrl(row.expected)), row.expected);
}

void TestUrl::parts()
{
    const Result<Url> url = parseUrl("HTTPS://us er:p:w@EXAMPLE.com:8443/a/./b?c d#e f");
    QVERIFY(url);
    const Url expected{.scheme = "https",
                       .username = "us%20er",
                       .password = "p%3Aw",
                       .host = "example.com",
                       .port = 8443,
                       .path = "/a/b",
                       .query = "c%20d",
                       .fragment = "e%20f"};
    QVERIFY(*url == expected);
    QCOMPARE(serializeUrl(*url, false), QByteArray("https://us%20er:p%3Aw@example.com:8443/a/b?c%20d"));
    QCOMPARE(parseUrl("/a").error, u"The URL has no scheme such as http: and there is no base URL to complete it."_s);
    QCOMPARE(parseUrl("http://").error, u"The URL has no host."_s);
    QCOMPARE(parseUrl("http://a:8x/").error, u"The port contains 0x78 'x'; only digits are allowed there."_s);
    QCOMPARE(parseUrl("http://a:65536/").error, u"The port is greater than 65535."_s);
    QCOMPARE(parseUrl("http://a|b/").error,
             u"The host \"a|b\" contains 0x7c '|', which is not allowed in a host name."_s);
    QCOMPARE(parseUrl("http://1.2.3.4.5/").error,
             u"The host \"1.2.3.4.5\" ends in a number but is not an IPv4 address."_s);
}

void TestUrl::splitsAndJoins_data()
{
    QTest::addColumn<Url>("expected");
    QTest::newRow("http://a/b?c#d") << Url{.scheme = "http", .host = "a", .path = "/b", .query = "c", .fragment = "d"};
    QTest::newRow("HTTP://A:80?") << Url{.scheme = "HTTP", .host = "A", .port = 80, .query = ""};
    QTest::newRow("//u:p@[::1]:8/#") << Url{
        .username = "u", .password = "p", .host = "[::1]", .port = 8, .path = "/", .fragment = ""};
    QTest::newRow("a/b:c") << Url{.path = "a/b:c"};
    QTest::newRow("mailto:x@y") << Url{.scheme = "mailto", .path = "x@y"};
    QTest::newRow("http://h:/") << Url{.scheme = "http", .host = "h:", .path = "/"};
    QTest::newRow("http://h:0080/") << Url{.scheme = "http", .host = "h:0080", .path = "/"};
    QTest::newRow("http:///x") << Url{.scheme = "http", .host = "", .path = "/x"};
    QTest::newRow("") << Url{};
}

void TestUrl::splitsAndJoins()
{
    const QByteArray text = QByteArray(QTest::currentDataTag());
    QFETCH(Url, expected);
    QVERIFY(splitUri(text) == expected);
    QCOMPARE(joinUri(expected), text);
}

void TestUrl::origins_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char *url, const char *origin, const char *host, const char *target) {
        QTest::newRow(url) << QByteArray(origin) << QByteArray(host) << QByteArray(target);
    };
    row("http://a.example/x?y#z", "http://a.example", "a.example", "/x?y");
    row("HTTP://A.Example:80/", "http://a.example", "A.Example", "/");
    row("https://a:443", "https://a", "a", "/");
    row("https://a:80/", "https://a:80", "a:80", "/");
    row("http://u:p@a:8080?q", "http://a:8080", "a:8080", "/?q");
    row("http://u@v@a/", "http://a", "a", "/");
    row("http://[::1]:8/x", "http://[::1]:8", "[::1]:8", "/x");
    row("http://a:/", "http://a", "a", "/");
    row("http://a:0080/", "http://a", "a", "/");
    row("http://a#f/g", "http://a", "a", "/");
    row("ftp://a/", "", "a", "/");
    row("http://a:99999/", "", "a", "/");
}

void TestUrl::origins()
{
    const QByteArray url = QTest::currentDataTag();
    const std::optional<Origin> origin = originOf(url);
    QTEST(origin ? serializeOrigin(*origin) : QByteArray(), "origin");
    QTEST(hostField(url), "host");
    QTEST(requestTarget(url), "target");
}

void TestUrl::typed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("error");
    const auto good = [](const QString &text, const char *url) {
        QTest::addRow("%s", qPrintable(text)) << text << QByteArray(url) << QString();
    };
    const auto bad = [](const QString &text, const QString &error) {
        QTest::addRow("%s", qPrintable(text)) << text << QByteArray() << error;
    };
    good(u"  http://a.example/x#f \n"_s, "http://a.example/x#f");
    good(u"HTTPS://A.example:443"_s, "https://a.example/");
    good(u"http://b\u00fccher.example/\u00e9"_s, "http://xn--bcher-kva.example/%C3%A9");
    good(u"http://u:p@127.1:81/?a b"_s, "http://u:p@127.0.0.1:81/?a%20b");
    bad(u" "_s, u"There is no URL. Write one such as http://example.com/."_s);
    bad(u"gopher://x"_s, u"Only http and https URLs can be requested, not gopher:."_s);
    bad(u"mailto:a@b"_s, u"Only http and https URLs can be requested, not mailto:."_s);
    bad(u"http://"_s, u"The URL has no host. Write one such as http://example.com/."_s);
    bad(u"shop.example/x"_s,
        u"\"shop.example/x\" has no scheme. Write http://shop.example/x or https://shop.example/x."_s);
    bad(u"localhost:8080/x"_s,
        u"\"localhost:8080/x\" has no scheme. Write http://localhost:8080/x or https://localhost:8080/x."_s);
    bad(u"user:pw@a/b"_s, u"\"user:pw@a/b\" has no scheme. Write http://user:pw@a/b or https://user:pw@a/b."_s);
    bad(u"//a/b"_s, u"\"//a/b\" has no scheme. Write http://a/b or https://a/b."_s);
    bad(u"http://a:99999/"_s, u"The port is greater than 65535. Write one such as http://example.com/."_s);
}

void TestUrl::typed()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, url);
    QFETCH(QString, error);
    const Result<QByteArray> parsed = parseRequestUrl(text);
    QCOMPARE(parsed.error, error);
    QCOMPARE(parsed.value.value_or(QByteArray()), url);
}

/// A host whose Punycode would not be read back is refused at once, however long it takes to write it.
void TestUrl::longLabels()
{
    QString many;
    for (char16_t c = 0x4e00; c < 0x9e00; ++c)
        many += u"-"_s + QChar(c);
    const QString some = u"\u00fc-"_s.repeated(100);
    const Result<Url> read = parseUrl("http://" + (some + u'a').toUtf8() + '/');
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(parseUrl(serializeUrl(*read))->host, read->host);
    for (const QString &label : {some.repeated(4) + QString(300, u'a'), some + many + u'a'}) {
        const Result<Url> url = parseUrl("http://" + label.toUtf8() + '/');
        QVERIFY(!url);
        QVERIFY2(url.error.endsWith(u"is not a valid internationalized name."_s), qPrintable(url.error.right(80)));
    }
}

void TestUrl::oddBytesAlwaysGiveAnAnswer()
{
    const Result<Url> base = parseUrl("http://u:p@h:8/d/f?q");
    const QByteArray text = "http://u:p@b\xc3\xbc.example:81/a/../%2e/b?c#d";
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray odd = text;
            odd[i] = static_cast<char>(byte);
            const Result<Url> url = parseUrl(odd, &*base);
            QCOMPARE(url.error.isEmpty(), bool(url));
            if (!url)
                continue;
            const QByteArray out = serializeUrl(*url);
            QVERIFY(std::all_of(out.begin(), out.end(), [](char c) { return c >= 0x20 && c < 0x7f; }));
            QCOMPARE(serializeUrl(*parseUrl(out)), out);
        }
    }
}

QTEST_APPLESS_MAIN(TestUrl)
#include "tst_url.moc"
