// SPDX-License-Identifier: MIT
// What is made of the messages of a browser: recorded ones of Chromium 156 and notes of Firefox 153.
#include "net/browser/browserjudge.h"
#include "net/browser/browserpage.h"
#include "net/browser/chromiumrecord.h"
#include "net/browser/firefoxrecord.h"
#include "net/browser/neterror.h"
#include "redirect/client/realclients.h"
#include "trace/prediction.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr qint64 kBodyLimit = 1024 * 1024;

template <typename Record>
void feed(Record &record, const QByteArray &lines)
{
    for (const QByteArray &line : lines.split('\n')) {
        const ProtocolMessage message(line);
        record.add(message.root());
    }
}

QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(HOPSCOPE_CASE_DIR "/") + name + u".jsonl"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

BrowserRun chromium(const QString &name, bool isPage = true, const QByteArray &content = {})
{
    ChromiumRecord record(isPage, content, kBodyLimit);
    feed(record, recorded(name));
    return record.run(u"Chromium 156"_s);
}

Trace judged(const BrowserRun &run, const QString &predictor)
{
    const Request &first = run.hops.constFirst().hop.request;
    const FirstRequest wish{.method = first.method, .url = first.url, .body = first.body, .jar = CookieJar()};
    return judgedRun(u"chromium-real"_s, *findClient(predictor), wish, run);
}

QString fateOf(const CookieVerdict &verdict)
{
    return u"%1 %2"_s.arg(QString::fromUtf8(verdict.name), idOf(verdict.fate));
}

QStringList fatesOf(const QList<CookieVerdict> &verdicts)
{
    QStringList fates;
    for (const CookieVerdict &each : verdicts)
        fates.append(fateOf(each));
    return fates;
}

/// "POST /a 307" for each request.
QStringList shortOf(const Trace &trace)
{
    QStringList lines;
    for (const Hop &hop : trace.hops)
        lines.append(u"%1 %2 %3"_s.arg(QString::fromUtf8(hop.request.method), QString::fromUtf8(hop.request.url),
                                       hop.response ? QString::number(hop.response->status) : hop.error));
    return lines;
}

} // namespace

class BrowserRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cookiesOfARedirect();
    void pageThatGoesOn();
    void schemeThatIsNotFollowed();
    void download();
    void refusedConnection();
    void crash();
    void redirectedFetch();
    void refusedPreflight();
    void preflightThatIsToldFirst();
    void differencesAreNamed();
    void firefoxChain();
    void firefoxUpgrade();
    void netErrors_data();
    void netErrors();
    void waysOfRequests_data();
    void waysOfRequests();
};

void BrowserRecordTest::cookiesOfARedirect()
{
    const Trace trace = judged(chromium(u"chromium-cookies"_s), u"chromium-nav"_s);
    QCOMPARE(trace.client, u"chromium-real"_s);
    QCOMPARE(shortOf(trace),
             (QStringList{u"GET http://127.0.0.1:18300/set-cookies 302"_s, u"GET http://127.0.0.1:18300/echo 200"_s}));
    const Hop &first = trace.hops[0];
    QCOMPARE(first.response->headers.fields.first().name, QByteArray("Location"));
    QCOMPARE(first.response->headers.all("Set-Cookie").size(), 6);
    QCOMPARE(fatesOf(first.cookies.set), (QStringList{u"session stored"_s, u"lasting stored"_s, u"elsewhere stored"_s,
                                                      u"secure stored"_s, u"foreign refused"_s, u"gone deleted"_s}));
    QCOMPARE(first.cookies.set[4].reason, u"Chromium refused it: InvalidDomain."_s);
    QCOMPARE(first.redirect->verdict, RedirectVerdict::Follow);
    QCOMPARE(fatesOf(trace.hops[1].cookies.sent),
             (QStringList{u"elsewhere withheld"_s, u"session sent"_s, u"lasting sent"_s, u"secure sent"_s}));
    QCOMPARE(trace.hops[1].cookies.sent[0].reason, u"Chromium withheld it: NotOnPath."_s);
    QCOMPARE(trace.hops[1].request.headers.first("Cookie"), QByteArray("session=1; lasting=2; secure=4"));
    QCOMPARE(trace.hops[1].connection.address, u"127.0.0.1"_s);
    QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    QVERIFY(hasPredictions(first.redirect->ledger));
}

void BrowserRecordTest::pageThatGoesOn()
{
    const Trace trace = judged(chromium(u"chromium-refresh"_s), u"chromium-nav"_s);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops[1].kind, HopKind::MetaRefresh);
    QCOMPARE(trace.hops[0].redirect->verdict, RedirectVerdict::Follow);
    QCOMPARE(trace.hops[0].redirect->reason, u"The page asks for this one, as Chromium says: metaTagRefresh."_s);
}

void BrowserRecordTest::schemeThatIsNotFollowed()
{
    const Trace trace = judged(chromium(u"chromium-ftp"_s), u"chromium-nav"_s);
    QCOMPARE(shortOf(trace), QStringList{u"GET http://127.0.0.1:18300/ftp 302"_s});
    QCOMPARE(trace.hops[0].redirect->verdict, RedirectVerdict::Refuse);
    QCOMPARE(trace.outcome.kind, OutcomeKind::UnsupportedScheme);
    QVERIFY2(trace.outcome.message.contains(u"ftp://127.0.0.1/file"_s), qPrintable(trace.outcome.message));
}

void BrowserRecordTest::download()
{
    const Trace trace = judged(chromium(u"chromium-download"_s), u"chromium-nav"_s);
    QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    QCOMPARE(trace.hops.size(), 1);
    QVERIFY(trace.hops[0].notes.contains(u"Chromium takes this response for a download; its content was not read."_s));
}

void BrowserRecordTest::refusedConnection()
{
    const Trace trace = judged(chromium(u"chromium-refused"_s), u"chromium-nav"_s);
    QCOMPARE(shortOf(trace), QStringList{u"GET http://127.0.0.1:18399/ net::ERR_CONNECTION_REFUSED"_s});
    QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
    QCOMPARE(trace.outcome.message,
             u"Chromium ended with net::ERR_CONNECTION_REFUSED: the server refuses connections."_s);
}

void BrowserRecordTest::crash()
{
    ChromiumRecord record(true, {}, kBodyLimit);
    feed(record, recorded(u"chromium-cookies"_s) + R"({"method":"Inspector.targetCrashed","params":{}})");
    const Trace trace = judged(record.run(u"Chromium 156"_s), u"chromium-nav"_s);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
    QCOMPARE(trace.outcome.message, u"The page of Chromium crashed."_s);
}

void BrowserRecordTest::redirectedFetch()
{
    const Trace trace = judged(chromium(u"chromium-fetch"_s, false, "hey"), u"chromium-fetch"_s);
    QCOMPARE(shortOf(trace), (QStringList{u"POST http://127.0.0.1:18300/307?to=/echo 307"_s,
                                          u"POST http://127.0.0.1:18300/echo 200"_s}));
    for (const Hop &hop : trace.hops) {
        QCOMPARE(hop.request.body.bytes, QByteArray("hey"));
        QCOMPARE(hop.request.headers.first("X-A"), QByteArray("1"));
    }
    for (const LedgerRow &row : trace.hops[0].redirect->ledger)
        QVERIFY2(!isUnpredicted(row), qPrintable(row.part + u": "_s + row.after));
}

void BrowserRecordTest::refusedPreflight()
{
    const Trace trace = judged(chromium(u"chromium-preflight"_s, false), u"chromium-fetch"_s);
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops[0].response->status, 302);
    QCOMPARE(trace.hops[1].kind, HopKind::Preflight);
    QCOMPARE(trace.hops[1].request.method, QByteArray("OPTIONS"));
    QCOMPARE(trace.hops[1].redirect->verdict, RedirectVerdict::Refuse);
    QCOMPARE(trace.outcome.message, u"Chromium gave the page's script an error: PreflightMissingAllowOriginHeader."_s);
}

/// Its messages come from another process than those of the request.
void BrowserRecordTest::preflightThatIsToldFirst()
{
    QByteArrayList lines = recorded(u"chromium-preflight"_s).trimmed().split('\n');
    const auto isPreflight = [](const QByteArray &line) { return line.contains("\"type\": \"preflight\""); };
    const auto found = std::find_if(lines.begin(), lines.end(), isPreflight);
    QVERIFY(found != lines.end());
    lines.move(found - lines.begin(), 0);
    ChromiumRecord record(false, {}, kBodyLimit);
    feed(record, lines.join('\n'));
    QCOMPARE(shortOf(judged(record.run(u"Chromium 156"_s), u"chromium-fetch"_s)),
             shortOf(judged(chromium(u"chromium-preflight"_s, false), u"chromium-fetch"_s)));
}

void BrowserRecordTest::differencesAreNamed()
{
    BrowserRun run = chromium(u"chromium-fetch"_s, false, "hey");
    run.hops[1].hop.request.method = "GET";
    run.hops[1].hop.request.headers.set("X-A", "2");
    const Trace trace = judged(run, u"chromium-fetch"_s);
    QStringList parts;
    for (const LedgerRow &row : trace.hops[0].redirect->ledger) {
        if (isUnpredicted(row))
            parts.append(u"%1: %2, predicted %3"_s.arg(row.part, row.after, *row.predicted));
    }
    QCOMPARE(parts, (QStringList{u"method: GET, predicted POST"_s, u"X-A: 2, predicted 1"_s}));
}

void BrowserRecordTest::firefoxChain()
{
    FirefoxRecord record(false, "hey", kBodyLimit);
    feed(
        record,
        R"({"topic":"http-on-modify-request","id":"1","url":"http://a.example/x","method":"POST","type":20,"redirects":0,"time":1000,"request":[["Host","a.example"]]}
{"topic":"http-on-examine-response","id":"1","url":"http://a.example/x","method":"POST","type":20,"redirects":0,"time":1010,"request":[["Host","a.example"],["Content-Length","3"]],"status":307,"reason":"Go","response":[["Location","http://b.example/"]],"version":"1.1","address":"127.0.0.1","port":80}
{"topic":"http-on-modify-request","id":"2","url":"http://b.example/","method":"POST","type":20,"redirects":1,"time":1012,"request":[["Host","b.example"],["Content-Length","3"]]}
{"topic":"http-on-stop-request","id":"1","url":"http://a.example/x","method":"POST","type":20,"redirects":0,"time":1013,"request":[["Host","a.example"],["Content-Length","3"]],"result":"NS_BINDING_REDIRECTED"}
{"topic":"http-on-modify-request","id":"3","url":"http://b.example/","method":"OPTIONS","type":20,"redirects":0,"preflight":true,"time":1014,"request":[["Host","b.example"]]}
{"topic":"http-on-examine-response","id":"3","url":"http://b.example/","method":"OPTIONS","type":20,"preflight":true,"time":1015,"request":[["Host","b.example"]],"status":200,"reason":"OK","response":[],"version":"1.1"}
{"topic":"http-on-stop-request","id":"3","type":20,"preflight":true,"time":1016,"request":[["Host","b.example"]],"result":"NS_ERROR_DOM_BAD_URI"}
{"topic":"http-on-stop-request","id":"2","type":20,"time":1017,"request":[["Host","b.example"]],"result":"NS_ERROR_DOM_BAD_URI"})");
    QVERIFY(record.isOver());
    const BrowserRun run = record.run(u"Firefox 153"_s);
    QCOMPARE(run.hops.size(), 2);
    QCOMPARE(run.hops[0].hop.request.headers.first("Content-Length"), QByteArray("3"));
    QCOMPARE(run.hops[0].hop.response->status, 307);
    QCOMPARE(run.hops[0].hop.response->version, QByteArray("HTTP/1.1"));
    QCOMPARE(run.hops[1].hop.kind, HopKind::Preflight);
    QCOMPARE(run.end.kind, OutcomeKind::NetworkError);
}

void BrowserRecordTest::firefoxUpgrade()
{
    FirefoxRecord record(true, {}, kBodyLimit);
    feed(
        record,
        R"({"topic":"http-on-modify-request","id":"1","url":"http://a.example/","method":"GET","type":6,"redirects":0,"time":1000,"request":[["Host","a.example"]]}
{"topic":"http-on-modify-request","id":"2","url":"https://a.example/","method":"GET","type":6,"redirects":1,"time":1001,"request":[["Host","a.example"],["Cookie","a=1; b=2"]]}
{"topic":"http-on-stop-request","id":"1","type":6,"time":1002,"request":[["Host","a.example"]],"result":"NS_BINDING_REDIRECTED"}
{"topic":"http-on-stop-request","id":"2","type":6,"time":1003,"request":[["Host","a.example"],["Cookie","a=1; b=2"]],"result":"SEC_ERROR_UNKNOWN_ISSUER"})");
    const BrowserRun run = record.run(u"Firefox 153"_s);
    QCOMPARE(run.hops.size(), 2);
    QCOMPARE(run.hops[0].hop.kind, HopKind::Hsts);
    QCOMPARE(run.hops[0].hop.response->headers.first("Location"), QByteArray("https://a.example/"));
    QCOMPARE(fatesOf(run.hops[1].hop.cookies.sent), (QStringList{u"a sent"_s, u"b sent"_s}));
    QCOMPARE(run.end.kind, OutcomeKind::TlsError);
    QCOMPARE(run.hops[1].hop.error, u"SEC_ERROR_UNKNOWN_ISSUER"_s);
}

void BrowserRecordTest::netErrors_data()
{
    QTest::addColumn<QString>("error");
    QTest::addColumn<OutcomeKind>("kind");
    QTest::newRow("too many") << u"net::ERR_TOO_MANY_REDIRECTS"_s << OutcomeKind::TooManyRedirects;
    QTest::newRow("loop") << u"NS_ERROR_REDIRECT_LOOP"_s << OutcomeKind::TooManyRedirects;
    QTest::newRow("name") << u"net::ERR_NAME_NOT_RESOLVED"_s << OutcomeKind::NetworkError;
    QTest::newRow("certificate") << u"net::ERR_CERT_AUTHORITY_INVALID"_s << OutcomeKind::TlsError;
    QTest::newRow("Mozilla's certificate") << u"MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT"_s << OutcomeKind::TlsError;
    QTest::newRow("tls") << u"net::ERR_SSL_PROTOCOL_ERROR"_s << OutcomeKind::TlsError;
    QTest::newRow("time") << u"net::ERR_CONNECTION_TIMED_OUT"_s << OutcomeKind::Timeout;
    QTest::newRow("scheme") << u"NS_ERROR_UNKNOWN_PROTOCOL"_s << OutcomeKind::UnsupportedScheme;
    QTest::newRow("location") << u"net::ERR_INVALID_REDIRECT"_s << OutcomeKind::InvalidLocation;
    QTest::newRow("unknown") << u"net::ERR_SOMETHING"_s << OutcomeKind::NetworkError;
}

void BrowserRecordTest::netErrors()
{
    QFETCH(const QString, error);
    const Outcome outcome = outcomeOfNetError(u"It"_s, error);
    QTEST(outcome.kind, "kind");
    QVERIFY(outcome.message.startsWith(u"It ended with "_s + error));
}

void BrowserRecordTest::waysOfRequests_data()
{
    QTest::addColumn<TraceRequest>("request");
    QTest::addColumn<BrowserWay>("way");
    const Header form{"Content-Type", "application/x-www-form-urlencoded"};
    QTest::newRow("address") << TraceRequest{} << BrowserWay::Address;
    QTest::newRow("own field") << TraceRequest{.headers = {{{"X-A", "1"}}}} << BrowserWay::Fetch;
    QTest::newRow("method") << TraceRequest{.method = "PUT"} << BrowserWay::Fetch;
    QTest::newRow("form") << TraceRequest{.method = "POST", .content = {.bytes = "a=1+2&b="}} << BrowserWay::Form;
    QTest::newRow("form with its type") << TraceRequest{.method = "POST",
                                                        .headers = {{form}},
                                                        .content = {.bytes = "a=1"}}
                                        << BrowserWay::Form;
    QTest::newRow("another encoding") << TraceRequest{.method = "POST", .content = {.bytes = "a=%41"}}
                                      << BrowserWay::Fetch;
    QTest::newRow("line break") << TraceRequest{.method = "POST", .content = {.bytes = "a=1%0A2"}} << BrowserWay::Fetch;
    QTest::newRow("asked for") << TraceRequest{.way = BrowserWay::Fetch} << BrowserWay::Fetch;
    QTest::newRow("JSON") << TraceRequest{.method = "POST", .content = {.bytes = "{}"}} << BrowserWay::Fetch;
}

void BrowserRecordTest::waysOfRequests()
{
    QFETCH(const TraceRequest, request);
    QTEST(wayOf(request), "way");
    QCOMPARE(predictorOf(u"chromium-real"_s, BrowserWay::Fetch), u"chromium-fetch"_s);
    QCOMPARE(predictorOf(u"firefox-real"_s, BrowserWay::Form), u"firefox-nav"_s);
}

QTEST_GUILESS_MAIN(BrowserRecordTest)
#include "tst_browserrecord.moc"
