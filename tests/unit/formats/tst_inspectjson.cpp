// SPDX-License-Identifier: MIT
// Expectations from RFC 8259.
#include "text/jsontext.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class InspectJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valid_data();
    void valid();
    void errors_data();
    void errors();
    void order();
    void format_data();
    void format();
};

void InspectJsonTest::valid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("value");
    QTest::newRow("number") << QByteArray(" -12.50e+3 ") << int(JsonNode::Number) << u"-12.50e+3"_s;
    QTest::newRow("long number") << QByteArray("12345678901234567890") << int(JsonNode::Number)
                                 << u"12345678901234567890"_s;
    QTest::newRow("string") << QByteArray(R"("a\"\\\/\n\u00e9 \ud83d\ude00")") << int(JsonNode::String)
                            << u"a\"\\/\né \U0001F600"_s;
    QTest::newRow("UTF-8") << QByteArray("\"\xc3\xa9\"") << int(JsonNode::String) << u"é"_s;
    QTest::newRow("null") << QByteArray("null") << int(JsonNode::Literal) << u"null"_s;
    QTest::newRow("object") << QByteArray("{}") << int(JsonNode::Object) << QString();
    QTest::newRow("array") << QByteArray("[1, [ ], {\"a\" : true}]") << int(JsonNode::Array) << QString();
}

void InspectJsonTest::valid()
{
    QFETCH(QByteArray, text);
    const Result<JsonNode> node = readJson(text);
    QVERIFY2(node, qPrintable(node.error));
    QTEST(int(node->kind), "kind");
    QTEST(node->text, "value");
}

void InspectJsonTest::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("empty") << QByteArray() << u"Line 1, column 1: the text ends"_s;
    QTest::newRow("comma at the end") << QByteArray("[1,]") << u"Line 1, column 4: a value is missing here"_s;
    QTest::newRow("no comma") << QByteArray("{\n \"a\": 1\n \"b\": 2}") << u"Line 3, column 2: a comma or"_s;
    QTest::newRow("no colon") << QByteArray("{\"a\" 1}") << u"Line 1, column 6: a colon"_s;
    QTest::newRow("bare name") << QByteArray("{a: 1}") << u"Line 1, column 2: a name in quotation marks"_s;
    QTest::newRow("single quotes") << QByteArray("['a']") << u"Line 1, column 2: a value is missing here"_s;
    QTest::newRow("open string") << QByteArray("\"abc") << u"Line 1, column 5: a string is not closed"_s;
    QTest::newRow("control") << QByteArray("\"a\tb\"") << u"Line 1, column 3: a string cannot"_s;
    QTest::newRow("escape") << QByteArray("\"\\x\"") << u"Line 1, column 3: the backslash"_s;
    QTest::newRow("leading zero") << QByteArray("01") << u"Line 1, column 2: the text continues"_s;
    QTest::newRow("no digit") << QByteArray("[1.]") << u"Line 1, column 4: a digit"_s;
    QTest::newRow("two values") << QByteArray("1 2") << u"Line 1, column 3: the text continues"_s;
    QTest::newRow("deep") << QByteArray(10'000, '[') << u"Line 1, column 202: nested more than 200 levels deep"_s;
}

void InspectJsonTest::errors()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, place);
    const Result<JsonNode> node = readJson(text);
    QVERIFY(!node);
    QVERIFY2(node.error.startsWith(place), qPrintable(node.error));
}

void InspectJsonTest::order()
{
    const Result<JsonNode> node = readJson("{\"b\":1,\"a\":2,\"b\":3}");
    QVERIFY(node);
    QStringList keys;
    for (const JsonNode &child : node->children)
        keys.append(child.key + child.text);
    QCOMPARE(keys, (QStringList{u"b1"_s, u"a2"_s, u"b3"_s}));
}

void InspectJsonTest::format_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("scalar") << QByteArray(" 1.0 ") << QByteArray("1.0");
    QTest::newRow("empty") << QByteArray("[ { } , [ ] ]") << QByteArray("[\n  {},\n  []\n]");
    QTest::newRow("object") << QByteArray("{\"b\":[1,2],\"a\" : \"x, {y}: \\\"\"}")
                            << QByteArray("{\n  \"b\": [\n    1,\n    2\n  ],\n  \"a\": \"x, {y}: \\\"\"\n}");
}

void InspectJsonTest::format()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(formatJson(text), expected);
    QCOMPARE(formatJson(expected), expected);
    QVERIFY(readJson(expected));
}

QTEST_GUILESS_MAIN(InspectJsonTest)
#include "tst_inspectjson.moc"
