// SPDX-License-Identifier: MIT
#include "http2frames.h"
#include "net/h2/framereader.h"
#include "net/h2/http2fields.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;
using namespace hopscope::test;

class TestHttp2Frames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void fieldsAreDecoded();
    void continuationBelongsToItsSection();
    void indexedFieldsNeedWhatCameBefore();
    void brokenSectionIsSaid();
    void sentContentIsWithoutPadding();
    void piecesAreReadAsAtOnce();
    void unfinishedFrameIsSaid();
    void hugeSectionIsCut();
    void fieldsOfARequest_data();
    void fieldsOfARequest();
    void sentFieldsComeFromTheFrames();
};

namespace
{

constexpr auto kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

QList<Http2Frame> framesIn(const QByteArray &bytes)
{
    FrameReader reader(false);
    return reader.feed(bytes).frames;
}

} // namespace

void TestHttp2Frames::lines_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("line");

    const auto row = [](const char *name, const QByteArray &bytes, const QString &line) {
        QTest::newRow(name) << bytes << line;
    };
    row("settings", http2Frame(Http2Settings, 0, 0, big(2, 2) + big(0, 4) + big(4, 2) + big(65535, 4)),
        u"SETTINGS, connection, 12 bytes: ENABLE_PUSH 0, INITIAL_WINDOW_SIZE 65535"_s);
    row("setting without a name", http2Frame(Http2Settings, 0, 0, big(0xf000, 2) + big(7, 4)),
        u"SETTINGS, connection, 6 bytes: 0xf000 7"_s);
    row("acknowledged", http2Frame(Http2Settings, 1, 0), u"SETTINGS, connection, ACK, 0 bytes"_s);
    row("settings of a wrong length", http2Frame(Http2Settings, 0, 0, "12345"),
        u"SETTINGS, connection, 5 bytes: its length is wrong"_s);
    row("reset", resetFrame(3, 7), u"RST_STREAM, stream 3, 4 bytes: REFUSED_STREAM"_s);
    row("reset, unknown error", resetFrame(3, 0x1f), u"RST_STREAM, stream 3, 4 bytes: 0x1f"_s);
    row("reset of a wrong length", http2Frame(Http2ResetStream, 0, 3, "abc"),
        u"RST_STREAM, stream 3, 3 bytes: its length is wrong"_s);
    row("goaway", goAwayFrame(5, 0xb, "slow \x1b[31mdown"),
        u"GOAWAY, connection, 22 bytes: last stream 5, ENHANCE_YOUR_CALM, \"slow \\x1b[31mdown\""_s);
    row("window", http2Frame(Http2WindowUpdate, 0, 1, big(100, 4)),
        u"WINDOW_UPDATE, stream 1, 4 bytes: increment 100"_s);
    row("ping", http2Frame(Http2Ping, 1, 0, "\x01\x02\x03\x04\x05\x06\x07\x08"),
        u"PING, connection, ACK, 8 bytes: 0102030405060708"_s);
    row("data", dataFrame(1, "a", true), u"DATA, stream 1, END_STREAM, 1 byte"_s);
    row("priority", http2Frame(Http2Priority, 0, 1, big(3, 4) + char(15)),
        u"PRIORITY, stream 1, 5 bytes: depends on stream 3, weight 16"_s);
    row("push", http2Frame(Http2PushPromise, Http2EndHeaders, 1, big(2, 4)),
        u"PUSH_PROMISE, stream 1, END_HEADERS, 4 bytes: promises stream 2"_s);
    row("unknown", http2Frame(0xfb, 0x40, 0x7fffffff, "xyz"), u"0xfb, stream 2147483647, 0x40, 3 bytes"_s);
}

void TestHttp2Frames::lines()
{
    QFETCH(QByteArray, bytes);
    const QList<Http2Frame> frames = framesIn(bytes);
    QCOMPARE(frames.size(), 1);
    QTEST(http2FrameLine(frames[0]), "line");
    QCOMPARE(http2Type(http2TypeName(frames[0].type)), std::optional(frames[0].type));
}

void TestHttp2Frames::fieldsAreDecoded()
{
    // RFC 7541 C.4.1, a Huffman-coded request.
    const QByteArray block = QByteArray::fromHex("828684418cf1e3c2e5f23a6ba0ab90f4ff");
    const QList<Http2Frame> frames = framesIn(http2Frame(Http2Headers, Http2EndHeaders | Http2EndStream, 1, block));
    QCOMPARE(frames.size(), 1);
    const Headers expected{
        {{":method", "GET"}, {":scheme", "http"}, {":path", "/"}, {":authority", "www.example.com"}}};
    QCOMPARE(frames[0].fields, expected);
    // Padding and priority are no fields.
    const QByteArray dressed = QByteArray(1, '\4') + big(0, 4) + char(0) + block + QByteArray(4, '\0');
    const quint8 flags = Http2EndHeaders | Http2Padded | Http2HasPriority;
    const QList<Http2Frame> padded = framesIn(http2Frame(Http2Headers, flags, 1, dressed));
    QCOMPARE(padded.size(), 1);
    QCOMPARE(padded[0].fields, expected);
    QCOMPARE(padded[0].detail, u"depends on stream 0, weight 1"_s);
}

void TestHttp2Frames::continuationBelongsToItsSection()
{
    const QByteArray block = literals({{":status", "200"}, {"x-a", "1"}, {"x-b", "2"}});
    const QByteArray bytes = http2Frame(Http2Headers, 0, 1, block.first(7)) +
                             http2Frame(Http2Continuation, 0, 1, block.sliced(7, 5)) +
                             http2Frame(Http2Continuation, Http2EndHeaders, 1, block.sliced(12));
    const QList<Http2Frame> frames = framesIn(bytes);
    QCOMPARE(frames.size(), 3);
    QCOMPARE(frames[0].fields, (Headers{{{":status", "200"}, {"x-a", "1"}, {"x-b", "2"}}}));
    QVERIFY(frames[1].fields.fields.isEmpty() && frames[2].fields.fields.isEmpty());
}

void TestHttp2Frames::indexedFieldsNeedWhatCameBefore()
{
    // RFC 7541 C.5.1 and C.5.2: the second response names fields of the first.
    FrameReader reader(false);
    const QByteArray first = QByteArray::fromHex("4803333032580770726976617465611d4d6f6e2c203231204f6374203230313320323"
                                                 "03a31333a323120474d546e1768747470733a2f2f7777"
                                                 "772e6578616d706c652e636f6d");
    const QList<Http2Frame> one = reader.feed(http2Frame(Http2Headers, Http2EndHeaders, 1, first)).frames;
    QCOMPARE(one.value(0).fields.first("location"), std::optional<QByteArray>("https://www.example.com"));
    const QList<Http2Frame> two =
        reader.feed(http2Frame(Http2Headers, Http2EndHeaders, 3, QByteArray::fromHex("4803333037c1c0bf"))).frames;
    QCOMPARE(two.value(0).fields.first(":status"), std::optional<QByteArray>("307"));
    QCOMPARE(two.value(0).fields.first("location"), std::optional<QByteArray>("https://www.example.com"));
}

void TestHttp2Frames::brokenSectionIsSaid()
{
    FrameReader reader(false);
    const FrameReader::Read read =
        reader.feed(http2Frame(Http2Headers, Http2EndHeaders, 1, "\xff\xff\xff\xff\xff\xff\xff"));
    QCOMPARE(read.frames.value(0).detail, u"its fields cannot be decompressed"_s);
    QVERIFY(read.isCut);
    // Nor can any later one.
    const FrameReader::Read later = reader.feed(headersFrame(3, {{":status", "200"}}));
    QVERIFY(later.isCut && later.frames.value(0).fields.fields.isEmpty());
}

void TestHttp2Frames::sentContentIsWithoutPadding()
{
    FrameReader reader(true);
    const FrameReader::Read read = reader.feed(
        kPreface + http2Frame(Http2Data, Http2Padded, 1, QByteArray(1, '\3') + "body" + QByteArray(3, '\0')) +
        dataFrame(1, "more", true));
    QCOMPARE(read.content, "bodymore");
    QCOMPARE(read.frames.size(), 2);
    QVERIFY(read.frames[0].isSent);
    QCOMPARE(read.frames[0].length, 8U);
}

void TestHttp2Frames::piecesAreReadAsAtOnce()
{
    const QByteArray bytes = kPreface + settingsFrame() + headersFrame(1, {{":method", "POST"}, {"x", "y"}}) +
                             http2Frame(Http2Data, Http2Padded, 1, QByteArray(1, '\2') + "body" + QByteArray(2, '\0')) +
                             goAwayFrame(1, 0);
    FrameReader whole(true);
    const FrameReader::Read atOnce = whole.feed(bytes);
    QCOMPARE(atOnce.frames.size(), 4);
    for (int size = 1; size < 20; ++size) {
        FrameReader reader(true);
        FrameReader::Read all;
        for (qsizetype at = 0; at < bytes.size(); at += size) {
            const FrameReader::Read read = reader.feed(bytes.mid(at, size));
            all.frames += read.frames;
            all.content += read.content;
        }
        QCOMPARE(all.frames, atOnce.frames);
        QCOMPARE(all.content, atOnce.content);
        QVERIFY(reader.unfinished().isEmpty());
    }
}

void TestHttp2Frames::unfinishedFrameIsSaid()
{
    FrameReader reader(false);
    QVERIFY(reader.feed(dataFrame(1, "0123456789").first(15)).frames.isEmpty());
    const QList<Http2Frame> frames = reader.unfinished();
    QCOMPARE(frames.size(), 1);
    QCOMPARE(http2FrameLine(frames[0]), u"DATA, stream 1, 10 bytes: only 6 bytes of it"_s);
}

void TestHttp2Frames::hugeSectionIsCut()
{
    // One field of 4,000 bytes in the dynamic table, named 1,000 times by one byte each.
    const QByteArray value(4000, 'x');
    QByteArray block = QByteArray::fromHex("400161") + QByteArray::fromHex("7fa11e") + value;
    block += QByteArray(1000, char(0x80 | 62));
    FrameReader reader(false);
    const FrameReader::Read read = reader.feed(http2Frame(Http2Headers, Http2EndHeaders, 1, block));
    QVERIFY(read.isCut);
    qsizetype kept = 0;
    for (const Header &field : read.frames.value(0).fields.fields)
        kept += field.name.size() + field.value.size();
    QVERIFY2(kept > kMaxSectionBytes - 4001 && kept <= kMaxSectionBytes, qPrintable(QString::number(kept)));
}

void TestHttp2Frames::fieldsOfARequest_data()
{
    QTest::addColumn<Headers>("given");
    QTest::addColumn<Headers>("made");
    QTest::addColumn<QList<QByteArray>>("leftOut");

    const QList<Header> pseudo{
        {":method", "GET"}, {":path", "/a?b=1"}, {":scheme", "https"}, {":authority", "a.example:8443"}};
    const auto row = [&](const char *name, const QList<Header> &given, const QList<Header> &made,
                         const QList<QByteArray> &leftOut) {
        QTest::newRow(name) << Headers{given} << Headers{pseudo + made} << leftOut;
    };
    row("none", {}, {}, {});
    row("Host is the authority", {{"Host", "a.example:8443"}, {"Accept", "*/*"}}, {{"accept", "*/*"}}, {});
    row("order, case and doubles", {{"X-B", "1"}, {"x-a", "2"}, {"X-B", "3"}, {"Cookie", "a=1"}},
        {{"x-b", "1"}, {"x-a", "2"}, {"x-b", "3"}, {"cookie", "a=1"}}, {});
    row("of a connection",
        {{"Connection", "keep-alive, X-Mine"}, {"Keep-Alive", "5"}, {"x-mine", "1"}, {"Upgrade", "h2c"}, {"X", "1"}},
        {{"x", "1"}}, {"Connection", "Keep-Alive", "x-mine", "Upgrade"});
    row("chunks", {{"Transfer-Encoding", "chunked"}}, {}, {"Transfer-Encoding"});
    row("TE", {{"TE", "gzip"}, {"te", "trailers"}}, {{"te", "trailers"}}, {"TE"});
}

void TestHttp2Frames::fieldsOfARequest()
{
    QFETCH(Headers, given);
    const Http2Fields made = http2Fields({.method = "GET", .url = "https://a.example:8443/a?b=1#f", .headers = given});
    QTEST(made.fields, "made");
    QTEST(made.leftOut, "leftOut");
}

void TestHttp2Frames::sentFieldsComeFromTheFrames()
{
    Http2Wire wire{.stream = 3};
    const Headers fields{{{":method", "GET"}, {":authority", "b.example"}, {"accept", "*/*"}}};
    wire.frames = {{.isSent = true, .type = Http2Headers, .stream = 3, .length = 20, .fields = fields},
                   {.isSent = false, .type = Http2Headers, .stream = 3, .fields = {{{":status", "200"}}}}};
    QCOMPARE(sentFields(wire, "https://b.example/"), (Headers{{{"accept", "*/*"}}}));
    QCOMPARE(sentFields(wire, "https://a.example/"), (Headers{{{"host", "b.example"}, {"accept", "*/*"}}}));
    QCOMPARE(http2SentHeadBytes(wire), 29);
    QCOMPARE(sentFields({.stream = 1}, "https://a.example/"), Headers());
    QCOMPARE(http2Text(wire, true), u"1. HEADERS, stream 3, 20 bytes\n    :method: GET\n    :authority: b.example\n"
                                    "    accept: */*\n"_s);
    QCOMPARE(http2Text(wire, false), u"2. HEADERS, stream 3, 0 bytes\n    :status: 200\n"_s);
}

QTEST_GUILESS_MAIN(TestHttp2Frames)
#include "tst_http2frames.moc"
