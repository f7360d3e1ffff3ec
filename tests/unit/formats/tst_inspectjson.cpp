// SPDX-License-Identifier: MIT
// Expectations from RFC 8259.
#include "text/jsontree.h"

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
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("value");
    QTest::newRow("number") << QByteArray(" -12.50e+3 ") << int(JsonType::Number) << u"-12.50e+3"_s;
    QTest::newRow("long number") << QByteArray("12345678901234567890") << int(JsonType::Number)
                                 << u"12345678901234567890"_s;
    QTest::newRow("string") << QByteArray(R"("a\"\\\/\n\u00e9 \ud83d\ude00")") << int(JsonType::Text)
                            << u"a\"\\/\né \U0001F600"_s;
    QTest::newRow("UTF-8") << QByteArray("\"\xc3\xa9\"") << int(JsonType::Text) << u"é"_s;
    QTest::newRow("half of a pair") << QByteArray(R"("\ud83dx\ude00")") << int(JsonType::Text) << u"\ufffdx\ufffd"_s;
    QTest::newRow("mark") << QByteArray("\xef\xbb\xbf\"\\ufeffx\"") << int(JsonType::Text) << u"\ufeffx"_s;
    QTest::newRow("null") << QByteArray("null") << int(JsonType::Null) << u"null"_s;
    QTest::newRow("object") << QByteArray("{}") << int(JsonType::Object) << QString();
    QTest::newRow("array") << QByteArray("[1, [ ], {\"a\" : true}]") << int(JsonType::List) << QString();
}

void InspectJsonTest::valid()
{
    QFETCH(QByteArray, text);
    const Result<JsonNode> node = readJson(text);
    QVERIFY2(node, qPrintable(node.error));
    QTEST(int(node->type), "type");
    QTEST(node->text(), "value");
}

void InspectJsonTest::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("place");
    QTest::newRow("empty") << QByteArray() << u"line 1, column 1: expected a value, found the end of the text"_s;
    QTest::newRow("comma at the end") << QByteArray("[1,]") << u"line 1, column 4: expected a value, found \"]\""_s;
    QTest::newRow("no comma") << QByteArray("{\n \"a\": 1\n \"b\": 2}")
                              << u"line 3, column 2: expected a comma or \"}\", found a quotation mark"_s;
    QTest::newRow("no colon") << QByteArray("{\"a\" 1}") << u"line 1, column 6: expected a colon, found \"1\""_s;
    QTest::newRow("bare name") << QByteArray("{a: 1}")
                               << u"line 1, column 2: expected a name in quotation marks, found \"a\""_s;
    QTest::newRow("single quotes") << QByteArray("['a']") << u"line 1, column 2: expected a value, found \"'\""_s;
    QTest::newRow("open string") << QByteArray("\"abc")
                                 << u"line 1, column 5: expected a quotation mark, found the end of the text"_s;
    QTest::newRow("control") << QByteArray("\"a\tb\"")
                             << u"line 1, column 3: a string contains the control byte 0x09"_s;
    QTest::newRow("escape") << QByteArray("\"\\x\"")
                            << u"line 1, column 2: the backslash does not begin a valid escape"_s;
    QTest::newRow("leading zero") << QByteArray("01")
                                  << u"line 1, column 2: expected the end of the text, found \"1\""_s;
    QTest::newRow("no digit") << QByteArray("[1.]") << u"line 1, column 4: expected a digit, found \"]\""_s;
    QTest::newRow("two values") << QByteArray("1 2")
                                << u"line 1, column 3: expected the end of the text, found \"2\""_s;
    QTest::newRow("NaN") << QByteArray("[NaN]") << u"line 1, column 2: expected a value, found \"NaN\""_s;
    QTest::newRow("no word") << QByteArray("[trux]") << u"line 1, column 2: expected true, found \"trux\""_s;
    QTest::newRow("characters count") << QByteArray("[\"\xc3\xa9\xf0\x9f\x98\x80\", \xe2\x82\xac]")
                                      << u"line 1, column 8: expected a value, found \"€\""_s;
    QTest::newRow("deep") << QByteArray(10'000, '[')
                          << u"line 1, column 257: lists and objects are nested more than 256 levels deep"_s;
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
        keys.append(child.key() + child.text());
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
