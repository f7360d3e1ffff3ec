// SPDX-License-Identifier: MIT
#include "http/url.h"
#include "redirect/decide.h"
#include "redirect/firstrequest.h"
#include "redirect/sources.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray kBody = "{\"qty\":2}";
const QByteArrayList kMethods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
const QList<int> kStatuses{300, 301, 302, 303, 304, 305, 306, 307, 308, 399};

struct Relation {
    const char *name;
    QByteArray from;
    QByteArray location;
};

const QList<Relation> kRelations{{"same origin", "http://a.example/start?x#f", "/next"},
                                 {"other port", "http://a.example/start", "http://a.example:8080/next"},
                                 {"other host", "http://a.example/start", "http://b.example/next#own"},
                                 {"http to https", "http://a.example/start", "https://a.example/next"},
                                 {"https to http", "https://a.example/start", "http://a.example/next"}};

Chain chainOf(const ClientProfile &profile, const QByteArray &method, int status, const Relation &relation)
{
    const Headers headers{{{"Content-Type", "application/json"},
                           {"Content-Language", "en"},
                           {"Authorization", "Bearer t"},
                           {"Cookie", "a=1"},
                           {"X-Key", "1"},
                           {"x-key", "2"},
                           {"X-Empty", ""},
                           {"Referer", relation.from},
                           {"Origin", "http://a.example"},
                           {"If-None-Match", "\"v\""},
                           {"Connection", "Keep-Alive, X-Hop"},
                           {"X-Hop", "1"},
                           {"Proxy-Authorization", "Basic eA=="}}};
    Chain chain{.firstUrl = relation.from};
    chain.request = firstRequest(profile, {.method = method,
                                           .url = relation.from,
                                           .headers = headers,
                                           .body = method == "HEAD" ? Body() : bodyOf(kBody)});
    chain.response.status = status;
    chain.response.headers.append("Location", relation.location);
    return chain;
}

QStringList valuesOf(const Headers &headers, const QString &name)
{
    QStringList values;
    for (const QByteArray &value : headers.all(name.toLatin1()))
        values << QString::fromUtf8(value);
    return values;
}

QString shown(const QStringList &values)
{
    return values == QStringList{QString()} ? u"(empty)"_s : values.join(u", "_s);
}

} // namespace

class TestDecide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void methodAndBody_data();
    void methodAndBody();
    void secrets_data();
    void secrets();
    void ledgerCoversEverything_data();
    void ledgerCoversEverything();
    void fixedOrderOfParts();
    void strictReadingWarnsOfUnsafeMethods();
};

void TestDecide::methodAndBody_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("expected"); // for each status that is followed: the next method, "+" with the body

    // Fetch, HTTP-redirect fetch, step 12
    QTest::newRow("browser GET") << u"browser"_s << "GET"_ba << u"301:GET+ 302:GET+ 303:GET+ 307:GET+ 308:GET+"_s;
    QTest::newRow("browser HEAD") << u"browser"_s << "HEAD"_ba << u"301:HEAD 302:HEAD 303:HEAD 307:HEAD 308:HEAD"_s;
    QTest::newRow("browser POST") << u"browser"_s << "POST"_ba << u"301:GET 302:GET 303:GET 307:POST+ 308:POST+"_s;
    QTest::newRow("browser PUT") << u"browser"_s << "PUT"_ba << u"301:PUT+ 302:PUT+ 303:GET 307:PUT+ 308:PUT+"_s;
    QTest::newRow("browser PATCH") << u"browser"_s << "PATCH"_ba
                                   << u"301:PATCH+ 302:PATCH+ 303:GET 307:PATCH+ 308:PATCH+"_s;
    QTest::newRow("browser DELETE") << u"browser"_s << "DELETE"_ba
                                    << u"301:DELETE+ 302:DELETE+ 303:GET 307:DELETE+ 308:DELETE+"_s;

    // RFC 9110 15.4.2 to 15.4.9 without the concession in the notes of 15.4.2 and 15.4.3
    QTest::newRow("rfc9110 HEAD") << u"rfc9110"_s << "HEAD"_ba << u"301:HEAD 302:HEAD 303:HEAD 307:HEAD 308:HEAD"_s;
    QTest::newRow("rfc9110 POST") << u"rfc9110"_s << "POST"_ba << u"301:POST+ 302:POST+ 303:GET 307:POST+ 308:POST+"_s;
    QTest::newRow("rfc9110 PUT") << u"rfc9110"_s << "PUT"_ba << u"301:PUT+ 302:PUT+ 303:GET 307:PUT+ 308:PUT+"_s;
    QTest::newRow("rfc9110 DELETE") << u"rfc9110"_s << "DELETE"_ba
                                    << u"301:DELETE+ 302:DELETE+ 303:GET 307:DELETE+ 308:DELETE+"_s;

    // Measured with curl 7.88.1 by tests/clients/measure.py. A GET with a body, PATCH and DELETE are forced with -X.
    const QString all = u"300:%1+ 301:%1%2 302:%1%2 303:%1%2 304:%1+ 305:%1+ 306:%1+ 307:%1+ 308:%1+ 399:%1+"_s;
    QTest::newRow("curl GET") << u"curl"_s << "GET"_ba << all.arg(u"GET"_s, QString());
    QTest::newRow("curl PATCH") << u"curl"_s << "PATCH"_ba << all.arg(u"PATCH"_s, QString());
    QTest::newRow("curl DELETE") << u"curl"_s << "DELETE"_ba << all.arg(u"DELETE"_s, QString());
    QTest::newRow("curl HEAD")
        << u"curl"_s << "HEAD"_ba
        << u"300:HEAD 301:HEAD 302:HEAD 303:HEAD 304:HEAD 305:HEAD 306:HEAD 307:HEAD 308:HEAD 399:HEAD"_s;
    QTest::newRow("curl POST")
        << u"curl"_s << "POST"_ba
        << u"300:POST+ 301:GET 302:GET 303:GET 304:POST+ 305:POST+ 306:POST+ 307:POST+ 308:POST+ 399:POST+"_s;
    QTest::newRow("curl PUT")
        << u"curl"_s << "PUT"_ba
        << u"300:PUT+ 301:PUT+ 302:PUT+ 303:GET 304:PUT+ 305:PUT+ 306:PUT+ 307:PUT+ 308:PUT+ 399:PUT+"_s;

    // curl 8.16.0, lib/http.c: with -d a request is a POST, whatever -X says; PUT is -T
    const QString obeys = u"300:%1+ 301:GET 302:GET 303:GET 304:%1+ 305:%1+ 306:%1+ 307:%1+ 308:%1+ 399:%1+"_s;
    for (const char *method : {"GET", "POST", "DELETE", "IGLOO"})
        QTest::addRow("curl-follow %s", method)
            << u"curl-follow"_s << QByteArray(method) << obeys.arg(QString::fromLatin1(method));
    QTest::newRow("curl-follow PUT")
        << u"curl-follow"_s << "PUT"_ba
        << u"300:PUT+ 301:PUT+ 302:PUT+ 303:GET 304:PUT+ 305:PUT+ 306:PUT+ 307:PUT+ 308:PUT+ 399:PUT+"_s;

    // Measured with Qt 6.4.2 by tests/clients/measure.py
    QTest::newRow("qt HEAD") << u"qt"_s << "HEAD"_ba << u"301:HEAD 302:HEAD 303:HEAD 305:HEAD 307:HEAD 308:HEAD"_s;
    QTest::newRow("qt POST") << u"qt"_s << "POST"_ba << u"301:GET 302:GET 303:GET 305:GET 307:POST+ 308:POST+"_s;
    QTest::newRow("qt PUT") << u"qt"_s << "PUT"_ba << u"301:GET 302:GET 303:GET 305:GET 307:PUT+ 308:PUT+"_s;
    QTest::newRow("qt DELETE") << u"qt"_s << "DELETE"_ba
                               << u"301:GET 302:GET 303:GET 305:GET 307:DELETE+ 308:DELETE+"_s;
}

void TestDecide::methodAndBody()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, method);
    QFETCH(QString, expected);
    QStringList followed;
    for (const int status : kStatuses) {
        const ClientProfile &profile = *findClient(client);
        const Decision decision = decide(profile, chainOf(profile, method, status, kRelations.at(0)));
        if (!decision.next)
            continue;
        const bool same = decision.next->body == bodyOf(kBody);
        QVERIFY(same || decision.next->body == Body());
        followed << u"%1:%2%3"_s.arg(status).arg(QString::fromLatin1(decision.next->method), same ? u"+"_s : QString());
    }
    QCOMPARE(followed.join(u' '), expected);
}

void TestDecide::secrets_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("relation");
    QTest::addColumn<QString>("expected");

    // Fetch step 13: Authorization falls when the origin changes; cookies belong to a host (RFC 6265 8.5)
    QTest::newRow("browser 1") << u"browser"_s << u"same origin"_s
                               << u"Authorization Cookie X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("browser 2") << u"browser"_s << u"other port"_s
                               << u"Cookie X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("browser 3") << u"browser"_s << u"other host"_s << u"X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("browser 4") << u"browser"_s << u"http to https"_s
                               << u"Cookie X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("browser 5") << u"browser"_s << u"https to http"_s
                               << u"Cookie X-Key Proxy-Authorization If-None-Match"_s;
    // RFC 9110 15.4 items 2 and 3
    QTest::newRow("rfc9110 1") << u"rfc9110"_s << u"same origin"_s << u"Authorization Cookie X-Key"_s;
    QTest::newRow("rfc9110 2") << u"rfc9110"_s << u"other port"_s << u"X-Key"_s;
    QTest::newRow("rfc9110 3") << u"rfc9110"_s << u"other host"_s << u"X-Key"_s;
    QTest::newRow("rfc9110 4") << u"rfc9110"_s << u"http to https"_s << u"X-Key"_s;
    QTest::newRow("rfc9110 5") << u"rfc9110"_s << u"https to http"_s << u"X-Key"_s;
    // Measured with curl 7.88.1: both by -H fall on another protocol, host or port
    QTest::newRow("curl 1") << u"curl"_s << u"same origin"_s
                            << u"Authorization Cookie X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("curl 2") << u"curl"_s << u"other port"_s << u"X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("curl 3") << u"curl"_s << u"other host"_s << u"X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("curl 4") << u"curl"_s << u"http to https"_s << u"X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("curl 5") << u"curl"_s << u"https to http"_s << u"X-Key Proxy-Authorization If-None-Match"_s;
    // Measured with Qt 6.4.2: nothing falls, and https to http is refused
    QTest::newRow("qt 1") << u"qt"_s << u"same origin"_s
                          << u"Authorization Cookie X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("qt 3") << u"qt"_s << u"other host"_s
                          << u"Authorization Cookie X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("qt 4") << u"qt"_s << u"http to https"_s
                          << u"Authorization Cookie X-Key Proxy-Authorization If-None-Match"_s;
    QTest::newRow("qt 5") << u"qt"_s << u"https to http"_s << u"refused"_s;
    // Measured with OpenJDK 17.0.21.1 and 17.0.15
    for (const char *relation : {"other port", "other host", "http to https"}) {
        QTest::addRow("java-normal, %s", relation)
            << u"java-normal"_s << QString::fromLatin1(relation) << u"X-Key Proxy-Authorization If-None-Match"_s;
        QTest::addRow("java-normal-17.0.15, %s", relation)
            << u"java-normal-17.0.15"_s << QString::fromLatin1(relation)
            << u"Authorization Cookie X-Key Proxy-Authorization If-None-Match"_s;
    }
}

void TestDecide::secrets()
{
    QFETCH(QString, client);
    QFETCH(QString, relation);
    QFETCH(QString, expected);
    const ClientProfile &profile = *findClient(client);
    const auto found = std::find_if(kRelations.begin(), kRelations.end(),
                                    [&](const Relation &each) { return relation == QLatin1StringView(each.name); });
    QVERIFY(found != kRelations.end());
    const Decision decision = decide(profile, chainOf(profile, "GET", 302, *found));
    QStringList left;
    for (const char *name : {"Authorization", "Cookie", "X-Key", "Proxy-Authorization", "If-None-Match"}) {
        if (decision.next && decision.next->headers.contains(name))
            left << QString::fromLatin1(name);
    }
    QCOMPARE(decision.next ? left.join(u' ') : u"refused"_s, expected);
}

void TestDecide::ledgerCoversEverything_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("relation");
    for (const ClientProfile &profile : clientProfiles()) {
        for (int i = 0; i < kRelations.size(); ++i)
            QTest::addRow("%s, %s", profile.id.data(), kRelations.at(i).name) << QString(profile.id) << i;
    }
}

void TestDecide::ledgerCoversEverything()
{
    QFETCH(QString, client);
    QFETCH(int, relation);
    const ClientProfile &profile = *findClient(client);
    for (const QByteArray &method : kMethods) {
        for (const int status : kStatuses) {
            const Chain chain = chainOf(profile, method, status, kRelations.at(relation));
            const Decision decision = decide(profile, chain);
            QVERIFY(!decision.redirect.reason.isEmpty());
            QVERIFY2(sourceLink(decision.redirect.source).isValid(), qPrintable(decision.redirect.source));
            if (!decision.next) {
                QCOMPARE(decision.redirect.ledger.size(), 0);
                continue;
            }
            const Request &next = *decision.next;
            QCOMPARE(next.headers.first("Host"),
                     profile.hostNamesPort ? hostField(next.url)
                                           : originOf(next.url)->host); // wget2 leaves the port out
            if (next.body.size > 0)
                QCOMPARE(next.headers.first("Content-Length"), QByteArray::number(next.body.size));
            QSet<QString> parts;
            for (const LedgerRow &row : decision.redirect.ledger) {
                const QStringList before = valuesOf(chain.request.headers, row.part);
                const QStringList after = valuesOf(next.headers, row.part);
                QVERIFY2(!parts.contains(row.part.toLower()), qPrintable(row.part));
                parts.insert(row.part.toLower());
                QVERIFY2(row.reason.endsWith(u'.') && !row.reason.contains(u'{'), qPrintable(row.reason));
                QVERIFY2(sourceLink(row.source).isValid() && !row.source.isEmpty(), qPrintable(row.source));
                if (!row.part.at(0).isUpper() && before.isEmpty() && after.isEmpty())
                    continue;
                QCOMPARE(row.before, shown(before));
                QCOMPARE(row.after, shown(after));
                QCOMPARE(row.verdict == PartVerdict::Kept, before == after);
                QCOMPARE(row.verdict == PartVerdict::Dropped, after.isEmpty());
                QCOMPARE(row.verdict == PartVerdict::Added, before.isEmpty());
            }
            for (const Header &field : chain.request.headers.fields + next.headers.fields)
                QVERIFY2(parts.contains(QString::fromLatin1(field.name).toLower()), field.name.constData());
            QVERIFY(parts.contains(u"method"_s) && parts.contains(u"url"_s));
            QCOMPARE(parts.contains(u"body"_s), chain.request.body.size > 0);
            QCOMPARE(parts.contains(u"fragment"_s), chain.request.url.contains('#') || next.url.contains('#'));
        }
    }
}

void TestDecide::fixedOrderOfParts()
{
    const ClientProfile &browser = *findClient(u"browser"_s);
    const Decision decision = decide(browser, chainOf(browser, "POST", 303, kRelations.at(0)));
    QStringList parts;
    for (const LedgerRow &row : decision.redirect.ledger)
        parts << row.part;
    QCOMPARE(
        parts.join(u' '),
        u"method url body Content-Type Content-Language Content-Length Authorization Cookie Referer Origin Host "
        u"User-Agent "
        "Accept Accept-Language Accept-Encoding X-Key X-Empty If-None-Match Connection X-Hop Proxy-Authorization fragment"_s);
    const LedgerRow body = decision.redirect.ledger.at(2);
    // printf '{"qty":2}' | sha256sum
    QCOMPARE(body.before, u"9 B, sha256 1fc7d7d3..."_s);
    QCOMPARE(body.verdict, PartVerdict::Dropped);
}

// RFC 9110 15.4: care is needed with the automatic redirection of methods that are not known to be safe.
void TestDecide::strictReadingWarnsOfUnsafeMethods()
{
    const ClientProfile &strict = *findClient(u"rfc9110"_s);
    const auto reason = [&](const QByteArray &method) {
        return decide(strict, chainOf(strict, method, 307, kRelations.at(0))).redirect.reason;
    };
    QVERIFY(reason("POST").contains(u"needs care"_s));
    QVERIFY(reason("DELETE").contains(u"needs care"_s));
    QVERIFY(!reason("GET").contains(u"needs care"_s));
}

QTEST_GUILESS_MAIN(TestDecide)
#include "tst_decide.moc"
