// SPDX-License-Identifier: MIT
// What one version or setting of a client does, and another does not.
#include "redirect/decide.h"
#include "redirect/firstrequest.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

Decision decisionOf(const char *client, const FirstRequest &wish, int status, const QByteArray &location)
{
    const ClientProfile &profile = *findClient(QString::fromLatin1(client));
    Chain chain{.firstUrl = wish.url, .request = firstRequest(profile, wish)};
    chain.response.status = status;
    chain.response.headers.append("Location", location);
    return decide(profile, chain);
}

QByteArray fieldOf(const Decision &decision, const char *name)
{
    return decision.next ? decision.next->headers.first(name).value_or("(none)") : "(no request)"_ba;
}

} // namespace

class TestClientVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curlFollowWithoutData();
    void java();
    void settings_data();
    void settings();
    void previousUrlAsIs();
    void givenFieldsFall();
};

/// curl/curl#20715, curl/curl#21280: without -d there is no POST, so that the method of -X stays.
void TestClientVersions::curlFollowWithoutData()
{
    for (const char *method : {"IGLOO", "DELETE", "POST"}) {
        for (const int status : {301, 302, 303, 307}) {
            const Decision decision =
                decisionOf("curl-follow", {.method = method, .url = "http://a.example/"}, status, "/next");
            QVERIFY(decision.next);
            QCOMPARE(decision.next->method, QByteArray(method));
            QVERIFY(decision.redirect.reason.contains(status == 307 ? u"307"_s : u"without -d"_s));
        }
    }
}

/// Measured: OpenJDK 17.0.21.1 keeps what belongs to a place there, 17.0.15 sends it everywhere.
void TestClientVersions::java()
{
    const FirstRequest wish{.method = "POST",
                            .url = "http://a.example/",
                            .headers = {{{"Authorization", "Bearer t"},
                                         {"Cookie", "a=b"},
                                         {"Origin", "http://o.example"},
                                         {"Referer", "http://r.example/"},
                                         {"X-Api-Key", "k"}}},
                            .body = bodyOf("k=v")};
    const auto away = [&](const char *client) { return decisionOf(client, wish, 307, "http://b.example/ok"); };
    const auto home = [&](const char *client) { return decisionOf(client, wish, 302, "/ok"); };
    for (const char *field : {"Authorization", "Cookie", "Origin", "Referer"}) {
        const QByteArray given = wish.headers.first(field).value_or(QByteArray());
        for (const char *client : {"java-normal", "java-always"}) {
            QCOMPARE(fieldOf(away(client), field), "(none)"_ba);
            QCOMPARE(fieldOf(home(client), field), given);
        }
        for (const char *client : {"java-normal-17.0.15", "java-always-17.0.15"})
            QCOMPARE(fieldOf(away(client), field), given);
    }
    QCOMPARE(fieldOf(away("java-normal"), "X-Api-Key"), "k"_ba);
    QCOMPARE(fieldOf(home("java-normal"), "Content-Length"), "(none)"_ba);
    QCOMPARE(fieldOf(home("java-normal-17.0.15"), "Content-Length"), "0"_ba);
}

void TestClientVersions::settings_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("one");   // client: what it sends next, "+" with the body
    QTest::addColumn<QString>("other"); // likewise
    QTest::newRow("XMLHttpRequest takes user and password at the same origin")
        << "GET"_ba << 302 << "http://u:p@a.example/next"_ba << u"chromium-fetch: none"_s << u"chromium-xhr: GET+"_s;
    QTest::newRow("XMLHttpRequest refuses them at another")
        << "GET"_ba << 302 << "http://u:p@b.example/next"_ba << u"chromium-xhr: none"_s << u"firefox-xhr: none"_s;
    QTest::newRow("http.strictPostRedirect, 303")
        << "POST"_ba << 303 << "/next"_ba << u"java-huc: GET"_s << u"java-huc-strict: POST+"_s;
    QTest::newRow("http.strictPostRedirect, 308")
        << "POST"_ba << 308 << "/next"_ba << u"java-huc: none"_s << u"java-huc-strict: none"_s;
    QTest::newRow("requests_redirectable, 301")
        << "PUT"_ba << 301 << "/next"_ba << u"perl-lwp: none"_s << u"perl-lwp-all: PUT+"_s;
    QTest::newRow("requests_redirectable, 302")
        << "PUT"_ba << 302 << "/next"_ba << u"perl-lwp: none"_s << u"perl-lwp-all: GET"_s;
    QTest::newRow("no policy") << "PUT"_ba << 302 << "/next"_ba << u"qt: GET"_s << u"qt-default: GET"_s;
    QTest::newRow("libcurl in PHP and in Typhoeus, 307")
        << "PUT"_ba << 307 << "/next"_ba << u"php-curl: PUT+"_s << u"ruby-typhoeus: none"_s;
    QTest::newRow("libcurl in PHP and in Typhoeus, 303")
        << "PUT"_ba << 303 << "/next"_ba << u"php-curl: PUT"_s << u"ruby-typhoeus: GET"_s;
    QTest::newRow("Ruby, 302") << "POST"_ba << 302 << "/next"_ba << u"ruby-faraday: GET"_s
                               << u"ruby-restclient: none"_s;
    QTest::newRow("Ruby, 303") << "POST"_ba << 303 << "/next"_ba << u"ruby-faraday: GET"_s << u"ruby-restclient: GET"_s;
    QTest::newRow("HEAD of superagent and HTTParty, 302")
        << "HEAD"_ba << 302 << "/next"_ba << u"superagent: none"_s << u"ruby-httparty: HEAD+"_s;
    QTest::newRow("HEAD of HTTP::Tiny and HTTParty, 303")
        << "HEAD"_ba << 303 << "/next"_ba << u"perl-http-tiny: GET+"_s << u"ruby-httparty: GET+"_s;
    QTest::newRow("300 of HTTP::Tiny and wget --method")
        << "POST"_ba << 300 << "/next"_ba << u"perl-http-tiny: none"_s << u"wget-method: GET"_s;
    QTest::newRow("305 of superagent and wget --method")
        << "POST"_ba << 305 << "/next"_ba << u"superagent: POST+"_s << u"wget-method: none"_s;
    QTest::newRow("Postman, PUT 304") << "PUT"_ba << 304 << "/next"_ba << u"postman: GET"_s
                                      << u"postman-request: none"_s;
    // Documented, not measured
    QTest::newRow(".NET and PowerShell, 300")
        << "POST"_ba << 300 << "/next"_ba << u"dotnet: GET"_s << u"powershell: GET"_s;
    QTest::newRow("Dart and Ktor, 303") << "POST"_ba << 303 << "/next"_ba << u"dart: GET"_s << u"ktor: none"_s;
    QTest::newRow("Apache, 302") << "POST"_ba << 302 << "/next"_ba << u"apache-httpclient4: none"_s
                                 << u"apache-httpclient5: GET"_s;
    QTest::newRow("OkHttp, 307") << "POST"_ba << 307 << "/next"_ba << u"okhttp: none"_s << u"okhttp-4.6: POST+"_s;
    QTest::newRow("urllib3 and requests, 302")
        << "POST"_ba << 302 << "/next"_ba << u"py-urllib3: POST+"_s << u"py-requests: GET"_s;
    QTest::newRow("libsoup and treq, 307")
        << "POST"_ba << 307 << "/next"_ba << u"libsoup: none"_s << u"py-treq: none"_s;
    QTest::newRow("libsoup and Tornado, PUT 302")
        << "PUT"_ba << 302 << "/next"_ba << u"libsoup: GET"_s << u"py-tornado: PUT+"_s;
    QTest::newRow("needle and ky, 307") << "POST"_ba << 307 << "/next"_ba << u"needle: GET"_s << u"ky: POST+"_s;
    QTest::newRow("http.rb and Excon, 303")
        << "POST"_ba << 303 << "/next"_ba << u"ruby-http: GET+"_s << u"ruby-excon: GET"_s;
    QTest::newRow("Mojo and Symfony, PUT 302")
        << "PUT"_ba << 302 << "/next"_ba << u"perl-mojo: PUT"_s << u"symfony: PUT"_s;
    QTest::newRow("w3m and Lynx, 308") << "GET"_ba << 308 << "/next"_ba << u"w3m: none"_s << u"lynx: none"_s;
    QTest::newRow("Jetty and AsyncHttpClient, 302")
        << "POST"_ba << 302 << "/next"_ba << u"jetty: GET+"_s << u"async-http-client: GET"_s;
    QTest::newRow("httr and httr2, 302") << "POST"_ba << 302 << "/next"_ba << u"r-httr: GET"_s << u"r-httr2: POST"_s;
    QTest::newRow("reqwest and Bruno, PUT 302")
        << "PUT"_ba << 302 << "/next"_ba << u"reqwest: GET"_s << u"bruno: GET"_s;
    QTest::newRow("POCO and Links, 308") << "GET"_ba << 308 << "/next"_ba << u"poco: none"_s << u"links: GET+"_s;
    QTest::newRow("HttpWebRequest and HttpClient, 308")
        << "POST"_ba << 308 << "/next"_ba << u"httpwebrequest: none"_s << u"dotnet: POST+"_s;
    QTest::newRow("Insomnia and k6, PUT 302") << "PUT"_ba << 302 << "/next"_ba << u"insomnia: PUT"_s << u"k6: GET"_s;
    QTest::newRow("hyper and Alamofire, 307")
        << "POST"_ba << 307 << "/next"_ba << u"hyper: none"_s << u"alamofire: POST+"_s;
    QTest::newRow("undici") << "POST"_ba << 302 << "/next"_ba << u"undici-request: GET"_s << u"undici-fetch: GET"_s;
}

/// Measured (resources/clients/measured.json).
void TestClientVersions::settings()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    const FirstRequest wish{.method = method, .url = "http://a.example/", .body = bodyOf("k=v")};
    for (const char *column : {"one", "other"}) {
        const QString expected = *static_cast<QString *>(QTest::qData(column, qMetaTypeId<QString>()));
        const QByteArray client = expected.section(u':', 0, 0).toLatin1();
        const Decision decision = decisionOf(client.constData(), wish, status, location);
        const QString next = decision.next ? QString::fromLatin1(decision.next->method) : u"none"_s;
        const bool hasBody = decision.next && decision.next->body.size > 0;
        QCOMPARE(QString::fromLatin1(client) + u": "_s + next + (hasBody ? u"+"_s : QString()), expected);
    }
}

/// Measured: postman-request gives away what Go and browsers keep to themselves.
void TestClientVersions::previousUrlAsIs()
{
    const FirstRequest wish{.method = "GET", .url = "https://us:pw@a.example/start?q#g"};
    QCOMPARE(fieldOf(decisionOf("postman-request", wish, 302, "http://b.example/"), "Referer"), wish.url);
    QCOMPARE(fieldOf(decisionOf("go", wish, 302, "http://b.example/"), "Referer"), "(none)"_ba);
}

/// Measured: w3m sends -header with the first request only, and follows with its own fields.
void TestClientVersions::givenFieldsFall()
{
    const FirstRequest wish{
        .method = "GET", .url = "http://a.example/", .headers = {{{"Authorization", "Bearer t"}, {"X-A", "1"}}}};
    const Decision decision = decisionOf("w3m", wish, 302, "/next");
    QCOMPARE(fieldOf(decision, "Authorization"), "(none)"_ba);
    QCOMPARE(fieldOf(decision, "X-A"), "(none)"_ba);
    QCOMPARE(fieldOf(decision, "Accept-Language"), "en;q=1.0"_ba);
}

QTEST_GUILESS_MAIN(TestClientVersions)
#include "tst_clientversions.moc"
