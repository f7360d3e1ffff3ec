// SPDX-License-Identifier: MIT
#include "collecteddump.h"
#include "formats/collection/httpfile.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestHttpFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void faults_data();
    void faults();
    void environments();
    void names_data();
    void names();
};

void TestHttpFile::requests_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &file, const QString &expected) {
        QTest::newRow(name) << file << expected;
    };
    row("URL alone", "https://a.example/x\n", u"GET x [1] GET https://a.example/x"_s);
    row("version", "POST http://a/x HTTP/1.1\nA: 1\nB:2\n\nbody\n\n",
        u"POST x [1] POST http://a/x\n  A: 1\n  B: 2\n  body body"_s);
    row("several",
        "### First one\nGET http://a/\n\n###\n# @name second\nDELETE http://b/\n#### \n// a comment\nhttp://c/d\n",
        u"First one [1] GET http://a/\nsecond [2] DELETE http://b/\nGET d [3] GET http://c/d"_s);
    row("windows lines", "GET http://a/\r\nA: 1\r\n\r\n\r\n###\r\n", u"GET a [1] GET http://a/\n  A: 1"_s);
    row("variables", "@host = a.example\n@base=http://{{host}}/{{v}}\n@host = b.example\n\nGET {{base}}/x\n",
        u"GET x [1] GET {{base}}/x\nall: host=b.example base=http://a.example/{{v}}\n"
        "! @base: variables in values are not replaced, write the value of {{v}}"_s);
    row("long URL", "GET http://a\n    /api\n    ?x=1\n    &y=2\nA: 1\n",
        u"GET api [1] GET http://a/api?x=1&y=2\n  A: 1"_s);
    row("query at the margin", "GET http://a/api\n?x=1\n&y=2\n", u"GET api [1] GET http://a/api?x=1&y=2"_s);
    row("JSON", "POST http://a/\nContent-Type: application/json\n\n{\n  \"a\": {{n}},\n\n  \"b\": \"#x\"\n}\n",
        u"POST a [1] POST http://a/\n  Content-Type: application/json\n  body {\n  \"a\": {{n}},\n\n  \"b\": \"#x\"\n}"_s);
    row("XML", "POST http://a/\n\n<a>\n</a>\n", u"POST a [1] POST http://a/\n  body <a>\n</a>"_s);
    row("file", "POST http://a/\n\n< ./b.json\n", u"POST a [1] POST http://a/\n  file ./b.json"_s);
    row("file with variables", "POST http://a/\n\n<@latin1 b.txt\n",
        u"POST a [1] POST http://a/\n  file b.txt\n  ! variables in the file b.txt are not replaced"_s);
    row("form", "POST http://a/\nContent-Type: application/x-www-form-urlencoded\n\na=1\n&b=2\n",
        u"POST a [1] POST http://a/\n  Content-Type: application/x-www-form-urlencoded\n  body a=1&b=2"_s);
    row("multipart",
        "POST http://a/\nContent-Type: multipart/form-data; boundary=B\n\n--B\nContent-Disposition: form-data; "
        "name=\"f\"\n\n< f.png\n--B--\n",
        u"POST a [1] POST http://a/\n  Content-Type: multipart/form-data; boundary=B\n  body --B\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n\n  file f.png\n  body \r\n--B--\r\n"_s);
    row("graphql", "POST http://a/\nX-REQUEST-TYPE: GraphQL\n\nquery { a }\n\n{\"l\": 1}\n",
        u"POST a [1] POST http://a/\n  Content-Type: application/json\n  body {\"query\": \"query { a }\", \"variables\": {\"l\": 1}}"_s);
    row("graphql method", "GRAPHQL http://a/\n\n{ a }\n",
        u"POST a [1] POST http://a/\n  Content-Type: application/json\n  body {\"query\": \"{ a }\"}"_s);
    row("host", "GET /x HTTP/1.1\nHost: a.example:443\n", u"GET x [1] GET https://a.example:443/x"_s);
    row("no host", "GET /x\n", u"GET x [1] GET /x\n  ! the URL has no host: complete it"_s);
    row("basic", "GET http://a/\nAuthorization: Basic me {{pw}}\n",
        u"GET a [1] GET http://a/\n  user me:{{pw}} %1"_s.arg(int(AuthChoice::Basic)));
    row("basic, encoded", "GET http://a/\nAuthorization: Basic bWU6eA==\n",
        u"GET a [1] GET http://a/\n  Authorization: Basic bWU6eA=="_s);
    row("digest", "GET http://a/\nAuthorization: Digest me:x\n",
        u"GET a [1] GET http://a/\n  user me:x %1"_s.arg(int(AuthChoice::Digest)));
    row("scripts", "< {%\n  a();\n%}\nGET http://a/\n\n> {%\n  client.test();\n%}\n>> out.json\n<> 2020.json\n",
        u"GET a [1] GET http://a/\n  ! a script that runs before the request is not supported and left out\n"
        "  ! a script that reads the response is not supported and left out\n  ! the response is not written to a file "
        "(>> out.json)\n"
        "  ! the response is not written to a file (<> 2020.json)"_s);
    row("tags", "# @no-redirect\n// @timeout 2 m\n# @prompt otp\n# @timeout never\nGET http://a/\n",
        u"GET a [1 stays] GET http://a/\n  limits -1 120000\n  ! redirects are not followed there; Hopscope does\n"
        "  ! @prompt is not supported and left out\n  ! @timeout \"never\" is not a time and left out"_s);
    const auto limit = [&](const char *time, int milliseconds) {
        row(time, QByteArray("# @timeout ") + time + "\nGET http://a/\n",
            u"GET a [1] GET http://a/\n  limits -1 %1"_s.arg(milliseconds));
    };
    limit("100000 ms", 100'000);
    limit("86400", 86'400'000);
    limit("1440 m", 86'400'000);
    for (const char *time : {"86400001 ms", "2000 m", "50000 m", "99999999999 s"})
        row(time, QByteArray("# @timeout ") + time + "\nGET http://a/\n",
            u"GET a [1] GET http://a/\n  ! @timeout \"%1\" is more than one day and left out"_s.arg(
                QLatin1StringView(time)));
    row("references", "GET http://a/{{login.response.body.$.id}}/{{$uuid}}/{{ x }}\n",
        u"GET login.response.body.-.id--uuid--x- [1] GET http://a/{{login.response.body.$.id}}/{{$uuid}}/{{ x }}\n"
        "  ! {{login.response.body.$.id}} refers to another request, which is not supported: write the value\n"
        "  ! {{$uuid}} is made up for each request, which is not supported: write a value"_s);
    row("curl", "### c\ncurl -X PUT http://a/x \\\n  -H 'A: 1'\n", u"c [1 stays] PUT http://a/x\n  A: 1"_s);
    row("one is broken", "GET http://a/\n###\nGET http://b/\nno field\n###\nWEBSOCKET ws://c/\n",
        u"GET a [1] GET http://a/\n! line 3: \"no field\" is not a header field: write Name: value\n"
        "! line 6: a request of WEBSOCKET is not supported and left out"_s);
}

void TestHttpFile::requests()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, expected);
    const Result<Collected> read = readHttpFile(file);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(dumped(*read), expected);
}

void TestHttpFile::faults_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("error");
    QTest::newRow("empty") << QByteArray() << u"there is no request in it"_s;
    QTest::newRow("comments") << QByteArray("# a\n\n###\n// b\n@x = 1\n") << u"there is no request in it"_s;
    QTest::newRow("script") << QByteArray("< {%\n a();\n") << u"line 1: there is no request behind the script"_s;
    QTest::newRow("words") << QByteArray("GET http://a/ b c\n")
                           << u"line 1: \"GET http://a/ b c\" is not a request line: write METHOD URL"_s;
    QTest::newRow("field") << QByteArray("GET http://a/\n: x\n")
                           << u"line 1: \": x\" is not a header field: write Name: value"_s;
    QTest::newRow("protocol") << QByteArray("\n###\nGRPC a/b\n")
                              << u"line 3: a request of GRPC is not supported and left out"_s;
}

void TestHttpFile::faults()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, error);
    const Result<Collected> read = readHttpFile(file);
    QVERIFY(!read);
    QCOMPARE(read.error, error);
}

void TestHttpFile::environments()
{
    const auto read = readHttpEnvironments(R"({"dev": {"host": "a", "port": 81, "SSL": {"x": 1}}, "live": {}})", false);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(dumped({.environments = *read}),
             u"env dev: host=a port=81\n  ! \"SSL\" is not a text and left out\nenv live: "_s);
    QCOMPARE(dumped({.environments = *readHttpEnvironments(R"({"dev": {"t": "s"}})", true)}), u"env dev: t*=s"_s);
    QCOMPARE(readHttpEnvironments("[]", false).error,
             u"line 1, column 1: should be an object with an environment a member"_s);
    QVERIFY(!readHttpEnvironments("{", false));
}

void TestHttpFile::names_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    QTest::newRow("path") << u"http://a.example/orders/1?x=/y#z"_s << u"GET orders-1"_s;
    QTest::newRow("host") << u"http://me@{{host}}:81/"_s << u"GET host-81"_s;
    QTest::newRow("nothing") << QString() << u"GET"_s;
    QTest::newRow("variable") << u"{{base}}/a/{{id}}"_s << u"GET a-id"_s;
    QTest::newRow("long") << u"http://a/"_s + QString(100, u'x') << u"GET "_s + QString(56, u'x');
}

void TestHttpFile::names()
{
    QFETCH(QString, url);
    QFETCH(QString, name);
    QCOMPARE(proposedName("GET", url), name);
}

QTEST_APPLESS_MAIN(TestHttpFile)
#include "tst_httpfile.moc"
