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
    row("gzip, chunked", "GET", 200, "HTTP/1.1", "Transfer-Encoding: gzip, chunked", Kind::Chunked, 0, true, 0);
    row("chunked is not last", "GET", 200, "HTTP/1.1", "Transfer-Encoding: chunked, gzip", Kind::UntilClose, 0, false,
        0);
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

void TestFraming::contradictions_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("named");
    QTest::newRow("two lengths") << QByteArray("Content-Length: 5|Content-Length: 6") << u"5 and 6"_s;
    QTest::newRow("two in one line") << QByteArray("Content-Length: 5, 7") << u"5 and 7"_s;
    QTest::newRow("no number") << QByteArray("Content-Length: abc") << u"abc"_s;
    QTest::newRow("negative") << QByteArray("Content-Length: -1") << u"-1"_s;
    QTest::newRow("plus") << QByteArray("Content-Length: +1") << u"+1"_s;
    QTest::newRow("empty") << QByteArray("Content-Length:") << u"no length"_s;
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
