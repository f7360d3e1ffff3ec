// SPDX-License-Identifier: MIT
#include "redirect/client/ownclient.h"
#include "redirect/cors.h"
#include "redirect/firstrequest.h"
#include "redirect/preflightcache.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

const QDateTime kNow(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);

const Header kAllowsPage{"Access-Control-Allow-Origin", "http://page.example"};
const Header kAllowsCookies{"Access-Control-Allow-Credentials", "true"};

Header length(const char *name, char letter, int size)
{
    return {name, QByteArray(size, letter)};
}

/// OPTIONS as a page at page.example asks api.example.
Request optionsFor(const QByteArray &method, const QByteArray &fields = {},
                   const QByteArray &origin = "http://page.example")
{
    Request request{.method = "OPTIONS", .url = "http://api.example/x"};
    request.headers.append("Access-Control-Request-Method", method);
    if (!fields.isEmpty())
        request.headers.append("Access-Control-Request-Headers", fields);
    request.headers.append("Origin", origin);
    return request;
}

Response allowing(const QByteArray &methods, const QByteArray &fields, const QByteArray &age)
{
    Response response{.version = "HTTP/1.1", .status = 204, .headers = {{kAllowsPage, kAllowsCookies}}};
    response.headers.append("Access-Control-Allow-Methods", methods);
    response.headers.append("Access-Control-Allow-Headers", fields);
    if (!age.isNull())
        response.headers.append("Access-Control-Max-Age", age);
    return response;
}

const CorsRules &rulesOf(QStringView client)
{
    return findClient(client)->cors;
}

} // namespace

class CorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unsafeFields_data();
    void unsafeFields();
    void ofBrowsers_data();
    void ofBrowsers();
    void safelistedMethods();
    void malformedLists_data();
    void malformedLists();
    void kept_data();
    void kept();
    void keptFor_data();
    void keptFor();
    void keptApart();
    void keptLimit();
    void rulesHaveSources();
    void ownClient();
};

void CorsTest::unsafeFields_data()
{
    QTest::addColumn<QList<Header>>("fields");
    QTest::addColumn<QByteArray>("unsafe");
    const auto row = [](const char *title, const QList<Header> &fields, const char *unsafe) {
        QTest::newRow(title) << fields << QByteArray(unsafe);
    };
    row("none", {}, "");
    // Fetch, CORS-safelisted request-header: the value counts
    row("Accept", {{"Accept", "application/json, text/*;q=0.5"}}, "");
    row("Accept with a tab", {{"Accept", "a\tb"}}, "");
    row("Accept with UTF-8", {{"Accept", "\xc3\xa9"}}, "");
    for (const char byte : QByteArrayView("\"():<>?@[\\]{}\x01\x1f\x7f"))
        QTest::addRow("Accept with byte %d", byte)
            << QList<Header>{{"Accept", QByteArray("a") + byte + 'b'}} << QByteArray("accept");
    row("Accept of 128 bytes", {length("Accept", 'x', 128)}, "");
    row("Accept of 129 bytes", {length("Accept", 'x', 129)}, "accept");
    row("empty", {{"Accept", ""}, {"Content-Language", ""}}, "");
    row("Accept-Language", {{"Accept-Language", "de, en;q=0.7, *-.=; 5"}}, "");
    row("Accept-Language with _", {{"Accept-Language", "de_AT"}}, "accept-language");
    row("Accept-Language with a tab", {{"Accept-Language", "de\t"}}, "accept-language");
    row("Content-Language", {{"Content-Language", "de"}}, "");
    row("Content-Language with /", {{"Content-Language", "de/at"}}, "content-language");
    row("form", {{"Content-Type", "application/x-www-form-urlencoded"}}, "");
    row("multipart", {{"content-type", "multipart/form-data; boundary=x"}}, "");
    row("text", {{"Content-Type", "text/plain;charset=UTF-8"}}, "");
    row("text in odd case", {{"CONTENT-TYPE", "TEXT/Plain ; charset=x"}}, "");
    row("text after spaces", {{"Content-Type", "  text/plain"}}, "");
    row("text with quotes", {{"Content-Type", "text/plain; charset=\"x\""}}, "content-type");
    row("two types", {{"Content-Type", "text/plain, text/plain"}}, "content-type");
    row("html", {{"Content-Type", "text/html"}}, "content-type");
    row("JSON", {{"Content-Type", "application/json"}}, "content-type");
    row("type of 129 bytes", {{"Content-Type", "text/plain;" + QByteArray(118, 'x')}}, "content-type");
    row("Range", {{"Range", "bytes=0-1023"}}, "");
    row("Range without an end", {{"Range", "bytes=1024-"}}, "");
    row("Range of one byte", {{"Range", "bytes=5-5"}}, "");
    row("Range with zeros", {{"Range", "bytes=005-10"}}, "");
    row("Range backwards", {{"Range", "bytes=5-1"}}, "range");
    row("Range backwards, long", {{"Range", "bytes=100000000000000000000-99999999999999999999"}}, "range");
    row("last bytes", {{"Range", "bytes=-5"}}, "range");
    row("two ranges", {{"Range", "bytes=0-1,3-4"}}, "range");
    row("unit in capitals", {{"Range", "Bytes=0-1"}}, "range");
    row("Range with a space", {{"Range", "bytes= 0-1"}}, "range");
    row("Range without -", {{"Range", "bytes=5"}}, "range");
    row("empty Range", {{"Range", ""}}, "range");
    // forbidden request-header: a script cannot set them
    row("forbidden",
        {{"Cookie", "a=1"},
         {"COOKIE2", "x"},
         {"Origin", "http://page.example"},
         {"Referer", "http://page.example/"},
         {"Host", "x"},
         {"Content-Length", "5"},
         {"DNT", "1"},
         {"Date", "x"},
         {"Via", "x"},
         {"TE", "x"},
         {"Sec-Fetch-Mode", "cors"},
         {"proxy-authorization", "x"},
         {"Access-Control-Request-Method", "PUT"}},
        "");
    row("like forbidden", {{"Secret", "1"}, {"Proxy", "1"}, {"Datex", "1"}}, "datex,proxy,secret");
    row("other method", {{"X-HTTP-Method-Override", "PUT"}}, "x-http-method-override");
    row("forbidden method", {{"X-HTTP-Method", "get, trace"}, {"x-method-override", "CONNECT"}}, "");
    // sorted, in lower case, each once
    row("order", {{"X-B", "1"}, {"x-a", "1"}, {"X-b", "2"}, {"Authorization", "Bearer t"}}, "authorization,x-a,x-b");
    row("unsafe and safe line", {{"Accept", "a"}, {"Accept", "{"}}, "accept");
    // all safe values together
    QList<Header> full(8, length("Accept", 'x', 128));
    row("1024 bytes in all", full, "");
    row("1025 bytes in all", full + QList<Header>{{"Accept-Language", "d"}, {"X-A", "1"}},
        "accept,accept-language,x-a");
    row("unsafe values do not count", full + QList<Header>{length("X-A", 'x', 2000)}, "x-a");
}

void CorsTest::unsafeFields()
{
    QFETCH(QList<Header>, fields);
    QFETCH(QByteArray, unsafe);
    QCOMPARE(corsUnsafeFields(*findClient(u"fetch-spec"), {fields}).join(','), unsafe);
}

void CorsTest::ofBrowsers_data()
{
    QTest::addColumn<QList<Header>>("fields");
    QTest::addColumn<QByteArray>("chromium");
    QTest::addColumn<QByteArray>("firefox");
    const auto row = [](const char *title, const QList<Header> &fields, const char *chromium, const char *firefox) {
        QTest::newRow(title) << fields << QByteArray(chromium) << QByteArray(firefox);
    };
    row("two lines of 100 bytes", {length("Accept", 'x', 100), length("Accept", 'y', 100)}, "accept", "");
    row("nine lines of 120 bytes", QList<Header>(9, length("Accept", 'x', 120)), "accept", "");
    row("a name twice", {{"X-B", "1"}, {"X-A", "1"}, {"x-b", "2"}}, "x-a,x-b", "x-a,x-b,x-b");
    row("client hints",
        {{"DPR", "1"}, {"Save-Data", "on"}, {"Downlink", "1"}, {"Width", "1"}, {"Device-Memory", "1"}, {"RTT", "1"}},
        "", "device-memory,downlink,dpr,rtt,save-data,width");
    row("other User-Agent", {{"User-Agent", "x"}}, "", "user-agent");
    // What the client sends by itself is no script's; it does so only with a condition.
    row("Cache-Control", {{"Cache-Control", "no-cache"}}, "cache-control", "cache-control");
    row("Cache-Control with a condition", {{"If-None-Match", "\"x\""}, {"Cache-Control", "no-cache"}},
        "cache-control,if-none-match", "if-none-match");
}

void CorsTest::ofBrowsers()
{
    QFETCH(QList<Header>, fields);
    QFETCH(QByteArray, chromium);
    QFETCH(QByteArray, firefox);
    QCOMPARE(corsUnsafeFields(*findClient(u"chromium-fetch"), {fields}).join(','), chromium);
    QCOMPARE(corsUnsafeFields(*findClient(u"firefox-fetch"), {fields}).join(','), firefox);
    for (const QStringView client : {u"chromium-fetch", u"firefox-fetch", u"fetch-spec"}) {
        const Request first = firstRequest(*findClient(client), {.method = "GET", .url = "http://api.example/"});
        QCOMPARE(corsUnsafeFields(*findClient(client), first.headers), QList<QByteArray>());
    }
}

void CorsTest::safelistedMethods()
{
    for (const char *method : {"GET", "HEAD", "POST"})
        QVERIFY(isCorsSafelistedMethod(method));
    for (const char *method : {"get", "PUT", "DELETE", "OPTIONS", ""})
        QVERIFY(!isCorsSafelistedMethod(method));
}

void CorsTest::malformedLists_data()
{
    QTest::addColumn<QByteArray>("methods");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("because"); // empty: allowed
    const auto row = [](const char *title, const char *methods, const char *fields, const QString &because) {
        QTest::newRow(title) << QByteArray(methods) << QByteArray(fields) << because;
    };
    row("as it should be", "PUT", "content-type", {});
    row("empty items", ",PUT,, ", ",Content-Type,", {});
    row("bad method beside", "PUT, b@d", "content-type", u"Access-Control-Allow-Methods has \"b@d\""_s);
    row("bad field beside", "PUT", "content-type, b@d", u"Access-Control-Allow-Headers has \"b@d\""_s);
    row("no comma", "PUT POST", "content-type", u"has \"PUT POST\""_s);
    row("star for fields", "PUT", "*", u"does not name content-type"_s);
}

void CorsTest::malformedLists()
{
    QFETCH(QByteArray, methods);
    QFETCH(QByteArray, fields);
    QFETCH(QString, because);
    const auto refusal = preflightRefusal(optionsFor("PUT", "content-type"), allowing(methods, fields, {}));
    QCOMPARE(refusal.has_value(), !because.isEmpty());
    if (refusal) {
        QVERIFY2(refusal->reason.contains(because), qPrintable(refusal->reason));
        QCOMPARE(refusal->source, u"Fetch, CORS-preflight fetch, step 7"_s);
    }
}

void CorsTest::kept_data()
{
    QTest::addColumn<QByteArray>("methods");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("known"); // by whom: s, c and f
    const auto row = [](const char *title, const char *methods, const char *fields, const char *method,
                        const char *asked, const char *known) {
        QTest::newRow(title) << QByteArray(methods) << QByteArray(fields) << QByteArray(method) << QByteArray(asked)
                             << QByteArray(known);
    };
    row("the same", "PUT", "content-type", "PUT", "content-type", "scf");
    row("names in other case", "PUT", "Content-Type", "PUT", "content-type", "scf");
    row("fewer fields", "PUT", "content-type, x-a", "PUT", "x-a", "scf");
    row("another field", "PUT", "content-type", "PUT", "content-type,x-a", "");
    row("another method, named", "PUT, DELETE", "", "DELETE", "", "scf");
    row("another method", "PUT", "content-type", "DELETE", "", "");
    row("method in other case", "put", "", "PUT", "", "");
    row("POST is free", "PUT", "content-type", "POST", "content-type", "scf");
    row("HEAD is free", "GET", "x-a", "HEAD", "x-a", "sc");
    row("HEAD named", "HEAD", "x-a", "HEAD", "x-a", "scf");
}

void CorsTest::kept()
{
    QFETCH(QByteArray, methods);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, known);
    QByteArray result;
    for (const QStringView client : {u"fetch-spec", u"chromium-fetch", u"firefox-fetch"}) {
        PreflightCache cache;
        keepAllowance(cache, rulesOf(client), optionsFor("PUT", "content-type"), allowing(methods, fields, "600"),
                      kNow);
        if (hasAllowance(cache, rulesOf(client), optionsFor(method, asked), kNow))
            result += client == u"fetch-spec" ? 's' : static_cast<char>(client.front().toLatin1());
    }
    QCOMPARE(result, known);
}

void CorsTest::keptFor_data()
{
    QTest::addColumn<QByteArray>("age");
    QTest::addColumn<QList<int>>("seconds"); // of the standard, Chromium and Firefox
    const auto row = [](const char *title, const QByteArray &age, const QList<int> &seconds) {
        QTest::newRow(title) << age << seconds;
    };
    row("none", {}, {5, 5, 5});
    row("0", "0", {0, 0, 0});
    row("2", "2", {2, 2, 2});
    row("an hour", "3600", {3600, 3600, 3600});
    row("a year", "31536000", {31536000, 7200, 86400});
    row("twenty digits", "99999999999999999999", {1'000'000'000, 7200, 86400});
    row("negative", "-1", {0, 0, 0});
    row("a unit", "1x", {5, 5, 0});
    row("quotes", "\"600\"", {5, 5, 0});
    row("two", "0, 600", {5, 5, 0});
}

void CorsTest::keptFor()
{
    QFETCH(QByteArray, age);
    QFETCH(QList<int>, seconds);
    const Request preflight = optionsFor("PUT");
    for (const QStringView client : {u"fetch-spec", u"chromium-fetch", u"firefox-fetch"}) {
        PreflightCache cache;
        const int expected = seconds.takeFirst();
        keepAllowance(cache, rulesOf(client), preflight, allowing("PUT", "", age), kNow);
        QCOMPARE(cache.isEmpty(), expected == 0);
        QCOMPARE(hasAllowance(cache, rulesOf(client), preflight, kNow.addSecs(expected - 1)), expected > 0);
        QVERIFY(!hasAllowance(cache, rulesOf(client), preflight, kNow.addSecs(expected)));
    }
}

void CorsTest::keptApart()
{
    const CorsRules &rules = rulesOf(u"fetch-spec");
    PreflightCache cache;
    keepAllowance(cache, rules, optionsFor("PUT"), allowing("PUT", "", "600"), kNow);
    QVERIFY(!hasAllowance(cache, rules, optionsFor("PUT", {}, "http://other.example"), kNow));
    Request query = optionsFor("PUT");
    query.url += "?x";
    QVERIFY(!hasAllowance(cache, rules, query, kNow));
    // Chromium does not know a chain that has left its page's origin again.
    for (const QStringView client : {u"fetch-spec", u"chromium-fetch"}) {
        const Request hidden = optionsFor("PUT", {}, "null");
        PreflightCache other;
        keepAllowance(other, rulesOf(client), hidden, allowing("PUT", "", "600"), kNow);
        QCOMPARE(hasAllowance(other, rulesOf(client), hidden, kNow), client == u"fetch-spec");
    }
    // A later answer counts for what it names, and leaves the rest as it was.
    keepAllowance(cache, rules, optionsFor("DELETE"), allowing("DELETE", "", "10"), kNow);
    QVERIFY(hasAllowance(cache, rules, optionsFor("DELETE"), kNow.addSecs(9)));
    QVERIFY(!hasAllowance(cache, rules, optionsFor("DELETE"), kNow.addSecs(10)));
    QVERIFY(hasAllowance(cache, rules, optionsFor("PUT"), kNow.addSecs(599)));
    forgetAllowance(cache, optionsFor("DELETE"));
    QVERIFY(!hasAllowance(cache, rules, optionsFor("PUT"), kNow));
}

void CorsTest::keptLimit()
{
    const CorsRules &rules = rulesOf(u"fetch-spec");
    PreflightCache cache;
    const auto number = [](int i) {
        Request request = optionsFor("PUT");
        request.url += QByteArray::number(i);
        return request;
    };
    for (int i = 0; i <= kMostAllowances; ++i)
        keepAllowance(cache, rules, number(i), allowing("PUT", "", i == 7 ? "60" : "600"), kNow);
    QCOMPARE(cache.size(), kMostAllowances);
    QVERIFY(!hasAllowance(cache, rules, number(7), kNow));
    QVERIFY(hasAllowance(cache, rules, number(0), kNow));
    QVERIFY(hasAllowance(cache, rules, number(kMostAllowances), kNow));
}

void CorsTest::rulesHaveSources()
{
    for (const ClientProfile &profile : clientProfiles()) {
        const CorsRules &rules = profile.cors;
        if (rules.mode == CorsMode::None)
            continue;
        for (const char *source :
             {rules.asksByFirst.source, rules.originStays.source, rules.joinsLines.source, rules.repeatsNames.source,
              rules.alsoSafe.source, rules.longestSafe.source, rules.keepsNull.source, rules.keepsBadAge.source,
              rules.longestAge.source, rules.headIsNamed.source, rules.refusalForgets.source})
            QVERIFY2(source && *source, profile.id.data());
    }
}

/// A custom client's file says these rules, too.
void CorsTest::ownClient()
{
    const QByteArray json = R"({"format": "hopscope-client", "formatVersion": 1, "like": "firefox-fetch",
        "id": "mine", "title": "Mine", "cors": {"asksByFirst": {"value": false, "source": "me"},
        "alsoSafe": {"value": ["X-Mine"]}, "longestAge": {"value": 10}}})";
    const Result<ClientPointer> read = clientFromJson(json);
    QCOMPARE(read.error, QString());
    const CorsRules &rules = (*read)->cors;
    QCOMPARE(rules.mode, CorsMode::Asked);
    QVERIFY(!rules.asksByFirst.value && rules.originStays.value);
    QCOMPARE(QByteArray(rules.asksByFirst.source), QByteArray("me"));
    QCOMPARE(rules.longestAge.value, 10);
    QCOMPARE(corsUnsafeFields(**read, {{{"X-Mine", "1"}, {"X-A", "1"}}}), QList<QByteArray>{"x-a"});
    QVERIFY(clientToJson(**read).contains("\"X-Mine\""));
}

QTEST_GUILESS_MAIN(CorsTest)
#include "tst_cors.moc"
