// SPDX-License-Identifier: MIT
#include "formats/collection/environment.h"
#include "formats/collection/variables.h"
#include "formats/redaction/redaction.h"
#include "formats/session/sessionfile.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

Variables values()
{
    Variables variables(u"dev"_s);
    variables.set({{u"host"_s, u"a.example"_s}, {u"a"_s, u"{{host}}"_s}, {u"größe"_s, u"1"_s}, {u"none"_s, {}}});
    variables.set({{u"token"_s, u"s3cr"_s, true}, {u"unknown"_s, {}, true}, {u"pin"_s, u"123"_s, true}});
    return variables;
}

} // namespace

class TestVariables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void substitutes_data();
    void substitutes();
    void refuses_data();
    void refuses();
    void names();
    void overlays();
    void environments();
    void badEnvironments_data();
    void badEnvironments();
    void secretsAreMarked_data();
    void secretsAreMarked();
    void secretsInSessions();
};

void TestVariables::substitutes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("nothing", "", "");
    row("plain", "a}}b{{", "a}}b{{");
    row("one", "http://{{host}}/x", "http://a.example/x");
    row("space", "{{ host }}{{\thost}}", "a.examplea.example");
    row("not again", "{{a}}", "{{host}}");
    row("empty", "[{{none}}]", "[]");
    row("letters", "{{größe}}", "1");
    row("braces", "{\"a\":{{{host}}}}", "{\"a\":{a.example}}");
    row("JSON", R"({{"a":{"b":{}}}})", R"({{"a":{"b":{}}}})");
    row("no name", "{{}} {{ }} {{#each}} {{a b}} {{a\nb}}", "{{}} {{ }} {{#each}} {{a b}} {{a\nb}}");
    row("not closed", "{{host} {{host", "{{host} {{host");
    row("too long", "{{" + QByteArray(101, 'a') + "}}", "{{" + QByteArray(101, 'a') + "}}");
    row("secret", "Bearer {{token}}", "Bearer s3cr");
}

void TestVariables::substitutes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const Result<QByteArray> done = substituted(text, values(), u"the URL"_s);
    QVERIFY2(done, qPrintable(done.error));
    QCOMPARE(*done, expected);
}

void TestVariables::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("unknown")
        << QByteArray("{{host}}/{{port}}")
        << u"the URL has {{port}}, which is not a variable of the environment \"dev\": add it there"_s;
    QTest::newRow("made up")
        << QByteArray("{{$guid}}")
        << u"the URL has {{$guid}}: values that are made up for each request are not supported, write one"_s;
    QTest::newRow("not told") << QByteArray("{{unknown}}")
                              << u"the URL has {{unknown}}, a secret variable whose value was not given yet: give it"_s;
    QTest::newRow("short")
        << QByteArray("{{pin}}")
        << u"the URL has {{pin}}, a secret of fewer than 4 bytes, which cannot be kept out of what is saved: make it an ordinary variable"_s;
}

void TestVariables::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, error);
    const Result<QByteArray> done = substituted(text, values(), u"the URL"_s);
    QVERIFY(!done);
    QCOMPARE(done.error, error);
}

void TestVariables::names()
{
    QCOMPARE(variableNames("{{b}} {{a}} {{ b }} {{}}"), (QStringList{u"b"_s, u"a"_s}));
    QCOMPARE(substituted("{{x}}", Variables(), u"the body"_s).error,
             u"the body has {{x}}, which has no value: choose an environment that has this variable"_s);
    QVERIFY(isVariableName("$guid"));
    for (const char *bad : {"", "$", "a b", "a$", "{", "a}"})
        QVERIFY2(!isVariableName(bad), bad);
}

/// A variable that was secret once stays one, whoever sets it.
void TestVariables::overlays()
{
    Variables variables = values();
    variables.set({u"token"_s, u"other"_s});
    variables.set({u"host"_s, u"b.example"_s});
    QCOMPARE(variables.find("host")->value, u"b.example"_s);
    QCOMPARE(variables.secretValues(), (QList<QByteArray>{"123", "other"}));
}

void TestVariables::environments()
{
    const QList<Variable> variables{{u"token"_s, u"not written"_s, true}, {u"host"_s, u"a"_s}};
    const QByteArray file = writeEnvironment(variables);
    QVERIFY(!file.contains("not written"));
    QCOMPARE(file, QByteArray("{\n    \"format\": \"hopscope-environment\",\n    \"variables\": [\n        {\n"
                              "            \"name\": \"host\",\n            \"value\": \"a\"\n        },\n        {\n"
                              "            \"name\": \"token\",\n            \"secret\": true\n        }\n    ],\n"
                              "    \"version\": 1\n}\n"));
    const Result<QList<Variable>> read = readEnvironment(file);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(*read, (QList<Variable>{{u"host"_s, u"a"_s}, {u"token"_s, {}, true}}));
    QCOMPARE(writeEnvironment(*read), file);
}

void TestVariables::badEnvironments_data()
{
    QTest::addColumn<QByteArray>("variables");
    QTest::addColumn<QString>("error");
    QTest::newRow("secret")
        << QByteArray(R"([{"name": "a", "secret": true, "value": "x"}])")
        << u"line 2, column 54: variables[0].value: a secret variable has no value in a file: leave it out"_s;
    QTest::newRow("name")
        << QByteArray(R"([{"name": "a b", "value": "x"}])")
        << u"line 2, column 24: variables[0].name: a name has letters, digits, \"_\", \"-\" and \".\", 100 bytes at most"_s;
    QTest::newRow("twice")
        << QByteArray(R"([{"name": "a", "value": "x"}, {"name": "a", "value": "y"}])")
        << u"line 2, column 44: variables[1]: there are two variables \"a\": leave one of them out"_s;
    QTest::newRow("member") << QByteArray(R"([{"name": "a", "value": "x", "note": 1}])")
                            << u"line 2, column 43: variables[0].note: is not a known member"_s;
    QTest::newRow("none") << QByteArray("[") << u"line 2, column 15: expected a value, found \"}\""_s;
}

void TestVariables::badEnvironments()
{
    QFETCH(QByteArray, variables);
    QFETCH(QString, error);
    const Result<QList<Variable>> read =
        readEnvironment("{\"format\": \"hopscope-environment\", \"version\": 1,\n\"variables\": " + variables + "}");
    QVERIFY(!read);
    QCOMPARE(read.error, error);
}

void TestVariables::secretsAreMarked_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("four bytes") << QByteArray("q7x9");
    QTest::newRow("five bytes") << QByteArray("q7x9z");
    QTest::newRow("long") << QByteArray("a rather long & odd <value>");
}

/// Wherever a value stands: in URL, field, body, response, the wire, notes.
void TestVariables::secretsAreMarked()
{
    QFETCH(QByteArray, value);
    Hop hop;
    hop.request.method = "POST";
    hop.request.url = "http://a.example/" + value.toPercentEncoding() + "?x=" + value.toPercentEncoding();
    hop.request.headers.append("X-Plain", "a" + value + "b");
    hop.request.body = bodyOf("text " + value);
    hop.response = Response{.version = "HTTP/1.1", .status = 302};
    hop.response->headers.append("Location", "/" + value.toPercentEncoding());
    hop.response->body = bodyOf("you sent " + value);
    hop.wire = Wire{};
    hop.wire->sent = "POST /" + value.toPercentEncoding() + " HTTP/1.1\r\nX-Plain: " + value + "\r\n\r\n" + value;
    hop.notes.append(u"about "_s + QString::fromUtf8(value));
    Trace trace{.hops = {hop}};
    trace.outcome.message = QString::fromUtf8(value);
    const Trace shown = redacted(trace, {.values = {value}}).trace;
    const QByteArray text = shown.hops[0].request.url + shown.hops[0].request.headers.first("X-Plain").value() +
                            shown.hops[0].request.body.bytes +
                            shown.hops[0].response->headers.first("Location").value() +
                            shown.hops[0].response->body.bytes + shown.hops[0].wire->sent +
                            shown.hops[0].notes.first().toUtf8() + shown.outcome.message.toUtf8();
    QVERIFY2(!text.contains(value) && !text.contains(value.toPercentEncoding()), text.constData());
    QCOMPARE(shown.hops[0].request.headers.first("X-Plain").value(), QByteArray("a[redacted 1]b"));
    QCOMPARE(redacted(trace, {}).trace.hops[0].request.headers, hop.request.headers);
}

void TestVariables::secretsInSessions()
{
    ClientMemory memory;
    memory.jar.cookies.append({.name = "a", .value = "1", .domain = "a.example", .path = "/s3cret/x"});
    memory.jar.cookies.append({.name = "b", .value = "1", .domain = "a.example", .path = "/"});
    StoredResponse stored;
    stored.method = "GET";
    stored.response.status = 301;
    stored.response.headers.append("Location", "/s3cret");
    memory.redirects.insert("http://a.example/", stored);
    const RedactionOptions options{.values = {"s3cret"}};
    QVERIFY(writeSession(memory, SessionSecrets::LeftOut, {}).json.contains("s3cret"));
    const SessionFile file = writeSession(memory, SessionSecrets::LeftOut, options);
    QVERIFY(!file.json.contains("s3cret"));
    QVERIFY(file.json.contains("\"b\""));
    QCOMPARE(file.leftOut, (SessionOmissions{.cookieValues = 2, .redirects = 1}));
}

QTEST_APPLESS_MAIN(TestVariables)
#include "tst_variables.moc"
