// SPDX-License-Identifier: MIT
#include "findings/chainchecks.h"
#include "madechains.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray kHttps = "https://a.example/";

/// Round and round `urls`, `hops` requests, the last one refused.
Trace circle(const QList<QByteArray> &urls, qsizetype hops, OutcomeKind outcome = OutcomeKind::Loop)
{
    QList<Hop> all;
    for (qsizetype i = 0; i < hops; ++i)
        all.append(hop("GET", urls[i % urls.size()], 302, urls[(i + 1) % urls.size()]));
    all.last() = refusing(all.last());
    return chain(all, outcome);
}

/// As a recording that ends there is judged.
Trace cutShort(const QList<Hop> &hops)
{
    Trace trace = chain(hops, OutcomeKind::NotFollowed);
    trace.hops.last().redirect->verdict = RedirectVerdict::Deliver;
    trace.hops.last().redirect->outcome = OutcomeKind::NotFollowed;
    return trace;
}

QString loopDetail(const Trace &trace)
{
    return detailsOf(trace, "loop"_L1).join(u'\n');
}

} // namespace

class FindingsLoopsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differences_data();
    void differences();
    void strictTransportSecurity();
    void browsersLoopAsWell();
    void cutShort_data();
    void cutShort();
    void noAdviceInALoop();
    void preflightsAreNoRedirects();
};

void FindingsLoopsTest::differences_data()
{
    QTest::addColumn<QList<QByteArray>>("urls");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QList<QByteArray> &urls, const QString &words) {
        QTest::newRow(name) << urls << words;
    };
    const QString undo = u": server rules undo what others do."_s;
    row("slash", {kA + "x", kA + "x/"},
        u" The two URLs differ only in the slash at the end: one server rule adds it, another removes it."_s);
    row("slash before a query", {kA + "x?q=1", kA + "x/?q=1"},
        u" The two URLs differ only in the slash at the end: one server rule adds it, another removes it."_s);
    row("case", {kA + "Shop", kA + "shop"},
        u" The two URLs differ only in letter case: one server rule changes it, another changes it back."_s);
    row("scheme", {kA + "x", kHttps + "x"},
        u" The two URLs differ only in the scheme: one server rule leads to https, another back to http."_s);
    row("www", {"http://a.example/", "http://www.a.example/"},
        u" The two URLs differ only in \"www.\": one server rule adds it, another removes it."_s);
    row("scheme and www", {"http://a.example/x", "https://www.a.example/x", "https://a.example/x"},
        u" The 3 URLs differ only in the scheme and \"www.\""_s + undo);
    row("all", {"http://a.example/x", "https://www.a.example/X/"},
        u" The two URLs differ only in the slash at the end, letter case, the scheme and \"www.\""_s + undo);
    row("path", {kA + "x", kA + "y"}, {});
    row("query", {kA + "x?a", kA + "x?b"}, {});
    row("port", {kA, "http://a.example:81/"}, {});
    row("host", {kA, kB}, {});
    row("itself", {kA}, {});
}

void FindingsLoopsTest::differences()
{
    QFETCH(QList<QByteArray>, urls);
    QFETCH(QString, words);
    const QString count = urls.size() == 1 ? u"1 redirect leads"_s : u"%1 redirects lead"_s.arg(urls.size());
    QStringList names;
    for (const QByteArray &url : urls)
        names.append(QString::fromUtf8(url));
    names.append(names.constFirst());
    const QString plain = u"%1 back to request 1: %2"_s.arg(count, names.join(u" → "_s));
    const QString detail = words.isEmpty() ? plain : plain + u'.' + words;
    QCOMPARE(loopDetail(circle(urls, urls.size())), detail);
    QCOMPARE(loopDetail(circle(urls, 3 * urls.size() + 1, OutcomeKind::TooManyRedirects)), detail);
}

void FindingsLoopsTest::strictTransportSecurity()
{
    const auto wanting = [](Trace trace, const QByteArray &value, QStringView client = u"curl") {
        trace.client = client.toString();
        for (Hop &each : trace.hops) {
            if (each.request.url.startsWith("https:"))
                each = answering(each, "Strict-Transport-Security", value);
        }
        return loopDetail(trace);
    };
    const QByteArray year = "max-age=31536000";
    const Trace both = circle({kA + "x", kHttps + "x"}, 2);
    const QString loops =
        u" A browser loops as well: Strict-Transport-Security makes it ask https://a.example/x in the "
        "place of http://a.example/x (RFC 6797 8.3), which is part of the loop."_s;
    QVERIFY2(wanting(both, year).endsWith(loops), qPrintable(wanting(both, year)));
    QVERIFY(!wanting(both, "max-age=0").contains(u"browser"_s));
    QVERIFY(!wanting(both, year, u"chromium-nav").contains(u"browser"_s));
    const Trace other = circle({kA + "x", kHttps + "x", kA + "y"}, 3);
    const QString unknown = u" A browser would not loop like this: Strict-Transport-Security makes it ask "
                            "https://a.example/y in the place of http://a.example/y (RFC 6797 8.3), and what that "
                            "answers is not known here."_s;
    QVERIFY2(wanting(other, year).endsWith(unknown), qPrintable(wanting(other, year)));
    // No browser keeps it for these.
    QVERIFY(!wanting(circle({"http://shop.localhost/", "https://shop.localhost/"}, 2), year).contains(u"browser"_s));
    QVERIFY(!wanting(circle({"http://192.0.2.1/", "https://192.0.2.1/"}, 2), year).contains(u"browser"_s));
    // The other host did not ask for it.
    QVERIFY(!wanting(circle({kA, "https://b.example/"}, 2), year).contains(u"browser"_s));
}

/// What the finding says of browsers is what they do.
void FindingsLoopsTest::browsersLoopAsWell()
{
    const Trace trace = walked(u"chromium-nav", {.url = kA + "x"}, [](const Request &request) {
        return request.url == kA + "x"
                   ? answer(302, {{"Location", kHttps + "x"}})
                   : answer(302, {{"Location", kA + "x"}, {"Strict-Transport-Security", "max-age=31536000"}});
    });
    QCOMPARE(trace.outcome.kind, OutcomeKind::Loop);
    QCOMPARE(trace.hops[1].request.url, kHttps + "x");
    for (qsizetype i = 2; i < trace.hops.size(); ++i)
        QCOMPARE(trace.hops[i].kind, trace.hops[i].request.url == kHttps + "x" ? HopKind::Http : HopKind::Hsts);
}

void FindingsLoopsTest::cutShort_data()
{
    QTest::addColumn<QList<Hop>>("hops");
    QTest::addColumn<QString>("begin"); ///< of the detail; empty: no loop
    const Hop there = hop("GET", kA + "x", 302, kA + "x/");
    const Hop back = hop("GET", kA + "x/", 302, kA + "x");
    const QString words = u"2 redirects lead back to request 1: http://a.example/x → http://a.example/x/ → "
                          "http://a.example/x. The two URLs differ only in the slash at the end"_s;
    QTest::newRow("three times round") << QList<Hop>{there, back, there, back, there, back} << words;
    QTest::newRow("in the middle") << QList<Hop>{there, back, there} << words;
    QTest::newRow("once") << QList<Hop>{there, back} << words;
    QTest::newRow("once, with a cookie") << QList<Hop>{there, answering(back, "Set-Cookie", "a=1")} << QString();
    QTest::newRow("other target the second time")
        << QList<Hop>{there, back, hop("GET", kA + "x", 302, kA + "y")} << QString();
    QTest::newRow("straight on") << QList<Hop>{there, hop("GET", kA + "x/", 302, kA + "y")} << QString();
}

void FindingsLoopsTest::cutShort()
{
    QFETCH(QList<Hop>, hops);
    QFETCH(QString, begin);
    const Trace trace = ::cutShort(hops);
    const QList<Finding> found = named(trace, "loop"_L1);
    QCOMPARE(found.size(), begin.isEmpty() ? 0 : 1);
    QCOMPARE(startOfLoop(trace), begin.isEmpty() ? -1 : 0);
    if (found.isEmpty())
        return;
    QCOMPARE(found[0].hop, int(hops.size()) - 1);
    QVERIFY2(found[0].detail.startsWith(begin), qPrintable(found[0].detail));
    // A client that does not follow such a redirect goes round nothing.
    Trace refused = trace;
    refused.hops.last().redirect->target.clear();
    QCOMPARE(loopDetail(refused), QString());
}

void FindingsLoopsTest::noAdviceInALoop()
{
    for (const OutcomeKind outcome : {OutcomeKind::Loop, OutcomeKind::TooManyRedirects, OutcomeKind::Timeout})
        QCOMPARE(detailsOf(circle({kA, kB}, 12, outcome), "long-chain"_L1), QStringList());
    QList<Hop> recorded = circle({kA, kB}, 6).hops;
    QCOMPARE(detailsOf(::cutShort(recorded), "long-chain"_L1), QStringList());
    recorded.last() = hop("GET", kB, 200);
    QCOMPARE(detailsOf(chain(recorded), "long-chain"_L1).size(), 1);
}

void FindingsLoopsTest::preflightsAreNoRedirects()
{
    Hop asks = hop("OPTIONS", kB, 204, kB);
    asks.kind = HopKind::Preflight;
    const Trace trace = chain({hop("POST", kA, 307, kB), asks, hop("POST", kB, 307, kA), hop("POST", kA, 307, kB), asks,
                               refusing(hop("POST", kB, 307, kA))},
                              OutcomeKind::TooManyRedirects);
    QCOMPARE(loopDetail(trace),
             u"2 redirects lead back to request 1: http://a.example/ → http://b.example/ → http://a.example/"_s);
    QCOMPARE(named(trace, "loop"_L1).value(0).hop, 5);
}

QTEST_GUILESS_MAIN(FindingsLoopsTest)
#include "tst_findingsloops.moc"
