// SPDX-License-Identifier: MIT
#include "formats/har/har.h"
#include "formats/har/hartime.h"
#include "harmaker.h"
#include "recordtraces.h"

#include <QTest>

#include <limits>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 kNoDate = std::numeric_limits<qint64>::min();

QString url(const QString &path)
{
    return u"http://a.example/"_s + path;
}

} // namespace

/// HARs with members missing, odd dates, and what is no HAR at all.
class TestHarBad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fewestMembers()
    {
        const QByteArray least = json("{'log':{'entries':[{'request':{'method':'GET','url':'http://a.example/"
                                      "a'},'response':{'status':302,'redirectURL':'/"
                                      "b'}},{'request':{'method':'GET','url':'http://a.example/b'}}]}}");
        const Result<QList<Trace>> traces = harTraces(least);
        QVERIFY2(traces, qPrintable(traces.error));
        QCOMPARE(traces->size(), 1);
        QCOMPARE(traces->at(0).hops.size(), 2);
        QVERIFY(!traces->at(0).started.isValid());
    }

    void times_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("expected"); // microseconds after 2026-11-22T10:00:00Z
        QTest::newRow("usual") << QByteArray("2026-11-22T10:00:00.000Z") << qint64(0);
        QTest::newRow("microseconds") << QByteArray("2026-11-22T10:00:00.000250Z") << qint64(250);
        QTest::newRow("seven decimals") << QByteArray("2026-11-22T10:00:00.1234567Z") << qint64(123'456);
        QTest::newRow("no decimals") << QByteArray("2026-11-22T10:00:01Z") << qint64(1'000'000);
        QTest::newRow("no seconds") << QByteArray("2026-11-22T10:01Z") << qint64(60'000'000);
        QTest::newRow("zone") << QByteArray("2026-11-22T11:00:00.000+01:00") << qint64(0);
        QTest::newRow("zone without colon") << QByteArray("2026-11-22T11:00:00.000+0100") << qint64(0);
        QTest::newRow("zone of hours") << QByteArray("2026-11-22T05:00:00-05") << qint64(0);
        QTest::newRow("half an hour") << QByteArray("2026-11-22T15:30:00+05:30") << qint64(0);
        QTest::newRow("space, UTC") << QByteArray("2026-11-22 10:00:00 UTC") << qint64(0);
        QTest::newRow("comma") << QByteArray("2026-11-22T10:00:00,5Z") << qint64(500'000);
        QTest::newRow("no zone") << QByteArray("2026-11-22T10:00:00.001") << qint64(1000);
        QTest::newRow("next day") << QByteArray("2026-11-23T00:00:00+14:00") << qint64(0);
        QTest::newRow("word") << QByteArray("yesterday") << kNoDate;
        QTest::newRow("month 13") << QByteArray("2026-13-22T10:00:00Z") << kNoDate;
        QTest::newRow("rest") << QByteArray("2026-11-22T10:00:00Zx") << kNoDate;
        QTest::newRow("hour without a zero") << QByteArray("2026-11-22T9:59:59.500Z") << qint64(-500'000);
        QTest::newRow("month and day without") << QByteArray("2026-1-2T10:00:00Z") << qint64(-324) * 86'400'000'000;
        QTest::newRow("seconds since 1970") << QByteArray("1795341600") << qint64(0);
        QTest::newRow("with decimals") << QByteArray("1795341600.25") << qint64(250'000);
        QTest::newRow("milliseconds") << QByteArray("1795341600001") << qint64(1000);
        QTest::newRow("microseconds since 1970") << QByteArray("1795341600000002") << qint64(2);
        QTest::newRow("mail") << QByteArray("Sun, 22 Nov 2026 11:00:00 +0100") << qint64(0);
        QTest::newRow("small number") << QByteArray("17000") << kNoDate;
    }

    void times()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, expected);
        const qint64 base = QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC).toMSecsSinceEpoch() * 1000;
        QCOMPARE(parseHarTime(text), expected == kNoDate ? std::nullopt : std::optional(base + expected));
    }

    void bad_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        const auto inLog = [](const QByteArray &entries) { return "{\"log\":{\"entries\":" + entries + "}}"; };
        const QByteArray request = json("'request':{'method':'GET','url':'http://a.example/'}");
        QTest::newRow("empty") << QByteArray() << u"line 1, column 1: expected an object, found the end of the text"_s;
        QTest::newRow("truncated") << inLog("[{" + request + "}]").chopped(5) << u"found the end of the text"_s;
        QTest::newRow("no JSON") << QByteArray("hello") << u"line 1, column 1: expected an object, found \"hello\""_s;
        QTest::newRow("a list") << QByteArray("[]") << u"this is not a HAR"_s;
        QTest::newRow("no log") << QByteArray("{}") << u"this is not a HAR: it has no \"log\""_s;
        QTest::newRow("no entries") << QByteArray("{\"log\":{}}") << u"log: the log has no entries"_s;
        QTest::newRow("nothing in it") << inLog("[]") << u"there are no HTTP requests in this HAR"_s;
        QTest::newRow("entries no list") << inLog("{}") << u"log.entries: expected a list, found an object"_s;
        QTest::newRow("entry no object") << inLog("[1]") << u"log.entries[0]: expected an object, found a number"_s;
        QTest::newRow("no request") << inLog("[{}]") << u"log.entries[0]: the request has no url"_s;
        QTest::newRow("url no text") << inLog(json("[{'request':{'method':'GET','url':1}}]"))
                                     << u"log.entries[0].request.url: expected text, found a number"_s;
        QTest::newRow("no method") << inLog(json("[{'request':{'url':'http://a.example/'}}]"))
                                   << u"log.entries[0]: the request has no method"_s;
        QTest::newRow("status text") << inLog("[{" + request + json(",'response':{'status':'ok'}}]"))
                                     << u"log.entries[0].response.status: expected a number, found text"_s;
        QTest::newRow("status 1.5") << inLog("[{" + request + json(",'response':{'status':1.5}}]"))
                                    << u"1.5 is not a status"_s;
        QTest::newRow("status 2e90") << inLog("[{" + request + json(",'response':{'status':2e90}}]"))
                                     << u"2e+90 is not a status"_s;
        QTest::newRow("twice") << inLog("[{" + request + "," + request + "}]")
                               << u"line 1, column 74: log.entries[0].request: occurs twice in one object"_s;
        QTest::newRow("deep") << inLog("[{\"x\":" + QByteArray(100'000, '[')) << u"nested more than 256 levels deep"_s;
        QTest::newRow("deep where nobody looks")
            << "{\"x\":" + QByteArray(100'000, '[') << u"nested more than 256 levels deep"_s;
        QTest::newRow("Latin-1") << QByteArray("{\"log\":{\"comment\":\n\"caf\xe9\",\"entries\":[]}}")
                                 << u"line 2, column 5: the file has bytes that are not UTF-8"_s;
        QTest::newRow("control byte") << QByteArray("{\"lo\x01g\":1}") << u"a string contains the control byte 0x01"_s;
        QTest::newRow("bad escape") << QByteArray("{\"lo\\g\":1}") << u"the backslash does not begin a valid escape"_s;
        QTest::newRow("rest") << inLog("[{" + request + "}]") + "x" << u"expected the end of the text, found \"x\""_s;
        QTest::newRow("comma at the end")
            << inLog("[{" + request + "},]") << u"log.entries[1]: expected a value, found \"]\""_s;
        QTest::newRow("leading zero") << inLog("[{" + request + ",\"time\":01}]")
                                      << u"expected a comma or \"}\", found \"1\""_s;
    }

    void bad()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        const Result<QList<Trace>> traces = harTraces(bytes);
        QVERIFY(!traces);
        QVERIFY2(traces.error.contains(expected), qPrintable(traces.error));
        QVERIFY(!traces.error.contains(u'\n'));
    }

    void parameters_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<int>("size");
        QTest::addColumn<QByteArray>("expected"); // empty: no body can be built
        const QByteArray form = "application/x-www-form-urlencoded";
        const QByteArray plain = json("[{'name':'a','value':'1'},{'name':'b','value':'x+y'}]");
        QTest::newRow("as they are") << form << plain << 9 << QByteArray("a=1&b=x+y");
        QTest::newRow("size not known") << form << plain << -1 << QByteArray("a=1&b=x+y");
        QTest::newRow("decoded, by its size") << form << plain << 11 << QByteArray();
        const QByteArray decoded = json("[{'name':'a','value':'x y&z'}]");
        QTest::newRow("decoded") << form << decoded << -1 << QByteArray();
        QTest::newRow("of no such size") << form << decoded << 50 << QByteArray();
        const QByteArray parts = json("[{'name':'a','value':'1'},{'name':'f','value':'text','fileName':'f.txt',"
                                      "'contentType':'text/plain'}]");
        const QByteArray multipart = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B\r\n"
                                     "Content-Disposition: form-data; name=\"f\"; filename=\"f.txt\"\r\n"
                                     "Content-Type: text/plain\r\n\r\ntext\r\n--B--\r\n";
        QTest::newRow("multipart") << QByteArray("multipart/form-data; boundary=B") << parts << int(multipart.size())
                                   << multipart;
        QTest::newRow("multipart without a boundary")
            << QByteArray("multipart/form-data") << parts << -1 << QByteArray();
    }

    /// A body is rebuilt only where the record has none, and the trace says so.
    void parameters()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, params);
        QFETCH(int, size);
        QFETCH(QByteArray, expected);
        const auto bodyOfEntry = [&](const QByteArray &text, QString &notes) {
            const QByteArray entry =
                json("{'log':{'entries':[{'request':{'method':'POST','url':'http://a.example/','bodySize':") +
                QByteArray::number(size) + json(",'postData':{'mimeType':'") + type + json("',") + text +
                json("'params':") + params + "}}}]}}";
            const Result<QList<Trace>> traces = harTraces(entry);
            const Hop hop = traces ? traces->at(0).hops[0] : Hop();
            notes = hop.notes.join(u' ');
            return hop.request.body.bytes;
        };
        QString notes;
        QCOMPARE(bodyOfEntry({}, notes), expected);
        QVERIFY2(notes.contains(expected.isEmpty() ? u"its bytes cannot be rebuilt"_s : u"was rebuilt from them"_s),
                 qPrintable(notes));
        QCOMPARE(bodyOfEntry(json("'text':'real',"), notes), "real");
        QVERIFY2(!notes.contains(u"parameters"_s), qPrintable(notes));
    }

    void parametersOfTheRealBody()
    {
        const auto paramsOf = [](const QByteArray &type, const Body &body) {
            const Hop hop{
                .request = {
                    .method = "POST", .url = "http://a.example/", .headers = {{{"Content-Type", type}}}, .body = body}};
            const QJsonObject log =
                QJsonDocument::fromJson(writeHar({.hops = {hop}})).object().value("log"_L1).toObject();
            const QJsonObject request =
                log.value("entries"_L1).toArray().at(0).toObject().value("request"_L1).toObject();
            return request.value("postData"_L1).toObject().value("params"_L1).toArray();
        };
        const QByteArray form = "application/x-www-form-urlencoded;charset=utf-8";
        QCOMPARE(paramsOf(form, bodyOf("a=x+y%26z&b")), fields({{u"a"_s, u"x y&z"_s}, {u"b"_s, u""_s}}));
        QCOMPARE(paramsOf(form, bodyOf("a=x+y%26z", 3)), QJsonArray());
        QCOMPARE(paramsOf("text/plain", bodyOf("a=x")), QJsonArray());
        const QJsonArray parts =
            paramsOf("multipart/form-data; boundary=B",
                     bodyOf("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n"
                            "Content-Type: text/plain\r\n\r\nhi\r\n--B--\r\n"));
        QCOMPARE(parts, (QJsonArray{QJsonObject{{u"name"_s, u"f"_s},
                                                {u"value"_s, u"hi"_s},
                                                {u"fileName"_s, u"x.txt"_s},
                                                {u"contentType"_s, u"text/plain"_s}}}));
    }

    void everyTruncationIsRefused()
    {
        const QByteArray whole =
            har({entry(0, u"GET"_s, url(u"a"_s), 302, u"/b"_s), entry(1, u"GET"_s, url(u"b"_s), 200)}).trimmed();
        QVERIFY(harTraces(whole));
        for (qsizetype size = 0; size < whole.size(); ++size)
            QVERIFY2(!harTraces(whole.first(size)), qPrintable(QString::number(size)));
    }

    void manyMembersAreReadOnce()
    {
        QByteArray json = "{";
        for (int i = 0; i < 200'000; ++i)
            json += "\"m" + QByteArray::number(i) + "\":0,";
        QVERIFY(harTraces(json + "\"m7\":1}").error.contains(u"m7: occurs twice"_s));
    }
};

QTEST_GUILESS_MAIN(TestHarBad)
#include "tst_harbad.moc"
