// SPDX-License-Identifier: MIT
#include "madechains.h"
#include "redirect/edits.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kLeak("sent-to-other-origin");

const QByteArray kHttps = "https://a.example/";

/// Sends everything from a.example to `target`.
Server forwarding(int status, const QByteArray &target, const QList<Header> &more = {})
{
    return [=](const Request &request) {
        return request.url == kA ? answer(status, QList<Header>{{"Location", target}} + more) : answer(200);
    };
}

FirstRequest post()
{
    return {.method = "POST",
            .url = kA,
            .headers = {{{"Content-Type", "application/x-www-form-urlencoded"}}},
            .body = bodyOf("password=x")};
}

FirstRequest get(const QByteArray &field, const QByteArray &value)
{
    return {.url = kA, .headers = {{{field, value}}}};
}

Hop ofKind(HopKind kind, Hop hop)
{
    hop.kind = kind;
    return hop;
}

Hop sending(Hop hop, const QByteArray &cookie)
{
    hop.cookies.sent = {{cookie, CookieFate::Sent, u"Host and path match."_s, u"rfc6265bis 5.8.3"_s}};
    return hop;
}

Hop authorized(const Hop &hop)
{
    return with(hop, "Authorization", "Bearer t");
}

} // namespace

class FindingsLeaksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clients_data();
    void clients();
    void places_data();
    void places();
    void cookies_data();
    void cookies();
    void recordedCookies();
    void refusedPreflight();
    void ownHops();
    void homeAndBack();
    void laterRequest();
    void pagesAndDemands();
    void edited();
    void editedEarlier_data();
    void editedEarlier();
    void severalParts();
    void cookieInClear();
};

/// Whatever the status and the client: what really went out is what counts.
void FindingsLeaksTest::clients_data()
{
    QTest::addColumn<Trace>("trace");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *name, const Trace &trace, const QString &detail,
                        const QString &source = u"RFC 9110 15.4"_s) {
        QTest::newRow(name) << trace << detail << source;
    };
    row("wget2, POST 302", walked(u"wget2", post(), forwarding(302, kB)),
        u"The 302 from http://a.example made the client send a body of 10 bytes to http://b.example, another host."_s);
    row("perl-lwp, Authorization 302", walked(u"perl-lwp", get("Authorization", "Bearer t"), forwarding(302, kB)),
        u"The 302 from http://a.example made the client send Authorization to http://b.example, another host."_s);
    row("curl, X-Api-Key 307", walked(u"curl", get("X-Api-Key", "k"), forwarding(307, kB)),
        u"The 307 from http://a.example made the client send X-Api-Key to http://b.example, another host."_s);
    row("browser, X-Api-Key 301", walked(u"browser", get("x-api-key", "k"), forwarding(301, kB)),
        u"The 301 from http://a.example made the client send x-api-key to http://b.example, another host."_s);
    row("curl, POST 307", walked(u"curl", post(), forwarding(307, kB)),
        u"The 307 from http://a.example made the client send a body of 10 bytes to http://b.example, another host. "
        "After a login, use 303."_s,
        u"RFC 9700 4.12"_s);
    row("curl, PUT 308", walked(u"curl", {.method = "PUT", .url = kA, .body = bodyOf("x")}, forwarding(308, kB)),
        u"The 308 from http://a.example made the client send a body of 1 byte to http://b.example, another host."_s);
    row("curl, POST 302", walked(u"curl", post(), forwarding(302, kB)), {});
    row("curl, Authorization 302", walked(u"curl", get("Authorization", "Bearer t"), forwarding(302, kB)), {});
    row("curl, other field", walked(u"curl", get("X-Trace", "k"), forwarding(302, kB)), {});
    row("not followed", walked(u"perl-http-tiny", post(), forwarding(307, kB)), {});
}

void FindingsLeaksTest::clients()
{
    QFETCH(Trace, trace);
    QFETCH(QString, detail);
    QFETCH(QString, source);
    QCOMPARE(detailsOf(trace, kLeak).join(u'\n'), detail);
    for (const Finding &finding : named(trace, kLeak)) {
        QCOMPARE(finding.hop, 0);
        QCOMPARE(finding.severity, Severity::Warning);
        QCOMPARE(finding.source, source);
    }
}

void FindingsLeaksTest::places_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("words"); ///< empty: no finding
    QTest::addColumn<Severity>("severity");
    const auto row = [](const char *from, const char *to, const QString &words, Severity severity = Severity::Note) {
        QTest::addRow("%s > %s", from, to) << QByteArray(from) << QByteArray(to) << words << severity;
    };
    row("http://a.example/", "http://b.example/", u"http://b.example, another host."_s, Severity::Warning);
    row("http://a.example/", "http://www.a.example/", u"http://www.a.example, another host."_s, Severity::Warning);
    row("http://a.example/", "http://a.example:81/", u"http://a.example:81, another port of the same host."_s);
    row("https://a.example/", "http://a.example/", u"http://a.example, http of the same host."_s, Severity::Warning);
    row("http://a.example:8080/", "https://a.example:8443/",
        u"https://a.example:8443, https of the same host, but not at the default ports."_s);
    row("http://a.example/", "https://a.example/", {});
    row("http://a.example/", "http://A.EXAMPLE:80/x", {});
}

void FindingsLeaksTest::places()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, words);
    QFETCH(Severity, severity);
    const QList<Finding> found =
        named(chain({authorized(hop("GET", from, 302, to)), authorized(hop("GET", to, 200))}), kLeak);
    QCOMPARE(found.size(), words.isEmpty() ? 0 : 1);
    if (!found.isEmpty()) {
        QVERIFY2(found[0].detail.endsWith(u"send Authorization to "_s + words), qPrintable(found[0].detail));
        QCOMPARE(found[0].severity, severity);
    }
}

void FindingsLeaksTest::cookies_data()
{
    QTest::addColumn<QList<Hop>>("hops");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Hop &before, const Hop &after, const QString &words) {
        QTest::newRow(name) << QList<Hop>{with(before, "Cookie", "a=1; sid=2"), with(after, "cookie", "sid=2; c=3")}
                            << words;
    };
    const Hop before = hop("GET", kA, 302, kB);
    const Hop after = hop("GET", kB, 200);
    row("the user's", before, after, u"send the user's Cookie (sid) to http://b.example, another host."_s);
    row("stored for the first host", sending(before, "sid"), after,
        u"send the stored Cookie (sid) to http://b.example, another host."_s);
    row("stored for both", sending(before, "sid"), sending(after, "sid"), {});
    row("other value", before, with(hop("GET", kB, 200), "Cookie", "sid=9"),
        u"send the user's Cookie (sid) to http://b.example, another host."_s);
}

void FindingsLeaksTest::cookies()
{
    QFETCH(QList<Hop>, hops);
    QFETCH(QString, words);
    const QString detail = detailsOf(chain(hops), kLeak).join(u'\n');
    QVERIFY2(words.isEmpty() ? detail.isEmpty() : detail.endsWith(words), qPrintable(detail));
}

/// A recording does not say what the client had stored; where its client keeps cookies to their hosts, it was stored.
void FindingsLeaksTest::recordedCookies()
{
    Trace trace =
        chain({with(hop("GET", kA, 302, kB), "Cookie", "sid=2"), with(hop("GET", kB, 200), "Cookie", "sid=2")});
    trace.client = u"curl"_s;
    trace.hops[0].notes = {u"Recorded in x.har; judged by the rules of curl -L."_s};
    QCOMPARE(detailsOf(trace, kLeak), QStringList());
    trace.client = u"qt"_s;
    QCOMPARE(findClient(trace.client)->cookie.place, Place::Anywhere);
    QCOMPARE(detailsOf(trace, kLeak),
             (QStringList{u"The 302 from http://a.example made the client send the same Cookie (sid) to "
                          "http://b.example, another host."_s}));
}

/// OPTIONS carries nothing of the request, which was not sent.
void FindingsLeaksTest::refusedPreflight()
{
    FirstRequest wish = post();
    wish.headers = {{{"Content-Type", "application/json"}, {"X-Api-Key", "k"}}};
    const Trace trace = walked(u"chromium-fetch", wish, forwarding(307, kB));
    QCOMPARE(trace.hops.size(), 2);
    QCOMPARE(trace.hops[1].kind, HopKind::Preflight);
    QCOMPARE(detailsOf(trace, kLeak), QStringList());
    const Server allows = [](const Request &request) {
        const QList<Header> leave{{"Access-Control-Allow-Origin", "http://a.example"},
                                  {"Access-Control-Allow-Credentials", "true"},
                                  {"Access-Control-Allow-Headers", "content-type, x-api-key"}};
        return request.url == kA ? answer(307, {{"Location", kB}}) : answer(200, leave);
    };
    QCOMPARE(detailsOf(walked(u"chromium-fetch", wish, allows), kLeak),
             (QStringList{u"The 307 from http://a.example made the client send a body of 10 bytes and X-Api-Key to "
                          "http://b.example, another host. After a login, use 303."_s}));
}

/// What the client answers by itself lies between the redirect and the request that went out.
void FindingsLeaksTest::ownHops()
{
    const QByteArray secure = "https://b.example/";
    const Trace upgraded =
        chain({authorized(hop("GET", kHttps, 302, kB)), ofKind(HopKind::Hsts, authorized(hop("GET", kB, 307, secure))),
               authorized(hop("GET", secure, 200))});
    const QList<Finding> found = named(upgraded, kLeak);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].hop, 0);
    QCOMPARE(found[0].detail, u"The 302 from https://a.example made the client send Authorization to "
                              "https://b.example, another host."_s);
    const Trace first =
        chain({ofKind(HopKind::Hsts, authorized(hop("GET", kA, 307, kHttps))), authorized(hop("GET", kHttps, 200))});
    QCOMPARE(detailsOf(first, kLeak), QStringList());
    // b.example gets nothing: its redirect was stored.
    const Trace cached =
        chain({authorized(hop("GET", kA, 302, kB)), ofKind(HopKind::Cache, authorized(hop("GET", kB, 301, kA + "x"))),
               authorized(hop("GET", kA + "x", 200))});
    QCOMPARE(detailsOf(cached, kLeak), QStringList());
    const Trace stored =
        chain({ofKind(HopKind::Cache, authorized(hop("GET", kA, 301, kB))), authorized(hop("GET", kB, 200))});
    QCOMPARE(named(stored, kLeak).value(0).hop, 0);
}

/// A secret that comes home is none that leaks, and one that stays where it went was told before.
void FindingsLeaksTest::homeAndBack()
{
    const Trace trace = chain({authorized(hop("GET", kA, 302, kB)), authorized(hop("GET", kB, 302, kB + "2")),
                               authorized(hop("GET", kB + "2", 302, kA + "3")), authorized(hop("GET", kA + "3", 200))});
    const QList<Finding> found = named(trace, kLeak);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].hop, 0);
}

/// Firefox leaves Authorization out once, and sends it again to the same foreign origin.
void FindingsLeaksTest::laterRequest()
{
    const Server server = [](const Request &request) {
        const QList<Header> leave{{"Access-Control-Allow-Origin", "http://a.example"},
                                  {"Access-Control-Allow-Credentials", "true"},
                                  {"Access-Control-Allow-Headers", "authorization"}};
        if (request.url == kA)
            return answer(302, {{"Location", kB}});
        if (request.method == "GET" && request.url == kB)
            return answer(302, leave + QList<Header>{{"Location", kB + "2"}});
        return answer(200, leave);
    };
    const Trace trace = walked(u"firefox-fetch", get("Authorization", "Bearer t"), server);
    QCOMPARE(trace.outcome.kind, OutcomeKind::Final);
    const QList<Finding> found = named(trace, kLeak);
    QCOMPARE(found.size(), 1);
    QCOMPARE(trace.hops[found[0].hop].request.url, kB);
    QCOMPARE(found[0].detail, u"The 302 from http://b.example made the client send Authorization meant for "
                              "http://a.example to http://b.example, another host."_s);
}

void FindingsLeaksTest::pagesAndDemands()
{
    const Trace page = chain({with(hop("GET", kA, 200), "Cookie", "a=1"),
                              ofKind(HopKind::Refresh, with(hop("GET", kB, 200), "Cookie", "a=1"))});
    QCOMPARE(detailsOf(page, kLeak), QStringList());
    Hop demand = hop("GET", kB, 401);
    demand.redirect->verdict = RedirectVerdict::Follow;
    const Trace demanded = chain({hop("GET", kA, 302, kB), demand, authorized(hop("GET", kB, 200))});
    QCOMPARE(detailsOf(demanded, kLeak), QStringList());
}

/// What the user put there before it was sent, neither server nor client did.
void FindingsLeaksTest::edited()
{
    const Trace trace = chain({authorized(hop("GET", kA, 302, kB)), authorized(hop("GET", kB, 200))});
    for (const QString &part : {u"url"_s, u"authorization"_s}) {
        Request plain = trace.hops[0].request;
        if (part == u"authorization"_s)
            plain.headers.remove("Authorization");
        Redirect planned = *trace.hops[0].redirect;
        Trace changed = trace;
        changed.hops[0].redirect->ledger = ledgerWithEdits(planned, plain, trace.hops[1].request);
        QCOMPARE(detailsOf(changed, kLeak), QStringList());
    }
}

void FindingsLeaksTest::editedEarlier_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QStringList>("details");
    // The user wrote that body for b.example: it never was one for a.example.
    QTest::newRow("on the same host") << kB + "2" << QStringList();
    QTest::newRow("on to a third host")
        << QByteArray("http://c.example/")
        << QStringList{u"The 307 from http://b.example made the client send a body of 24 bytes to http://c.example, "
                       "another host. After a login, use 303."_s};
}

/// The first request had a body of the same size, the second one none until the user wrote it in step mode.
void FindingsLeaksTest::editedEarlier()
{
    QFETCH(QByteArray, target);
    QFETCH(QStringList, details);
    Trace trace = chain({withBody(hop("POST", kA, 302, kB)), withBody(hop("POST", kB, 307, target)),
                         withBody(hop("POST", target, 200))});
    Request plain = trace.hops[1].request;
    plain.method = "GET";
    plain.body = {};
    Redirect planned = *trace.hops[0].redirect;
    planned.ledger = {{.part = u"body"_s, .before = u"24 B"_s, .verdict = PartVerdict::Dropped}};
    trace.hops[0].redirect->ledger = ledgerWithEdits(planned, trace.hops[0].request, trace.hops[1].request);
    trace.hops[0].redirect->ledger.append({.part = u"body"_s, .reason = u"You changed it before it was sent."_s});
    QCOMPARE(detailsOf(trace, kLeak), details);
}

void FindingsLeaksTest::severalParts()
{
    const auto full = [](const Hop &hop) {
        return with(with(authorized(withBody(hop)), "X-Csrf-Token", "t"), "Cookie", "a=1; b=2; c=3; d=4; a=1");
    };
    const Trace trace = chain({full(hop("POST", kA, 307, kB)), full(hop("POST", kB, 200))});
    QCOMPARE(detailsOf(trace, kLeak),
             (QStringList{u"The 307 from http://a.example made the client send a body of 24 bytes, Authorization, "
                          "X-Csrf-Token and the user's Cookie (a, b, c and 1 more) to http://b.example, another host. "
                          "After a login, use 303."_s}));
}

void FindingsLeaksTest::cookieInClear()
{
    constexpr QLatin1StringView id("cookie-in-clear");
    const auto walk = [](const QByteArray &setCookie, const QByteArray &host) {
        const QByteArray secure = "https://" + host + '/';
        return walked(u"py-requests", {.url = secure}, [=](const Request &request) {
            return request.url == secure
                       ? answer(302, {{"Set-Cookie", setCookie}, {"Location", "http://" + host + "/x"}})
                       : answer(200);
        });
    };
    const QList<Finding> found = named(walk("theme=dark", "a.example"), id);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].hop, 1);
    QCOMPARE(found[0].severity, Severity::Note);
    QCOMPARE(found[0].source, u"rfc6265bis 8.3"_s);
    QCOMPARE(found[0].detail,
             u"theme was set over https by request 1 and goes to http://a.example, where it can be read "
             "on the way. With Secure it would not."_s);
    QCOMPARE(named(walk("sid=1", "a.example"), id).value(0).severity, Severity::Warning);
    QCOMPARE(detailsOf(walk("sid=1; Secure", "a.example"), id), QStringList());
    QCOMPARE(detailsOf(walk("sid=1", "shop.localhost"), id), QStringList());
}

QTEST_GUILESS_MAIN(FindingsLeaksTest)
#include "tst_findingsleaks.moc"
