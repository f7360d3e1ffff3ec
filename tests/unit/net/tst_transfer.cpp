// SPDX-License-Identifier: MIT
#include "codedsamples.h"
#include "net/relay/responsereader.h"
#include "rawserver.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Transfer codings and chunks as servers write them, right and wrong.
class TestTransfer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void content_data();
    void content();
    void bareLineFeedInPieces();
    void notReused();
    void redirect_data();
    void redirect();
    void closeKinds_data();
    void closeKinds();
    void unfinishedTrailer();
};

namespace
{

const QByteArray kOk = "HTTP/1.1 200 OK\r\n";

QByteArray chunked(const QByteArray &content, const QByteArray &lineEnd = "\r\n")
{
    return QByteArray::number(content.size(), 16) + lineEnd + content + lineEnd + "0" + lineEnd + lineEnd;
}

QByteArray deflated(const QByteArray &bytes)
{
    return qCompress(bytes).sliced(4); // without the size that it puts first
}

} // namespace

// What curl 7.88.1 makes of them was measured: the same, unless the note says otherwise.
void TestTransfer::content_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("close");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, const QByteArray &fields, const QByteArray &bytes, bool close,
                        const QByteArray &content, const QStringList &words) {
        QTest::newRow(name) << kOk + fields + "\r\n" + bytes << close << content << words;
    };
    const QByteArray te = "Transfer-Encoding: ";
    const QString bare = u"bare LF"_s;
    row("chunks", te + "chunked\r\n", chunked("hello"), false, "hello", {});
    row("bare LF", te + "chunked\r\n", chunked("hello", "\n"), false, "hello", {bare});
    row("bare LF after the size", te + "chunked\r\n", "5\nhello\r\n0\r\n\r\n", false, "hello", {bare});
    row("bare LF after the data", te + "chunked\r\n", "5\r\nhello\n0\r\n\r\n", false, "hello", {bare});
    row("bare LF after the last chunk", te + "chunked\r\n", "5\r\nhello\r\n0\n\r\n", false, "hello", {bare});
    row("bare LF in the trailers", te + "chunked\r\n", "5\r\nhello\r\n0\r\nX: 1\nY: 2\n\n", false, "hello", {bare});
    row("bare LF in the data", te + "chunked\r\n", chunked("a\nb"), false, "a\nb", {});
    row("gzip, chunked", te + "gzip, chunked\r\n", chunked(kGzip), false, {},
        {u"transfer coding gzip, which was decoded"_s});
    row("x-gzip, chunked", te + "X-GZip, Chunked\r\n", chunked(kGzip), false, {},
        {u"transfer coding gzip, which was decoded"_s});
    row("deflate and chunked in two lines", te + "deflate\r\n" + te + "chunked\r\n", chunked(deflated("hello")), false,
        "hello", {u"transfer coding deflate, which was decoded"_s});
    row("gzip, deflate, chunked", te + "gzip, deflate, chunked\r\n", chunked(deflated(kGzip)), false, {},
        {u"transfer coding gzip, deflate, which was decoded"_s});
    row("gzip, chunked and Content-Encoding", "Content-Encoding: gzip\r\n" + te + "deflate, chunked\r\n",
        chunked(deflated(kGzip)), false, {}, {u"transfer coding deflate, which was decoded"_s});
    row("transfer coding cut", te + "deflate, chunked\r\n", chunked(deflated("hello").chopped(3)), false, "hello",
        {u"which was decoded"_s, u"in the middle of its Transfer-Encoding (deflate)"_s});
    row("gzip until the close", te + "gzip\r\n", kGzip, true, {},
        {u"\"gzip\", without chunked: the body was read until"_s, u"transfer coding gzip, which was decoded"_s});
    row("unknown, chunked", te + "foo, chunked\r\n", chunked("hello"), false, "hello",
        {u"shown in its transfer coding foo, which Hopscope does not decode"_s});
    row("unknown and Content-Encoding", "Content-Encoding: gzip\r\n" + te + "foo, chunked\r\n", chunked("hello"), false,
        "hello", {u"shown in its transfer coding foo"_s});
    row("more than a client takes", te + QByteArray("gzip, ").repeated(6) + "chunked\r\n", chunked("hello"), false,
        "hello", {u"which Hopscope does not decode"_s});
    row("chunked, chunked", te + "chunked, chunked\r\n", chunked(chunked("hello")), false, chunked("hello"),
        {u"names chunked 2 times"_s});
    row("chunked in two lines", te + "chunked\r\n" + te + "chunked\r\n", chunked("hello"), false, "hello",
        {u"names chunked 2 times"_s});
    row("xchunked", te + "xchunked\r\n", chunked("hello"), true, chunked("hello"),
        {u"\"xchunked\", without chunked: the body was read until"_s,
         u"transfer coding xchunked, which Hopscope does not"_s});
    row("chunked, gzip", te + "chunked, gzip\r\n", chunked("hello"), true, chunked("hello"),
        {u"chunked is not its last coding"_s});
    row("identity", te + "identity\r\n", "hello", true, "hello",
        {u"\"identity\", without chunked: the body was read until"_s});
}

void TestTransfer::content()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, close);
    QFETCH(QByteArray, content);
    QFETCH(QStringList, words);
    RawServer server;
    server.on({}, [&](QTcpSocket &socket, const QByteArray &) {
        socket.write(answer);
        if (close)
            socket.disconnectFromHost();
    });
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    QVERIFY2(trace.outcome.kind == OutcomeKind::Final, qPrintable(trace.outcome.message));
    const Hop &hop = trace.hops.first();
    if (content.isEmpty())
        QCOMPARE(hop.response->body.size, kPlainBytes);
    else
        QCOMPARE(hop.response->body.bytes, content);
    QCOMPARE(hop.notes.size(), words.size());
    for (qsizetype i = 0; i < words.size(); ++i)
        QVERIFY2(hop.notes.at(i).contains(words.at(i)), qPrintable(hop.notes.at(i)));
    QCOMPARE(hop.wire->received, answer);
}

/// One note, wherever the bytes are parted, and clean chunks for QNetworkAccessManager.
void TestTransfer::bareLineFeedInPieces()
{
    ResponseReader reader("GET");
    QByteArray forwarded;
    QStringList notes;
    for (const char &c : kOk + "Transfer-Encoding: chunked\r\n\r\n" + "3\nabc\n2\r\nde\n0\n\n") {
        const ResponseReader::Step step = reader.feed(QByteArray(1, c));
        forwarded += step.forward;
        notes += step.notes;
    }
    QVERIFY(reader.isComplete());
    QVERIFY(!reader.hasExcess());
    QCOMPARE(reader.contentBytes(), 5);
    QCOMPARE(notes.size(), 1);
    QCOMPARE(forwarded.sliced(forwarded.indexOf("\r\n\r\n") + 4),
             QByteArray("1\r\na\r\n1\r\nb\r\n1\r\nc\r\n1\r\nd\r\n1\r\ne\r\n0\r\n\r\n"));
}

void TestTransfer::notReused()
{
    RawServer server;
    server.on("/", "HTTP/1.0 302 X\r\nConnection: keep-alive\r\nLocation: /end\r\nTransfer-Encoding: chunked\r\n\r\n" +
                       chunked("hello"));
    server.on("/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    QCOMPARE(server.connections, 2);
    QCOMPARE(trace.hops.first().response->body.bytes, "hello");
    QVERIFY2(trace.hops.first().notes.join(u' ').contains(u"HTTP/1.0 response is faulty framing"_s),
             qPrintable(trace.hops.first().notes.join(u' ')));
}

void TestTransfer::redirect_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray text = QByteArray(1'000'000, 'x');
    const auto length = [](const QByteArray &bytes) {
        return "Content-Length: " + QByteArray::number(bytes.size()) + "\r\n";
    };
    QTest::newRow("coded, not all there") << QByteArray("Content-Encoding: deflate\r\nTransfer-Encoding: chunked\r\n")
                                          << chunked(deflated(text)).chopped(9);
    QTest::newRow("coded, all there") << "Content-Encoding: deflate\r\n" + length(deflated(text)) << deflated(text);
    QTest::newRow("not coded") << length(text) << text;
}

/// Of a redirect's content only the beginning is read: that is no fault of the content.
void TestTransfer::redirect()
{
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, bytes);
    RawServer server;
    server.on("/", "HTTP/1.1 302 X\r\nLocation: /end\r\n" + fields + "\r\n" + bytes);
    server.on("/end", answer(200));
    Network network;
    const Trace trace = runTrace(network, {.url = server.url()});
    QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    const Hop &hop = trace.hops.first();
    QVERIFY(hop.response->body.truncated);
    QVERIFY(hop.response->body.size < 4 * 64 * 1024);
    QCOMPARE(hop.notes.size(), 1);
    QVERIFY2(hop.notes.first().contains(u"was not read to the end"_s), qPrintable(hop.notes.first()));
}

void TestTransfer::closeKinds_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<CloseKind>("kind");
    QTest::addColumn<QString>("words");
    const QByteArray length = "Content-Length: 5\r\n";
    QTest::newRow("until the close, clean") << QByteArray() << CloseKind::Clean << QString();
    QTest::newRow("until the close, no close_notify")
        << QByteArray() << CloseKind::NoCloseNotify << u"without close_notify"_s;
    QTest::newRow("until the close, broken") << QByteArray() << CloseKind::Broken << u"and x:1 reset it: the body"_s;
    QTest::newRow("length, no close_notify") << length << CloseKind::NoCloseNotify << QString();
    QTest::newRow("length, broken") << length << CloseKind::Broken << QString();
}

void TestTransfer::closeKinds()
{
    QFETCH(QByteArray, fields);
    QFETCH(CloseKind, kind);
    QFETCH(QString, words);
    ResponseReader reader("GET");
    reader.feed(kOk + fields + "\r\nhello");
    const ResponseReader::Step step = reader.end(u"x:1 reset it"_s, kind);
    QVERIFY(!step.failure);
    QVERIFY(reader.isComplete());
    QCOMPARE(step.isCut, !words.isEmpty());
    QCOMPARE(step.notes.size(), words.isEmpty() ? 0 : 1);
    QVERIFY2(step.notes.value(0).contains(words), qPrintable(step.notes.value(0)));
}

void TestTransfer::unfinishedTrailer()
{
    ResponseReader reader("GET");
    reader.feed(kOk + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n");
    const ResponseReader::Step step = reader.end(u"x:1 closed the connection"_s);
    QCOMPARE(step.failure, OutcomeKind::NetworkError);
    QVERIFY2(step.error.contains(u"before the empty line that ends it"_s), qPrintable(step.error));
}

QTEST_GUILESS_MAIN(TestTransfer)
#include "tst_transfer.moc"
