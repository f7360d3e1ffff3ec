// SPDX-License-Identifier: MIT
#include "formats/har/har.h"
#include "formats/har/harvalue.h"
#include "formats/record/masked.h"
#include "harmaker.h"
#include "recordsummary.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

QString url(const QString &path)
{
    return u"http://a.example/"_s + path;
}

/// A HAR of one good chain of two requests and an entry between them.
QByteArray harWith(const QByteArray &entry)
{
    return json("{'log':{'entries':["
                "{'startedDateTime':'2026-03-01T10:00:00Z','request':{'method':'GET','url':'http://a.example/a'},"
                "'response':{'status':302,'redirectURL':'/b'}},") +
           entry +
           json(",{'startedDateTime':'2026-03-01T10:00:01Z','request':{'method':'GET','url':'http://a.example/b'},"
                "'response':{'status':200}}]}}");
}

const QString kChain = u"GET http://a.example/a 302 > GET http://a.example/b 200"_s;

} // namespace

/// HARs with an entry that is not as HAR wants it: the others are read.
class TestHarOdd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leftOut_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QString>("note");
        QTest::newRow("no object") << QByteArray("7") << u"log.entries[1]: expected an object, found a number"_s;
        QTest::newRow("no request") << QByteArray("{}") << u"log.entries[1]: the request has no url"_s;
        QTest::newRow("empty URL") << json("{'request':{'method':'GET','url':''}}") << u"the request has no url"_s;
        QTest::newRow("URL is null") << json("{'request':{'method':'GET','url':null}}")
                                     << u"url: expected text, found null"_s;
        QTest::newRow("no method") << json("{'request':{'url':'http://a.example/'}}") << u"the request has no method"_s;
        QTest::newRow("status in words")
            << json("{'request':{'method':'GET','url':'http://a/'},'response':{'status':'ok'}}")
            << u"status: expected a number, found text"_s;
        QTest::newRow("twice") << json("{'request':{'method':'GET','url':'http://a/','url':'http://b/'}}")
                               << u"occurs twice"_s;
        QTest::newRow("relative, no host") << json("{'request':{'method':'GET','url':'/other'}}")
                                           << u"its URL \"/other\" is relative, and the file does not say to what"_s;
        QTest::newRow("relative to an unknown host")
            << json("{'request':{'method':'GET','url':'/b','headers':{'Host':'c.example'}}}")
            << u"its URL \"/b\" is relative"_s;
        QTest::newRow("no scheme") << json("{'request':{'method':'GET','url':'a.example/b'}}")
                                   << u"its URL \"a.example/b\" is relative"_s;
    }

    void leftOut()
    {
        QFETCH(QByteArray, entry);
        QFETCH(QString, note);
        const Result<ReadRecord> read = readHar(harWith(entry));
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(chainsOf(read->traces), kChain);
        QCOMPARE(read->notes.size(), 1);
        QVERIFY2(read->notes[0].startsWith(u"entry 2 was left out: "_s) && read->notes[0].contains(note),
                 qPrintable(read->notes[0]));
        QCOMPARE(read->cutOff, QString());
    }

    void readAnyway_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("expected"); // method, URL and status
        const auto row = [](const char *name, const QByteArray &request, const QByteArray &rest,
                            const QString &expected) {
            QTest::newRow(name) << json("{'request':{'method':'GET',") + request + '}' + rest + '}' << expected;
        };
        const QByteArray there = json("'url':'http://c.example/'");
        const QString none = u"GET http://c.example/ 0"_s;
        row("status -1", there, json(",'response':{'status':-1}"), none);
        row("status -999", there, json(",'response':{'status':-999}"), none);
        row("status null", there, json(",'response':{'status':null}"), none);
        row("status as text", there, json(",'response':{'status':'204'}"), u"GET http://c.example/ 204"_s);
        row("status empty", there, json(",'response':{'status':''}"), none);
        row("times as text", there, json(",'time':'12.5','timings':{'wait':'soon','dns':null}"), none);
        row("timings a list", there, json(",'timings':[]"), none);
        row("infinite", there, json(",'time':Infinity,'timings':{'wait':-Infinity,'send':NaN}"), none);
        row("date in words", there, json(",'startedDateTime':'soon'"), none);
        row("date as a number", there, json(",'startedDateTime':1700000000000"), none);
        row("fields as texts", there + json(",'headers':['Host: c.example','X-A:1']"), {}, none);
        row("fields as pairs", there + json(",'headers':[['Host','c.example'],['X-A','1']]"), {}, none);
        row("fields with lists", there + json(",'headers':{'Host':'c.example','X-A':['1','2'],'X-B':3,'X-C':null}"), {},
            none);
        row("bad base64", there,
            json(",'response':{'status':200,'content':{'text':'%%','encoding':'base64','size':5}}"),
            u"GET http://c.example/ 200"_s);
        row("relative, by the redirect", json("'url':'/b','headers':[{'name':'Host','value':'a.example'}]"), {},
            u"GET http://a.example/b 0"_s);
        row("without a scheme", json("'url':'//a.example/z'"), {}, u"GET http://a.example/z 0"_s);
    }

    void readAnyway()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, expected);
        const Result<ReadRecord> read = readHar(harWith(members));
        QVERIFY2(read, qPrintable(read.error));
        QVERIFY2(chainsOf(read->traces).contains(expected), qPrintable(chainsOf(read->traces)));
        QCOMPARE(read->notes, QStringList());
    }

    void fields()
    {
        const Result<ReadRecord> read = readHar(harWith(
            json("{'request':{'method':'GET','url':'http://c.example/','headers':{'Host':'c.example','X-A':['1','2'],"
                 "'X-B':3,':path':'/'}}}")));
        QVERIFY2(read, qPrintable(read.error));
        for (const Trace &trace : read->traces) {
            if (trace.hops[0].request.url == "http://c.example/")
                QCOMPARE(trace.hops[0].request.headers,
                         (Headers{{{"Host", "c.example"}, {"X-A", "1"}, {"X-A", "2"}, {"X-B", "3"}}}));
        }
    }

    void numbers_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<double>("number");
        QTest::addColumn<int>("whole");
        QTest::addColumn<qint64>("bytes");
        constexpr qint64 most = qint64(1) << 53;
        QTest::newRow("7.9") << QByteArray("7.9") << 7.9 << 7 << qint64(7);
        QTest::newRow("text") << QByteArray("\" 12 \"") << 12.0 << 12 << qint64(12);
        QTest::newRow("null") << QByteArray("null") << -1.0 << -1 << qint64(-1);
        QTest::newRow("nan") << QByteArray("\"nan\"") << -1.0 << -1 << qint64(-1);
        QTest::newRow("inf") << QByteArray("\"inf\"") << -1.0 << -1 << qint64(-1);
        QTest::newRow("more than an int") << QByteArray("3e9") << 3e9 << -1 << qint64(3'000'000'000);
        QTest::newRow("more than bytes") << QByteArray("1e300") << 1e300 << -1 << most;
        QTest::newRow("less than any") << QByteArray("-1e300") << -1e300 << -1 << qint64(-1);
    }

    void numbers()
    {
        QFETCH(QByteArray, value);
        JsonCursor number(value);
        QTEST(looseNumber(number, -1), "number");
        JsonCursor whole(value);
        QTEST(looseInt(whole, -1), "whole");
        JsonCursor bytes(value);
        QTEST(looseSize(bytes, -1), "bytes");
    }

    /// The text stands as it is, and a note says so.
    void badBase64()
    {
        const Result<ReadRecord> read = readHar(
            json("{'log':{'entries':[{'request':{'method':'GET','url':'http://a.example/'},'response':{'status':200,"
                 "'content':{'text':'not base64!','encoding':'base64','size':500}}}]}}"));
        QVERIFY2(read, qPrintable(read.error));
        const Hop &hop = read->traces[0].hops[0];
        QCOMPARE(hop.response->body, bodyOf("not base64!"));
        QVERIFY2(hop.notes.join(u' ').contains(u"base64, which it is not"_s), qPrintable(hop.notes.join(u' ')));
    }

    void manyBadEntries()
    {
        constexpr int many = 3000;
        const Result<ReadRecord> read = readHar(harWith(QByteArray("{},").repeated(many).chopped(1)));
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(chainsOf(read->traces), kChain);
        QCOMPARE(read->notes.size(), kMostNotes + 1);
        QCOMPARE(read->notes.constLast(), u"2980 more entries were left out or have such faults"_s);
    }

    /// Whole entries before the place where the file breaks are there for who wants them.
    void cutOff_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("why");
        const QByteArray whole = harWith(json("{'request':{'method':'GET','url':'http://c.example/'}}"));
        QTest::newRow("in the last entry") << whole.chopped(20) << u"found the end of the text"_s;
        QTest::newRow("between entries") << whole.first(whole.lastIndexOf(",{")) << u"found the end of the text"_s;
        QTest::newRow("a byte in the middle")
            << QByteArray(whole).replace(whole.lastIndexOf(",{") + 3, 1, "\x01") << u"log.entries[2]"_s;
    }

    void cutOff()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, why);
        const Result<ReadRecord> read = readHar(bytes);
        QVERIFY2(read, qPrintable(read.error));
        QVERIFY2(read->cutOff.startsWith(u"line "_s) && read->cutOff.contains(why), qPrintable(read->cutOff));
        QCOMPARE(chainsOf(read->traces), u"GET http://a.example/a 302 | GET http://c.example/ 0"_s);
    }

    void listOfHars()
    {
        const QByteArray one = har({entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s)});
        const QByteArray two = har({entry(1, u"GET"_s, url(u"b"_s), 200)});
        const Result<ReadRecord> read = readHar("[" + one + ", 1, {}, " + two + "]");
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(chainsOf(read->traces), kChain);
    }

    void masks_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("masked");
        for (const char *each :
             {"REDACTED", "[redacted 3]", "<masked>", "*****", "xxxxx", "%5BREDACTED%5D", "[token redacted]",
              "REDACTED_TOKEN", "(hidden)", "___SANITIZED___", "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"})
            QTest::newRow(each) << QByteArray(each) << true;
        for (const char *each : {"", "/b", "redactedly", "unmasked", "x", "xx", "a*b", "http://a.example/redacted",
                                 "hiddenfield", "removedness", "*"})
            QTest::newRow(each) << QByteArray(each) << false;
    }

    void masks()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, masked);
        QCOMPARE(isMasked(text), masked);
    }

    void maskedOnOneSide_data()
    {
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("next");
        QTest::addColumn<bool>("joined");
        QTest::newRow("value in Location") << u"/cb?code=REDACTED&state=1"_s << url(u"cb?code=x9&state=1"_s) << true;
        QTest::newRow("value in the request") << u"/cb?code=x9"_s << url(u"cb?code=***"_s) << true;
        QTest::newRow("segment") << u"/u/[redacted]/home"_s << url(u"u/42/home"_s) << true;
        QTest::newRow("another value differs")
            << u"/cb?code=REDACTED&state=1"_s << url(u"cb?code=x&state=2"_s) << false;
        QTest::newRow("another parameter") << u"/cb?code=REDACTED"_s << url(u"cb?token=x"_s) << false;
        QTest::newRow("another path") << u"/cb?code=REDACTED"_s << url(u"cd?code=x"_s) << false;
        QTest::newRow("nothing is masked") << u"/cb?code=1"_s << url(u"cb?code=2"_s) << false;
        QTest::newRow("all of it, no id") << u"REDACTED"_s << url(u"home"_s) << false;
    }

    void maskedOnOneSide()
    {
        QFETCH(QString, location);
        QFETCH(QString, next);
        QFETCH(bool, joined);
        const Result<ReadRecord> read =
            readHar(har({entry(0, u"GET"_s, url(u"a"_s), 302, location), entry(1, u"GET"_s, next, 200)}));
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(read->traces.size(), joined ? 1 : 2);
        const QString why = read->traces[0].outcome.message;
        QCOMPARE(why.contains(u"the Location of this redirect is masked in it"_s), location == u"REDACTED"_s);
        QCOMPARE(read->traces[0].hops.constLast().redirect->target.isEmpty(), joined || location == u"REDACTED"_s);
    }

    /// Tools that clean a HAR know the field, and forget what HAR has beside it.
    void maskedFieldOnly()
    {
        QJsonObject first = entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s);
        first = with(first, "response"_L1, {{u"headers"_s, test::fields({{u"Location"_s, u"[redacted]"_s}})}});
        const Result<ReadRecord> read = readHar(har({first, entry(1, u"GET"_s, url(u"b"_s), 200)}));
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(chainsOf(read->traces), kChain);
    }

    /// What the file has is not said to be missing.
    void requestOfAnotherChain()
    {
        const Result<ReadRecord> read =
            readHar(har({entry(0, u"GET"_s, url(u"b"_s), 200), entry(1, u"GET"_s, url(u"a"_s), 302, u"/b"_s)}));
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(chainsOf(read->traces), u"GET http://a.example/b 200 | GET http://a.example/a 302"_s);
        const QString why = read->traces[1].outcome.message;
        QVERIFY2(why.contains(u"what requests http://a.example/b in it does not follow from this redirect"_s),
                 qPrintable(why));
    }

    void pauseIsTold()
    {
        const Result<ReadRecord> read =
            readHar(har({entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s), entry(125.1, u"GET"_s, url(u"b"_s), 200)}));
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(chainsOf(read->traces), kChain);
        const QString notes = read->traces[0].hops[1].notes.join(u' ');
        QVERIFY2(notes.contains(u"The recording has 2 min 5 s between the redirect and this request."_s),
                 qPrintable(notes));
    }

    void unknownClients_data()
    {
        QTest::addColumn<QString>("agent");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("named"); // empty: its rules are known
        const auto row = [](const char *agent, const QString &client, const QString &unknown) {
            QTest::newRow(agent) << QString::fromLatin1(agent) << client << unknown;
        };
        row("hurl/4.3.0", u"browser"_s, u"hurl/4.3.0"_s);
        row("okhttp/4.12.0", u"okhttp-4.6"_s, {});
        row("okhttp/3.14.9", u"okhttp"_s, {});
        row("Dart/3.3 (dart:io)", u"dart"_s, {});
        row("Mozilla/5.0 (Linux; en-US) PowerShell/7.4.6", u"powershell"_s, {});
        row("Apache-HttpClient/4.5.14 (Java/17.0.9)", u"apache-httpclient4"_s, {});
        row("Apache-HttpClient/5.2.1 (Java/17.0.9)", u"apache-httpclient5"_s, {});
        row("PycURL/7.45.2 libcurl/7.88.1 GnuTLS/3.7.9", u"py-pycurl"_s, {});
        row("python-urllib3/1.26.12", u"py-urllib3"_s, {});
        row("Mozilla/5.0 (Windows NT; en-US) WindowsPowerShell/5.1.19041", u"browser"_s,
            u"WindowsPowerShell/5.1.19041"_s);
        row("Some-Program/1", u"browser"_s, u"Some-Program/1"_s);
        row("Java/17.0.9", u"java-huc"_s, {});
        row("Java-http-client/17.0.9", u"java-normal"_s, {});
        row("Go-http-client/2.0", u"go"_s, {});
        row("go-resty/2.7.0 (https://github.com/go-resty/resty)", u"go"_s, {});
        row("libcurl/8.5.0 r-curl/5.2.0 httr/1.4.7", u"curl"_s, {});
        row("R (4.3.1 x86_64-pc-linux-gnu x86_64 linux-gnu)", u"curl"_s, {});
        row("git/2.43.0", u"curl"_s, {});
        row("Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0", u"browser"_s, {});
    }

    void unknownClients()
    {
        QFETCH(QString, agent);
        QFETCH(QString, client);
        QFETCH(QString, named);
        const QJsonObject whole = entry(0, u"GET"_s, url(u"a"_s), 200);
        const QJsonObject sent =
            with(whole, "request"_L1,
                 {{u"headers"_s, test::fields({{u"Host"_s, u"a.example"_s}, {u"User-Agent"_s, agent}})}});
        const Result<ReadRecord> read = readHar(har({sent}));
        QVERIFY2(read, qPrintable(read.error));
        QCOMPARE(read->traces[0].client, client);
        const QString note = read->traces[0].hops[0].notes.value(0);
        QCOMPARE(note.contains(u"are not known"_s), !named.isEmpty());
        QVERIFY2(note.contains(named), qPrintable(note));
    }
};

QTEST_GUILESS_MAIN(TestHarOdd)
#include "tst_harodd.moc"
