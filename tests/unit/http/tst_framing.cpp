// SPDX-License-Identifier: MIT
#include "http/framing.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestFraming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framing_data();
    void framing();
    void transferCodings_data();
    void transferCodings();
    void contradictions_data();
    void contradictions();
};

using Kind = Framing::Kind;

static ResponseHead headOf(int status, const QByteArray &version, const QByteArray &fields)
{
    ResponseHead head{.version = version, .status = status};
    for (const QByteArray &line : fields.split('|')) {
        if (const qsizetype colon = line.indexOf(':'); colon > 0)
            head.headers.append(line.first(colon), line.sliced(colon + 1).trimmed());
    }
    return head;
}

// RFC 9112 6.3 and 9.3.
void TestFraming::framing_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<bool>("keepAlive");
    QTest::addColumn<int>("notes");

    const auto row = [](const char *name, const char *method, int status, const char *version, const char *fields,
                        Kind kind, qint64 length, bool keepAlive, int notes) {
        QTest::newRow(name) << QByteArray(method) << status << QByteArray(version) << QByteArray(fields) << int(kind)
                            << length << keepAlive << notes;
    };
    row("length", "GET", 200, "HTTP/1.1", "Content-Length: 5", Kind::Length, 5, true, 0);
    row("zero", "GET", 302, "HTTP/1.1", "Content-Length: 0", Kind::Length, 0, true, 0);
    row("HEAD", "HEAD", 200, "HTTP/1.1", "Content-Length: 5", Kind::None, 0, true, 0);
    row("204", "GET", 204, "HTTP/1.1", "Content-Length: 5", Kind::None, 0, true, 0);
    row("304", "GET", 304, "HTTP/1.1", "Transfer-Encoding: chunked", Kind::None, 0, true, 0);
    row("chunked", "GET", 200, "HTTP/1.1", "Transfer-Encoding: chunked", Kind::Chunked, 0, true, 0);
    row("chunked, odd case", "GET", 200, "HTTP/1.1", "transfer-encoding: Chunked", Kind::Chunked, 0, true, 0);
    row("gzip, chunked", "GET", 200, "HTTP/1.1", "Transfer-Encoding: gzip, chunked", Kind::Chunked, 0, true, 1);
    row("chunked is not last", "GET", 200, "HTTP/1.1", "Transfer-Encoding: chunked, gzip", Kind::UntilClose, 0, false,
        1);
    row("both", "GET", 200, "HTTP/1.1", "Content-Length: 5|Transfer-Encoding: chunked", Kind::Chunked, 0, true, 1);
    row("neither", "GET", 200, "HTTP/1.1", "", Kind::UntilClose, 0, false, 0);
    row("equal lengths", "GET", 200, "HTTP/1.1", "Content-Length: 5|Content-Length: 5", Kind::Length, 5, true, 1);
    row("equal lengths in one line", "GET", 200, "HTTP/1.1", "Content-Length: 5, 5", Kind::Length, 5, true, 1);
    row("close", "GET", 200, "HTTP/1.1", "Content-Length: 5|Connection: x, Close", Kind::Length, 5, false, 0);
    row("1.0", "GET", 200, "HTTP/1.0", "Content-Length: 5", Kind::Length, 5, false, 0);
    row("1.0 keep-alive", "GET", 200, "HTTP/1.0", "Content-Length: 5|Connection: keep-alive", Kind::Length, 5, true, 0);
}

void TestFraming::framing()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, fields);
    const Result<Framing> framing = responseFraming(headOf(status, version, fields), method);
    QVERIFY2(framing, qPrintable(framing.error));
    QTEST(int(framing->kind), "kind");
    QTEST(framing->length, "length");
    QTEST(framing->keepAlive, "keepAlive");
    QTEST(int(framing->notes.size()), "notes");
}

// RFC 9112 6.1, 6.3, 7.2.
void TestFraming::transferCodings_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArrayList>("codings");
    QTest::addColumn<bool>("isOpaque");
    QTest::addColumn<bool>("keepAlive");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *fields, Kind kind, const QByteArrayList &codings, bool isOpaque,
                        const QString &words, const char *version = "HTTP/1.1") {
        const bool keepAlive = kind == Kind::Chunked && qstrcmp(version, "HTTP/1.1") == 0;
        QTest::newRow(name) << QByteArray(version) << QByteArray(fields) << int(kind) << codings << isOpaque
                            << keepAlive << words;
    };
    row("chunked", "Transfer-Encoding: chunked", Kind::Chunked, {}, false, {});
    row("empty members", "Transfer-Encoding: , chunked,", Kind::Chunked, {}, false, {});
    row("x-gzip", "Transfer-Encoding: x-gzip, chunked", Kind::Chunked, {"gzip"}, false, u"gzip, which was decoded"_s);
    row("two lines", "Transfer-Encoding: Deflate|Transfer-Encoding: Chunked", Kind::Chunked, {"deflate"}, false,
        u"deflate, which was decoded"_s);
    row("order", "Transfer-Encoding: gzip, deflate, chunked", Kind::Chunked, {"gzip", "deflate"}, false,
        u"gzip, deflate, which"_s);
    row("unknown", "Transfer-Encoding: compress, chunked", Kind::Chunked, {}, true,
        u"coding compress, which Hopscope does not"_s);
    row("one of two unknown", "Transfer-Encoding: gzip, foo, chunked", Kind::Chunked, {}, true,
        u"gzip, foo, which Hopscope"_s);
    row("chunked twice", "Transfer-Encoding: chunked, chunked", Kind::Chunked, {}, false, u"chunked 2 times"_s);
    row("chunked twice and gzip", "Transfer-Encoding: chunked, gzip, chunked", Kind::Chunked, {"gzip"}, false,
        u"chunked 2 times"_s);
    row("gzip alone", "Transfer-Encoding: gzip", Kind::UntilClose, {"gzip"}, false, u"\"gzip\", without chunked"_s);
    row("xchunked", "Transfer-Encoding: xchunked", Kind::UntilClose, {}, true, u"\"xchunked\", without chunked"_s);
    row("chunked first", "Transfer-Encoding: chunked, gzip", Kind::UntilClose, {}, true, u"is not its last coding"_s);
    row("identity", "Transfer-Encoding: identity", Kind::UntilClose, {}, false, u"\"identity\", without chunked"_s);
    row("HTTP/1.0", "Connection: keep-alive|Transfer-Encoding: chunked", Kind::Chunked, {}, false,
        u"HTTP/1.0 response is faulty"_s, "HTTP/1.0");
}

void TestFraming::transferCodings()
{
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, fields);
    QFETCH(QString, words);
    const Result<Framing> framing = responseFraming(headOf(200, version, fields), "GET");
    QVERIFY2(framing, qPrintable(framing.error));
    QTEST(int(framing->kind), "kind");
    QTEST(framing->transferCodings, "codings");
    QTEST(framing->isOpaque, "isOpaque");
    QTEST(framing->keepAlive, "keepAlive");
    QCOMPARE(framing->notes.isEmpty(), words.isEmpty());
    QVERIFY2(framing->notes.join(u' ').contains(words), qPrintable(framing->notes.join(u' ')));
}

void TestFraming::contradictions_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("named");
    QTest::newRow("two lengths") << QByteArray("Content-Length: 5|Content-Length: 6") << u"5 and 6"_s;
    QTest::newRow("two in one line") << QByteArray("Content-Length: 5, 7") << u"5 and 7"_s;
    QTest::newRow("no number") << QByteArray("Content-Length: abc") << u"abc"_s;
    QTest::newRow("negative") << QByteArray("Content-Length: -1") << u"-1"_s;
    QTest::newRow("plus") << QByteArray("Content-Length: +1") << u"+1"_s;
    QTest::newRow("empty") << QByteArray("Content-Length:") << u"not a length"_s;
    QTest::newRow("too large") << QByteArray("Content-Length: 99999999999999999999") << u"9999"_s;
}

void TestFraming::contradictions()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, named);
    const Result<Framing> framing = responseFraming(headOf(200, "HTTP/1.1", fields), "GET");
    QVERIFY(!framing);
    QVERIFY2(framing.error.contains(named), qPrintable(framing.error));
}

QTEST_APPLESS_MAIN(TestFraming)
#include "tst_framing.moc"
