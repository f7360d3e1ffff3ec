// SPDX-License-Identifier: MIT
#include "net/requestfile.h"
#include "net/requestoption.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// Every member that a file keeps is another one than that of a default request.
TraceRequest fullRequest()
{
    TraceRequest request;
    request.client = u"curl"_s;
    request.method = "PUT";
    request.url = u"https://a.example/x?y=ü"_s;
    request.headers.append("X-One", "1");
    request.headers.append("x-one", QByteArray("\xe9"));
    request.withoutFields = {"Accept", "User-Agent"};
    request.addedFields = {"X-One"};
    request.content.bytes = QByteArray("a\0b", 3);
    request.userPassword = "me:pass:word";
    request.auth = AuthChoice::Digest;
    request.maxHops = 0;
    request.follows = false;
    request.cookies = false;
    request.cookieByOption = true;
    request.cookieEngine = true;
    request.hsts = true;
    request.cookieFile = u"/c.txt"_s;
    request.cookieFileMayMiss = true;
    request.junkSessionCookies = true;
    request.insecure = true;
    request.caFile = u"ca.pem"_s;
    request.certificateFile = u"me.pem"_s;
    request.http2 = true;
    request.proxy = QUrl(u"socks5://u:p@127.0.0.1:1080"_s);
    request.overrides = {{u"a.example"_s, 443, QHostAddress(u"127.0.0.1"_s)},
                         {u"b.example"_s, 0, QHostAddress(u"::1"_s)}};
    request.way = BrowserWay::Fetch;
    request.opensTls = false;
    request.timeoutMs = 1500;
    request.wait = {.connectMs = 1, .firstByteMs = 2500, .idleMs = 86'400'000};
    request.bodyLimit = 7;
    request.expectations = {.statuses = {"301", "2xx"},
                            .finalUrl = "https://b.example/ü",
                            .mostRedirects = 0,
                            .method = "POST",
                            .body = BodyExpectation::Dropped,
                            .failOn = {u"warning"_s, u"loop"_s}};
    return request;
}

} // namespace

class TestRequestFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWhole();
    void defaults();
    void takenOutAndPutBack();
    void bodies_data();
    void bodies();
    void faults_data();
    void faults();
    void options();
    void milliseconds();
    void secrets();
};

void TestRequestFile::comesBackWhole()
{
    // A new member of TraceRequest does not compile here: it needs an option, or to be named in requestToJson().
    const auto &[client, ownClient, method, url, headers, withoutFields, addedFields, content, userPassword, auth,
                 maxHops, follows, cookies, cookieByOption, cookieEngine, hsts, memory, cookieFile, cookieFileMayMiss,
                 junkSessionCookies, insecure, caFile, certificateFile, http2, proxy, overrides, timeoutMs, wait,
                 bodyLimit, way, opensTls, expectations, step] = TraceRequest();
    QVERIFY(!step);
    const TraceRequest request = fullRequest();
    const QByteArray file = writeRequest(request);
    const Result<TraceRequest> read = readRequest(file);
    QVERIFY2(read, qPrintable(read.error));
    QCOMPARE(*read, request);
    QCOMPARE(writeRequest(*read), file);
}

/// What is kept elsewhere are the parts with secrets, and they make the request whole again.
void TestRequestFile::takenOutAndPutBack()
{
    TraceRequest whole = fullRequest();
    whole.url = u"https://me:url-secret@a.example/x?token=query-secret"_s;
    whole.headers.append("Authorization", "Bearer field-secret");
    whole.content.bytes = R"({"password":"body-secret"})";
    whole.expectations.finalUrl = "https://a.example/end?token=end-secret";
    const TraceRequest shown = withoutSecrets(whole, {});
    const TraceRequest taken = takenOut(whole, shown);
    QVERIFY(shown != whole);
    QVERIFY(putBack(shown, taken) == whole);
    for (const char *part : {"url", "query", "field", "body", "end"}) {
        QVERIFY2(!writeRequest(shown).contains(QByteArray(part) + "-secret"), part);
        QVERIFY2(writeRequest(taken).contains(QByteArray(part) + "-secret"), part);
    }
    QCOMPARE(shown.proxy.password(), u"[redacted 1]"_s);
    QCOMPARE(taken.proxy.password(), u"p"_s);
    QCOMPARE(taken.maxHops, TraceRequest().maxHops);
    QCOMPARE(shown.expectations.statuses, whole.expectations.statuses);
    QCOMPARE(taken.expectations, (Expectations{.finalUrl = whole.expectations.finalUrl}));
    // Nothing was taken out: nothing is kept.
    TraceRequest plain;
    plain.url = u"http://a.example/"_s;
    QVERIFY(takenOut(plain, withoutSecrets(plain, {})) == TraceRequest());
}

void TestRequestFile::defaults()
{
    const TraceRequest request{.url = u"http://a.example/"_s};
    QCOMPARE(*readRequest(writeRequest(request)), request);
    QCOMPARE(requestToJson(request), (QJsonObject{{u"format"_s, u"hopscope-request"_s},
                                                  {u"version"_s, 1},
                                                  {u"client"_s, u"browser"_s},
                                                  {u"method"_s, u"GET"_s},
                                                  {u"url"_s, u"http://a.example/"_s},
                                                  {u"headers"_s, QJsonArray()}}));
}

void TestRequestFile::bodies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("file");
    QTest::newRow("text") << QByteArray("a=1\r\nü") << QString();
    QTest::newRow("bytes") << QByteArray("\xff\xfe") << QString();
    QTest::newRow("file") << QByteArray() << u"/tmp/body bin"_s;
}

void TestRequestFile::bodies()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, file);
    const TraceRequest request{.method = "POST", .url = u"http://a.example/"_s, .content = {bytes, file}};
    QCOMPARE(*readRequest(writeRequest(request)), request);
}

void TestRequestFile::faults_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QString>("error");
    QTest::newRow("unknown") << QByteArray(R"({"colour": true})")
                             << u"line 7, column 13: options.colour: is not an option of a request"_s;
    QTest::newRow("switch") << QByteArray(R"({"insecure": 1})")
                            << u"line 7, column 25: options.insecure: should be true or false"_s;
    QTest::newRow("lines") << QByteArray(R"({"resolve": "a"})")
                           << u"line 7, column 24: options.resolve: should be a list of texts"_s;
    QTest::newRow("number") << QByteArray(R"({"max-hops": true})")
                            << u"line 7, column 25: options.max-hops: should be a number"_s;
    QTest::newRow("text") << QByteArray(R"({"proxy": 3})") << u"line 7, column 22: options.proxy: should be a text"_s;
    QTest::newRow("range")
        << QByteArray(R"({"max-hops": -1})")
        << u"line 7, column 25: options.max-hops: it takes a whole number from 0 to 2147483647, not \"-1\""_s;
    QTest::newRow("status") << QByteArray(R"({"expect": "301,abc"})")
                            << u"line 7, column 23: options.expect: it takes statuses such as 301,200 or 3xx,200, not "
                               "\"301,abc\""_s;
    QTest::newRow("finding") << QByteArray(R"({"fail-on": ["loop", "lop"]})")
                             << u"line 7, column 24: options.fail-on: it takes a severity or the id of a finding, not "
                                "\"lop\"; did you mean \"loop\"?"_s;
    QTest::newRow("twice") << QByteArray(R"({"http2": true, "http2": true})")
                           << u"line 7, column 28: options.http2: occurs twice in one object"_s;
}

void TestRequestFile::faults()
{
    QFETCH(QByteArray, options);
    QFETCH(QString, error);
    const QByteArray file =
        "{\"format\": \"hopscope-request\",\n\"version\": 1,\n\"client\": \"browser\",\n\"method\": \"GET\",\n"
        "\"url\": \"http://a.example/\",\n\"headers\": [],\n\"options\": " +
        options + "}";
    const Result<TraceRequest> read = readRequest(file);
    QVERIFY(!read);
    QCOMPARE(read.error, error);
}

/// Each row sets what it writes, and writes nothing of a default request.
void TestRequestFile::options()
{
    const TraceRequest full = fullRequest();
    for (const RequestOption &option : requestOptions()) {
        QVERIFY2(option.write({}).isEmpty(), option.name.data());
        const QStringList values = option.write(full);
        QVERIFY2(!values.isEmpty(), option.name.data());
        TraceRequest request;
        QCOMPARE(option.read(u"x"_s, values, request), QString());
        QCOMPARE(option.write(request), values);
        QCOMPARE(requestOption(QString(option.name)), &option);
        QCOMPARE(option.kind == OptionKind::Choice, option.choices != nullptr);
        QCOMPARE(option.kind == OptionKind::Switch, option.placeholder.isEmpty());
        // One option alone, and as usual again; the others stay.
        TraceRequest without = full;
        QCOMPARE(setOption(option, u"x"_s, {}, without), QString());
        QVERIFY(option.write(without).isEmpty());
        for (const RequestOption &other : requestOptions()) {
            if (&other != &option)
                QCOMPARE(other.write(without), other.write(full));
        }
        QCOMPARE(without.headers, full.headers);
        // A cookie file by its name has to be there.
        TraceRequest again = without;
        QCOMPARE(setOption(option, u"x"_s, values, again), QString());
        again.cookieFileMayMiss = again.cookieFileMayMiss || option.name == "cookie-file"_L1;
        QCOMPARE(again, full);
        const QString refused = setOption(option, u"It"_s, {u"\u0001"_s}, again);
        if (option.kind == OptionKind::Count)
            QCOMPARE(refused, u"It takes a whole number from 0 to 2147483647, not \"\u0001\""_s);
        if (!refused.isEmpty())
            QCOMPARE(option.write(again), option.write(full));
    }
    QCOMPARE(requestOption(u"colour"), nullptr);
}

/// A time is written in seconds and comes back as the same one.
void TestRequestFile::milliseconds()
{
    const RequestOption *option = requestOption(u"timeout");
    TraceRequest read;
    QCOMPARE(option->read(u"x"_s, {u"2.01"_s}, read), QString());
    QCOMPARE(read.timeoutMs, 2010);
    for (int number = 1; number <= 100'000; ++number) {
        const QStringList values = option->write({.timeoutMs = number});
        QCOMPARE(option->read(u"x"_s, values, read), QString());
        QCOMPARE(read.timeoutMs, number);
    }
    for (const int number : {1'234'567, 86'399'999, 86'400'000}) {
        const TraceRequest request{.url = u"http://a.example/"_s, .timeoutMs = number};
        QCOMPARE(*readRequest(writeRequest(request)), request);
    }
}

void TestRequestFile::secrets()
{
    TraceRequest request = fullRequest();
    request.url = u"http://me:pw@a.example/?access_token=abc&x=1"_s;
    request.headers = {};
    request.headers.append("Authorization", "Bearer secret-token");
    request.headers.append("X-Kind", "plain");
    request.content.bytes = "password=hunter2&x=1";
    request.headers.append("Content-Type", "application/x-www-form-urlencoded");
    const TraceRequest shown = withoutSecrets(request, {});
    const QByteArray file = writeRequest(shown);
    for (const char *secret : {"pw", "abc", "secret-token", "hunter2", "pass:word", ":p@"})
        QVERIFY2(!file.contains(secret), secret);
    QCOMPARE(shown.headers.first("X-Kind"), QByteArray("plain"));
    QCOMPARE(shown.headers.fields.size(), request.headers.fields.size());
    QVERIFY(shown.content.bytes.contains("x=1"));
    QCOMPARE(shown.insecure, true);
    QCOMPARE(withoutSecrets(shown, {}), shown);
}

QTEST_APPLESS_MAIN(TestRequestFile)
#include "tst_requestfile.moc"
