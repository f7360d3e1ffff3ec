// SPDX-License-Identifier: MIT
#include "http2frames.h"
#include "net/h2/framereader.h"
#include "net/h2/http2fields.h"
#include "net/h2/http2session.h"
#include "net/relay/relayjob.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;
using namespace hopscope::test;

namespace
{

/// A session with one request under way, and what is said of it.
struct Talk {
    Http2Session session;
    FrameReader sent{true};
    QList<Http2Frame> frames; ///< that the session has sent
    QByteArray sentContent;
    Http2Session::Step all; ///< everything together

    qint32 request(qint64 content = 0)
    {
        const qint32 stream = session.request(
            http2Fields({.method = content > 0 ? "POST" : "GET", .url = "https://a.example/x"}).fields, content);
        flush();
        return stream;
    }
    void flush()
    {
        Http2Session::Step step;
        const FrameReader::Read read = sent.feed(session.takeOutput(step));
        frames += read.frames;
        sentContent += read.content;
        take(step);
    }
    Talk &feed(const QByteArray &bytes)
    {
        take(session.feed(bytes));
        flush();
        return *this;
    }
    void take(const Http2Session::Step &step)
    {
        all.isTouched |= step.isTouched;
        all.gotHead |= step.gotHead;
        all.content += step.content;
        all.hasEnded |= step.hasEnded;
        all.isUploadEnded |= step.isUploadEnded;
        all.notes += step.notes;
        if (!step.failure || all.failure)
            return;
        all.failure = step.failure;
        all.error = step.error;
        all.isUntaken = step.isUntaken;
    }
    QStringList lines() const
    {
        QStringList lines;
        for (const Http2Frame &frame : frames)
            lines.append(http2FrameLine(frame));
        return lines;
    }
};

} // namespace

class TestHttp2Session : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void response();
    void twoRequests();
    void interimAndTrailers();
    void content();
    void earlyResponse();
    void failures_data();
    void failures();
    void pushIsRefused();
    void fieldThatIsNotAllowed();
    void floodBetweenRequests();
    void serverThatAllowsNothing();
};

void TestHttp2Session::response()
{
    Talk talk;
    QCOMPARE(talk.request(), 1);
    QCOMPARE(
        talk.lines(),
        (QStringList{
            u"SETTINGS, connection, 18 bytes: ENABLE_PUSH 0, INITIAL_WINDOW_SIZE 1048576, MAX_HEADER_LIST_SIZE 262144"_s,
            u"WINDOW_UPDATE, connection, 4 bytes: increment 983041"_s,
            u"HEADERS, stream 1, END_STREAM, END_HEADERS, %1 bytes"_s.arg(talk.frames.last().length)}));
    QCOMPARE(talk.frames.last().fields,
             (Headers{{{":method", "GET"}, {":path", "/x"}, {":scheme", "https"}, {":authority", "a.example"}}}));
    talk.feed(settingsFrame() + headersFrame(1, {{":status", "302"}, {"location", "/y"}, {"x", "1"}, {"x", "2"}}));
    QVERIFY(talk.all.gotHead && !talk.all.hasEnded);
    QCOMPARE(
        *talk.session.head(),
        (ResponseHead{.version = "HTTP/2", .status = 302, .headers = {{{"location", "/y"}, {"x", "1"}, {"x", "2"}}}}));
    talk.feed(dataFrame(1, "bo") + dataFrame(1, "dy", true));
    QCOMPARE(talk.all.content, "body");
    QVERIFY(talk.all.hasEnded && !talk.all.failure);
    QCOMPARE(talk.lines().last(), u"SETTINGS, connection, ACK, 0 bytes"_s);
    QVERIFY(talk.session.isUsable());
}

void TestHttp2Session::twoRequests()
{
    Talk talk;
    talk.request();
    talk.feed(settingsFrame() + headersFrame(1, {{":status", "204"}}, true));
    QVERIFY(talk.all.hasEnded);
    talk.all = {};
    QCOMPARE(talk.request(), 3);
    QVERIFY(!talk.session.head());
    talk.feed(goAwayFrame(3, 0) + headersFrame(3, {{":status", "200"}}, true));
    QVERIFY(talk.all.hasEnded && !talk.all.failure);
    QCOMPARE(talk.session.head()->status, 200);
    QVERIFY(!talk.session.isUsable());
    QCOMPARE(talk.session.farewell(), u" (GOAWAY NO_ERROR)"_s);
    QCOMPARE(talk.all.notes,
             QStringList{u"The server takes no further request on this connection (GOAWAY NO_ERROR)."_s});
}

void TestHttp2Session::interimAndTrailers()
{
    Talk talk;
    talk.request();
    talk.feed(settingsFrame() + headersFrame(1, {{":status", "103"}, {"link", "</s.css>"}}) +
              headersFrame(1, {{":status", "200"}}) + dataFrame(1, "x") + headersFrame(1, {{"x-sum", "7"}}, true));
    QCOMPARE(talk.session.interim(), (QList<InterimResponse>{{"HTTP/2", 103, {}, {{{"link", "</s.css>"}}}}}));
    QCOMPARE(talk.session.head()->status, 200);
    QCOMPARE(talk.all.content, "x");
    QVERIFY(talk.all.hasEnded);
    QCOMPARE(talk.all.notes, QStringList{u"The response has trailer fields after its body: x-sum."_s});
}

void TestHttp2Session::content()
{
    Talk talk;
    const QByteArray body(100'000, 'b');
    talk.request(body.size());
    talk.feed(settingsFrame());
    talk.session.addContent(body);
    talk.flush();
    // The windows of a server that has said nothing (RFC 9113 6.9.2).
    QCOMPARE(talk.sentContent.size(), 65535);
    QVERIFY(talk.session.holdUp().contains(u"flow control window"_s));
    talk.feed(http2Frame(Http2WindowUpdate, 0, 1, big(100'000, 4)));
    QCOMPARE(talk.sentContent.size(), 65535);
    talk.feed(http2Frame(Http2WindowUpdate, 0, 0, big(100'000, 4)));
    QCOMPARE(talk.sentContent, body);
    QCOMPARE(talk.session.holdUp(), QString());
    QCOMPARE(http2FlagNames(talk.frames.last().type, talk.frames.last().flags), u"END_STREAM"_s);
    QCOMPARE(talk.session.contentWaiting(), 0);
}

void TestHttp2Session::earlyResponse()
{
    Talk talk;
    talk.request(1000);
    talk.session.addContent("begun");
    talk.flush();
    talk.feed(settingsFrame() + headersFrame(1, {{":status", "413"}}));
    talk.session.giveUpContent();
    talk.flush();
    QVERIFY(!talk.lines().join(u'\n').contains(u"RST_STREAM"_s));
    talk.feed(dataFrame(1, "too much", true));
    QVERIFY(talk.all.hasEnded && !talk.all.failure);
    talk.session.giveUpContent();
    talk.flush();
    QCOMPARE(talk.lines().last(), u"RST_STREAM, stream 1, 4 bytes: CANCEL"_s);
    QCOMPARE(talk.sentContent, "begun");
    QVERIFY(talk.session.isUsable());
}

void TestHttp2Session::failures_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<OutcomeKind>("kind");
    QTest::addColumn<QString>("error");
    QTest::addColumn<bool>("isUntaken");

    const QByteArray settings = settingsFrame();
    const QByteArray head = headersFrame(1, {{":status", "200"}});
    const auto row = [](const char *name, const QByteArray &bytes, const QString &error, bool isUntaken = false,
                        OutcomeKind kind = OutcomeKind::NetworkError) {
        QTest::newRow(name) << bytes << kind << error << isUntaken;
    };
    row("reset", settings + resetFrame(1, 2),
        u"the server reset the stream (RST_STREAM INTERNAL_ERROR) without a response"_s);
    row("refused", settings + resetFrame(1, 7),
        u"the server reset the stream (RST_STREAM REFUSED_STREAM) without a response"_s, true);
    row("reset in the body", settings + head + dataFrame(1, "abc") + resetFrame(1, 8),
        u"the server reset the stream (RST_STREAM CANCEL) in the middle of the body, after 3 bytes"_s);
    row("goaway before the request", settings + goAwayFrame(0, 0),
        u"the server ended the connection before it took the request (GOAWAY NO_ERROR)"_s, true);
    row("no HTTP/2", "HTTP/1.1 400 Bad Request\r\n\r\n",
        u"the server broke the rules of HTTP/2 (PROTOCOL_ERROR): Remote peer returned unexpected data while we "
        u"expected "
        "SETTINGS frame.  Perhaps, peer does not support HTTP/2 properly."_s);
    row("content too short",
        settings + headersFrame(1, {{":status", "200"}, {"content-length", "10"}}) + dataFrame(1, "abc", true),
        u"the server ended the response after 3 of 10 bytes of the body"_s);
    row("interim flood", settings + headersFrame(1, {{":status", "103"}}).repeated(kMaxInterimResponses + 1),
        u"the server sent more than 100 interim responses and no final one"_s, false, OutcomeKind::Limit);
    row(
        "many fields",
        [&] {
            QList<std::pair<QByteArray, QByteArray>> fields{{":status", "200"}};
            for (int i = 0; i < kMaxHeadLines; ++i)
                fields.append(std::pair<QByteArray, QByteArray>("x", "1"));
            return settings + headersFrame(1, fields);
        }(),
        u"the response's head has more than 1000 lines"_s, false, OutcomeKind::Limit);
    const QByteArray bomb = QByteArray::fromHex("88400161") + QByteArray::fromHex("7fa11e") + QByteArray(4000, 'x') +
                            QByteArray(100, char(0x80 | 62));
    row("compressed head", settings + http2Frame(Http2Headers, Http2EndHeaders, 1, bomb),
        u"the response's head is larger than 256 KiB"_s, false, OutcomeKind::Limit);
}

void TestHttp2Session::failures()
{
    QFETCH(QByteArray, bytes);
    Talk talk;
    talk.request();
    talk.feed(bytes);
    QVERIFY(talk.all.failure);
    QTEST(talk.all.error, "error");
    QTEST(*talk.all.failure, "kind");
    QTEST(talk.all.isUntaken, "isUntaken");
    QVERIFY(!talk.all.hasEnded);
}

void TestHttp2Session::pushIsRefused()
{
    // Before the server can have read that push is off, and after it.
    const QByteArray promise = http2Frame(
        Http2PushPromise, Http2EndHeaders, 1,
        big(2, 4) + literals({{":method", "GET"}, {":path", "/p"}, {":scheme", "https"}, {":authority", "a"}}));
    Talk early;
    early.request();
    early.feed(settingsFrame() + promise + headersFrame(1, {{":status", "200"}}, true));
    QVERIFY(early.all.failure || early.lines().contains(u"RST_STREAM, stream 2, 4 bytes: CANCEL"_s));
    Talk late;
    late.request();
    late.feed(settingsFrame() + http2Frame(Http2Settings, 1, 0) + promise);
    QVERIFY(late.all.failure);
    QVERIFY2(late.all.error.startsWith(u"the server broke the rules of HTTP/2 (PROTOCOL_ERROR)"_s),
             qPrintable(late.all.error));
}

void TestHttp2Session::fieldThatIsNotAllowed()
{
    Talk talk;
    talk.request();
    talk.feed(settingsFrame() + headersFrame(1, {{":status", "200"}, {"bad name", "1"}, {"good", "2"}}, true));
    QVERIFY(talk.all.hasEnded);
    QCOMPARE(talk.session.head()->headers, (Headers{{{"good", "2"}}}));
    QCOMPARE(talk.all.notes.size(), 1);
    QVERIFY2(talk.all.notes[0].startsWith(u"The field bad name was left out of the response"_s),
             qPrintable(talk.all.notes[0]));
    // One of HTTP/1.1's connection makes the response malformed (RFC 9113 8.2.2).
    Talk broken;
    broken.request();
    broken.feed(settingsFrame() + headersFrame(1, {{":status", "200"}, {"connection", "close"}}, true));
    QVERIFY(broken.all.failure);
    QVERIFY2(broken.all.error.contains(u"name: [connection]"_s), qPrintable(broken.all.error));
}

/// More pings at once than the library answers.
void TestHttp2Session::floodBetweenRequests()
{
    Talk talk;
    talk.request();
    talk.feed(settingsFrame() + headersFrame(1, {{":status", "204"}}, true));
    QVERIFY(talk.all.hasEnded && talk.session.isUsable());
    talk.feed(http2Frame(Http2Ping, 0, 0, "12345678").repeated(5000));
    QVERIFY(!talk.all.failure && !talk.session.isUsable());
}

void TestHttp2Session::serverThatAllowsNothing()
{
    Talk talk;
    talk.request();
    talk.feed(http2Frame(Http2Settings, 0, 0, big(3, 2) + big(0, 4)));
    QCOMPARE(talk.session.holdUp(), u"the server allows no request (MAX_CONCURRENT_STREAMS 0)"_s);
}

QTEST_GUILESS_MAIN(TestHttp2Session)
#include "tst_http2session.moc"
