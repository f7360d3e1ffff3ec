// SPDX-License-Identifier: MIT
#include "auditlists.h"
#include "formats/audit/listkinds.h"

#include <QStringEncoder>
#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

class TestAuditList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void columns();
    void columnsWithoutNames();
    void encodings();
    void lineEnds();
    void badRows_data();
    void badRows();
    void faultsOfFiles();
    void brokenQuotes();
    void largeCells();
    void formulas();
    void repeats();
    void sitemapIndex();
    void sitemapEncodings();
    void brokenSitemap();
    void markdown();
    void html();
    void nothing();
};

void TestAuditList::kinds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("rows");
    QTest::newRow("lines") << QByteArray("# old\nhttp://a.example/1\n\n  http://a.example/2 /3 301\n")
                           << QStringList{u"2 GET http://a.example/1"_s,
                                          u"4 GET http://a.example/2 http://a.example/3 301"_s};
    QTest::newRow("csv") << QByteArray("source,target\nhttp://a.example/1,/2\n")
                         << QStringList{u"2 GET http://a.example/1 http://a.example/2"_s};
    QTest::newRow("semicolons") << QByteArray("Status;Old URL;New-URL\n301;http://a.example/1,x;/2\n")
                                << QStringList{u"2 GET http://a.example/1,x http://a.example/2 301"_s};
    QTest::newRow("tabs") << QByteArray("from\tto\nhttp://a.example/1\thttp://b.example/\n")
                          << QStringList{u"2 GET http://a.example/1 http://b.example/"_s};
    QTest::newRow("one column") << QByteArray("url\nhttp://a.example/1\n")
                                << QStringList{u"2 GET http://a.example/1"_s};
    QTest::newRow("sitemap") << QByteArray("<?xml version=\"1.0\"?>\n<urlset xmlns=\"x\" xmlns:i=\"y\">\n<url>"
                                           "<loc> http://a.example/?a=1&amp;b=2 </loc>"
                                           "<i:image><i:loc>http://a.example/i.png</i:loc></i:image></url>\n"
                                           "<url><loc>http://a.example/3</loc></url></urlset>")
                             << QStringList{u"3 GET http://a.example/?a=1&b=2"_s, u"4 GET http://a.example/3"_s};
    QTest::newRow("markdown") << QByteArray("# T\n\nSee [a](http://a.example/1).\n")
                              << QStringList{u"3 GET http://a.example/1"_s};
    QTest::newRow("html") << QByteArray("<!doctype html>\n<a href='http://a.example/1#x'>1</a>")
                          << QStringList{u"2 GET http://a.example/1"_s};
}

void TestAuditList::kinds()
{
    QFETCH(QByteArray, text);
    const AuditList list = listOf(text);
    QTEST(rowsOf(list), "rows");
    QCOMPARE(faultsOf(list), QStringList());
}

void TestAuditList::columns()
{
    const AuditList list = listOf("Note,METHOD,Status Code,target_url,source,Owner\n"
                                  "\"a, b\",post,301|308,http://b.example/,http://a.example/1,me\n"
                                  ",,302!,,http://a.example/2,\n");
    QCOMPARE(rowsOf(list), (QStringList{u"2 POST http://a.example/1 http://b.example/ 301|308 a, b"_s,
                                        u"3 GET http://a.example/2 302"_s}));
    QCOMPARE(list.notes, QStringList(u"line 1: these columns are not used: \"Owner\"."_s));
}

void TestAuditList::columnsWithoutNames()
{
    const AuditList list = listOf("http://a.example/1,http://b.example/,301,POST,why\n");
    QCOMPARE(rowsOf(list), QStringList(u"1 POST http://a.example/1 http://b.example/ 301 why"_s));
}

void TestAuditList::encodings()
{
    const QString text = u"source,target\nhttp://a.example/ä,http://b.example/\n"_s;
    const QStringList rows{u"2 GET http://a.example/%C3%A4 http://b.example/"_s};
    QCOMPARE(rowsOf(listOf("\xef\xbb\xbf" + text.toUtf8())), rows);
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        QStringEncoder encoder(encoding);
        const QByteArray bytes = encoder(u'\ufeff' + text);
        QCOMPARE(rowsOf(listOf(bytes)), rows);
    }
}

void TestAuditList::lineEnds()
{
    for (const char *end : {"\n", "\r\n", "\r"}) {
        const QByteArray text =
            QByteArray("source,target\n\nhttp://a.example/1,/2\nx://,\nhttp://a.example/3,/4").replace("\n", end);
        const AuditList list = listOf(text);
        QCOMPARE(rowsOf(list), (QStringList{u"3 GET http://a.example/1 http://a.example/2"_s,
                                            u"5 GET http://a.example/3 http://a.example/4"_s}));
        QCOMPARE(list.faults.size(), 1);
        QCOMPARE(list.faults.first().place.line, 4);
    }
    QCOMPARE(
        rowsOf(listOf("http://a.example/1\rhttp://a.example/2\r\n\rhttp://a.example/3")),
        (QStringList{u"1 GET http://a.example/1"_s, u"2 GET http://a.example/2"_s, u"4 GET http://a.example/3"_s}));
}

void TestAuditList::badRows_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("fault");
    QTest::newRow("status") << QByteArray("http://a.example/1,/2,30x")
                            << u"line 3: \"30x\" is not a status: write one such as 301, several as 301|308"_s.replace(
                                   u"301, several"_s, u"301, or several"_s);
    QTest::newRow("no source") << QByteArray(",/2,301") << u"line 3: the source is missing"_s;
    QTest::newRow("no host") << QByteArray("/1,/2,301") << u"line 3: \"/1\" has no host: give --base URL"_s;
    QTest::newRow("scheme") << QByteArray("ftp://a.example/,/2,301")
                            << u"line 3: Only http and https URLs can be requested, not ftp:."_s;
    QTest::newRow("variable") << QByteArray("{{host}}/x,/2,301")
                              << u"line 3: \"{{host}}/x\" begins with a variable, which lists do not have"_s;
    QTest::newRow("target") << QByteArray("http://a.example/1,mailto:a@b.example,301")
                            << u"line 3: target: Only http and https URLs can be requested, not mailto:."_s;
    QTest::newRow("method") << QByteArray("http://a.example/1,/2,301,GE T") << u"line 3: \"GE T\" is not a method"_s;
    QTest::newRow("cells")
        << QByteArray("http://a.example/1,/2,301,GET,x,y")
        << u"line 3: there are 6 cells, but 5 columns: put a cell that has the delimiter in it into quotes"_s;
    QTest::newRow("NUL") << QByteArray("http://a.example/\0,/2,301", 26)
                         << u"line 3: there is a NUL byte: save the list as text in UTF-8"_s;
    QTest::newRow("Latin-1") << QByteArray("http://a.example/\xe4,/2,301")
                             << u"line 3: the bytes are not UTF-8: save the list in UTF-8"_s;
    QTest::newRow("quote") << QByteArray("\"http://a.example/1\"x,/2,301")
                           << u"line 3: a quoted cell goes on after its closing quote: write a quote in it twice"_s;
    QTest::newRow("other target")
        << QByteArray("http://a.example/0,/9,301")
        << u"line 3: line 2 has the same source and asks for something else; that line counts"_s;
}

void TestAuditList::badRows()
{
    QFETCH(QByteArray, line);
    const AuditList list =
        listOf("source,target,status,method,note\nhttp://a.example/0,/00\n" + line + "\nhttp://a.example/8,/88,308\n");
    QCOMPARE(rowsOf(list), (QStringList{u"2 GET http://a.example/0 http://a.example/00"_s,
                                        u"4 GET http://a.example/8 http://a.example/88 308"_s}));
    QFETCH(QString, fault);
    QCOMPARE(faultsOf(list), QStringList(fault));
}

void TestAuditList::faultsOfFiles()
{
    const Result<AuditList> list = readAuditList(
        {{u"b.csv"_s, "/x\n/{},\nhttp://a.example/\n/y\n"}, {u"a.csv"_s, "~(,/\nhttp://a.example/,/1\n"}}, {});
    QVERIFY(list);
    QStringList places;
    for (const ListFault &fault : list->faults)
        places.append(placeText(fault.place));
    QCOMPARE(places, (QStringList{u"b.csv, line 1"_s, u"b.csv, line 2"_s, u"b.csv, line 4"_s, u"a.csv, line 1"_s,
                                  u"a.csv, line 2"_s}));
}

void TestAuditList::brokenQuotes()
{
    const AuditList list = listOf("source,target\n\"http://a.example/1,/2\nhttp://a.example/3,/4\n"
                                  "\"http://a.example/5\",\"/6\"\nhttp://a.example/7,\"/8\n");
    QCOMPARE(rowsOf(list), (QStringList{u"3 GET http://a.example/3 http://a.example/4"_s,
                                        u"4 GET http://a.example/5 http://a.example/6"_s}));
    QCOMPARE(faultsOf(list),
             (QStringList{u"line 2: a quoted cell goes on after its closing quote: write a quote in it twice"_s,
                          u"line 5: a quote is not closed"_s}));
    const AuditList broken =
        listOf("source,note\nhttp://a.example/1,\"two\nlines \"\"here\"\"\"\nhttp://a.example/2,x\n");
    QCOMPARE(rowsOf(broken),
             (QStringList{u"2 GET http://a.example/1 two\nlines \"here\""_s, u"4 GET http://a.example/2 x"_s}));
}

void TestAuditList::largeCells()
{
    const QByteArray large(1024 * 1024, 'x');
    const AuditList list = listOf("source,target,note\nhttp://a.example/" + large + ",/2\nhttp://a.example/3,/4,\"" +
                                  large + "\"\nhttp://a.example/5,/" + large + ",\n");
    QCOMPARE(list.rows.size(), 1);
    QCOMPARE(list.rows.first().place.line, 3);
    QCOMPARE(list.rows.first().note.size(), 1000);
    QCOMPARE(faultsOf(list), (QStringList{u"line 2: the URL has 1048593 characters; 65536 are the most"_s,
                                          u"line 4: target: the URL has 1048577 characters; 65536 are the most"_s}));
}

void TestAuditList::formulas()
{
    const AuditList list = listOf("source,target,note\n=cmd|'/c calc'!A1,/2,\nhttp://a.example/1,/2,=1+1\n");
    QCOMPARE(rowsOf(list), QStringList(u"3 GET http://a.example/1 http://a.example/2 =1+1"_s));
    QCOMPARE(list.faults.size(), 1);
    QCOMPARE(list.faults.first().place.line, 2);
}

void TestAuditList::repeats()
{
    const AuditList list = listOf("http://a.example/1 /2\nHTTP://A.example:80/1#x /2\nhttp://a.example/1 /2\n");
    QCOMPARE(rowsOf(list), QStringList(u"1 GET http://a.example/1 http://a.example/2"_s));
    QCOMPARE(list.notes,
             (QStringList{u"line 2 repeats line 1 and was left out."_s, u"line 3 repeats line 1 and was left out."_s}));
}

void TestAuditList::sitemapIndex()
{
    const QByteArray index = "<sitemapindex>\n<sitemap><loc>https://a.example/maps/shop.xml.gz?x</loc></sitemap>\n"
                             "<sitemap><loc>https://a.example/none.xml</loc></sitemap>\n"
                             "<sitemap><loc>https://a.example/nested.xml</loc></sitemap></sitemapindex>";
    const auto read = [](const QString &location) {
        if (location.endsWith(u"none.xml"_s))
            return Result<QByteArray>::failure(u"none.xml is not there"_s);
        return Result<QByteArray>(location.endsWith(u"nested.xml"_s)
                                      ? QByteArray("<sitemapindex><sitemap><loc>x</loc></sitemap></sitemapindex>")
                                      : QByteArray("<urlset>\n<url><loc>http://a.example/1</loc></url></urlset>"));
    };
    const AuditList list = listOf(index, {.readPart = read});
    QCOMPARE(rowsOf(list), QStringList(u"2 GET http://a.example/1"_s));
    QCOMPARE(placeText(list.rows.first().place), u"shop.xml.gz, line 2"_s);
    QCOMPARE(faultsOf(list),
             (QStringList{u"line 3: none.xml is not there"_s,
                          u"nested.xml, line 1: an index may not name another index (sitemaps.org)"_s}));
    QCOMPARE(faultsOf(listOf(index)), QStringList(u"line 2: this is a sitemap index: give the files that it names"_s));
}

void TestAuditList::sitemapEncodings()
{
    const QString text =
        u"<?xml version=\"1.0\" encoding=\"UTF-16\"?><urlset><url><loc>http://a.example/ä</loc></url></urlset>"_s;
    QStringEncoder encoder(QStringConverter::Utf16LE);
    const QByteArray bytes = encoder(u'\ufeff' + text);
    QCOMPARE(rowsOf(listOf(bytes)), QStringList(u"1 GET http://a.example/%C3%A4"_s));
}

void TestAuditList::brokenSitemap()
{
    const AuditList list = listOf("<urlset>\n<url><loc>http://a.example/1</loc></url>\n<url><loc></loc></url>\n"
                                  "<url><loc>http://a.example/2</url>");
    QCOMPARE(rowsOf(list), QStringList(u"2 GET http://a.example/1"_s));
    QCOMPARE(list.faults.size(), 2);
    QCOMPARE(placeText(list.faults[0].place) + u": "_s + list.faults[0].reason, u"line 3: the loc is empty"_s);
    QCOMPARE(list.faults[1].place.line, 4);
    QVERIFY(list.faults[1].reason.startsWith(u"the XML is broken from here on"_s));
}

void TestAuditList::markdown()
{
    const AuditList list =
        listOf("[![b](http://a.example/i.png)](<http://a.example/1> \"t\") and `[c](http://a.example/code)`\n"
               "```\n[d](http://a.example/fenced)\n```\n"
               "<http://a.example/2> http://a.example/3_(x). (http://a.example/4)\n"
               "[e]: http://a.example/5\n[f](#here) [g](mailto:a@b.example) [h](/rel) \\[i](http://a.example/6)\n"
               "[j](http://a.example/7_(y))\n",
               {.base = "http://a.example/docs/"});
    QCOMPARE(rowsOf(list), (QStringList{u"1 GET http://a.example/1"_s, u"5 GET http://a.example/2"_s,
                                        u"5 GET http://a.example/3_(x)"_s, u"5 GET http://a.example/4"_s,
                                        u"6 GET http://a.example/5"_s, u"7 GET http://a.example/rel"_s,
                                        u"7 GET http://a.example/6"_s, u"8 GET http://a.example/7_(y)"_s}));
    QCOMPARE(faultsOf(list), QStringList());
}

void TestAuditList::html()
{
    const AuditList list = listOf(
        "<html><base href=/sub/><base href=/no/>\n<a href=\"1?a=1&amp;b=2\">x</a><A HREF=' http://b.example/ '>\n"
        "<area href=../2><a href=javascript:x()><a href=#y><a name=z><!-- <a href=/3> --></html>",
        {.base = "http://a.example/"});
    QCOMPARE(rowsOf(list), (QStringList{u"2 GET http://a.example/sub/1?a=1&b=2"_s, u"2 GET http://b.example/"_s,
                                        u"3 GET http://a.example/2"_s}));
    QCOMPARE(faultsOf(listOf("<a href=1>")), QStringList(u"line 1: \"1\" has no host: give --base URL"_s));
}

void TestAuditList::nothing()
{
    for (const char *text : {"", "\n\n", "# nothing\n", "source,target\n", "<html></html>", "\xef\xbb\xbf"}) {
        const Result<AuditList> list = readAuditList({{{}, text}}, {});
        QVERIFY2(!list, text);
        QVERIFY(list.error.startsWith(u"there is no URL to ask for"_s));
    }
    for (const ListKind &kind : listKinds()) {
        const Result<AuditList> list = readAuditList({{{}, QByteArray()}}, {.kind = kind.id});
        QVERIFY2(!list || !list->faults.isEmpty(), kind.id.data());
    }
}

QTEST_APPLESS_MAIN(TestAuditList)
#include "tst_auditlist.moc"
