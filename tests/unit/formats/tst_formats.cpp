// SPDX-License-Identifier: MIT
#include "formats/formats.h"
#include "formats/write/hoptext.h"
#include "formats/write/tabletext.h"
#include "formats/write/tracefolder.h"
#include "goldenfiles.h"
#include "randomtrace.h"
#include "text/terminaltext.h"
#include "trace/tool.h"
#include "trace/tracejson.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using hopscope::test::golden;
using hopscope::test::goldenTrace;
using namespace Qt::StringLiterals;

class TestFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableOfFormats()
    {
        QSet<QString> ids;
        for (const Format &format : formats()) {
            QVERIFY(!ids.contains(format.id));
            ids.insert(format.id);
            QVERIFY(qstrlen(format.title) > 0 && !format.extension.isEmpty());
            QCOMPARE(findFormat(QString(format.id)), &format);
        }
        QVERIFY(ids.contains(u"table"_s) && ids.contains(u"json"_s));
        QVERIFY(!findFormat(u"nonsense"));
        QVERIFY(!findFormat(u""));
    }

    void goldenFiles_data()
    {
        QTest::addColumn<QString>("id");
        for (const Format &format : formats())
            QTest::newRow(format.id.data()) << QString(format.id);
    }

    void goldenFiles()
    {
        QFETCH(QString, id);
        QVERIFY(!goldenTrace().hops.isEmpty());
        const Format *format = findFormat(id);
        const QString name = u"main.%1.%2"_s.arg(id, QString(format->extension));
        QByteArray made = format->write(goldenTrace());
        if (format->extension == "json"_L1 || format->extension == "har"_L1)
            made.replace('"' + toolCommit() + '"', "\"development\"");
        if (made != golden(name)) {
            QFile fail(name + u".fail"_s);
            QVERIFY(fail.open(QIODevice::WriteOnly) && fail.write(made) == made.size());
            QFAIL(qPrintable(u"differs from tests/golden/%1, see %2"_s.arg(name, QFileInfo(fail).absoluteFilePath())));
        }
    }

    /// Hop by hop comes the same as in one piece; a sink that has enough is not given more.
    void streams_data()
    {
        QTest::addColumn<QString>("id");
        for (const Format &format : formats()) {
            if (format.stream)
                QTest::newRow(format.id.data()) << QString(format.id);
        }
    }

    void streams()
    {
        QFETCH(QString, id);
        const Format &format = *findFormat(id);
        const QList<Trace> both{goldenTrace(), test::RandomTrace(7).trace()};
        for (const QList<Trace> &traces : {both, both.first(1)}) {
            QByteArray all;
            int pieces = 0;
            QVERIFY(writeTraces(format, traces, [&](const QByteArray &piece) {
                all += piece;
                ++pieces;
                return true;
            }));
            QCOMPARE(all, traces.size() == 1 ? format.write(traces.first()) : format.writeAll(traces));
            QVERIFY(pieces > traces.first().hops.size());
            for (int enough = 1; enough < pieces; ++enough) {
                int taken = 0;
                QVERIFY(!writeTraces(format, traces, [&](const QByteArray &) { return ++taken < enough; }));
                QCOMPARE(taken, enough);
            }
        }
    }

    void folderOfTraces()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"new/traces"_s);
        const QList<Trace> traces(11, goldenTrace());
        QCOMPARE(writeTraceFolder(path, u"stem"_s, *findFormat(u"json"), traces), QString());
        const QStringList names = QDir(path).entryList(QDir::Files);
        QCOMPARE(names.size(), 11);
        QCOMPARE(names.first(), u"stem-01.json"_s);
        QFile last(QDir(path).filePath(u"stem-11.json"_s));
        QVERIFY(last.open(QIODevice::ReadOnly));
        QCOMPARE(last.readAll(), writeTrace(goldenTrace()));

        qsizetype asked = -1;
        const QString other = folder.filePath(u"stopped"_s);
        writeTraceFolder(other, u"stem"_s, *findFormat(u"json"), traces, [&](qsizetype written) {
            asked = written;
            return written < 2;
        });
        QCOMPARE(asked, 2);
        QCOMPARE(QDir(other).entryList(QDir::Files).size(), 2);

        const QString inTheWay = QDir(path).filePath(u"stem-01.json"_s);
        QVERIFY(writeTraceFolder(inTheWay, u"stem"_s, *findFormat(u"json"), traces).contains(u"cannot be created"_s));
        QVERIFY(QDir(folder.path()).mkpath(u"taken/stem-2.csv"_s));
        const QString taken = folder.filePath(u"taken"_s);
        const QString error = writeTraceFolder(taken, u"stem"_s, *findFormat(u"csv"), traces.first(2));
        QVERIFY2(error.contains(u"stem-2.csv was not written"_s), qPrintable(error));
    }

    void terminal_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << QByteArray("a b") << u"a b"_s;
        QTest::newRow("letters") << QByteArray("caf\xc3\xa9") << u"caf\u00e9"_s;
        QTest::newRow("escape") << QByteArray("\x1b[31m") << u"\\x1b[31m"_s;
        QTest::newRow("line ends") << QByteArray("a\r\nb\tc") << u"a\\x0d\\x0ab\\x09c"_s;
        QTest::newRow("NUL, DEL") << QByteArray("\0\x7f", 2) << u"\\x00\\x7f"_s;
        QTest::newRow("C1 as UTF-8") << QByteArray("\xc2\x9b") << u"\\x9b"_s;
        QTest::newRow("C1 as a byte") << QByteArray("\x9b"
                                                    "31m")
                                      << u"\\x9b31m"_s;
        QTest::newRow("Latin-1") << QByteArray("caf\xe9!") << u"caf\\xe9!"_s;
        QTest::newRow("overlong") << QByteArray("\xc0\x9b") << u"\\xc0\\x9b"_s;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << u"\\xed\\xa0\\x80"_s;
        QTest::newRow("cut sequence") << QByteArray("\xe2\x82") << u"\\xe2\\x82"_s;
        QTest::newRow("right to left override") << QByteArray("a\xe2\x80\xae"
                                                              "b")
                                                << u"a\\u{202e}b"_s;
        QTest::newRow("isolate") << QByteArray("\xe2\x81\xa6") << u"\\u{2066}"_s;
        QTest::newRow("line separator") << QByteArray("\xe2\x80\xa8") << u"\\u{2028}"_s;
        QTest::newRow("zero width") << QByteArray("\xe2\x80\x8b") << u"\\u{200b}"_s;
        QTest::newRow("tag") << QByteArray("\xf3\xa0\x80\x81") << u"\\u{e0001}"_s;
        QTest::newRow("emoji") << QByteArray("\xf0\x9f\x98\x80") << u"\U0001f600"_s;
    }

    void terminal()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        QCOMPARE(terminalText(bytes), expected);
    }

    void terminalCut()
    {
        QCOMPARE(terminalText(u"abcdef"_s, 6), u"abcdef"_s);
        QCOMPARE(terminalText(u"abcdefg"_s, 6), u"abcdef... (7 characters)"_s);
        QCOMPARE(terminalText(u"abcde\U0001f600"_s, 6), u"abcde... (7 characters)"_s);
    }

    void columns()
    {
        const QList<QStringList> rows{{u"a"_s, u"bb"_s, u"c"_s}, {u"aaa"_s, u"b"_s}};
        QCOMPARE(alignedColumns(rows), (QStringList{u"a    bb  c"_s, u"aaa  b"_s}));
        QCOMPARE(alignedColumns(rows, {Qt::AlignRight}), (QStringList{u"  a  bb  c"_s, u"aaa  b"_s}));
        QCOMPARE(alignedColumns({}), QStringList());
    }

    void durations()
    {
        QCOMPARE(elapsedText(0), u"0 us"_s);
        QCOMPARE(elapsedText(999), u"999 us"_s);
        QCOMPARE(elapsedText(12'345), u"12.3 ms"_s);
        QCOMPARE(elapsedText(4'200'000), u"4.20 s"_s);
    }

    /// A line for each cookie that was lost, and none for the others.
    void lostCookiesAreTold()
    {
        Trace trace = goldenTrace();
        trace.hops[0].cookies = {{{"kept", CookieFate::Stored, u"It is new."_s, u"rfc6265bis 5.7"_s},
                                  {"a`b", CookieFate::Refused, u"It has no path."_s, u"rfc6265bis 5.4"_s}},
                                 {{{}, CookieFate::Withheld, u"It is old."_s, u"rfc6265bis 5.8.3"_s}}};
        const QByteArray table = writeTable(trace);
        QVERIFY(table.contains("! cookie a`b refused: It has no path. [rfc6265bis 5.4]\n"));
        QVERIFY(table.contains("i cookie without a name withheld: It is old. [rfc6265bis 5.8.3]\n"));
        QVERIFY(!table.contains("kept:"));
        const QByteArray markdown = findFormat(u"markdown")->write(trace);
        QVERIFY(markdown.contains("Cookie ``a`b`` refused: It has no path. "));
        QVERIFY(markdown.contains("Cookie without a name withheld: It is old. "));
    }

    void noControlBytesInTheTable()
    {
        for (quint32 seed = 0; seed < 300; ++seed) {
            const QString table = QString::fromUtf8(writeTable(test::RandomTrace(seed).trace()));
            for (const QChar c : table) {
                const bool harmless =
                    c == u'\n' || (c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
                QVERIFY2(harmless, qPrintable(u"seed %1 has U+%2"_s.arg(seed).arg(uint(c.unicode()), 4, 16)));
            }
        }
    }

    void aServerCannotMakeLines()
    {
        Trace trace = goldenTrace();
        const qsizetype lines = writeTable(trace).count('\n');
        for (Hop &hop : trace.hops) {
            if (hop.response)
                hop.response->reason += "\nOutcome: final: all is well";
            hop.request.url += "\r\n1  GET";
        }
        QCOMPARE(writeTable(trace).count('\n'), lines);
    }

    void everyOutcomeHasASentence()
    {
        for (int kind = 0; kind <= int(OutcomeKind::Canceled); ++kind)
            QVERIFY(outcomeText({OutcomeKind(kind), {}}).endsWith(u'.'));
        QCOMPARE(outcomeText({OutcomeKind::Loop, u"Again."_s}), u"Again."_s);
    }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
