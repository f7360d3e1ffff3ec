// SPDX-License-Identifier: MIT
#include "http/chunks.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestChunks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scan_data();
    void scan();
    void read_data();
    void read();
    void bareLineFeeds_data();
    void bareLineFeeds();
};

// RFC 9112 7.1.
void TestChunks::scan_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("complete");
    QTest::addColumn<int>("taken");
    QTest::addColumn<QString>("error");

    const auto row = [](const char *name, const QByteArray &bytes, bool complete, int beyond,
                        const QString &error = {}) {
        QTest::newRow(name) << bytes << complete << int(bytes.size()) - beyond << error;
    };
    row("one chunk", "5\r\nhello\r\n0\r\n\r\n", true, 0);
    row("two chunks, upper and lower case", "A\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n", true, 0);
    row("empty", "0\r\n\r\n", true, 0);
    row("leading zeros", "0005\r\nhello\r\n000\r\n\r\n", true, 0);
    row("extension", "5;name=value\r\nhello\r\n0;x\r\n\r\n", true, 0);
    row("space after the size", "5 \r\nhello\r\n0\r\n\r\n", true, 0);
    row("bare LF", "5\nhello\n0\n\n", true, 0);
    row("trailer", "0\r\nX-Sum: 1\r\nX: 2\r\n\r\n", true, 0);
    row("bytes beyond the end", "0\r\n\r\nHTTP/1.1", true, 8);
    row("data with line ends", "4\r\n\r\n\r\n\r\n0\r\n\r\n", true, 0);
    row("not ended", "5\r\nhel", false, 0);
    row("no last chunk", "5\r\nhello\r\n", false, 0);
    row("no digits", "zz\r\nhello\r\n0\r\n\r\n", false, 14, u"0x7a"_s);
    row("no size", "\r\nhello", false, 6, u"0x0d"_s);
    row("negative", "-5\r\nhello", false, 8, u"0x2d"_s);
    row("0x prefix", "0x5\r\nhello", false, 9, u"0x78"_s);
    row("data longer than the size", "3\r\nhello\r\n", false, 3, u"more data"_s);
    row("size beyond all bounds", "ffffffffffffffffffff\r\n", false, 6, u"digits"_s);
    row("endless extension", "5;" + QByteArray(5000, 'x'), false, 5002 - 4097, u"4096"_s);
}

void TestChunks::scan()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, error);
    ChunkScanner whole;
    QByteArray data;
    const qsizetype taken = whole.feed(bytes, data);
    QTEST(whole.isComplete(), "complete");
    QVERIFY2(error.isEmpty() ? whole.error().isEmpty() : whole.error().contains(error), qPrintable(whole.error()));
    if (error.isEmpty())
        QTEST(int(taken), "taken");

    ChunkScanner single;
    QByteArray singleData;
    qsizetype sum = 0;
    for (const char c : bytes)
        sum += single.feed(QByteArrayView(&c, 1), singleData);
    QCOMPARE(sum, taken);
    QCOMPARE(singleData, data);
    QCOMPARE(single.error(), whole.error());
    QCOMPARE(single.isComplete(), whole.isComplete());
}

// What the scanner lets through is read as well: the relay takes it for sound.
void TestChunks::read_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QByteArray>("rest");
    const auto row = [](const char *name, const char *bytes, const char *data, const char *rest) {
        QTest::newRow(name) << QByteArray(bytes) << QByteArray(data) << QByteArray(rest);
    };
    row("two chunks", "2\r\nab\r\n1\nc\n0\r\nX: y\r\n\r\n", "abc", "\n0\r\nX: y\r\n\r\n");
    row("words after the size", "5 a b\r\nhello\r\n0\r\n\r\n", "hello", "\r\n0\r\n\r\n");
    row("CR and words after the size", "5\rx\r\nhello\r\n0\r\n\r\n", "hello", "\r\n0\r\n\r\n");
    row("two CR after the data", "1\r\na\r\r\n1\r\nb\r\n0\r\n\r\n", "ab", "\r\n0\r\n\r\n");
    row("cut off", "1\r\na\r\n5\r\nhel", "ahel", "");
    row("0x prefix", "0x1\r\na\r\n0\r\n\r\n", "", "0x1\r\na\r\n0\r\n\r\n");
    row("sign", "+1\r\na\r\n0\r\n\r\n", "", "+1\r\na\r\n0\r\n\r\n");
}

void TestChunks::read()
{
    QFETCH(QByteArray, bytes);
    const ChunkedContent content = readChunks(bytes);
    QTEST(content.data, "data");
    QTEST(content.rest, "rest");
    ChunkScanner scanner;
    QByteArray data;
    scanner.feed(bytes, data);
    if (scanner.error().isEmpty())
        QCOMPARE(content.data.size(), scanner.dataBytes());
}

void TestChunks::bareLineFeeds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<bool>("isBare");
    QTest::newRow("none") << QByteArray("3;x\r\nab\n\r\n0\r\nX: 1\r\n\r\n") << QByteArray("ab\n") << false;
    QTest::newRow("after the size") << QByteArray("1\na\r\n0\r\n\r\n") << QByteArray("a") << true;
    QTest::newRow("after an extension") << QByteArray("1;x\na\r\n0\r\n\r\n") << QByteArray("a") << true;
    QTest::newRow("after data") << QByteArray("1\r\na\n0\r\n\r\n") << QByteArray("a") << true;
    QTest::newRow("after data that ends in CR") << QByteArray("1\r\n\r\n0\r\n\r\n") << QByteArray("\r") << true;
    QTest::newRow("after the last chunk") << QByteArray("1\r\na\r\n0\n\r\n") << QByteArray("a") << true;
    QTest::newRow("after a trailer field") << QByteArray("0\r\nX: 1\n\r\n") << QByteArray() << true;
    QTest::newRow("at the end") << QByteArray("0\r\n\n") << QByteArray() << true;
}

void TestChunks::bareLineFeeds()
{
    QFETCH(QByteArray, bytes);
    ChunkScanner scanner;
    QByteArray data;
    QCOMPARE(scanner.feed(bytes, data), bytes.size());
    QVERIFY(scanner.isComplete());
    QTEST(data, "data");
    QTEST(scanner.hasBareLineFeed(), "isBare");
}

QTEST_APPLESS_MAIN(TestChunks)
#include "tst_chunks.moc"
