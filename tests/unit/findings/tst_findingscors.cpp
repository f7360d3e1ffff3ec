// SPDX-License-Identifier: MIT
#include "madechains.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kPreflightRefused("preflight-refused");
constexpr QLatin1StringView kCorsRefused("cors-refused");
constexpr QLatin1StringView kPreflightLeftOut("preflight-left-out");
constexpr QLatin1StringView kCorsLeftOut("cors-left-out");

const Header kOrigin{"Access-Control-Allow-Origin", "http://a.example"};
const Header kCredentials{"Access-Control-Allow-Credentials", "true"};

FirstRequest json(const QByteArray &method = "POST")
{
    return {.method = method, .url = kA, .headers = {{{"Content-Type", "application/json"}}}, .body = bodyOf("{}")};
}

/// a.example sends everything to b.example, which answers OPTIONS with `options` and the rest with `rest`.
Server forwarding(const Response &options, const Response &rest)
{
    return [=](const Request &request) {
        if (request.url == kA)
            return answer(307, {{"Location", kB}});
        return request.method == "OPTIONS" ? options : rest;
    };
}

QStringList corsIds(const Trace &trace)
{
    QStringList ids;
    for (const Finding &finding : findingsOf(trace)) {
        if (finding.id.startsWith(u"cors-"_s) || finding.id.startsWith(u"preflight-"_s))
            ids.append(u"%1 %2"_s.arg(finding.id).arg(finding.hop));
    }
    return ids;
}

} // namespace

class FindingsCorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void preflightRefused_data();
    void preflightRefused();
    void nullOrigin();
    void refusalIsTheEnd();
    void responseRefused();
    void redirectRefused();
    void questionLeftOut();
    void questionsLeftOut();
    void checkLeftOut();
    void checkLeftOutOfRedirect();
    void tabsAndOthers_data();
    void tabsAndOthers();
    void recordings();
    void refresh_data();
    void refresh();
};

/// The finding says all that the server has to answer, and the reason what is wrong with its answer.
void FindingsCorsTest::preflightRefused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Response>("says");
    QTest::addColumn<QString>("detail");
    QTest::newRow("nothing")
        << QByteArray("POST") << answer(404)
        << u"http://b.example does not allow it, so POST is not sent, and the page's script gets an "
           "error: Access-Control-Allow-Origin is missing; it has to be http://a.example. The "
           "answer to OPTIONS, here 404, has to be 200 to 299 with Access-Control-Allow-Origin: "
           "http://a.example, Access-Control-Allow-Credentials: true and "
           "Access-Control-Allow-Headers: content-type."_s;
    QTest::newRow("method")
        << QByteArray("PUT") << answer(204, {kOrigin, kCredentials})
        << u"http://b.example does not allow it, so PUT is not sent, and the page's script gets an "
           "error: Access-Control-Allow-Methods does not name PUT. The answer to OPTIONS, here 204, "
           "has to be 200 to 299 with Access-Control-Allow-Origin: http://a.example, "
           "Access-Control-Allow-Credentials: true, Access-Control-Allow-Headers: content-type and "
           "Access-Control-Allow-Methods: PUT."_s;
}

void FindingsCorsTest::preflightRefused()
{
    QFETCH(QByteArray, method);
    QFETCH(Response, says);
    QFETCH(QString, detail);
    const Trace trace = walked(u"chromium-fetch", json(method), forwarding(says, answer(200)));
    const QList<Finding> found = named(trace, kPreflightRefused);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].hop, 1);
    QCOMPARE(found[0].severity, Severity::Warning);
    QCOMPARE(found[0].detail, detail);
    QVERIFY(found[0].source.startsWith(u"Fetch, CORS"_s));
}

void FindingsCorsTest::nullOrigin()
{
    const Trace trace = walked(u"chromium-fetch", json(), [](const Request &request) {
        if (request.url == kA)
            return answer(307, {{"Location", kB}});
        if (request.url != kB || request.method == "OPTIONS")
            return answer(204,
                          request.url == kB
                              ? QList<Header>{kOrigin, kCredentials, {"Access-Control-Allow-Headers", "content-type"}}
                              : QList<Header>());
        return answer(307, {kOrigin, kCredentials, {"Location", "http://c.example/"}});
    });
    const QList<Finding> found = named(trace, kPreflightRefused);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].hop, 3);
    QVERIFY2(found[0].detail.endsWith(u"200 to 299 with Access-Control-Allow-Origin: null, "
                                      "Access-Control-Allow-Credentials: true and Access-Control-Allow-Headers: "
                                      "content-type. To allow null is to allow many pages; better the script asks "
                                      "http://c.example directly."_s),
             qPrintable(found[0].detail));
}

/// One finding says why, and none that the chain ends with the status that OPTIONS got.
void FindingsCorsTest::refusalIsTheEnd()
{
    const Trace trace = walked(u"chromium-fetch", json(), forwarding(answer(405), answer(200)));
    QStringList ids;
    for (const Finding &finding : findingsOf(trace))
        ids.append(finding.id);
    QCOMPARE(ids, QStringList{u"preflight-refused"_s});
}

void FindingsCorsTest::responseRefused()
{
    const Server server = forwarding(answer(204), answer(200));
    const Trace trace = walked(u"chromium-fetch", {.url = kA}, server);
    QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
    const QList<Finding> found = named(trace, kCorsRefused);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].hop, 1);
    QCOMPARE(found[0].source, u"Fetch, CORS check"_s);
    QCOMPARE(
        found[0].detail,
        u"The page's script gets an error instead of this response: Access-Control-Allow-Origin is missing; it has "
        "to be http://a.example. The server got the request all the same."_s);
    // fetch-spec is a script's client as well; a tab and curl are none.
    QCOMPARE(corsIds(walked(u"fetch-spec", {.url = kA}, server)), QStringList{u"cors-refused 1"_s});
    QCOMPARE(corsIds(walked(u"chromium-nav", {.url = kA}, server)), QStringList());
    QCOMPARE(corsIds(walked(u"curl", {.url = kA}, server)), QStringList());
    // Allowed, and not the first origin's.
    QCOMPARE(
        corsIds(walked(u"chromium-fetch", {.url = kA}, forwarding(answer(204), answer(200, {kOrigin, kCredentials})))),
        QStringList());
}

void FindingsCorsTest::redirectRefused()
{
    const Trace trace =
        walked(u"firefox-fetch", {.url = kA}, forwarding(answer(204), answer(302, {{"Location", kA + "back"}})));
    const QStringList details = detailsOf(trace, kCorsRefused);
    QCOMPARE(details.size(), 1);
    QVERIFY2(details[0].endsWith(u"it has to be http://a.example. The redirect is not followed."_s),
             qPrintable(details[0]));
}

void FindingsCorsTest::questionLeftOut()
{
    const Trace trace = walked(u"browser", json(), forwarding(answer(204), answer(200, {kOrigin, kCredentials})));
    const QList<Finding> found = named(trace, kPreflightLeftOut);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].hop, 1);
    QCOMPARE(found[0].severity, Severity::Note);
    QCOMPARE(found[0].detail,
             u"A browser's script would first ask http://b.example with OPTIONS whether it allows POST "
             "with content-type; this client leaves that out. Choose Chromium, fetch() to see it."_s);
    QCOMPARE(corsIds(trace), QStringList{u"preflight-left-out 1"_s});
}

/// One note for a chain, until a browser would have stopped.
void FindingsCorsTest::questionsLeftOut()
{
    FirstRequest wish = json("PUT");
    wish.headers.append("X-Api-Key", "k");
    const auto server = [](int count) {
        return [count](const Request &request) {
            const QByteArray next = "http://" + QByteArray::number(request.url.mid(7, 1).toInt() + 1) + ".example/";
            if (request.url == kA)
                return answer(307, {{"Location", "http://1.example/"}});
            const Header origin{"Access-Control-Allow-Origin", request.headers.first("Origin").value_or("")};
            return request.url == "http://" + QByteArray::number(count) + ".example/"
                       ? answer(200)
                       : answer(307, {origin, kCredentials, {"Location", next}});
        };
    };
    const Trace trace = walked(u"browser", wish, server(3));
    QCOMPARE(trace.hops.size(), 4);
    QCOMPARE(corsIds(trace), (QStringList{u"preflight-left-out 1"_s, u"cors-left-out 3"_s}));
    QCOMPARE(detailsOf(trace, kPreflightLeftOut),
             QStringList{u"A browser's script would first ask http://1.example with OPTIONS whether it allows PUT with "
                         "content-type and x-api-key; this client leaves that out. So it would before 2 more of these "
                         "requests. Choose Chromium, fetch() to see it."_s});
}

void FindingsCorsTest::checkLeftOut()
{
    const Trace trace = walked(u"browser", {.method = "POST", .url = kA, .body = bodyOf("x")},
                               forwarding(answer(204), answer(200, {kOrigin})));
    QCOMPARE(corsIds(trace), QStringList{u"cors-left-out 1"_s});
    QCOMPARE(detailsOf(trace, kCorsLeftOut),
             QStringList{u"A browser's script would get an error instead of this response: "
                         "Access-Control-Allow-Credentials is missing; for a request with credentials it has to be "
                         "true. This client leaves that check out. Choose Chromium, fetch() to see it."_s});
}

void FindingsCorsTest::checkLeftOutOfRedirect()
{
    const Server server = [](const Request &request) {
        return request.url == kA || request.url == kB
                   ? answer(307, {{"Location", request.url == kA ? kB : "http://c.example/"}})
                   : answer(200);
    };
    // A script's chain would have ended at b.example: of c.example nothing is said.
    QCOMPARE(corsIds(walked(u"browser", json(), server)),
             (QStringList{u"preflight-left-out 1"_s, u"cors-left-out 1"_s}));
}

void FindingsCorsTest::tabsAndOthers_data()
{
    QTest::addColumn<FirstRequest>("wish");
    QTest::addColumn<QStringList>("ids");
    const QStringList check{u"cors-left-out 1"_s};
    const QStringList both{u"preflight-left-out 1"_s, u"cors-left-out 1"_s};
    const auto get = [](const QByteArray &name, const QByteArray &value) {
        return FirstRequest{.url = kA, .headers = {{{name, value}}}};
    };
    QTest::newRow("GET") << FirstRequest{.url = kA} << QStringList();
    QTest::newRow("HEAD") << FirstRequest{.method = "HEAD", .url = kA} << QStringList();
    QTest::newRow("Cookie") << get("Cookie", "a=1") << QStringList();
    QTest::newRow("Accept-Language") << get("Accept-Language", "de") << QStringList();
    QTest::newRow("Referer") << get("Referer", "http://a.example/page") << QStringList();
    QTest::newRow("X-Api-Key") << get("X-Api-Key", "k") << both;
    // Authorization is gone by the second request, which is a plain one.
    QTest::newRow("Authorization") << get("Authorization", "Bearer t") << check;
    QTest::newRow("Origin") << get("Origin", "http://a.example") << check;
    QTest::newRow("POST") << FirstRequest{.method = "POST", .url = kA, .body = bodyOf("x")} << check;
    const auto post = [](const QByteArray &type, const QList<Header> &more = {}) {
        return FirstRequest{.method = "POST",
                            .url = kA,
                            .headers = {QList<Header>{{"Content-Type", type}} + more},
                            .body = bodyOf("x")};
    };
    QTest::newRow("form") << post("application/x-www-form-urlencoded") << QStringList();
    QTest::newRow("form with files") << post("Multipart/form-data; boundary=x") << QStringList();
    QTest::newRow("form and a field") << post("application/x-www-form-urlencoded", {{"X-Csrf-Token", "t"}}) << both;
    QTest::newRow("DELETE") << FirstRequest{.method = "DELETE", .url = kA} << both;
}

void FindingsCorsTest::tabsAndOthers()
{
    QFETCH(FirstRequest, wish);
    QFETCH(QStringList, ids);
    const Server server = forwarding(answer(204), answer(200));
    QCOMPARE(corsIds(walked(u"browser", wish, server)), ids);
    QCOMPARE(corsIds(walked(u"curl", wish, server)), QStringList());
}

/// A recorded browser may have asked beside the chain.
void FindingsCorsTest::recordings()
{
    Trace trace = walked(u"browser", json(), forwarding(answer(204), answer(200)));
    QCOMPARE(corsIds(trace).size(), 2);
    trace.hops[0].notes = {u"Recorded in x.har; judged by the rules of Browser (Fetch)."_s};
    QCOMPARE(corsIds(trace), QStringList());
    trace.hops[0].notes.clear();
    trace.client = u"own-client"_s;
    QCOMPARE(corsIds(trace), QStringList());
}

void FindingsCorsTest::refresh_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<Response>("page");
    QTest::addColumn<QString>("detail");
    const Response field = answer(200, {{"Refresh", "0; url=http://u:p@b.example/x?q#f"}});
    const Response meta =
        answer(200, {{"Content-Type", "text/html"}}, "<meta http-equiv=refresh content='7; url=/next'>");
    QTest::newRow("field")
        << u"curl"_s << field
        << u"The Refresh field asks for http://b.example/x?q at once: a browser's tab would go on to "
           "it, and this client does not."_s;
    QTest::newRow("element") << u"chromium-fetch"_s << meta
                             << u"A meta element of this page asks for http://a.example/next after 7 seconds: a "
                                "browser's tab would go on to it, and this client does not."_s;
    QTest::newRow("tab") << u"chromium-nav"_s << field << QString();
    QTest::newRow("itself") << u"curl"_s << answer(200, {{"Refresh", "60"}}) << QString();
    QTest::newRow("none") << u"curl"_s << answer(200) << QString();
}

void FindingsCorsTest::refresh()
{
    QFETCH(QString, client);
    QFETCH(Response, page);
    QFETCH(QString, detail);
    const Server server = [=](const Request &request) { return request.url == kA ? page : answer(200); };
    Trace trace = walked(client, {.url = kA}, server);
    QCOMPARE(detailsOf(trace, "refresh-not-followed"_L1).join(u'\n'), detail);
    trace.client = u"own-client"_s;
    QCOMPARE(detailsOf(trace, "refresh-not-followed"_L1), QStringList());
}

QTEST_GUILESS_MAIN(FindingsCorsTest)
#include "tst_findingscors.moc"
