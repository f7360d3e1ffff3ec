// SPDX-License-Identifier: MIT
#include "collecteddump.h"
#include "formats/collection/bru.h"
#include "formats/collection/bruno.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestBruno : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void faults_data();
    void faults();
    void blocks();
    void folders();
};

void TestBruno::requests_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QByteArray &file, const QString &expected) {
        QTest::newRow(name) << file << expected;
    };
    row("small", "get {\n  url: {{host}}/x\n}\n", u"a [-] GET {{host}}/x"_s);
    row("windows lines", "meta {\r\n  name: Ping\r\n  seq: 3\r\n}\r\nhead {\r\n  url: http://a/\r\n}\r\n",
        u"Ping [3] HEAD http://a/"_s);
    row("fields", "get {\n  url: http://a/\n}\nheaders {\n  A: 1\n  ~B: 2\n  \"C:d\": x:y\n  A: 3\n}\n",
        u"a [-] GET http://a/\n  A: 1\n  C:d: x:y\n  A: 3\n  ! switched off and left out: B"_s);
    row("JSON body",
        "post {\n  url: http://a/\n  body: json\n  auth: none\n}\nbody:json {\n  {\n    \"a\": {{n}},\n    \"b\": {}\n "
        " }\n}\n",
        u"a [-] POST http://a/\n  Content-Type: application/json\n  body {\n  \"a\": {{n}},\n  \"b\": {}\n}"_s);
    row("own Content-Type",
        "put {\n  url: http://a/\n  body: text\n}\nheaders {\n  content-type: text/csv\n}\nbody:text {\n  "
        "a,b\n}\nbody:xml {\n  <a/>\n}\n",
        u"a [-] PUT http://a/\n  content-type: text/csv\n  body a,b\n  ! body:xml is not in use and left out"_s);
    row("form",
        "post {\n  url: http://a/\n  body: formUrlEncoded\n}\nbody:form-urlencoded {\n  a b: 1&2\n  t: {{t}}\n  ~c: "
        "3\n}\n",
        u"a [-] POST http://a/\n  Content-Type: application/x-www-form-urlencoded\n  body a+b=1%262&t={{t}}\n  ! switched off and left out: c"_s);
    row("parts",
        "post {\n  url: http://a/\n  body: multipartForm\n}\nbody:multipart-form {\n  a: 1\n  f: @file(x/y.png|z.png) "
        "@contentType(image/png)\n  n: @file()\n  j: {} @contentType(application/json)\n}\n",
        u"a [-] POST http://a/\n  part a=1 \n  part f=x/y.png image/png\n  part f=z.png image/png\n  part j={} application/json\n  ! the part \"n\" names no file and is left out"_s);
    row("file",
        "post {\n  url: http://a/\n  body: file\n}\nbody:file {\n  file: @file(b.bin) @contentType(image/gif)\n}\n",
        u"a [-] POST http://a/\n  Content-Type: image/gif\n  file b.bin"_s);
    row("graphql",
        "post {\n  url: http://a/\n  body: graphql\n}\nbody:graphql {\n  query { a(b: \"c\") }\n}\nbody:graphql:vars "
        "{\n  {\"l\": 5}\n}\n",
        u"a [-] POST http://a/\n  Content-Type: application/json\n  body {\"query\": \"query { a(b: \\\"c\\\") }\", \"variables\": {\"l\": 5}}"_s);
    row("basic", "get {\n  url: http://a/\n  auth: basic\n}\nauth:basic {\n  username: me\n  password: {{pw}}\n}\n",
        u"a [-] GET http://a/\n  user me:{{pw}} %1"_s.arg(int(AuthChoice::Basic)));
    row("digest", "get {\n  url: http://a/\n  auth: digest\n}\nauth:digest {\n  username: me\n  password: x\n}\n",
        u"a [-] GET http://a/\n  user me:x %1"_s.arg(int(AuthChoice::Digest)));
    row("bearer",
        "get {\n  url: http://a/\n  auth: bearer\n}\nauth:bearer {\n  token: {{t}}\n}\nauth:basic {\n  username: "
        "x\n}\n",
        u"a [-] GET http://a/\n  Authorization: Bearer {{t}}\n  ! auth:basic is not in use and left out"_s);
    row("key",
        "get {\n  url: http://a/?x=1#f\n  auth: apikey\n}\nauth:apikey {\n  key: k\n  value: v\n  placement: "
        "queryparams\n}\n",
        u"a [-] GET http://a/?x=1&k=v#f"_s);
    row("not supported",
        "get {\n  url: http://a/\n  auth: oauth2\n}\nauth:oauth2 {\n  grant_type: password\n}\ntests {\n  "
        "a();\n}\nscript:pre-request {\n  b();\n}\nassert {\n  res.status: eq 200\n}\nvars:post-response {\n  t: "
        "res.body.t\n}\ndocs {\n  What it does.\n}\n",
        u"a [-] GET http://a/\n  ! authentication \"oauth2\" is not supported: set the field Authorization\n  ! tests is not supported and left out\n  ! script:pre-request is not supported and left out\n  ! assert is not supported and left out\n  ! vars:post-response is not supported and left out\n  ! What it does."_s);
    row("parameters",
        "get {\n  url: http://a/:id/x\n}\nparams:query {\n  q: 1\n  ~r: 2\n}\nparams:path {\n  id: 7\n}\n",
        u"a [-] GET http://a/7/x?q=1\n  ! switched off and left out: r"_s);
    row("own variables",
        "get {\n  url: http://{{h}}/{{other}}\n}\nvars:pre-request {\n  h: a.example\n  ~other: no\n}\n",
        u"a [-] GET http://a.example/{{other}}\n  ! {{h}} counts for a part of the collection only, its value is written out"_s);
    row("made up",
        "post {\n  url: http://a/{{$guid}}\n  body: text\n}\nbody:text {\n  {{a b}} {{r.response.body.x}} {{#if}}\n}\n",
        u"a [-] POST http://a/{{$guid}}\n  Content-Type: text/plain\n  body {{a b}} {{r.response.body.x}} {{#if}}\n"
        "  ! {{$guid}} is made up for each request, which is not supported: write a value\n"
        "  ! {{a b}} is not a name of a variable here, it stays as it is\n"
        "  ! {{r.response.body.x}} refers to another request, which is not supported: write the value\n"
        "  ! {{#if}} is not a name of a variable here, it stays as it is"_s);
    row("settings",
        "get {\n  url: http://a/\n}\nsettings {\n  followRedirects: false\n  maxRedirects: 4\n  timeout: 1500\n}\n",
        u"a [- stays] GET http://a/\n  limits 4 1500\n  ! Bruno does not follow redirects here; Hopscope does"_s);
    row("multiline", "http {\n  method: report\n  url: http://a/\n}\nheaders {\n  X: '''\n    one\n    two\n  '''\n}\n",
        u"a [-] REPORT http://a/\n  X: one\ntwo"_s);
}

void TestBruno::requests()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, expected);
    const Result<Collected> read = readBruno({{u"a.bru"_s, file}});
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(dumped(*read), expected);
}

void TestBruno::faults_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("error");
    QTest::newRow("open") << QByteArray("meta {\n  name: a\n}\nget {\n  url: x\n")
                          << u"a.bru: line 4: the block \"get\" is not closed"_s;
    QTest::newRow("open text") << QByteArray("body:json {\n  {\n  }\n")
                               << u"a.bru: line 1: the block \"body:json\" is not closed"_s;
    QTest::newRow("open list") << QByteArray("vars:secret [\n a,\n")
                               << u"a.bru: line 1: the block \"vars:secret\" is not closed"_s;
    QTest::newRow("open value") << QByteArray("meta {\n a: '''\n b\n")
                                << u"a.bru: line 1: the block \"meta\" is not closed"_s;
    QTest::newRow("no block") << QByteArray("hello\n")
                              << u"a.bru: line 1: expected a block such as \"headers {\", found \"hello\""_s;
    QTest::newRow("no name") << QByteArray("\n{\n}\n")
                             << u"a.bru: line 2: expected a block such as \"headers {\", found \"{\""_s;
}

void TestBruno::faults()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, error);
    const Result<Collected> read = readBruno({{u"a.bru"_s, file}});
    QVERIFY(!read);
    QCOMPARE(read.error, error);
    QCOMPARE(readBruno({}).error, u"there is no .bru file"_s);
}

void TestBruno::blocks()
{
    const Result<QList<BruBlock>> read =
        readBru("vars:secret [\n  a,\n  ~b\n]\nmeta {\n  tags: [\n    x\n  ]\n  name: n\n}\ndocs {\n  a\n\n    b\n}\n");
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(*read, (QList<BruBlock>{{"vars:secret", {{"a", ""}, {"b", "", false}}, ""},
                                     {"meta", {{"tags", "["}, {"name", "n"}}, ""},
                                     {"docs", {}, "a\n\n  b"}}));
}

/// A file that is broken does not stop the others; folders hand their fields and credentials down.
void TestBruno::folders()
{
    const Result<Collected> read = readBruno({
        {u"bruno.json"_s, R"({"version": "1", "name": "Shop", "type": "collection"})"},
        {u"collection.bru"_s,
         "headers {\n  X-All: 1\n  X-Both: all\n}\nauth {\n  mode: bearer\n}\nauth:bearer {\n  token: "
         "{{t}}\n}\nvars:pre-request {\n  host: a.example\n}\nscript:pre-request {\n  x();\n}\n"},
        {u"environments/dev.bru"_s, "vars {\n  host: b.example\n  ~off: 1\n}\nvars:secret [\n  t\n]\n"},
        {u"cart/folder.bru"_s,
         "meta {\n  name: The cart\n}\nheaders {\n  x-both: cart\n}\nvars:pre-request {\n  id: 7\n}\n"},
        {u"cart/add.bru"_s, "meta {\n  name: Add\n  seq: 2\n}\npost {\n  url: http://{{host}}/{{id}}\n  auth: "
                            "inherit\n}\nheaders {\n  Own: 1\n}\n"},
        {u"broken.bru"_s, "get {"},
        {u"chat.bru"_s, "grpc {\n  url: x\n}\n"},
    });
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(read->name, u"Shop"_s);
    QCOMPARE(dumped(*read), u"The cart/Add [2] POST http://{{host}}/7\n  X-All: 1\n  x-both: cart\n  Own: 1\n  "
                            u"Authorization: Bearer {{t}}\n"
                            "  ! {{id}} counts for a part of the collection only, its value is written out\n"
                            "all: host=a.example\nenv dev: host=b.example t*=\n"
                            "! the collection: script:pre-request is not supported and left out\n"
                            "! broken.bru: line 1: the block \"get\" is not closed\n"
                            "! chat.bru: is not an HTTP request and left out"_s);
}

QTEST_APPLESS_MAIN(TestBruno)
#include "tst_bruno.moc"
