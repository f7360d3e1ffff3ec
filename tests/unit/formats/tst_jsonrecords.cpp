// SPDX-License-Identifier: MIT
#include "recordsummary.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

/// What other tools write of their requests as JSON.
class TestJsonRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void netLog();
    void netLogThatIsCutOff();
    void netLogErrorThatIsNoNumber();
    void playwright();
    void playwrightNotes();
    void httpxChain();
    void httpxWithoutHeads();
    void httptap();
    void httptapNumbers();
};

namespace
{

/// A NetLog with numbers of its own for the events.
QByteArray netLogOf(const QByteArray &events)
{
    return "{\"constants\":{\"logEventTypes\":{\"REQUEST_ALIVE\":1,\"URL_REQUEST_START_JOB\":2,"
           "\"HTTP_TRANSACTION_SEND_REQUEST_HEADERS\":3,\"HTTP_TRANSACTION_READ_RESPONSE_HEADERS\":4,"
           "\"URL_REQUEST_REDIRECTED\":5,\"HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS\":6,"
           "\"URL_REQUEST_FAKE_RESPONSE_HEADERS_CREATED\":7},\"netError\":{\"ERR_CONNECTION_REFUSED\":-102},"
           "\"timeTickOffset\":\"1795341600000\"},\n\"events\": [\n" +
           events + "]}";
}

QByteArray event(int source, int type, int phase, int time, const QByteArray &params = {})
{
    return "{\"source\":{\"id\":" + QByteArray::number(source) + ",\"type\":1},\"type\":" + QByteArray::number(type) +
           ",\"phase\":" + QByteArray::number(phase) + ",\"time\":\"" + QByteArray::number(time) + "\"" +
           (params.isEmpty() ? QByteArray() : ",\"params\":" + params) + "},\n";
}

const QByteArray kRedirectEvents =
    event(9, 2, 1, 0, R"({"url":"http://a.example/a","method":"GET"})") +
    event(
        9, 7, 0, 1,
        R"({"headers":["HTTP/1.1 307 Internal Redirect","Location: https://a.example/a","Non-Authoritative-Reason: HSTS"]})") +
    event(9, 5, 0, 1, R"({"location":"https://a.example/a"})") + event(9, 2, 2, 2) +
    event(9, 2, 1, 3, R"({"url":"https://a.example/a","method":"GET"})") +
    event(11, 2, 1, 3, R"({"url":"chrome://newtab/","method":"GET"})") +
    event(9, 6, 0, 4, R"({"headers":[":method: GET",":authority: a.example","user-agent: Mozilla/5.0"]})") +
    event(9, 4, 0, 9, R"({"headers":["HTTP/1.1 302","location: /b"]})") +
    event(9, 5, 0, 9, R"({"location":"https://a.example/b"})") +
    event(9, 2, 1, 10, R"({"url":"https://a.example/b","method":"GET"})") + event(9, 1, 2, 11, R"({"net_error":-102})");

} // namespace

void TestJsonRecords::netLog()
{
    const ReadRecord record = read(netLogOf(kRedirectEvents.chopped(2)));
    QCOMPARE(chainsOf(record.traces),
             u"GET http://a.example/a 307 > GET https://a.example/a 302 > GET https://a.example/b 0"_s);
    const QList<Hop> &hops = record.traces[0].hops;
    QCOMPARE(hops[0].kind, HopKind::Hsts);
    QCOMPARE(hops[1].request.headers.first("Host"), "a.example");
    QCOMPARE(hops[1].request.version, "HTTP/2");
    QCOMPARE(hops[1].timing.wait, 6000);
    QCOMPARE(hops[2].error, u"net::ERR_CONNECTION_REFUSED"_s);
    QCOMPARE(record.traces[0].started, QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC));
    QCOMPARE(record.cutOff, QString());
}

/// As a browser leaves it that was killed.
void TestJsonRecords::netLogThatIsCutOff()
{
    const QByteArray whole = netLogOf(kRedirectEvents.chopped(2));
    const ReadRecord record = read(whole.chopped(40));
    QVERIFY2(record.cutOff.contains(u"found the end of the text"_s), qPrintable(record.cutOff));
    QCOMPARE(chainsOf(record.traces).count(u" > "_s), 2);
}

/// It does not fit an int.
void TestJsonRecords::netLogErrorThatIsNoNumber()
{
    const ReadRecord record = read(netLogOf(::event(9, 2, 1, 0, R"({"url":"http://a.example/a","method":"GET"})") +
                                            ::event(9, 1, 0, 1, R"({"net_error":1e300})").chopped(2)));
    QCOMPARE(chainsOf(record.traces), u"GET http://a.example/a 0"_s);
    const QString error = record.traces[0].hops[0].error;
    QVERIFY2(!error.contains(u"net error"_s), qPrintable(error));
}

void TestJsonRecords::playwright()
{
    const QByteArray line =
        R"({"type":"resource-snapshot","snapshot":{"startedDateTime":"2026-11-22T10:00:0%1Z","time":5,)"
        R"("request":{"method":"GET","url":"http://a.example/%2","headers":[]},)"
        R"("response":{"status":%3,"headers":[],"redirectURL":"%4","content":{"_sha1":"x"}}}})"
        "\n";
    const auto entry = [&](const char *second, const char *path, const char *status, const char *next) {
        return QByteArray(line).replace("%1", second).replace("%2", path).replace("%3", status).replace("%4", next);
    };
    const ReadRecord record =
        read("{\"type\":\"context-options\",\"browserName\":\"chromium\"}\n" + entry("0", "a", "302", "/b") +
             "not JSON\n" + entry("1", "b", "200", "") + "{\"type\":\"resource-snapshot\",\"snapshot\":{}}\n");
    QCOMPARE(chainsOf(record.traces), u"GET http://a.example/a 302 > GET http://a.example/b 200"_s);
    QCOMPARE(record.notes.size(), 2);
    QVERIFY(record.notes.join(u' ').contains(u"line 3 was left out"_s));
    QVERIFY2(
        chains("{\"type\":\"context-options\"}\n{\"type\":\"before\"}\n").contains(u"open the file trace.network"_s),
        "trace.trace");
}

/// Bad lines and bad entries are counted together.
void TestJsonRecords::playwrightNotes()
{
    const QByteArray bad = "[]\n{\"type\":\"resource-snapshot\",\"snapshot\":{}}\n";
    const ReadRecord record =
        read("{\"type\":\"context-options\"}\n" + bad.repeated(30) +
             R"({"type":"resource-snapshot","snapshot":{"request":{"method":"GET","url":"http://a.example/"}}})");
    QCOMPARE(chainsOf(record.traces), u"GET http://a.example/ 0"_s);
    QCOMPARE(record.notes.size(), kMostNotes + 1);
    QCOMPARE(record.notes[0], u"line 2 was left out: it is not a JSON object"_s);
    QCOMPARE(record.notes.constLast(), u"40 more entries were left out or have such faults"_s);
}

void TestJsonRecords::httpxChain()
{
    const QByteArray text =
        R"({"timestamp":"2026-11-22T10:00:00.5Z","input":"a.example","url":"http://a.example","status_code":200,"chain":[)"
        R"({"request":"GET / HTTP/1.1\r\nHost: a.example\r\nUser-Agent: Go-http-client/1.1\r\n\r\n","response":"HTTP/1.1 301 Moved\r\nLocation: https://a.example/\r\nContent-Length: 3\r\n\r\nbye","status_code":301,"location":"https://a.example/","request-url":"http://a.example"},)"
        R"({"request":"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n","response":"HTTP/1.1 200 OK\r\n\r\nhi","status_code":200,"request-url":"https://a.example/"}]})"
        "\n"
        R"({"input":"b.example","url":"http://b.example","status_code":204,"method":"HEAD"})"
        "\n{\n"
        R"({"input":"c.example","url":"http://c.example","status_code":200,"chain_status_codes":[301,200]})"
        "\n";
    const ReadRecord record = read(text);
    QCOMPARE(chainsOf(record.traces),
             u"GET http://a.example 301 > GET https://a.example/ 200 | HEAD http://b.example 204"_s);
    QCOMPARE(record.traces[0].client, u"go"_s);
    QCOMPARE(record.traces[0].hops[0].response->body, bodyOf("bye"));
    QCOMPARE(record.traces[0].hops[1].response->body, bodyOf("hi"));
    QCOMPARE(record.notes.size(), 2);
    QVERIFY(record.notes[0].contains(u"line 3 was left out"_s));
    QVERIFY(record.notes[1].contains(u"with -include-chain"_s));
}

void TestJsonRecords::httpxWithoutHeads()
{
    const ReadRecord record = read(
        R"({"input":"a.example","url":"http://a.example","status_code":200,"chain":[{"status_code":302,"location":"/x","request-url":"http://a.example/"},{"status_code":200,"location":"","request-url":"http://a.example/x"}]})");
    QCOMPARE(chainsOf(record.traces), u"GET http://a.example/ 302 > GET http://a.example/x 200"_s);
    QVERIFY(notesOf(record).contains(u"-include-response"_s));
}

void TestJsonRecords::httptap()
{
    const QByteArray text =
        R"({"schema_version":1,"initial_url":"https://a.example/r","total_steps":2,"steps":[{"url":"https://a.example/r","step_number":1,)"
        R"("request":{"method":"POST","headers":{"X-A":"1"},"body_bytes":3},"timing":{"dns_ms":1.5,"connect_ms":2,"tls_ms":3,"wait_ms":4,"xfer_ms":null},)"
        R"("network":{"ip":"192.0.2.1","http_version":"HTTP/2.0","tls_version":"TLSv1.3","tls_cipher":"X","cert_cn":"a.example","cert_issuer":"CA"},)"
        R"("response":{"status":302,"bytes":0,"location":"/d","headers":{}},"error":null},)"
        R"({"url":7,"step_number":2},)"
        R"({"url":"https://a.example/d","request":{"method":"GET","headers":{}},"response":{"status":null},"error":"timed out","network":null}]})";
    const ReadRecord record = read(text);
    QCOMPARE(chainsOf(record.traces), u"POST https://a.example/r 302 > GET https://a.example/d 0"_s);
    const Hop &hop = record.traces[0].hops[0];
    QCOMPARE(hop.timing.dns, 1500);
    QCOMPARE(hop.connection.address, u"192.0.2.1"_s);
    QCOMPARE(hop.connection.tls->protocol, u"TLSv1.3"_s);
    QCOMPARE(hop.request.version, "HTTP/2");
    QCOMPARE(hop.request.body.size, 3);
    QCOMPARE(record.traces[0].outcome.kind, OutcomeKind::Timeout);
    QVERIFY2(record.notes.value(0).startsWith(u"step 2 was left out"_s), qPrintable(record.notes.value(0)));
}

void TestJsonRecords::httptapNumbers()
{
    const ReadRecord record = read(
        R"({"initial_url":"http://a.example/","steps":[{"url":"http://a.example/","request":{"method":"POST","headers":{},"body_bytes":"nan"},)"
        R"("timing":{"dns_ms":"inf"},"response":{"status":204,"bytes":"nan"}}]})");
    QCOMPARE(chainsOf(record.traces), u"POST http://a.example/ 204"_s);
    const Hop &hop = record.traces[0].hops[0];
    QCOMPARE(hop.request.body, Body());
    QCOMPARE(hop.response->body, Body());
    QCOMPARE(hop.timing.dns, 0);
}

QTEST_GUILESS_MAIN(TestJsonRecords)
#include "tst_jsonrecords.moc"
