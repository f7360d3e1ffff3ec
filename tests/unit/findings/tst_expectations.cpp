// SPDX-License-Identifier: MIT
#include "findings/expectations.h"
#include "madechains.h"
#include "randomtrace.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

QStringList textsOf(const Trace &trace, const Expectations &expectations)
{
    QStringList texts;
    for (const ExpectationFault &fault : expectationFaults(trace, expectations))
        texts.append(u"%1: %2"_s.arg(fault.hop).arg(fault.text));
    return texts;
}

/// http://a.example/ leads to https, from there to www and then to a 404.
Trace moved()
{
    Trace trace = chain({hop("GET", kA, 301, "https://a.example/"),
                         hop("GET", "https://a.example/", 302, "https://www.a.example/"),
                         hop("GET", "https://www.a.example/", 404)});
    trace.outcome.message = u"404 is not a redirect, so the chain ends here."_s;
    trace.findings = findingsOf(trace);
    return trace;
}

/// A POST of a browser that is sent on with `status`.
Trace posted(int status)
{
    return walked(u"browser", {.method = "POST", .url = kA, .body = bodyOf("item=tea")},
                  [status](const Request &request) {
                      return request.url == kA ? answer(status, {{"Location", kB}}) : answer(200);
                  });
}

/// The second request gets no response.
Trace brokenOff()
{
    Hop failed = hop("GET", kB, 200);
    failed.response.reset();
    failed.redirect.reset();
    failed.error = u"b.example refused the connection."_s;
    Trace trace = chain({hop("GET", kA, 301, kB), failed}, OutcomeKind::NetworkError);
    trace.outcome.message = failed.error;
    return trace;
}

/// The redirect was not to be followed.
Trace notFollowed()
{
    Trace trace = chain({hop("GET", kA, 301, kB)}, OutcomeKind::NotFollowed);
    trace.outcome.message = u"The redirect is not followed, as asked."_s;
    return trace;
}

const QString kNoReason;

} // namespace

class TestExpectations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsExpected()
    {
        QVERIFY(Expectations().isEmpty());
        QCOMPARE(textsOf(moved(), {}), QStringList());
        QVERIFY(!Expectations{.mostRedirects = 0}.isEmpty());
        QVERIFY(!Expectations{.failOn = {u"note"_s}}.isEmpty());
    }

    void allIsAsExpected()
    {
        QCOMPARE(textsOf(moved(), {.statuses = {"301", "3xx", "xx4"},
                                   .finalUrl = "https://www.a.example",
                                   .mostRedirects = 2,
                                   .method = "GET",
                                   .failOn = {u"loop"_s}}),
                 QStringList());
    }

    void statuses_data()
    {
        QTest::addColumn<QList<QByteArray>>("wanted");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char *name, const QList<QByteArray> &wanted, const QStringList &texts) {
            QTest::newRow(name) << wanted << texts;
        };
        row("another", {"301", "302", "200"}, {u"2: Request 3 got 404, not 200."_s});
        row("two", {"308", "302", "2xx"}, {u"0: Request 1 got 301, not 308."_s, u"2: Request 3 got 404, not 2xx."_s});
        row("short", {"301", "302", "404", "200", "200"},
            {u"2: The chain ends after request 3, where 200 was expected next: 404 is not a redirect, so the chain ends here."_s});
        row("long", {"301"}, {u"1: The chain goes on with request 2, where its end was expected."_s});
        row("long and another", {"200"},
            {u"0: Request 1 got 301, not 200."_s,
             u"1: The chain goes on with request 2, where its end was expected."_s});
    }

    void statuses()
    {
        QFETCH(QList<QByteArray>, wanted);
        QTEST(textsOf(moved(), {.statuses = wanted}), "texts");
    }

    /// What a browser asks beforehand is none of the chain's requests.
    void preflightsAreNoStatuses()
    {
        const Trace trace = walked(
            u"chromium-fetch",
            {.method = "POST", .url = kA, .headers = {{{"Content-Type", "application/json"}}}, .body = bodyOf("{}")},
            [](const Request &request) {
                return request.url == kA ? answer(307, {{"Location", kB}})
                                         : answer(200, {{"Access-Control-Allow-Origin", "http://a.example"},
                                                        {"Access-Control-Allow-Credentials", "true"},
                                                        {"Access-Control-Allow-Headers", "content-type"}});
            });
        QCOMPARE(trace.hops.size(), 3);
        QCOMPARE(trace.hops[1].kind, HopKind::Preflight);
        QCOMPARE(textsOf(trace, {.statuses = {"307", "200"},
                                 .finalUrl = kB,
                                 .mostRedirects = 1,
                                 .method = "POST",
                                 .body = BodyExpectation::Kept}),
                 QStringList());
        QCOMPARE(textsOf(trace, {.mostRedirects = 0}),
                 QStringList{u"0: 1 redirect instead of none: request 1 went from a.example to b.example."_s});
    }

    void redirects_data()
    {
        QTest::addColumn<QList<QByteArray>>("urls");
        QTest::addColumn<int>("most");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char *name, const QList<QByteArray> &urls, int most, const QStringList &texts) {
            QTest::newRow(name) << urls << most << texts;
        };
        row("enough", {"http://a.example/", "https://a.example/"}, 1, {});
        row("scheme", {"http://a.example/", "https://a.example/"}, 0,
            {u"0: 1 redirect instead of none: request 1 went from http to https."_s});
        row("host and path", {"http://a.example/", "http://www.a.example/", "http://www.a.example/x?y"}, 1,
            {u"1: 2 redirects instead of at most 1: request 1 went from a.example to www.a.example and request 2 went from / to /x?y."_s});
        row("port", {"http://a.example/", "http://a.example:81/"}, 0,
            {u"0: 1 redirect instead of none: request 1 went from http://a.example to http://a.example:81."_s});
        row("scheme and host", {"http://u:p@a.example/", "https://b.example/"}, 0,
            {u"0: 1 redirect instead of none: request 1 went from http://a.example to https://b.example."_s});
        row("same", {"http://u:p@a.example/", "http://a.example/"}, 0,
            {u"0: 1 redirect instead of none: request 1 went to the same URL."_s});
        row("many", {kA + "1", kA + "2", kA + "3", kA + "4", kA + "5", kA + "6"}, 3,
            {u"3: 5 redirects instead of at most 3: request 1 went from /1 to /2, request 2 went from /2 to /3, request 3 went from /3 to /4 and 2 more."_s});
    }

    void redirects()
    {
        QFETCH(QList<QByteArray>, urls);
        QFETCH(int, most);
        QList<Hop> hops;
        for (qsizetype i = 0; i + 1 < urls.size(); ++i)
            hops.append(hop("GET", urls[i], 302, urls[i + 1]));
        QTEST(textsOf(chain(hops << hop("GET", urls.last(), 200)), {.mostRedirects = most}), "texts");
    }

    /// A page that is asked for counts; a redirect that nobody followed does not.
    void whatCountsAsRedirect()
    {
        const Trace page = walked(u"chromium-nav", {.url = kA}, [](const Request &request) {
            return request.url == kA ? answer(200, {{"Refresh", "0; url=" + kB}}) : answer(200);
        });
        QCOMPARE(textsOf(page, {.mostRedirects = 0}),
                 QStringList{u"0: 1 redirect instead of none: request 1 went from a.example to b.example."_s});
        QCOMPARE(textsOf(notFollowed(), {.mostRedirects = 0}), QStringList());
    }

    void finalUrls_data()
    {
        QTest::addColumn<Trace>("trace");
        QTest::addColumn<QByteArray>("wanted");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char *name, const Trace &trace, const QByteArray &wanted, const QStringList &texts) {
            QTest::newRow(name) << trace << wanted << texts;
        };
        const Trace odd = chain({hop("GET", "HTTP://Ulla:s3cret-word@A.example:80/x/../y#part", 200)});
        row("other notation", odd, "http://a.example/y", {});
        row("with its fragment", odd, "http://a.example/y#part", {});
        row("another fragment", odd, "http://a.example/y#other",
            {u"0: The final URL is HTTP://A.example:80/x/../y#part, not http://a.example/y#other."_s});
        row("with its user", odd, "http://Ulla:s3cret-word@a.example/y", {});
        row("another user", odd, "http://Otto:kettle-word@a.example/y",
            {u"0: The final URL is HTTP://A.example:80/x/../y#part, not http://a.example/y."_s});
        row("another", moved(), "https://a.example/",
            {u"2: The final URL is https://www.a.example/, not https://a.example/."_s});
        row("not followed", notFollowed(), kB, {});
        row("not followed to another", notFollowed(), kA,
            {u"0: The redirect leads to http://b.example/, not http://a.example/."_s});
        row("broken off", brokenOff(), kB,
            {u"1: The chain does not end at http://b.example/: b.example refused the connection."_s});
        Trace refused = chain({hop("GET", kA, 302, kB), refusing(hop("GET", kB, 302, kA))}, OutcomeKind::Loop);
        refused.outcome.message = u"It is a loop."_s;
        row("loop", refused, kB, {u"1: The chain does not end at http://b.example/: It is a loop."_s});
    }

    void finalUrls()
    {
        QFETCH(Trace, trace);
        QFETCH(QByteArray, wanted);
        QTEST(textsOf(trace, {.finalUrl = wanted}), "texts");
    }

    void methods()
    {
        QCOMPARE(textsOf(posted(307), {.method = "POST"}), QStringList());
        const QString reason = posted(302).hops[0].redirect->ledger.first().reason;
        QVERIFY(!reason.isEmpty());
        QCOMPARE(textsOf(posted(302), {.method = "POST"}),
                 QStringList{u"1: Request 2 sent GET, not POST: "_s + reason});
        QCOMPARE(textsOf(posted(307), {.method = "GET"}), QStringList{u"1: Request 2 sent POST, not GET."_s});
    }

    void bodies()
    {
        QCOMPARE(textsOf(posted(307), {.body = BodyExpectation::Kept}), QStringList());
        QCOMPARE(textsOf(posted(302), {.body = BodyExpectation::Dropped}), QStringList());
        const auto reasonOf = [](const Trace &trace) {
            for (const LedgerRow &row : trace.hops[0].redirect->ledger) {
                if (row.part == "body"_L1)
                    return row.reason;
            }
            return kNoReason;
        };
        QVERIFY(!reasonOf(posted(302)).isEmpty());
        QCOMPARE(textsOf(posted(302), {.body = BodyExpectation::Kept}),
                 QStringList{u"1: Request 2 was sent without the body: "_s + reasonOf(posted(302))});
        QCOMPARE(textsOf(posted(307), {.body = BodyExpectation::Dropped}),
                 QStringList{u"1: Request 2 was sent with the body: "_s + reasonOf(posted(307))});
        QCOMPARE(textsOf(moved(), {.body = BodyExpectation::Kept}),
                 QStringList{u"0: No body was sent that could be kept."_s});
        QCOMPARE(textsOf(moved(), {.body = BodyExpectation::Dropped}),
                 QStringList{u"0: No body was sent that could be dropped."_s});
        Trace edited = posted(307);
        edited.hops[1].request.body = bodyOf("item=coffee");
        for (LedgerRow &row : edited.hops[0].redirect->ledger) {
            if (row.part == "body"_L1)
                row = {.part = row.part,
                       .before = row.before,
                       .after = u"11 B"_s,
                       .verdict = PartVerdict::Changed,
                       .reason = u"The user changed it."_s};
        }
        QCOMPARE(textsOf(edited, {.body = BodyExpectation::Kept}),
                 QStringList{u"1: Request 2 was sent with another body: The user changed it."_s});
    }

    void findings()
    {
        const QString notFound =
            u"2: Finding final-error at request 3 (error): The chain ends in an error. The response is a client error: 404 Reason."_s;
        QCOMPARE(textsOf(moved(), {.failOn = {u"error"_s}}), QStringList{notFound});
        QCOMPARE(textsOf(moved(), {.failOn = {u"warning"_s}}), QStringList{notFound});
        QCOMPARE(textsOf(moved(), {.failOn = {u"loop"_s, u"final-error"_s}}), QStringList{notFound});
        QCOMPARE(textsOf(moved(), {.failOn = {u"loop"_s}}), QStringList());
        const QStringList all = textsOf(moved(), {.failOn = {u"note"_s}});
        QCOMPARE(all.size(), moved().findings.size());
        QCOMPARE(all.last(), notFound);
        Trace trace = moved();
        trace.findings = {{u"long-chain"_s, Severity::Note, -1, u"The chain is long"_s, u"4 redirects."_s, {}}};
        QCOMPARE(textsOf(trace, {.failOn = {u"long-chain"_s}}),
                 QStringList{u"-1: Finding long-chain (note): The chain is long. 4 redirects."_s});
    }

    /// What is about the whole trace comes last.
    void inTheOrderOfTheChain()
    {
        Trace trace = moved();
        trace.findings.append({u"long-chain"_s, Severity::Warning, -1, u"The chain is long"_s, u"2 redirects."_s, {}});
        const QStringList texts = textsOf(
            trace, {.statuses = {"301", "302", "200"}, .finalUrl = kA, .mostRedirects = 0, .failOn = {u"warning"_s}});
        QStringList places;
        for (const QString &text : texts)
            places.append(text.section(u' ', 0, 2));
        QCOMPARE(places, (QStringList{u"0: 2 redirects"_s, u"2: Request 3"_s, u"2: The final"_s,
                                      u"2: Finding final-error"_s, u"-1: Finding long-chain"_s}));
    }

    void whatIsUnknown()
    {
        const auto unknown = [](const Expectations &expectations) {
            QList<bool> list;
            for (const ExpectationFault &fault : expectationFaults(brokenOff(), expectations))
                list.append(fault.isUnknown);
            return list;
        };
        QCOMPARE(unknown({.statuses = {"302", "200"}}), (QList<bool>{false, true}));
        QCOMPARE(unknown({.finalUrl = kB}), QList<bool>{true});
        QCOMPARE(unknown({.method = "POST"}), QList<bool>{false});
        QCOMPARE(
            textsOf(brokenOff(), {.statuses = {"301", "200"}}),
            QStringList{u"1: Request 2 got no response, where 200 was expected: b.example refused the connection."_s});
        Trace late = chain({hop("GET", kA, 301, kB)}, OutcomeKind::Timeout);
        late.outcome.message = u"the trace took longer than 1 seconds"_s;
        QVERIFY(expectationFaults(late, {.statuses = {"301", "200"}}).first().isUnknown);
        // What the client refuses is known.
        Trace refused = chain({refusing(hop("GET", kA, 200))}, OutcomeKind::NetworkError);
        refused.outcome.message = u"The page's script gets an error."_s;
        QVERIFY(!expectationFaults(refused, {.finalUrl = kA}).first().isUnknown);
    }

    void nothingWasSent()
    {
        Trace trace;
        trace.outcome = {OutcomeKind::NetworkError, u"no port could be opened"_s};
        QCOMPARE(
            textsOf(trace, {.statuses = {"200"},
                            .finalUrl = kA,
                            .mostRedirects = 0,
                            .method = "GET",
                            .body = BodyExpectation::Kept}),
            (QStringList{
                u"-1: No request was sent, where 200 was expected: no port could be opened"_s,
                u"-1: No request was sent, so the chain does not end at http://a.example/: no port could be opened"_s,
                u"-1: No request was sent with GET: no port could be opened"_s,
                u"-1: No body was sent that could be kept."_s}));
    }

    void anyTrace()
    {
        const Expectations all{.statuses = {"301", "200"},
                               .finalUrl = kA,
                               .mostRedirects = 1,
                               .method = "POST",
                               .body = BodyExpectation::Kept,
                               .failOn = {u"note"_s}};
        for (quint32 seed = 0; seed < 500; ++seed) {
            Trace trace = RandomTrace(seed).trace();
            trace.findings = findingsOf(trace);
            const auto faults = expectationFaults(trace, all);
            for (const ExpectationFault &fault : faults) {
                QVERIFY(fault.hop >= -1 && fault.hop < trace.hops.size());
                QVERIFY(!fault.text.isEmpty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestExpectations)
#include "tst_expectations.moc"
