// SPDX-License-Identifier: MIT
#include "findings/chainchecks.h"
#include "findings/findings.h"
#include "madechains.h"
#include "randomtrace.h"
#include "redirect/sources.h"

#include <QSet>
#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

/// `count` redirects and a 200.
Trace longTrace(int count)
{
    QList<Hop> hops;
    for (int i = 0; i < count; ++i)
        hops.append(hop("GET", kA + QByteArray::number(i), 302, kA + QByteArray::number(i + 1)));
    return chain(hops << hop("GET", kA + QByteArray::number(count), 200));
}

Trace moved(int status, const QByteArray &from, const QByteArray &to)
{
    return chain({hop("GET", from, status, to), hop("GET", to, 200)});
}

/// http://a.example leads to https by 302, and a later response says how long https is kept.
Trace secured(const QByteArray &url, const QByteArray &field)
{
    return chain({hop("GET", kA, 302, "https://a.example/"), hop("GET", "https://a.example/", 302, url),
                  answering(hop("GET", url, 200), "Strict-Transport-Security", field)});
}

Trace located(const QByteArray &location)
{
    return chain({answering(hop("GET", "http://a.example/x/y", 302), "Location", location)});
}

Trace sentOn(int status, const QByteArray &target, const QByteArray &field)
{
    return chain(
        {with(hop("POST", kA, status, target), field, "secret"), with(hop("POST", target, 200), field, "secret")});
}

Trace cookieTrace(const QByteArray &target, const CookieVerdict &set, const CookieVerdict &sent,
                  const QByteArray &from = kA)
{
    Trace trace = chain({hop("POST", from, 303, target), hop("GET", target, 200)});
    trace.hops[0].cookies.set = {set};
    trace.hops[1].cookies.sent = {sent};
    return trace;
}

const CookieVerdict kStored{"PHPSESSID", CookieFate::Stored, u"It is new."_s, u"rfc6265bis 5.7"_s};
const CookieVerdict kRefused{"PHPSESSID", CookieFate::Refused, u"Its reason."_s, u"rfc6265bis 5.4"_s};
const CookieVerdict kSent{"PHPSESSID", CookieFate::Sent, u"Host and path match."_s, u"rfc6265bis 5.8.3"_s};
const CookieVerdict kWithheld{"PHPSESSID", CookieFate::Withheld, u"Its path is /login."_s, u"rfc6265bis 5.8.3"_s};

const FirstRequest kPlain{.url = kA};
const FirstRequest kJson{
    .method = "POST", .url = kA, .headers = {{{"Content-Type", "application/json"}}}, .body = bodyOf("{}")};

/// Sends everything from a.example to b.example, which knows nothing of CORS.
Response sendOn(const Request &request)
{
    return request.url == kA ? answer(307, {{"Location", kB}}) : answer(200);
}

Response askForPage(const Request &request)
{
    return request.url == kA ? answer(200, {{"Refresh", "5; url=" + kB}}) : answer(200);
}

/// One trace that has a finding (at `hop`, of `severity`) and one that has it not.
struct Example {
    const char *name;
    QLatin1StringView id;
    Severity severity;
    int hop;
    Trace has;
    Trace hasNot;
    QString words; ///< part of the detail
};

QList<Example> examples()
{
    const Trace kept = chain({withBody(hop("POST", kA, 307, kA + "1")), withBody(hop("POST", kA + "1", 200))});
    const Trace authorized = sentOn(302, kA + "1", "Authorization");
    const Trace cached =
        chain({answering(hop("GET", kA, 301, kB), "Cache-Control", "max-age=60"), hop("GET", kB, 200)});
    const Trace expires = chain({answering(hop("GET", kA, 308, kB), "Expires", "0"), hop("GET", kB, 200)});
    const Trace plain = chain({hop("GET", kA, 302, kB), hop("GET", kB, 200)});
    Trace hsts = moved(307, "http://a.example/", "https://a.example/");
    hsts.hops[0].kind = HopKind::Hsts;
    return {
        {"POST to GET by 302", "method-changed"_L1, Severity::Warning, 0,
         chain({hop("POST", kA, 302, kB), hop("GET", kB, 200)}), kept, u"POST became GET after 302"_s},
        {"POST to GET by 303", "method-changed"_L1, Severity::Note, 0,
         chain({hop("POST", kA, 303, kB), hop("GET", kB, 200)}), plain, u"303 asks for this"_s},
        {"body lost", "body-lost"_L1, Severity::Warning, 0,
         chain({withBody(hop("POST", kA, 302, kB)), hop("POST", kB, 200)}), kept, u"24 bytes"_s},
        {"body lost with the method", "body-lost"_L1, Severity::Warning, 0,
         chain({withBody(hop("PUT", kA, 302, kB)), hop("PUT", kB, 200)}),
         chain({withBody(hop("POST", kA, 302, kB)), hop("GET", kB, 200)}), u"PUT stayed"_s},
        {"body to another origin", "sent-to-other-origin"_L1, Severity::Warning, 0,
         chain({withBody(hop("POST", kA, 307, kB)), withBody(hop("POST", kB, 200))}), kept,
         u"from http://a.example made the client send a body of 24 bytes to http://b.example"_s},
        {"body to another port", "sent-to-other-origin"_L1, Severity::Note, 0,
         chain({withBody(hop("POST", kA, 308, "http://a.example:81/")),
                withBody(hop("POST", "http://a.example:81/", 200))}),
         chain({withBody(hop("POST", kA, 308, "http://a.example:80/")),
                withBody(hop("POST", "http://a.example:80/", 200))}),
         u"send a body of 24 bytes to http://a.example:81, another port of the same host. After a login, use 303."_s},
        {"Authorization to another origin", "sent-to-other-origin"_L1, Severity::Warning, 0,
         sentOn(307, kB, "Authorization"), sentOn(307, "https://a.example/", "Authorization"),
         u"send Authorization to http://b.example, another host."_s},
        {"Authorization by 302", "sent-to-other-origin"_L1, Severity::Warning, 0, sentOn(302, kB, "Authorization"),
         sentOn(302, kA + "1", "Authorization"), u"The 302 from http://a.example"_s},
        {"cookie to another origin", "sent-to-other-origin"_L1, Severity::Warning, 0, sentOn(308, kB, "Cookie"),
         chain({with(hop("GET", kA, 308, kB), "Cookie", "a=1"), with(hop("GET", kB, 200), "Cookie", "b=2")}),
         u"the user's Cookie (a cookie without a name)"_s},
        {"OPTIONS refused", "preflight-refused"_L1, Severity::Warning, 1, walked(u"chromium-fetch", kJson, sendOn),
         walked(u"curl", kJson, sendOn), u"POST is not sent"_s},
        {"response refused", "cors-refused"_L1, Severity::Warning, 1, walked(u"chromium-fetch", kPlain, sendOn),
         walked(u"chromium-nav", kPlain, sendOn), u"Access-Control-Allow-Origin is missing"_s},
        {"preflight left out", "preflight-left-out"_L1, Severity::Note, 1, walked(u"browser", kJson, sendOn),
         walked(u"browser", kPlain, sendOn), u"OPTIONS"_s},
        {"check left out", "cors-left-out"_L1, Severity::Note, 1, walked(u"browser", kJson, sendOn),
         walked(u"browser", kPlain, sendOn), u"would get an error instead"_s},
        {"Authorization lost", "authorization-lost"_L1, Severity::Warning, 0,
         chain({with(hop("GET", kA, 302, kB), "authorization", "Basic eA=="), hop("GET", kB, 200)}), authorized,
         u"http://b.example has no Authorization"_s},
        {"cookie refused", "cookie-refused"_L1, Severity::Note, 0, cookieTrace(kB, kRefused, kSent),
         cookieTrace(kB, kStored, kSent), u"PHPSESSID: Its reason."_s},
        {"login cookie refused", "login-cookie-lost"_L1, Severity::Warning, 0, cookieTrace(kB, kRefused, kSent),
         cookieTrace(kA, kStored, kSent), u"http://b.example does not carry it. Its reason."_s},
        {"login cookie withheld", "login-cookie-lost"_L1, Severity::Warning, 0,
         cookieTrace("http://www.a.example/x", kStored, kWithheld), cookieTrace(kB, kStored, kWithheld),
         u"Its path is /login."_s},
        {"other cookie withheld", "login-cookie-lost"_L1, Severity::Warning, 0, cookieTrace(kA, kStored, kWithheld),
         cookieTrace(kA, {"theme", CookieFate::Refused, u"Its reason."_s, u"rfc6265bis 5.4"_s}, kSent),
         u"The redirect sets PHPSESSID"_s},
        {"login cookie in the clear", "cookie-in-clear"_L1, Severity::Warning, 1,
         cookieTrace(kA, kStored, kSent, "https://a.example/"), cookieTrace(kA, kStored, kSent),
         u"PHPSESSID was set over https by request 1 and goes to http://a.example"_s},
        {"certificate", "certificate-not-verified"_L1, Severity::Warning, 0,
         unverified("https://a.example/", kSelfSigned), unverified("https://a.example/", {}),
         u"The certificate of https://a.example is not trusted (it is self-signed). The request went there only "
         u"because "
         "verification was off"_s},
        {"certificate of two requests", "certificate-not-verified"_L1, Severity::Warning, 0,
         chain(unverified("https://a.example/", kSelfSigned).hops +
               unverified("https://a.example/2", kSelfSigned).hops),
         failedTls(kSelfSigned), u"2 requests went there"_s},
        {"https at port 80", "port-of-other-scheme"_L1, Severity::Warning, 0, moved(302, kA, "https://a.example:80/"),
         moved(302, kA, "https://a.example:8443/"), u"https://a.example:80: port 80 is that of http."_s},
        {"http at port 443", "port-of-other-scheme"_L1, Severity::Warning, 0, moved(302, kA, "http://b.example:443/"),
         moved(302, "http://b.example:443/", "http://b.example:443/x"), u"port 443 is that of https."_s},
        {"private address", "private-host"_L1, Severity::Warning, 0, moved(302, kA, "http://192.168.1.1/admin"),
         moved(302, "http://10.0.0.1/", "http://192.168.1.1/admin"),
         u"http://a.example leads to http://192.168.1.1, a private address"_s},
        {"page that asks", "refresh-not-followed"_L1, Severity::Note, 0, walked(u"curl", {.url = kA}, askForPage),
         walked(u"chromium-nav", {.url = kA}, askForPage),
         u"The Refresh field asks for http://b.example/ after 5 seconds"_s},
        {"https to http", "https-to-http"_L1, Severity::Error, 0, moved(302, "https://a.example/", kA),
         moved(302, kA, "https://a.example/"), u"http://a.example"_s},
        {"https to http, refused",
         "https-to-http"_L1,
         Severity::Error,
         0,
         chain({refusing(hop("GET", "https://a.example/", 302, kA))}, OutcomeKind::UnsupportedScheme),
         plain,
         {}},
        {"temporary to https", "temporary-to-https"_L1, Severity::Note, 0, moved(302, kA, "https://www.a.example/"),
         moved(301, kA, "https://a.example/"), u"302"_s},
        {"kept by Cache-Control", "temporary-to-https"_L1, Severity::Note, 0,
         chain({answering(hop("GET", kA, 302, "https://a.example/"), "Cache-Control", "max-age=60"),
                hop("GET", "https://a.example/", 200)}),
         plain, u"keep this 302 as long as its fields say"_s},
        {"kept by Expires", "temporary-to-https"_L1, Severity::Note, 0,
         chain({answering(hop("GET", kA, 307, "https://a.example/"), "Expires", "Fri, 01 Jan 2100 00:00:00 GMT"),
                hop("GET", "https://a.example/", 200)}),
         plain, u"keep this 307 as long as its fields say"_s},
        {"not kept after POST", "temporary-to-https"_L1, Severity::Note, 0,
         chain({answering(hop("POST", kA, 307, "https://a.example/"), "Cache-Control", "max-age=60"),
                hop("POST", "https://a.example/", 200)}),
         plain, u"After a 307, clients ask over http again each time; a 301"_s},
        {"with Strict-Transport-Security", "temporary-to-https"_L1, Severity::Note, 0,
         secured("https://a.example/", "max-age=\"60\""), plain,
         u"but not those that keep Strict-Transport-Security"_s},
        {"of the domain above", "temporary-to-https"_L1, Severity::Note, 0,
         secured("https://example/", "includeSubDomains; Max-Age = 60"), plain,
         u"but not those that keep Strict-Transport-Security"_s},
        {"of the domain above alone", "temporary-to-https"_L1, Severity::Note, 0,
         secured("https://example/", "max-age=60"), plain, u"each time; a 301"_s},
        {"that ends", "temporary-to-https"_L1, Severity::Note, 0, secured("https://a.example/", "max-age=0; x=1"),
         plain, u"each time; a 301"_s},
        {"of another host", "temporary-to-https"_L1, Severity::Note, 0, secured("https://www.a.example/", "max-age=60"),
         plain, u"each time; a 301"_s},
        {"over http", "temporary-to-https"_L1, Severity::Note, 0, secured("http://a.example/", "max-age=60"), plain,
         u"each time; a 301"_s},
        {"HSTS is no server's redirect", "temporary-to-https"_L1, Severity::Note, 0,
         moved(307, kA, "https://a.example/"), hsts, u"307"_s},
        {"another host's https",
         "temporary-to-https"_L1,
         Severity::Note,
         0,
         moved(303, kA, "https://a.example/x"),
         moved(302, kA, "https://login.example/"),
         {}},
        {"301", "permanent-without-cache-control"_L1, Severity::Note, 0, moved(301, kA, kB), cached, u"301"_s},
        {"308", "permanent-without-cache-control"_L1, Severity::Note, 0, moved(308, kA, kB), expires, u"308"_s},
        {"301 of HEAD", "permanent-without-cache-control"_L1, Severity::Note, 0, chain({hop("HEAD", kA, 301, kB)}),
         chain({hop("POST", kA, 301, kB), hop("GET", kB, 200)}), u"301"_s},
        {"308 of GET", "permanent-without-cache-control"_L1, Severity::Note, 0, chain({hop("GET", kA, 308, kB)}),
         chain({hop("PUT", kA, 308, kB), hop("PUT", kB, 200)}), u"308"_s},
        {"another Pragma", "permanent-without-cache-control"_L1, Severity::Note, 0,
         chain({answering(hop("GET", kA, 301, kB), "Pragma", "x")}),
         chain({answering(hop("GET", kA, 301, kB), "pragma", "No-Cache")}), u"301"_s},
        {"no Location", "location-missing"_L1, Severity::Error, 0, chain({hop("GET", kA, 302)}), plain, u"302"_s},
        {"empty Location", "location-missing"_L1, Severity::Error, 0, located(""), chain({hop("GET", kA, 304)}),
         u"empty"_s},
        {"two Locations", "location-several"_L1, Severity::Warning, 0,
         chain({answering(hop("GET", kA, 302, kB), "location", kA + "2"), hop("GET", kB, 200)}), plain,
         u"2 Location lines: clients choose"_s},
        {"the same Location twice", "location-several"_L1, Severity::Warning, 0,
         chain({answering(hop("GET", kA, 302, kB), "Location", kB), hop("GET", kB, 200)}), plain, u"all the same"_s},
        {"backslashes", "location-ambiguous"_L1, Severity::Warning, 0, located("\\\\b.example\\x"),
         located("//b.example/x"), u"Chromium: http://b.example/x; Firefox: http://b.example/x"_s},
        {"a space", "location-ambiguous"_L1, Severity::Warning, 0, located("/a b"), located("/a%20b"),
         u"RFC 3986: no URL; curl: http://a.example/a%20b"_s},
        {"relative", "location-ambiguous"_L1, Severity::Warning, 0, located("http:z"), located("../z?q#f"), {}},
        {"notation only",
         "location-ambiguous"_L1,
         Severity::Warning,
         0,
         located("/\xc3\xa9"),
         located("HTTP://B.example:80"),
         {}},
        {"query lost", "query-lost"_L1, Severity::Warning, 0,
         moved(301, kA + "?utm_source=x&id=1&utm_source=y", kB + "?id=1"),
         moved(301, kA + "?id=1&flag", kB + "?flag&id=2"), u"This parameter is not in the target: utm_source."_s},
        {"query inside another", "query-lost"_L1, Severity::Warning, 0, moved(302, kA + "?a=1&b", kB),
         moved(302, kA + "?a=1&b=2", kB + "login?next=%2F%3Fa%3D1%26b%3D2"), u"2 parameters are not"_s},
        {"loop", "loop"_L1, Severity::Error, 1,
         chain({hop("GET", kA, 302, kB), refusing(hop("GET", kB, 302, kA))}, OutcomeKind::Loop), plain,
         u"2 redirects lead back to request 1: http://a.example/ → http://b.example/ → http://a.example/"_s},
        {"loop up to the limit", "loop"_L1, Severity::Error, 2,
         chain({hop("GET", kA, 302, kB), hop("GET", kB, 302, kB), refusing(hop("GET", kB, 302, kB))},
               OutcomeKind::TooManyRedirects),
         chain({hop("GET", kA, 302, kB), refusing(hop("GET", kB, 302, kB + "2"))}, OutcomeKind::TooManyRedirects),
         u"1 redirect leads back to request 2"_s},
        {"404", "final-error"_L1, Severity::Error, 1, chain({hop("GET", kA, 302, kB), hop("GET", kB, 404)}), plain,
         u"404 Reason"_s},
        {"502", "final-error"_L1, Severity::Error, 0, chain({hop("GET", kA, 502)}), chain({hop("GET", kA, 304)}),
         u"502 Reason"_s},
        {"four redirects", "long-chain"_L1, Severity::Note, -1, longTrace(4), longTrace(3), u"4 redirects"_s},
        {"eleven redirects", "long-chain"_L1, Severity::Warning, -1, longTrace(11), longTrace(0),
         u"11 redirects; Googlebot"_s},
    };
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowHasExamples()
    {
        QSet<QString> shown;
        for (const Example &example : examples())
            shown.insert(example.id);
        QSet<QString> ids;
        for (const FindingRow &row : findingTable()) {
            QVERIFY2(shown.contains(row.id), row.id.data());
            QVERIFY2(!ids.contains(row.id), row.id.data());
            ids.insert(row.id);
            QVERIFY2(!sourceLink(QString::fromUtf8(row.source)).isEmpty(), row.source);
            QVERIFY(qstrlen(row.title) > 0);
        }
        QCOMPARE(shown, ids);
    }

    void example_data()
    {
        QTest::addColumn<int>("index");
        const QList<Example> all = examples();
        for (int i = 0; i < all.size(); ++i)
            QTest::addRow("%s: %s", all[i].id.data(), all[i].name) << i;
    }

    void example()
    {
        QFETCH(int, index);
        const Example example = examples().at(index);
        const QList<Finding> found = named(example.has, example.id);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].severity, example.severity);
        QCOMPARE(found[0].hop, example.hop);
        QVERIFY2(found[0].detail.contains(example.words), qPrintable(found[0].detail));
        QVERIFY(found[0].detail.size() > 1 && !found[0].title.isEmpty() && !found[0].source.isEmpty());
        QCOMPARE(named(example.hasNot, example.id).size(), 0);
    }

    /// The redirect that nobody followed is none of the chain.
    void onlyFollowedRedirectsCount()
    {
        QList<Hop> hops = longTrace(3).hops;
        hops.last() = refusing(hop("GET", kA + "3", 302, kA + "4"));
        QCOMPARE(named(chain(hops, OutcomeKind::TooManyRedirects), "long-chain"_L1).size(), 0);
    }

    void loopBeginsWhereItWasEntered()
    {
        QList<Hop> hops{hop("GET", kA + "in", 302, kA)};
        for (int round = 0; round < 4; ++round)
            hops << hop("GET", kA, 302, kB) << hop("GET", kB, 302, kA);
        hops << refusing(hop("GET", kA, 302, kB));
        const QList<Finding> found = named(chain(hops, OutcomeKind::TooManyRedirects), "loop"_L1);
        QCOMPARE(found.size(), 1);
        QVERIFY2(found[0].detail.startsWith(u"2 redirects lead back to request 2: http://a.example/ → "_s),
                 qPrintable(found[0].detail));
        QCOMPARE(startOfLoop(chain(hops, OutcomeKind::TooManyRedirects)), 1);
    }

    /// The connection to the target was refused: its body went nowhere.
    void nothingWentWhereTheConnectionFailed()
    {
        Hop failed = withBody(hop("POST", kB, 0));
        failed.response.reset();
        failed.redirect.reset();
        failed.error = u"b.example refused the connection."_s;
        Trace trace = chain({withBody(hop("POST", kA, 307, kB)), failed}, OutcomeKind::NetworkError);
        QCOMPARE(named(trace, "sent-to-other-origin"_L1).size(), 0);
        trace.hops.last().wire = Wire{.sent = "POST / HTTP/1.1\r\n"};
        QCOMPARE(named(trace, "sent-to-other-origin"_L1).size(), 1);
    }

    /// Over http the Secure cookie would have been withheld, but the client asked over https.
    void loginCookieIsSentAfterAnUpgrade()
    {
        const QByteArray secure = "https://a.example/x";
        Trace trace = chain({hop("GET", "https://a.example/", 302, kA + "x"), hop("GET", kA + "x", 307, secure),
                             hop("GET", secure, 200)});
        trace.hops[1].kind = HopKind::Hsts;
        trace.hops[0].cookies.set = {kStored};
        trace.hops[1].cookies.sent = {kWithheld};
        trace.hops[2].cookies.sent = {kSent};
        QCOMPARE(named(trace, "login-cookie-lost"_L1).size(), 0);
        trace.hops[2].cookies.sent = {kWithheld};
        QCOMPARE(named(trace, "login-cookie-lost"_L1).size(), 1);
    }

    void tenRedirectsAreANote() { QCOMPARE(named(longTrace(10), "long-chain"_L1)[0].severity, Severity::Note); }

    void inOrder()
    {
        Trace trace = longTrace(4);
        trace.hops[0] = hop("PUT", kA + "0", 301, kA + "1");
        trace.hops[1] = hop("GET", kA + "1", 301, kA + "2");
        trace.hops.last().response->status = 500;
        QStringList order;
        for (const Finding &finding : findingsOf(trace))
            order.append(u"%1 %2"_s.arg(finding.id).arg(finding.hop));
        QCOMPARE(order, (QStringList{u"method-changed 0"_s, u"permanent-without-cache-control 1"_s, u"final-error 4"_s,
                                     u"long-chain -1"_s}));
    }

    void userAndPasswordAreNotRepeated()
    {
        const QByteArray a = "http://ulla:s3cret-word@a.example/";
        Trace trace = chain({hop("GET", a, 302, a), refusing(hop("GET", a, 302, a))}, OutcomeKind::Loop);
        trace.hops << answering(hop("GET", a, 302), "Location", "http:\\\\ulla:s3cret-word@b.example\\");
        for (const Finding &finding : findingsOf(trace))
            QVERIFY2(!finding.detail.contains(u"s3cret"_s), qPrintable(finding.detail));
    }

    void anyTrace()
    {
        QCOMPARE(findingsOf(Trace()), QList<Finding>());
        for (quint32 seed = 0; seed < 500; ++seed) {
            const Trace trace = test::RandomTrace(seed).trace();
            for (const Finding &finding : findingsOf(trace))
                QVERIFY(finding.hop >= -1 && finding.hop < trace.hops.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
