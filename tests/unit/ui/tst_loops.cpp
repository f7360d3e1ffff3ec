// SPDX-License-Identifier: MIT
#include "findings/findings.h"
#include "paint/chainpicture.h"
#include "paint/paintedformats.h"
#include "rawserver.h"
#include "redirect/cycle.h"
#include "ui/inspect/hopmodel.h"

#include <QApplication>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// Where a chain becomes a loop is said in many places; all of them name the same request.
class TestLoops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cycles_data();
    void cycles();
    void everyPlaceNamesTheSameRequest_data();
    void everyPlaceNamesTheSameRequest();
};

void TestLoops::cycles_data()
{
    QTest::addColumn<QString>("requests");
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("length");
    QTest::newRow("none") << u"abc"_s << -1 << 0;
    QTest::newRow("empty") << QString() << -1 << 0;
    QTest::newRow("itself") << u"aa"_s << 0 << 1;
    QTest::newRow("itself, many times") << u"aaaaa"_s << 0 << 1;
    QTest::newRow("entered at the second") << u"abbb"_s << 1 << 1;
    QTest::newRow("two, ends at the first") << u"ababa"_s << 0 << 2;
    QTest::newRow("two, ends at the second") << u"xabab"_s << 1 << 2;
    QTest::newRow("came out of a circle") << u"aabcbc"_s << 2 << 2;
}

void TestLoops::cycles()
{
    QFETCH(QString, requests);
    QList<QByteArray> keys;
    for (const QChar c : requests)
        keys.append(QByteArray(1, c.toLatin1()));
    const Cycle cycle = cycleOf(keys);
    QTEST(cycle.start, "start");
    QTEST(cycle.length, "length");
}

void TestLoops::everyPlaceNamesTheSameRequest_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("redirects"); // of one round
    QTest::addColumn<int>("request");   // that is come back to
    QTest::newRow("the POST is not part of the loop") << QByteArray("POST") << u"browser"_s << 1 << 2;
    QTest::newRow("GET, at once") << QByteArray("GET") << u"browser"_s << 1 << 1;
    QTest::newRow("curl") << QByteArray("POST") << u"curl"_s << 1 << 2;
    QTest::newRow("stopped before it goes round") << QByteArray("POST") << u"rfc9110"_s << 1 << 2;
}

void TestLoops::everyPlaceNamesTheSameRequest()
{
    QFETCH(int, redirects);
    QFETCH(int, request);
    RawServer server;
    server.on("/form", [](QTcpSocket &socket, const QByteArray &bytes) {
        socket.write(answer(bytes.startsWith("POST") ? 303 : 302, {"Location: /form"}));
    });
    QFETCH(QString, client);
    QFETCH(QByteArray, method);
    Network network;
    const Trace trace = runTrace(network, {.client = client,
                                           .method = method,
                                           .url = server.url(u"/form"_s),
                                           .content = {.bytes = method == "POST" ? QByteArray("a=1") : QByteArray()}});
    QCOMPARE(trace.outcome.kind, OutcomeKind::Loop);
    const QString words = redirects == 1 ? u"1 redirect leads back to request %1"_s.arg(request)
                                         : u"%1 redirects lead back to request %2"_s.arg(redirects).arg(request);
    QCOMPARE(cycleText(cycleOf(trace)), words);
    // The status line, the end of every export; clients that see it coming have a sentence of their own.
    if (trace.hops.size() > 3)
        QVERIFY2(trace.outcome.message.contains(words), qPrintable(trace.outcome.message));
    const auto finding = std::ranges::find(trace.findings, u"loop"_s, &Finding::id);
    QVERIFY(finding != trace.findings.end());
    QVERIFY2(finding->detail.startsWith(words), qPrintable(finding->detail));
    HopModel model;
    model.setHops(trace.hops);
    QCOMPARE(model.loop().to + 1, request);
    // PNG, SVG and PDF are painted from this.
    QCOMPARE(chainPicture(trace).loopTo, request);
    for (const QString &id : {u"markdown"_s, u"html"_s, u"table"_s, u"junit"_s})
        QVERIFY2(findAnyFormat(id)->write(trace).contains(words.toUtf8()), qPrintable(id));
}

int main(int argc, char *argv[])
{
    const QApplication app(argc, argv);
    TestLoops test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_loops.moc"
