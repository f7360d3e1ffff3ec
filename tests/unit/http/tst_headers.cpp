// SPDX-License-Identifier: MIT
#include "http/headers.h"

#include <QTest>

using namespace hopscope;

class TestHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderCaseAndDuplicates();
    void setReplacesTheFirstAndRemovesTheOthers();
    void removesAllWithoutCase();
    void tokens_data();
    void tokens();
    void fieldValues_data();
    void fieldValues();
};

static Headers sample()
{
    return {{{"Host", "a"}, {"X-Odd", "1"}, {"x-oDD", "2"}, {"Accept", "*/*"}}};
}

void TestHeaders::keepsOrderCaseAndDuplicates()
{
    Headers headers = sample();
    headers.append("X-ODD", "");
    QCOMPARE(headers.all("x-odd"), (QList<QByteArray>{"1", "2", ""}));
    QCOMPARE(headers.first("X-odd"), std::optional<QByteArray>("1"));
    QCOMPARE(headers.first("absent"), std::optional<QByteArray>());
    QCOMPARE(headers.combined("x-odd"), QByteArray("1, 2, "));
    QCOMPARE(headers.fields[2].name, QByteArray("x-oDD"));
    QVERIFY(headers.contains("ACCEPT"));
    QVERIFY(!headers.contains("Accept-Language"));
}

void TestHeaders::setReplacesTheFirstAndRemovesTheOthers()
{
    Headers headers = sample();
    headers.set("x-odd", "3");
    QCOMPARE(headers, (Headers{{{"Host", "a"}, {"X-Odd", "3"}, {"Accept", "*/*"}}}));
    headers.set("New", "n");
    QCOMPARE(headers.fields.last(), (Header{"New", "n"}));
}

void TestHeaders::removesAllWithoutCase()
{
    Headers headers = sample();
    headers.remove("X-ODD");
    QCOMPARE(headers, (Headers{{{"Host", "a"}, {"Accept", "*/*"}}}));
}

void TestHeaders::tokens_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("letters") << QByteArray("X-Custom_1") << true;
    QTest::newRow("all symbols, RFC 9110 5.6.2") << QByteArray("!#$%&'*+-.^_`|~") << true;
    QTest::newRow("empty") << QByteArray() << false;
    for (const char c : QByteArray("\"(),/:;<=>?@[\\]{} \t\r\n\x7f\xe9\0", 25))
        QTest::addRow("byte %02x", static_cast<unsigned char>(c)) << (QByteArray("a") + c) << false;
}

void TestHeaders::tokens()
{
    QFETCH(QByteArray, text);
    QTEST(isToken(text), "valid");
}

void TestHeaders::fieldValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("empty") << QByteArray() << true;
    QTest::newRow("space and tab") << QByteArray("a b\tc") << true;
    QTest::newRow("obs-text") << QByteArray("caf\xc3\xa9") << true;
    QTest::newRow("CR") << QByteArray("a\rb") << false;
    QTest::newRow("LF") << QByteArray("a\nb") << false;
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << false;
    QTest::newRow("DEL") << QByteArray("a\x7f") << false;
}

void TestHeaders::fieldValues()
{
    QFETCH(QByteArray, text);
    QTEST(isFieldValue(text), "valid");
}

QTEST_APPLESS_MAIN(TestHeaders)
#include "tst_headers.moc"
