// SPDX-License-Identifier: MIT
#include "auditlists.h"
#include "formats/audit/auditchains.h"
#include "formats/audit/auditvariants.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

/// What is made of the rows of a list: hosts, targets by rules, other notations, chains.
class TestAuditRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void base();
    void rewrites();
    void badRewrites_data();
    void badRewrites();
    void rules();
    void badRules_data();
    void badRules();
    void variants();
    void chains();
    void circles();
};

void TestAuditRules::base()
{
    const AuditList list =
        listOf("/1 /2\na.example/3 http://b.example/\n", {.base = "https://staging.example:8443/x/"});
    QCOMPARE(rowsOf(list), (QStringList{u"1 GET https://staging.example:8443/1 https://staging.example:8443/2"_s,
                                        u"2 GET https://a.example/3 http://b.example/"_s}));
    QCOMPARE(list.notes,
             QStringList(u"URLs without a scheme: 1; https:// was used, and http:// where browsers begin with it."_s));
}

void TestAuditRules::rewrites()
{
    AuditListOptions options;
    for (const char *text : {"www.example.com=http://127.0.0.1:8080", "shop.example.com=shop.staging.example"})
        options.rewrites.append(*parseHostRewrite(QString::fromLatin1(text)));
    const AuditList list =
        listOf("https://www.example.com/1?x=1 https://shop.example.com/2\nhttp://other.example/ /3\n", options);
    QCOMPARE(rowsOf(list), (QStringList{u"1 GET http://127.0.0.1:8080/1?x=1 https://shop.staging.example/2"_s,
                                        u"2 GET http://other.example/ http://other.example/3"_s}));
}

void TestAuditRules::badRewrites_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "a", "a=", "=b", "a=b/c", "a/b=c", "a=ftp://b"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestAuditRules::badRewrites()
{
    QFETCH(QString, text);
    QVERIFY(parseHostRewrite(text).error.contains(u"is not a rewrite; write"_s));
}

void TestAuditRules::rules()
{
    const AuditList list = listOf("source,target,status\n"
                                  "http://a.example/blog/7/x,,\n"
                                  "http://a.example/shop/red/tea?id=3,,\n"
                                  "http://a.example/own,/target,\n"
                                  "http://a.example/else,,\n"
                                  "/blog/{}/{},/news/{},308\n"
                                  "~^/shop/(\\w+)/(\\w+)\\?id=(\\d+)$,http://b.example/$2/$1/$3,\n"
                                  "http://{host}/never/{x},/{x}/{host},\n");
    QCOMPARE(rowsOf(list),
             (QStringList{u"2 GET http://a.example/blog/7/x http://a.example/news/7 308"_s,
                          u"3 GET http://a.example/shop/red/tea?id=3 http://b.example/tea/red/3"_s,
                          u"4 GET http://a.example/own http://a.example/target"_s, u"5 GET http://a.example/else"_s}));
    QCOMPARE(list.notes, QStringList(u"line 8: no URL without a target matches this pattern."_s));
    const Result<AuditList> two = readAuditList(
        {{u"rules.csv"_s, "~^/old/(?<id>\\d+)$,/new/{id}\n"}, {u"urls.txt"_s, "http://a.example/old/5\n"}}, {});
    QVERIFY(two);
    QCOMPARE(rowsOf(*two), QStringList(u"1 GET http://a.example/old/5 http://a.example/new/5"_s));
    QCOMPARE(placeText(two->rows.first().place), u"urls.txt, line 1"_s);
}

void TestAuditRules::badRules_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("fault");
    QTest::newRow("expression")
        << QByteArray("~^/(,/x")
        << u"line 2: \"^/(\" is not a regular expression: missing closing parenthesis at character 4"_s;
    QTest::newRow("group") << QByteArray("~^/(a)$,/$2")
                           << u"line 2: the target has $2, and the pattern has no such group"_s;
    QTest::newRow("name") << QByteArray("/{a}/{b},/{c}")
                          << u"line 2: the target has {c}, and the pattern has no such group"_s;
    QTest::newRow("too many") << QByteArray("/{},/{}/{}")
                              << u"line 2: the target has {}, and the pattern has no such group"_s;
    QTest::newRow("no target") << QByteArray("/{},")
                               << u"line 2: a pattern needs a target for the URLs that it matches"_s;
    QTest::newRow("status") << QByteArray("/{},/x,moved")
                            << u"line 2: \"moved\" is not a status: write one such as 301, or several as 301|308"_s;
}

void TestAuditRules::badRules()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, fault);
    QCOMPARE(faultsOf(listOf("http://a.example/1,/2\n" + rule + '\n')), QStringList(fault));
}

void TestAuditRules::variants()
{
    AuditListOptions options;
    for (const AuditVariant &variant : auditVariants())
        options.variants.append(variant.id);
    const AuditList list =
        listOf("https://example.com/Shop /new 301\nhttp://example.com/Shop /else\nhttp://127.0.0.1:8080/ \n", options);
    QCOMPARE(rowsOf(list), (QStringList{u"1 GET https://example.com/Shop https://example.com/new 301"_s,
                                        u"2 GET http://example.com/Shop http://example.com/else"_s,
                                        u"1 GET https://www.example.com/Shop https://example.com/new www"_s,
                                        u"1 GET https://example.com/Shop/ https://example.com/new slash"_s,
                                        u"1 GET https://example.com/SHOP https://example.com/new case"_s,
                                        u"2 GET http://www.example.com/Shop http://example.com/else www"_s,
                                        u"2 GET http://example.com/Shop/ http://example.com/else slash"_s,
                                        u"2 GET http://example.com/SHOP http://example.com/else case"_s,
                                        u"3 GET http://127.0.0.1:8080/"_s}));
}

void TestAuditRules::chains()
{
    const AuditList list = listOf("http://a.example/1 /2\nhttp://a.example/2 /3\nhttp://a.example/3 "
                                  "/4\nhttp://a.example/5 /6\nhttp://a.example/6 /6\n");
    QStringList sentences;
    for (const MapChain &chain : chainsWithin(list.rows))
        sentences.append(chainSentence(chain, list.rows));
    QCOMPARE(
        sentences,
        (QStringList{
            u"line 1 leads to http://a.example/2, which line 2 sends on to http://a.example/3: make http://a.example/4 the target of line 1"_s,
            u"line 2 leads to http://a.example/3, which line 3 sends on to http://a.example/4: make http://a.example/4 the target of line 2"_s}));
}

void TestAuditRules::circles()
{
    const AuditList list = listOf("http://a.example/0 /1\nhttp://a.example/1 /2\nhttp://a.example/2 /1\n");
    QStringList sentences;
    for (const MapChain &chain : chainsWithin(list.rows))
        sentences.append(chainSentence(chain, list.rows));
    QCOMPARE(
        sentences,
        (QStringList{
            u"line 1 leads to http://a.example/1, which line 2 sends on to http://a.example/2, and so on in a circle"_s,
            u"line 2 leads to http://a.example/2, which line 3 sends on to http://a.example/1, and so on in a circle"_s,
            u"line 3 leads to http://a.example/1, which line 2 sends on to http://a.example/2, and so on in a circle"_s}));
}

QTEST_APPLESS_MAIN(TestAuditRules)
#include "tst_auditrules.moc"
