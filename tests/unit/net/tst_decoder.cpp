// SPDX-License-Identifier: MIT
#include "codedsamples.h"
#include "net/relay/contentdecoder.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Codings as they are taken off, without a network.
class TestDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCut_data();
    void everyCut();
    void layers();
    void innerFault();
    void limit();
    void sinkWantsNoMore();
};

using Kind = CodingEnd::Kind;

static Kind endOf(const ContentDecoder &decoder)
{
    return decoder.ends().value(0).kind;
}

/// What qCompress() makes, without the size that it puts first: the zlib format.
static QByteArray deflated(const QByteArray &bytes)
{
    return qCompress(bytes).sliced(4);
}

void TestDecoder::everyCut_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("content");
    for (const CodedSample &sample : codedSamples().first(4))
        QTest::newRow(sample.name) << QByteArray(sample.name) << sample.content;
    QTest::newRow("raw deflate") << QByteArray("deflate") << kDeflate.sliced(2).chopped(4);
}

/// Byte by byte and at once the same comes out, and every end but the last is one too early.
void TestDecoder::everyCut()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, content);
    QByteArray whole;
    ContentDecoder atOnce({{.name = coding}});
    atOnce.feed(content, [&](QByteArrayView piece) { return whole.append(piece), true; });
    QCOMPARE(atOnce.ends(), QList<CodingEnd>());
    QCOMPARE(whole.size(), kPlainBytes);

    QByteArray single;
    ContentDecoder decoder({{.name = coding}});
    QCOMPARE(endOf(decoder), Kind::Whole);
    for (const char &c : content) {
        decoder.feed(QByteArrayView(&c, 1), [&](QByteArrayView piece) { return single.append(piece), true; });
        QCOMPARE(endOf(decoder), &c == &content.back() ? Kind::Whole : Kind::Cut);
    }
    QCOMPARE(single, whole);
}

void TestDecoder::layers()
{
    const QByteArray content = deflated(kGzip);
    QByteArray whole;
    ContentDecoder decoder({{.name = "deflate", .isTransfer = true}, {.name = "gzip"}});
    decoder.feed(content, [&](QByteArrayView piece) { return whole.append(piece), true; });
    QCOMPARE(whole.size(), kPlainBytes);
    QCOMPARE(decoder.ends(), QList<CodingEnd>());
    ContentDecoder cut({{.name = "deflate", .isTransfer = true}, {.name = "gzip"}});
    cut.feed(content.chopped(20), [](QByteArrayView) { return true; });
    // Of both codings something is missing; the cause is said.
    QCOMPARE(cut.ends().size(), 1);
    QVERIFY(cut.ends().first().coding.isTransfer);
}

void TestDecoder::innerFault()
{
    ContentDecoder decoder({{.name = "deflate", .isTransfer = true}, {.name = "gzip"}});
    decoder.feed(deflated(kGzip.chopped(10)) + "123", [](QByteArrayView) { return true; });
    const QList<CodingEnd> ends = decoder.ends();
    QCOMPARE(ends.size(), 2);
    QCOMPARE(ends.first().kind, Kind::Trailing);
    QCOMPARE(ends.first().trailing, 3);
    QCOMPARE(ends.last().kind, Kind::Cut);
    QCOMPARE(ends.last().coding, Coding{.name = "gzip"});
}

/// A bomb in a bomb, and one of many members.
void TestDecoder::limit()
{
    constexpr qint64 kLimit = 1'000'000;
    const QByteArray twice = deflated(deflated(QByteArray(100'000'000, 'x')));
    QVERIFY(twice.size() < 2000);
    qint64 sum = 0;
    const auto sink = [&](QByteArrayView piece) { return sum += piece.size(), true; };
    ContentDecoder decoder({{.name = "deflate"}, {.name = "deflate"}}, kLimit);
    decoder.feed(twice, sink);
    QCOMPARE(endOf(decoder), Kind::Limit);
    QVERIFY(sum >= kLimit && sum < 2 * kLimit);

    sum = 0;
    ContentDecoder members({{.name = "gzip"}}, kLimit);
    members.feed(kGzip.repeated(1000), sink);
    QCOMPARE(endOf(members), Kind::Limit);
    QVERIFY(sum >= kLimit && sum < 2 * kLimit);
}

void TestDecoder::sinkWantsNoMore()
{
    int pieces = 0;
    ContentDecoder decoder({{.name = "deflate"}, {.name = "deflate"}});
    const bool more =
        decoder.feed(deflated(deflated(QByteArray(10'000'000, 'x'))), [&](QByteArrayView) { return ++pieces < 3; });
    QVERIFY(!more);
    QCOMPARE(pieces, 3);
    QVERIFY(decoder.hasRest());
    ContentDecoder toTheEnd({{.name = "gzip"}});
    QVERIFY(!toTheEnd.feed(kGzip, [](QByteArrayView) { return false; }));
    QVERIFY(!toTheEnd.hasRest());
}

QTEST_APPLESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
