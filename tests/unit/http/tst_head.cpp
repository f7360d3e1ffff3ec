// SPDX-License-Identifier: MIT
#include "http/head.h"

#include <QCryptographicHash>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void end_data();
    void end();
    void endIsFoundInPieces();
    void response_data();
    void response();
    void request_data();
    void request();
    void responseErrors_data();
    void responseErrors();
    void requestErrors_data();
    void requestErrors();
    void limits();
    void oddHeadsAlwaysGiveAnAnswer_data();
    void oddHeadsAlwaysGiveAnAnswer();
    void serializes();
    void bodies();
};

void TestHead::end_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("end");
    QTest::newRow("nothing") << QByteArray() << -1;
    QTest::newRow("CRLF") << QByteArray("HTTP/1.1 200 OK\r\n\r\nbody") << 19;
    QTest::newRow("bare LF") << QByteArray("HTTP/1.1 200 OK\n\nbody") << 17;
    QTest::newRow("LF, then CRLF") << QByteArray("HTTP/1.1 200 OK\n\r\nbody") << 18;
    QTest::newRow("CRLF, then LF") << QByteArray("HTTP/1.1 200 OK\r\n\nbody") << 18;
    QTest::newRow("not yet") << QByteArray("HTTP/1.1 200 OK\r\nA: b\r\n\r") << -1;
    QTest::newRow("empty lines first") << QByteArray("\r\n\r\nHTTP/1.1 200 OK\r\n\r\n") << 23;
    QTest::newRow("empty lines only") << QByteArray("\r\n\r\n\n\n") << -1;
    QTest::newRow("a line of space is not empty") << QByteArray("HTTP/1.1 200 OK\r\nA: b\r\n \r\n") << -1;
}

void TestHead::end()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, end);
    QCOMPARE(endOfHead(bytes), end);
}

void TestHead::endIsFoundInPieces()
{
    const QByteArray bytes = "\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n";
    for (qsizetype from = 0; from < bytes.size(); ++from) {
        QCOMPARE(endOfHead(bytes.first(from)), -1);
        QCOMPARE(endOfHead(bytes, from), bytes.size());
    }
}

void TestHead::response_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ResponseHead>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const ResponseHead &head) {
        QTest::newRow(name) << bytes << head;
    };
    const Headers ab{{{"A", "b"}}};
    row("plain", "HTTP/1.1 302 Found\r\nLocation: /x\r\nSet-Cookie: a\r\nset-cookie:b \r\n\r\nbody",
        {"HTTP/1.1", 302, "Found", {{{"Location", "/x"}, {"Set-Cookie", "a"}, {"set-cookie", "b"}}}, {}});
    row("HTTP/1.0, long reason", "HTTP/1.0 404 Not  Found\r\n\r\n", {"HTTP/1.0", 404, "Not  Found", {}, {}});
    row("obs-text needs no note", "HTTP/1.1 200 \xc3\xa9\r\nA: \xe9\r\n\r\n",
        {"HTTP/1.1", 200, "\xc3\xa9", {{{"A", "\xe9"}}}, {}});
    row("empty value", "HTTP/1.1 200 OK\r\nA:\r\nB: \t \r\n\r\n",
        {"HTTP/1.1", 200, "OK", {{{"A", ""}, {"B", ""}}}, {}});
    row("colons in the value", "HTTP/1.1 200 OK\r\nA: b:c: d\r\n\r\n",
        {"HTTP/1.1", 200, "OK", {{{"A", "b:c: d"}}}, {}});
    row("bare LF", "HTTP/1.1 200 OK\nA: b\n\n",
        {"HTTP/1.1", 200, "OK", ab, {u"Lines 1 to 3 end with a bare LF instead of CRLF."_s}});
    row("one bare LF", "HTTP/1.1 200 OK\r\nA: b\n\r\n",
        {"HTTP/1.1", 200, "OK", ab, {u"Line 2 ends with a bare LF instead of CRLF."_s}});
    row("scattered bare LF", "HTTP/1.1 200 OK\nA: b\r\n\n",
        {"HTTP/1.1", 200, "OK", ab, {u"2 lines, the first of them line 1, end with a bare LF instead of CRLF."_s}});
    row("no reason", "HTTP/1.1 200 \r\nA: b\r\n\r\n", {"HTTP/1.1", 200, "", ab, {u"Line 1 has no reason phrase."_s}});
    row("no reason, no space", "HTTP/1.1 200\r\nA: b\r\n\r\n",
        {"HTTP/1.1", 200, "", ab, {u"Line 1 has neither a reason phrase nor the space before it."_s}});
    row("folded", "HTTP/1.1 200 OK\r\nA: b\r\n \t c\r\nD: e\r\n\r\n",
        {"HTTP/1.1",
         200,
         "OK",
         {{{"A", "b c"}, {"D", "e"}}},
         {u"Line 3 is folded; it is joined to the previous line with one space."_s}});
    row("fold of an empty value", "HTTP/1.1 200 OK\r\nLocation:\r\n /x\r\n\r\n",
        {"HTTP/1.1",
         200,
         "OK",
         {{{"Location", "/x"}}},
         {u"Line 3 is folded; it is joined to the previous line with one space."_s}});
    row("fold before any field", "HTTP/1.1 200 OK\r\n x: y\r\nA: b\r\n\r\n",
        {"HTTP/1.1", 200, "OK", ab, {u"Line 2 begins with white space before any field and is left out."_s}});
    row("space before the colon", "HTTP/1.1 200 OK\r\nA \t: b\r\n\r\n",
        {"HTTP/1.1", 200, "OK", ab, {u"Line 2 has white space before the colon."_s}});
    row("empty line first", "\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n",
        {"HTTP/1.1", 200, "OK", ab, {u"Line 1 is empty, before the start line."_s}});
    row("two empty lines first", "\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\n",
        {"HTTP/1.1", 200, "OK", ab, {u"Lines 1 to 2 are empty, before the start line."_s}});
    row("bare CR", "HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n",
        {"HTTP/1.1",
         200,
         "OK",
         {{{"A", "b c"}}},
         {u"Line 2 has a CR that does not end a line; it counts as a space."_s}});
    row("status 099", "HTTP/1.1 099 Odd\r\n\r\n",
        {"HTTP/1.1", 99, "Odd", {}, {u"Line 1 has the status 099, outside 100 to 599."_s}});
    row("status 999", "HTTP/1.1 999 Odd\r\n\r\n",
        {"HTTP/1.1", 999, "Odd", {}, {u"Line 1 has the status 999, outside 100 to 599."_s}});
    row("HTTP/1.2", "HTTP/1.2 200 OK\r\n\r\n",
        {"HTTP/1.2", 200, "OK", {}, {u"Line 1 has the unusual version \"HTTP/1.2\"."_s}});
    row("lower case", "http/1.1 200 OK\r\n\r\n",
        {"http/1.1", 200, "OK", {}, {u"Line 1 has the unusual version \"http/1.1\"."_s}});
    row("two spaces", "HTTP/1.1  200 OK\r\n\r\n",
        {"HTTP/1.1", 200, "OK", {}, {u"Line 1 has white space other than a single space between its parts."_s}});
    row("control byte", "HTTP/1.1 200 OK\r\nA: b\x01\r\n\r\n",
        {"HTTP/1.1", 200, "OK", {{{"A", "b\x01"}}}, {u"Line 2 has the control byte 0x01."_s}});
}

void TestHead::response()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ResponseHead, expected);
    const Result<ResponseHead> head = parseResponseHead(bytes);
    QCOMPARE(head.error, QString());
    QCOMPARE(head->notes, expected.notes);
    QCOMPARE(head->version, expected.version);
    QCOMPARE(head->status, expected.status);
    QCOMPARE(head->reason, expected.reason);
    QVERIFY(*head == expected);
}

void TestHead::request_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<RequestHead>("expected");
    const auto row = [](const char *name, const QByteArray &bytes, const RequestHead &head) {
        QTest::newRow(name) << bytes << head;
    };
    row("plain", "POST /a?b HTTP/1.1\r\nHost: c\r\n\r\n", {"POST", "/a?b", "HTTP/1.1", {{{"Host", "c"}}}, {}});
    row("absolute form", "GET http://a/ HTTP/1.0\r\n\r\n", {"GET", "http://a/", "HTTP/1.0", {}, {}});
    row("any token is a method", "m-search * HTTP/1.1\r\n\r\n", {"m-search", "*", "HTTP/1.1", {}, {}});
    row("space in the target", "GET /a b HTTP/1.1\r\n\r\n",
        {"GET", "/a b", "HTTP/1.1", {}, {u"Line 1 has white space in the request target."_s}});
    row("raw UTF-8 in the target", "GET /\xc3\xa9 HTTP/1.1\r\n\r\n",
        {"GET", "/\xc3\xa9", "HTTP/1.1", {}, {u"Line 1 has bytes over 0x7f in the request target."_s}});
    row("two spaces", "GET  / HTTP/1.1\r\n\r\n",
        {"GET", "/", "HTTP/1.1", {}, {u"Line 1 has white space other than a single space between its parts."_s}});
}

void TestHead::request()
{
    QFETCH(QByteArray, bytes);
    QFETCH(RequestHead, expected);
    const Result<RequestHead> head = parseRequestHead(bytes);
    QCOMPARE(head.error, QString());
    QCOMPARE(head->target, expected.target);
    QCOMPARE(head->notes, expected.notes);
    QVERIFY(*head == expected);
}

void TestHead::responseErrors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &error) {
        QTest::newRow(name) << bytes << error;
    };
    row("nothing", "", u"The head ends at offset 0 without the empty line that closes it."_s);
    row("NUL", QByteArray("HTTP/1.1 200 OK\r\nA: \0\r\n\r\n", 24),
        u"Byte 0x00 at offset 20 is not allowed in a head."_s);
    row("garbage", "SSH-2.0-OpenSSH\r\n", u"Byte 0x53 'S' at offset 0 where HTTP/ and a version was expected."_s);
    row("garbage without a line end", "\x16\x03\x01",
        u"Byte 0x16 at offset 0 where HTTP/ and a version was expected."_s);
    row("a body", "<html>\n\n", u"Byte 0x3c '<' at offset 0 where HTTP/ and a version was expected."_s);
    row("nearly HTTP", "\r\nHTTP:1.1 200 OK\r\n\r\n",
        u"Byte 0x3a ':' at offset 6 where HTTP/ and a version was expected."_s);
    row("control byte in the version",
        "HTTP\x0f"
        "1.1 200 OK\r\n\r\n",
        u"Byte 0x0f at offset 4 where HTTP/ and a version was expected."_s);
    row("no status", "HTTP/1.1\r\n\r\n", u"Line 1 ends at offset 8 where a space before the status was expected."_s);
    row("letters", "HTTP/1.1 2OO OK\r\n\r\n",
        u"Byte 0x4f 'O' at offset 10 where a status of three digits was expected."_s);
    row("two digits", "HTTP/1.1 20 OK\r\n\r\n",
        u"Byte 0x20 at offset 11 where a status of three digits was expected."_s);
    row("four digits", "HTTP/1.1 2000 OK\r\n\r\n",
        u"Byte 0x30 '0' at offset 12 where a space after the three digits of the status was expected."_s);
    row("no colon", "HTTP/1.1 200 OK\r\nA: b\r\njunk\r\n\r\n", u"Line 3, at offset 23, is a field without a colon."_s);
    row("no name", "HTTP/1.1 200 OK\r\n: b\r\n\r\n", u"Line 2, at offset 17, is a field without a name."_s);
    row("bad name", "HTTP/1.1 200 OK\r\nA(b: c\r\n\r\n",
        u"Byte 0x28 '(' at offset 18 is not allowed in a field name (line 2)."_s);
    row("space in the name", "HTTP/1.1 200 OK\r\nA b: c\r\n\r\n",
        u"Byte 0x20 at offset 18 is not allowed in a field name (line 2)."_s);
    row("cut off", "HTTP/1.1 200 OK\r\nA: b\r\n",
        u"The head ends at offset 23 without the empty line that closes it."_s);
}

void TestHead::responseErrors()
{
    QFETCH(QByteArray, bytes);
    const Result<ResponseHead> head = parseResponseHead(bytes);
    QVERIFY(!head);
    QTEST(head.error, "error");
}

void TestHead::requestErrors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("error");
    QTest::newRow("TLS hello") << QByteArray("\x16\x03\x01\n\n")
                               << u"Byte 0x16 at offset 0 where a method was expected."_s;
    QTest::newRow("method only") << QByteArray("GET\r\n\r\n")
                                 << u"Line 1 ends at offset 3 where a space after the method was expected."_s;
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n") << u"Line 1 has no HTTP version after the method."_s;
    QTest::newRow("no target") << QByteArray("GET \r\n\r\n") << u"Line 1 has no request target after the method."_s;
    QTest::newRow("bad version") << QByteArray("GET / HTTQ/1.1\r\n\r\n")
                                 << u"Byte 0x51 'Q' at offset 9 where HTTP/ and a version was expected."_s;
    QTest::newRow("control in the target") << QByteArray("GET /\x01 HTTP/1.1\r\n\r\n")
                                           << u"Byte 0x01 at offset 5 where the request target was expected."_s;
}

void TestHead::requestErrors()
{
    QFETCH(QByteArray, bytes);
    const Result<RequestHead> head = parseRequestHead(bytes);
    QVERIFY(!head);
    QTEST(head.error, "error");
}

void TestHead::limits()
{
    const QByteArray start = "HTTP/1.1 200 OK\r\n";
    const QByteArray end = "\r\n\r\n";
    const QByteArray fits = start + "A: " + QByteArray(kMaxHeadBytes - start.size() - end.size() - 3, 'x') + end;
    QCOMPARE(fits.size(), kMaxHeadBytes);
    QVERIFY(parseResponseHead(fits + "the body is not counted"));
    QCOMPARE(parseResponseHead(start + 'x' + fits.sliced(start.size())).error,
             u"The head exceeds the limit of 262144 bytes."_s);
    QCOMPARE(parseResponseHead(QByteArray(kMaxHeadBytes + 1, 'x')).error,
             u"The head exceeds the limit of 262144 bytes."_s);
    QVERIFY(parseResponseHead(start + QByteArray("A: b\r\n").repeated(kMaxHeadLines - 2) + "\r\n"));
    QCOMPARE(parseResponseHead(start + QByteArray("A: b\r\n").repeated(kMaxHeadLines - 1) + "\r\n").error,
             u"The head exceeds the limit of 1000 lines."_s);
}

void TestHead::oddHeadsAlwaysGiveAnAnswer_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("response") << QByteArray("\r\nHTTP/1.1 302 Found\r\nLocation: /a\r\n b\r\nX : y\n\r\n");
    QTest::newRow("request") << QByteArray("POST /a?b HTTP/1.1\r\nHost: c.example\r\nX:\r\n\r\n");
}

void TestHead::oddHeadsAlwaysGiveAnAnswer()
{
    QFETCH(QByteArray, bytes);
    const auto check = [](const QByteArray &odd) {
        const Result<ResponseHead> response = parseResponseHead(odd);
        const Result<RequestHead> request = parseRequestHead(odd);
        const qsizetype end = endOfHead(odd);
        return response.error.isEmpty() == bool(response) && request.error.isEmpty() == bool(request) &&
               (end >= 0 || (!response && !request)) && end <= odd.size();
    };
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QVERIFY(check(bytes.first(i)));
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray odd = bytes;
            odd[i] = static_cast<char>(byte);
            QVERIFY2(check(odd), odd.toPercentEncoding().constData());
        }
    }
}

void TestHead::serializes()
{
    const Request request{.method = "PUT",
                          .url = "http://u:p@a.example:81/x/y?z#frag",
                          .headers = {{{"Host", "a.example:81"}, {"X", ""}}}};
    QCOMPARE(serializeRequestHead(request), QByteArray("PUT /x/y?z HTTP/1.1\r\nHost: a.example:81\r\nX: \r\n\r\n"));
    const Request bare{.method = "GET", .url = "http://a.example?q", .version = "HTTP/1.0"};
    QCOMPARE(serializeRequestHead(bare), QByteArray("GET /?q HTTP/1.0\r\n\r\n"));
}

void TestHead::bodies()
{
    QCOMPARE(bodyOf({}), Body());
    const Body abc = bodyOf("abc");
    QCOMPARE(abc.size, 3);
    // FIPS 180-2 appendix B.1.
    QCOMPARE(abc.sha256, QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(abc.bytes, QByteArray("abc"));
    QVERIFY(!abc.truncated && !bodyOf("abc", 3).truncated);
    const Body cut = bodyOf("abc", 2);
    QCOMPARE(cut.sha256, abc.sha256);
    QCOMPARE(cut.bytes, QByteArray("ab"));
    QVERIFY(cut.truncated && cut.size == 3);
}

QTEST_APPLESS_MAIN(TestHead)
#include "tst_head.moc"
