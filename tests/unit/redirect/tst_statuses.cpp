// SPDX-License-Identifier: MIT
#include "redirect/sources.h"
#include "redirect/statuses.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

constexpr qsizetype kLongestCell = 45;

class TestStatuses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void order();
    void cellsAreShortAndSourced();
    void facts_data();
    void facts();
    void summaries();
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
    for (const StatusFacts &row : statusTable()) {
        for (const char *cell : {row.name, row.methodPreserved, row.body, row.seo, row.cacheable, row.useCase}) {
            const QString text = QString::fromUtf8(cell);
            QVERIFY2(!text.isEmpty() && text.size() <= kLongestCell && !text.endsWith(u'.'), cell);
        }
        QVERIFY2(QString::fromUtf8(row.summary).endsWith(u'.'), row.summary);
        QCOMPARE(row.correction != nullptr, row.common);
        QCOMPARE(sourceLink(QString::fromUtf8(row.source)).host(), u"www.rfc-editor.org"_s);
        QCOMPARE(sourceLink(QString::fromUtf8(row.seoSource)).host(), u"developers.google.com"_s);
        // The page on redirects lists neither 304 nor those that redirect nothing.
        const bool isOnRedirects = row.common;
        QCOMPARE(QString::fromUtf8(row.seoSource), isOnRedirects ? u"Google, Redirects and Google Search, 2026-04-14"_s
                                                                 : u"Google, HTTP status codes, 2026-11"_s);
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
    if (row->common)
        QVERIFY2(QString::fromUtf8(row->seo).contains(u" signal"_s), row->seo);
    // RFC 9110 9.3.3, RFC 9111 4: a cache answers only GET and HEAD.
    for (const char *method : {"GET", "HEAD"})
        QCOMPARE(cacheableText(*row, method), row->cacheable);
    for (const char *method : {"POST", "PUT", "get"})
        QVERIFY(QByteArray(cacheableText(*row, method)).startsWith("No: "));
    QVERIFY(QByteArray(cacheableText(*row, "POST")).size() <= kLongestCell);
    QCOMPARE(QString::fromUtf8(row->source), source);
}

/// Whoever follows 307 and 308 sends the body again; a script may have to ask the other host first.
void TestStatuses::summaries()
{
    for (const int status : {307, 308}) {
        const QString text = QString::fromUtf8(findStatus(status)->summary);
        QVERIFY2(text.contains(u"A client that follows it"_s) && text.contains(u"preflight"_s), qPrintable(text));
    }
    QVERIFY(QString::fromUtf8(findStatus(303)->summary).startsWith(u"The server answers indirectly"_s));
}

QTEST_GUILESS_MAIN(TestStatuses)
#include "tst_statuses.moc"
