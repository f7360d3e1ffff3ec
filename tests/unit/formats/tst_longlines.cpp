// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include <QTest>

using namespace hopscope;

/// Content without line ends, as programs and pages are delivered.
class TestLongLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Each is counted by its name.
    void manyNames()
    {
        constexpr int kNames = 40'000;
        QByteArray content = "{";
        for (int i = 0; i < kNames; ++i)
            content += "\"token_" + QByteArray::number(i) + "\": \"s" + QByteArray::number(i) + "\", ";
        Secrets secrets;
        secrets.countFor(0);
        secrets.content("application/json", content + "\"a\": 1}");
        QCOMPARE(secrets.takeRemoved().size(), kNames);
        QCOMPARE(secrets.takeRemoved().size(), 0);
    }

    void longLines_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("program") << QByteArray("application/javascript")
                                 << QByteArray(
                                        "function f(a,b){var c=a+b,d={k:\"v\",n:1};return c?d.k:e[1]||g(\"x\")}");
        QTest::newRow("styles") << QByteArray("text/css") << QByteArray(".c>a:hover{color:#fff;margin:0 1px}");
        QTest::newRow("page") << QByteArray("text/html")
                              << QByteArray("<a class=row href=/p?x=1&y=2 id=\"r\">some text: here</a>");
        QTest::newRow("text") << QByteArray("text/plain") << QByteArray("name: value other=thing ");
    }

    /// A line of 1 MB, which took the square of its length: hours.
    void longLines()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, piece);
        const QByteArray plain = piece.repeated(1'000'000 / piece.size());
        Secrets secrets;
        QCOMPARE(secrets.content(type, plain), plain);
        const QByteArray secret = "password: \"hunter2!\"";
        const QByteArray marked = secrets.content(type, plain + ';' + secret + ';' + plain);
        QCOMPARE(marked, plain + ";password: \"[redacted 1]\";" + plain);
    }
};

QTEST_GUILESS_MAIN(TestLongLines)
#include "tst_longlines.moc"
