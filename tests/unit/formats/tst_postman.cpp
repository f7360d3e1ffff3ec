// SPDX-License-Identifier: MIT
#include "collecteddump.h"
#include "formats/collection/postman.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestPostman : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void collections();
    void environments();
    void faults_data();
    void faults();
};

void TestPostman::requests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &request, const QString &expected) {
        QTest::newRow(name) << request << expected;
    };
    row("text", R"("http://{{host}}/x")", u"GET http://{{host}}/x"_s);
    row("raw URL with its query",
        R"({"method": "GET", "url": {"raw": "http://a/x?b=1", "query": [{"key": "b", "value": "1"}, {"key": "c", "value": "2", "disabled": true}]}})",
        u"GET http://a/x?b=1\n  ! switched off and left out: c"_s);
    row("URL in parts",
        R"({"url": {"protocol": "https", "host": ["a", "example"], "port": "81", "path": ["x", ":id"], "hash": "f", "query": [{"key": "b", "value": "1"}], "variable": [{"key": "id", "value": "7"}]}})",
        u"GET https://a.example:81/x/7?b=1#f"_s);
    row("URL of 2.0", R"({"url": {"host": "a.example", "path": "x/y"}})", u"GET a.example/x/y"_s);
    row("fields",
        R"({"url": "http://a/", "header": [{"key": "A", "value": "1"}, {"key": "B", "value": "2", "disabled": true}, {"key": "", "value": "x"}]})",
        u"GET http://a/\n  A: 1\n  ! switched off and left out: B"_s);
    row("fields as text", R"({"url": "http://a/", "header": "A: 1\nB:2\nnone"})", u"GET http://a/\n  A: 1\n  B: 2"_s);
    row("raw",
        R"({"method": "POST", "url": "http://a/", "body": {"mode": "raw", "raw": "{\"a\": {{n}}}", "options": {"raw": {"language": "json"}}}})",
        u"POST http://a/\n  Content-Type: application/json\n  body {\"a\": {{n}}}"_s);
    row("form",
        R"({"method": "POST", "url": "http://a/", "body": {"mode": "urlencoded", "urlencoded": [{"key": "a b", "value": "1&{{v}}"}, {"key": "c", "value": "", "disabled": true}]}})",
        u"POST http://a/\n  Content-Type: application/x-www-form-urlencoded\n  body a+b=1%26{{v}}\n  ! switched off and left out: c"_s);
    row("parts",
        R"({"method": "POST", "url": "http://a/", "body": {"mode": "formdata", "formdata": [{"key": "a", "value": "1", "type": "text", "contentType": "text/x"}, {"key": "f", "type": "file", "src": ["x.png", "y.png"]}, {"key": "g", "type": "file", "src": "z"}, {"key": "h", "type": "file", "src": null}]}})",
        u"POST http://a/\n  part a=1 text/x\n  part f=x.png \n  part f=y.png \n  part g=z \n  ! the part \"h\" names no file and is left out"_s);
    row("file", R"({"method": "POST", "url": "http://a/", "body": {"mode": "file", "file": {"src": "/b.bin"}}})",
        u"POST http://a/\n  file /b.bin"_s);
    row("graphql",
        R"({"method": "POST", "url": "http://a/", "body": {"mode": "graphql", "graphql": {"query": "{ a }", "variables": "{\"b\": 1}"}}})",
        u"POST http://a/\n  Content-Type: application/json\n  body {\"query\": \"{ a }\", \"variables\": {\"b\": 1}}"_s);
    row("unknown body", R"({"url": "http://a/", "body": {"mode": "carrier", "carrier": "x"}})",
        u"GET http://a/\n  ! a body of the kind \"carrier\" is not supported"_s);
    row("body off", R"({"url": "http://a/", "body": {"mode": "raw", "raw": "x", "disabled": true}})",
        u"GET http://a/\n  ! the body is switched off and left out"_s);
    row("basic of 2.1",
        R"({"url": "http://a/", "auth": {"type": "basic", "basic": [{"key": "password", "value": "{{pw}}", "type": "string"}, {"key": "username", "value": "me"}]}})",
        u"GET http://a/\n  user me:{{pw}} %1"_s.arg(int(AuthChoice::Basic)));
    row("digest of 2.0",
        R"({"url": "http://a/", "auth": {"type": "digest", "digest": {"username": "me", "password": "x"}}})",
        u"GET http://a/\n  user me:x %1"_s.arg(int(AuthChoice::Digest)));
    row("key",
        R"({"url": "http://a/", "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "X-Key"}, {"key": "value", "value": "v"}]}})",
        u"GET http://a/\n  X-Key: v"_s);
    row("key in the query",
        R"({"url": "http://a/", "auth": {"type": "apikey", "apikey": [{"key": "key", "value": "k"}, {"key": "value", "value": "v"}, {"key": "in", "value": "query"}]}})",
        u"GET http://a/?k=v"_s);
    row("unknown auth", R"({"url": "http://a/", "auth": {"type": "hawk", "hawk": []}})",
        u"GET http://a/\n  ! authentication \"hawk\" is not supported: set the field Authorization"_s);
    row("no auth",
        R"({"url": "http://a/{{$randomInt}}", "auth": {"type": "noauth"}, "description": {"content": "Why."}})",
        u"GET http://a/{{$randomInt}}\n  ! Why.\n  ! {{$randomInt}} is made up for each request, which is not supported: write a value"_s);
}

void TestPostman::requests()
{
    QFETCH(QByteArray, request);
    QFETCH(QString, expected);
    const Result<Collected> read =
        readPostman(R"({"info": {"name": "n", "schema": "x"}, "item": [{"name": "r", "request": )" + request + "}]}");
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(dumped(*read), u"r [1] "_s + expected);
}

void TestPostman::collections()
{
    const Result<Collected> read = readPostman(R"({
      "info": {"name": "Shop", "description": "All of it."},
      "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "{{t}}"}]},
      "variable": [{"key": "host", "value": "a.example"}, {"key": "n", "value": 7}, {"key": "off", "value": "x", "disabled": true}],
      "event": [{"listen": "prerequest", "script": {"exec": ["a();"]}}, {"listen": "test", "script": {"exec": [""]}}],
      "item": [
        {"name": "Cart", "auth": {"type": "noauth"}, "variable": [{"key": "id", "value": "9"}], "description": "Of the cart.",
         "item": [{"name": "Add", "request": {"method": "POST", "url": "http://{{host}}/{{id}}"},
                   "protocolProfileBehavior": {"followRedirects": false, "maxRedirects": 3, "strictSSL": false},
                   "event": [{"listen": "test", "script": {"exec": "b();"}}], "response": [{}, {}]}]},
        {"name": "", "request": "http://{{host}}/x/y?z"}, {"name": "Empty"}]})");
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(read->name, u"Shop"_s);
    QVERIFY(read->requests.first().request.insecure);
    QCOMPARE(
        dumped(*read),
        u"Cart/Add [1 stays] POST http://{{host}}/9\n  limits 3 0\n"
        "  ! Postman does not follow redirects here; Hopscope does\n"
        "  ! tests of the response are not supported and left out\n  ! saved examples of responses are left out (2)\n"
        "  ! {{id}} counts for a part of the collection only, its value is written out\n"
        "GET x-y [1] GET http://{{host}}/x/y?z\n  Authorization: Bearer {{t}}\n"
        "all: host=a.example n=7\n"
        "! the variable \"off\" is switched off and left out\n"
        "! the collection: a script that runs before the request is not supported and left out\n! All of it.\n"
        "! the folder \"Cart\": Of the cart.\n! \"Empty\" has no request and is left out"_s);
}

void TestPostman::environments()
{
    const QByteArray json = R"({"id": "1", "name": "Dev", "values": [{"key": "host", "value": "a", "enabled": true},
      {"key": "t", "value": "abc", "type": "secret", "enabled": true}, {"key": "x", "value": "", "enabled": false}]})";
    QVERIFY(looksLikePostman(json));
    const Result<Collected> read = readPostman("\xef\xbb\xbf" + json);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(dumped(*read), u"env Dev: host=a t*=abc\n  ! the variable \"x\" is switched off and left out"_s);
}

void TestPostman::faults_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("error");
    QTest::newRow("empty") << QByteArray() << u"line 1, column 1: expected a value, found the end of the text"_s;
    QTest::newRow("no JSON") << QByteArray("{\"info\": {},\n\"item\" []}")
                             << u"line 2, column 8: expected a colon, found \"[\""_s;
    QTest::newRow("version 1") << QByteArray(R"({"id": "x", "requests": []})")
                               << u"it is a collection of version 1: export it from Postman as \"Collection v2.1\""_s;
    QTest::newRow("other") << QByteArray("[1]") << u"it is not a collection or an environment of Postman"_s;
    QTest::newRow("bytes") << QByteArray("{\"a\": \"\xff\"}")
                           << u"line 1, column 8: the file has bytes that are not UTF-8; save it as UTF-8"_s;
}

void TestPostman::faults()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, error);
    const Result<Collected> read = readPostman(json);
    QVERIFY(!read);
    QCOMPARE(read.error, error);
    QVERIFY(!looksLikePostman(json));
}

QTEST_APPLESS_MAIN(TestPostman)
#include "tst_postman.moc"
