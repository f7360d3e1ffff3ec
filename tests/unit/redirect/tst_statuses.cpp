// SPDX-License-Identifier: MIT
#include "redirect/sources.h"
#include "redirect/statuses.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestStatuses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void order();
    void cellsAreShortAndSourced();
    void facts_data();
    void facts();
};

void TestStatuses::order()
{
    QList<int> all;
    for (const StatusFacts &row : statusTable()) {
        all << row.status;
        QCOMPARE(row.common, all.size() <= 5);
        QCOMPARE(findStatus(row.status), &row);
    }
    QCOMPARE(all, (QList<int>{307, 302, 301, 303, 308, 300, 304, 305, 306}));
    QCOMPARE(findStatus(200), nullptr);
    QCOMPARE(findStatus(399), nullptr);
}

void TestStatuses::cellsAreShortAndSourced()
{
    constexpr qsizetype longestCell = 45;
    for (const StatusFacts &row : statusTable()) {
        for (const char *cell : {row.name, row.methodPreserved, row.body, row.seo, row.cacheable, row.useCase}) {
            const QString text = QString::fromUtf8(cell);
            QVERIFY2(!text.isEmpty() && text.size() <= longestCell && !text.endsWith(u'.'), cell);
        }
        QVERIFY2(QString::fromUtf8(row.summary).endsWith(u'.'), row.summary);
        QCOMPARE(row.correction != nullptr, row.common);
        QCOMPARE(sourceLink(QString::fromUtf8(row.source)).host(), u"www.rfc-editor.org"_s);
        QCOMPARE(sourceLink(QString::fromUtf8(row.seoSource)).host(), u"developers.google.com"_s);
        QVERIFY(QString::fromUtf8(row.seoSource).contains(u"2026-04-14"_s));
    }
}

void TestStatuses::facts_data()
{
    QTest::addColumn<bool>("cacheableByDefault"); // RFC 9110 15.1
    QTest::addColumn<bool>("permanent");          // Google, 2026-04-14
    QTest::addColumn<QString>("source");
    QTest::newRow("300") << true << false << u"RFC 9110 15.4.1"_s;
    QTest::newRow("301") << true << true << u"RFC 9110 15.4.2"_s;
    QTest::newRow("302") << false << false << u"RFC 9110 15.4.3"_s;
    QTest::newRow("303") << false << false << u"RFC 9110 15.4.4"_s;
    QTest::newRow("304") << false << false << u"RFC 9110 15.4.5"_s;
    QTest::newRow("305") << false << false << u"RFC 9110 15.4.6"_s;
    QTest::newRow("306") << false << false << u"RFC 9110 15.4.7"_s;
    QTest::newRow("307") << false << false << u"RFC 9110 15.4.8"_s;
    QTest::newRow("308") << true << true << u"RFC 9110 15.4.9"_s;
}

void TestStatuses::facts()
{
    QFETCH(bool, cacheableByDefault);
    QFETCH(bool, permanent);
    QFETCH(QString, source);
    const StatusFacts *row = findStatus(QByteArray(QTest::currentDataTag()).toInt());
    QVERIFY(row);
    QCOMPARE(QString::fromUtf8(row->cacheable).startsWith(u"Yes"_s), cacheableByDefault);
    QCOMPARE(QString::fromUtf8(row->seo).startsWith(u"Permanent"_s), permanent);
    QCOMPARE(QString::fromUtf8(row->source), source);
}

QTEST_GUILESS_MAIN(TestStatuses)
#include "tst_statuses.moc"
