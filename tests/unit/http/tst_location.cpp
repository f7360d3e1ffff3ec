// SPDX-License-Identifier: MIT
#include "http/location.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestLocation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc3986Examples_data();
    void rfc3986Examples();
    void rfc3986Strict_data();
    void rfc3986Strict();
    void rfc3986Refused_data();
    void rfc3986Refused();
    void asCurl_data();
    void asCurl();
    void asOneBrowser_data();
    void asOneBrowser();
    void asRepaired();
    void asCurlRefused_data();
    void asCurlRefused();
};

static QByteArray target(LocationSyntax syntax, const QByteArray &base, const QByteArray &location)
{
    const Result<QByteArray> result = resolveLocation(syntax, base, location);
    return result ? *result : "error: " + result.error.toUtf8();
}

void TestLocation::rfc3986Examples_data()
{
    QTest::addColumn<QByteArray>("expected");
    // RFC 3986 5.4.1 and 5.4.2, base http://a/b/c/d;p?q
    const std::pair<const char *, const char *> rows[] = {
        {"g:h", "g:h"},
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q#s"},
        {"g#s", "http://a/b/c/g#s"},
        {"g?y#s", "http://a/b/c/g?y#s"},
        {";x", "http://a/b/c/;x"},
        {"g;x", "http://a/b/c/g;x"},
        {"g;x?y#s", "http://a/b/c/g;x?y#s"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"./", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"../../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g.", "http://a/b/c/g."},
        {".g", "http://a/b/c/.g"},
        {"g..", "http://a/b/c/g.."},
        {"..g", "http://a/b/c/..g"},
        {"./../g", "http://a/b/g"},
        {"./g/.", "http://a/b/c/g/"},
        {"g/./h", "http://a/b/c/g/h"},
        {"g/../h", "http://a/b/c/h"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"g;x=1/../y", "http://a/b/c/y"},
        {"g?y/./x", "http://a/b/c/g?y/./x"},
        {"g?y/../x", "http://a/b/c/g?y/../x"},
        {"g#s/./x", "http://a/b/c/g#s/./x"},
        {"g#s/../x", "http://a/b/c/g#s/../x"},
        {"http:g", "http:g"},
    };
    for (const auto &[location, expected] : rows)
        QTest::newRow(location) << QByteArray(expected);
}

void TestLocation::rfc3986Examples()
{
    QFETCH(QByteArray, expected);
    const QByteArray location = QTest::currentDataTag();
    QCOMPARE(target(LocationSyntax::Rfc3986, "http://a/b/c/d;p?q", location), expected);
    QCOMPARE(target(LocationSyntax::Rfc3986, "http://a/b/c/d;p?q#old", location), expected);
}

void TestLocation::rfc3986Strict_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *base, const char *location, const char *expected) {
        QTest::newRow(name) << QByteArray(base) << QByteArray(location) << QByteArray(expected);
    };
    row("case and default port stay", "http://a/", "HTTP://A.Example:80/B", "HTTP://A.Example:80/B");
    row("case of the base stays", "HTTP://A:80/x", "y", "HTTP://A:80/y");
    row("no path in the base", "http://a", "g", "http://a/g");
    row("no path in the base, query", "http://a", "?q", "http://a?q");
    row("no path at all", "http://a/b", "//c", "http://c");
    row("encoded dots stay", "http://a/b/", "%2e%2E/c", "http://a/b/%2e%2E/c");
    row("empty query and fragment stay", "http://a/b?c", "?#", "http://a/b?#");
    row("userinfo and empty port stay", "http://a/", "http://u:@h:/", "http://u:@h:/");
    row("empty segments stay", "http://a/b//c/", "..//d", "http://a/b///d");
    row("IPv6", "http://a/", "http://[::FFFF:1.2.3.4]:8/x", "http://[::FFFF:1.2.3.4]:8/x");
    row("IPvFuture", "http://a/", "//[v1.a:b]/", "http://[v1.a:b]/");
    row("all other URI characters", "http://a/", "/-._~!$&'()*+,;=:@?/?-._~!$&'()*+,;=:@#/?",
        "http://a/-._~!$&'()*+,;=:@?/?-._~!$&'()*+,;=:@#/?");
    row("dot segments of an absolute URI", "http://a/", "http://b/c/../d/./e", "http://b/d/e");
    row("no authority, errata 4547", "foo:/a", "/.//b", "foo:/.//b");
}

void TestLocation::rfc3986Strict()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, location);
    QTEST(target(LocationSyntax::Rfc3986, base, location), "expected");
}

void TestLocation::rfc3986Refused_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char *name, const QByteArray &location, const char *error) {
        QTest::newRow(name) << location << QByteArray("error: ") + error;
    };
    row("space", "/a b", "Byte 0x20 at offset 2 is not allowed in a path (RFC 3986).");
    row("space first", " /a", "Byte 0x20 at offset 0 is not allowed in a path (RFC 3986).");
    row("tab", "/a\tb", "Byte 0x09 at offset 2 is not allowed in a path (RFC 3986).");
    row("UTF-8", "/a?\xc3\xa9", "Byte 0xc3 at offset 3 is not allowed in a query (RFC 3986).");
    row("backslash", "\\a", "Byte 0x5c '\\' at offset 0 is not allowed in a path (RFC 3986).");
    row("second #", "#a#b", "Byte 0x23 '#' at offset 2 is not allowed in a fragment (RFC 3986).");
    row("bracket in a path", "/[", "Byte 0x5b '[' at offset 1 is not allowed in a path (RFC 3986).");
    row("bracket in a query", "?a[]", "Byte 0x5b '[' at offset 2 is not allowed in a query (RFC 3986).");
    row("stray %", "/a%zz",
        "Byte 0x25 '%' at offset 2 is not allowed in a path without two hexadecimal digits after it (RFC 3986).");
    row("% at the end", "/a%4",
        "Byte 0x25 '%' at offset 2 is not allowed in a path without two hexadecimal digits after it (RFC 3986).");
    row("port", "http://a:8x/", "Byte 0x78 'x' at offset 10 is not allowed in a port (RFC 3986).");
    row("scheme that begins with a digit", "1a:b",
        "Byte 0x31 '1' at offset 0 is not allowed in the first character of a scheme (RFC 3986).");
    row("colon in the first segment", "a_b:c", "Byte 0x5f '_' at offset 1 is not allowed in a scheme (RFC 3986).");
    row("colon first", ":a",
        "Byte 0x3a ':' at offset 0 is not allowed in the first segment of a relative path (RFC 3986).");
    row("two @", "//u@v@h/", "Byte 0x40 '@' at offset 3 is not allowed in the user information (RFC 3986).");
    row("host", "//a<b/", "Byte 0x3c '<' at offset 3 is not allowed in a host (RFC 3986).");
    row("no IPv6 address", "//[1:2]/",
        "Byte 0x5b '[' at offset 2 is not allowed in a host unless an IPv6 address in brackets follows (RFC 3986).");
    row("open bracket", "//[::1/",
        "Byte 0x5b '[' at offset 2 is not allowed in a host: an address in brackets was expected (RFC 3986).");
}

void TestLocation::rfc3986Refused()
{
    QFETCH(QByteArray, location);
    QTEST(target(LocationSyntax::Rfc3986, "http://a/", location), "error");
}

void TestLocation::asCurl_data()
{
    QTest::addColumn<QByteArray>("expected");
    // What curl 7.88.1 -L requested, base http://h:1/d/e/start?n=1
    const std::pair<const char *, const char *> same[] = {
        {"/a b", "http://h:1/a%20b"},
        {"/a\xc3\xa9?q=\xc3\xa9", "http://h:1/a%c3%a9?q=%c3%a9"},
        {"/a\xe9", "http://h:1/a%e9"},
        {"/a?b c d", "http://h:1/a?b+c+d"},
        {"/a b?c d#e f", "http://h:1/a%20b?c+d#e+f"},
        {"/a#b\xc3\xa9 c", "http://h:1/a#b%c3%a9%20c"},
        {"../../g", "http://h:1/g"},
        {"  /sp  ", "http://h:1/sp"},
        {"/x/./y/../z;p", "http://h:1/x/z;p"},
        {"//LOCALHOST:18977/z", "http://LOCALHOST:18977/z"},
        {"http:/g", "http://g"},
        {"///g:1/x", "http://g:1/x"},
        {"http:///g:1/x", "http://g:1/x"},
        {"http://127.1:1/", "http://127.0.0.1:1/"},
        {"http://0x7f.1:1/x", "http://127.0.0.1:1/x"},
        {"http://b\xc3\xbc"
         "cher.localhost:1/",
         "http://xn--bcher-kva.localhost:1/"},
        {"http://b%C3%BC"
         "cher.localhost:1/",
         "http://xn--bcher-kva.localhost:1/"},
        {"http://user:pw@g:1/u", "http://user:pw@g:1/u"},
        {"g?y/../x", "http://h:1/d/e/g?y/../x"},
        {"/a/%2E%2E/b", "http://h:1/a/%2E%2E/b"},
        {"/%41%c3/", "http://h:1/%41%c3/"},
        // curl sends these bytes as they are; no URI may have them.
        {"/a\\b", "http://h:1/a\\b"},
        {"/\"<>^`{|}[]?\"\\^", "http://h:1/\"<>^`{|}[]?\"\\^"},
        {"/a%zz%", "http://h:1/a%zz%"},
    };
    for (const auto &[location, expected] : same)
        QTest::newRow(location) << QByteArray(expected);
}

void TestLocation::asCurl()
{
    QFETCH(QByteArray, expected);
    QCOMPARE(target(LocationSyntax::Unencoded, "http://h:1/d/e/start?n=1", QTest::currentDataTag()), expected);
}

void TestLocation::asOneBrowser_data()
{
    QTest::addColumn<LocationSyntax>("syntax");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("expected");
    // Measured with Chromium 156 and Firefox 153 ESR: tests/peers/lessons_browser_test.py.
    const auto row = [](const char *name, LocationSyntax syntax, const char *location, const char *expected) {
        QTest::newRow(name) << syntax << QByteArray(location) << QByteArray(expected);
    };
    row("bars, Chromium", LocationSyntax::WhatwgChromium, "/a^b`c{|}?|#|", "http://h/a%5Eb%60c%7B%7C%7D?|#|");
    row("bars, Firefox", LocationSyntax::WhatwgFirefox, "/a^b`c{|}?|", "http://h/a%5Eb%60c%7B|%7D?|");
    row("tab, Chromium", LocationSyntax::WhatwgChromium, "/a/\t../b?q\tr", "http://h/b?qr");
    row("tab, Firefox", LocationSyntax::WhatwgFirefox, "/a/\t../b?q\tr", "http://h/a/%09../b?q%09r");
    row("tab before a host, Chromium", LocationSyntax::WhatwgChromium, "/\t/g/x", "http://g/x");
    row("tab before a host, Firefox", LocationSyntax::WhatwgFirefox, "/\t/g/x", "http://h/%09/g/x");
    row("tab in the scheme, Firefox", LocationSyntax::WhatwgFirefox, "ht\ttp://h/s", "http://h/ht%09tp://h/s");
}

void TestLocation::asOneBrowser()
{
    QFETCH(LocationSyntax, syntax);
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, expected);
    QCOMPARE(target(syntax, "http://h/", location), expected);
}

void TestLocation::asRepaired()
{
    QCOMPARE(target(LocationSyntax::Rfc3986Repaired, "http://h/", "/\"<>^`{|}[]\\%zz%"),
             "http://h/%22%3C%3E%5E%60%7B%7C%7D%5B%5D%5C%25zz%25");
}

void TestLocation::asCurlRefused_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("/t\tx") << QByteArray("error: Byte 0x09 at offset 2 is not allowed in a URL.");
    QTest::newRow("/c\x01x") << QByteArray("error: Byte 0x01 at offset 2 is not allowed in a URL.");
    QTest::newRow("http:g") << QByteArray("error: The number of slashes before the host is not 1, 2 or 3.");
    QTest::newRow("////g") << QByteArray("error: The number of slashes before the host is not 1, 2 or 3.");
    QTest::newRow("//a b/") << QByteArray(
        "error: The host \"a b\" contains 0x20, which is not allowed in a host name.");
    QTest::newRow("//a:8x/") << QByteArray("error: Byte 0x78 'x' at offset 5 is not allowed in a port (RFC 3986).");
}

void TestLocation::asCurlRefused()
{
    QFETCH(QByteArray, error);
    QCOMPARE(target(LocationSyntax::Unencoded, "http://h/", QTest::currentDataTag()), error);
}

QTEST_APPLESS_MAIN(TestLocation)
#include "tst_location.moc"
