// SPDX-License-Identifier: MIT
#include "codedsamples.h"
#include "net/relay/contentdecoder.h"
#include "rawserver.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Content whose Content-Encoding does not hold what it promises.
class TestCoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decoded_data();
    void decoded();
    void ends_data();
    void ends();
    void odd_data();
    void odd();
    void bomb();
    void unknownCoding();
    void longAndBroken();

private:
    static Hop hopOf(const QByteArray &fields, const QByteArray &content);
};

Hop TestCoding::hopOf(const QByteArray &fields, const QByteArray &content)
{
    RawServer server;
    server.on("/", [&](QTcpSocket &socket, const QByteArray &) {
        socket.write("HTTP/1.1 200 OK\r\n" + fields + "\r\n" + content);
        socket.disconnectFromHost();
    });
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    return trace.outcome.kind == OutcomeKind::Final ? trace.hops.value(0) : Hop();
}

void TestCoding::decoded_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("chunked");
    for (const CodedSample &coding : codedSamples()) {
        for (const bool chunked : {false, true})
            QTest::addRow("%s %s", coding.name, chunked ? "chunked" : "until the end")
                << QByteArray(coding.name) << coding.content << chunked;
    }
}

void TestCoding::decoded()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, content);
    QFETCH(bool, chunked);
    const auto chunk = [](const QByteArray &bytes) {
        return QByteArray::number(bytes.size(), 16) + ";x=1\r\n" + bytes + "\r\n";
    };
    const QByteArray sent = chunked ? chunk(content.first(9)) + chunk(content.sliced(9)) + "0\r\n\r\n" : content;
    const Hop hop =
        hopOf("Content-Encoding: " + coding + (chunked ? "\r\nTransfer-Encoding: chunked\r\n" : "\r\n"), sent);
    QVERIFY(hop.response);
    QCOMPARE(hop.response->body.size, kPlainBytes);
    QVERIFY(hop.response->body.bytes.startsWith("line 0 of what was sent, 0\n"));
    QVERIFY(!hop.response->body.truncated);
    QCOMPARE(hop.notes, QStringList());
}

void TestCoding::ends_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    const QString broken = u"could not be decoded"_s;
    const QString cut = u"in the middle of its Content-Encoding"_s;
    for (const CodedSample &coding : codedSamples()) {
        const auto row = [&](const char *how, const QByteArray &content, const QString &words) {
            QTest::addRow("%s %s", coding.name, how) << QByteArray(coding.name) << content << words;
        };
        row("is plain text", "this is no compressed content at all, whatever the field says", broken);
        // brotli takes nearly any bytes for the middle of something.
        if (qstrcmp(coding.name, "br") != 0)
            row("broken", coding.content.first(150) + QByteArray(1000, '\xff'), broken);
        row("cut in the middle", coding.content.chopped(100), cut);
        row("without its last byte", coding.content.chopped(1), cut);
    }
}

void TestCoding::ends()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    const QByteArray fields =
        "Content-Encoding: " + coding + "\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n";
    const Hop hop = hopOf(fields, content);
    QVERIFY(hop.response);
    QCOMPARE(hop.error, QString());
    QVERIFY2(hop.notes.join(u' ').contains(words), qPrintable(hop.notes.join(u' ')));
    QVERIFY(hop.notes.join(u' ').contains(u"are shown under Wire"_s));
    QVERIFY(hop.response->body.truncated);
    QVERIFY(hop.response->body.size <= kPlainBytes);
    // Nothing that was not decoded is given out as content.
    QVERIFY(hop.response->body.bytes.isEmpty() || hop.response->body.bytes.startsWith("line 0"));
    QVERIFY(hop.wire->received.endsWith("\r\n\r\n" + content));
}

void TestCoding::odd_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    QTest::addColumn<qint64>("size");
    const auto row = [](const char *name, const char *coding, const QByteArray &content, const QString &words,
                        qint64 size = kPlainBytes) {
        QTest::newRow(name) << QByteArray(coding) << content << words << size;
    };
    const QString damaged = u"may be damaged"_s;
    row("gzip, wrong checksum", "gzip", kGzip.chopped(8) + "abcd" + kGzip.last(4), damaged);
    row("gzip, wrong length", "gzip", kGzip.chopped(4) + "abcd", damaged);
    row("deflate, wrong checksum", "deflate", kDeflate.chopped(4) + "abcd", damaged);
    row("zstd, wrong checksum", "zstd", kZstd.chopped(4) + "abcd", damaged);
    row("gzip, bytes after it", "gzip", kGzip + "0123456", u"(gzip), 7 more bytes"_s);
    row("gzip, half a magic number after it", "gzip", kGzip + '\x1f', u"(gzip), 1 more bytes"_s);
    row("deflate, bytes after it", "deflate", kDeflate + "0123456", u"(deflate), 7 more bytes"_s);
    // Without zlib's head of 2 bytes and its checksum of 4.
    row("raw deflate, bytes after it", "deflate", kDeflate.sliced(2).chopped(4) + "0123456",
        u"(deflate), 7 more bytes"_s);
    row("br, bytes after it", "br", kBrotli + "0123456", u"(br), 7 more bytes"_s);
    row("zstd, bytes after it", "zstd", kZstd + "0123456", u"(zstd), 7 more bytes"_s);
    row("two gzip members", "gzip", kGzip + kGzip, u"2 gzip members"_s, 2 * kPlainBytes);
    row("two gzip members, the second broken", "gzip", kGzip + kGzip.first(10) + QByteArray(100, '\xff'),
        u"could not be decoded"_s);
    row("two zstd frames", "zstd", kZstd + kZstd, QString(), 2 * kPlainBytes);
    row("zstd frame to be skipped", "zstd",
        kZstd +
            QByteArray::fromHex("512a4d180200000061"
                                "62") +
            kZstd,
        QString(), 2 * kPlainBytes);
    row("raw deflate", "deflate", kDeflate.sliced(2).chopped(4), QString());
    row("no content", "gzip", {}, QString(), 0);
}

void TestCoding::odd()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    const Hop hop = hopOf(
        "Content-Encoding: " + coding + "\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n", content);
    QVERIFY(hop.response);
    QTEST(hop.response->body.size, "size");
    QCOMPARE(hop.response->body.truncated, words.contains(u"could not"_s));
    QCOMPARE(hop.notes.size(), words.isEmpty() ? 0 : 1);
    QVERIFY2(hop.notes.value(0).contains(words), qPrintable(hop.notes.value(0)));
}

/// 300 MB in less than 300 KB: decoded up to the limit, and kept up to the trace's.
void TestCoding::bomb()
{
    constexpr int kHead = 4; // of qCompress(): the size, then the zlib format
    const QByteArray content = qCompress(QByteArray(300'000'000, 'x'), 9).sliced(kHead);
    const Hop hop =
        hopOf("Content-Encoding: deflate\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n", content);
    QVERIFY(hop.response);
    QVERIFY(hop.response->body.size >= kMaxDecodedBytes && hop.response->body.size < kMaxDecodedBytes + 64 * 1024);
    QCOMPARE(hop.response->body.bytes.size(), kDefaultBodyLimit);
    QVERIFY(hop.response->body.truncated);
    QVERIFY2(hop.notes.join(u' ').contains(u"Only the first 2684"_s), qPrintable(hop.notes.join(u' ')));
}

void TestCoding::unknownCoding()
{
    for (const QByteArray &coding : {QByteArray("compress"), QByteArray("gzip, br"), QByteArray("x-own")}) {
        const Hop hop = hopOf("Content-Encoding: " + coding + "\r\n", kGzip);
        QVERIFY(hop.response);
        QCOMPARE(hop.response->body.bytes, kGzip);
        QVERIFY2(hop.notes.join(u' ').contains(u"does not decode Content-Encoding "_s + QString::fromLatin1(coding)),
                 qPrintable(hop.notes.join(u' ')));
    }
    const Hop plain = hopOf("Content-Encoding: identity\r\n", "text");
    QVERIFY(plain.response);
    QCOMPARE(plain.notes, QStringList());
}

/// What cannot be decoded is read to its end all the same: more than the relay holds back for a reader.
void TestCoding::longAndBroken()
{
    const QByteArray content = kGzip.first(30) + QByteArray(6 * 1024 * 1024, '\xff');
    const Hop hop =
        hopOf("Content-Encoding: gzip\r\nContent-Length: " + QByteArray::number(content.size()) + "\r\n", content);
    QVERIFY(hop.response);
    QVERIFY2(hop.notes.join(u' ').contains(u"could not be decoded"_s), qPrintable(hop.notes.join(u' ')));
    QVERIFY(hop.response->body.bytes.size() < kPlainBytes);
    QVERIFY(hop.wire->truncated);
}

QTEST_GUILESS_MAIN(TestCoding)
#include "tst_coding.moc"
