// SPDX-License-Identifier: MIT
#include "sampletraces.h"
#include "trace/tracealign.h"
#include "trace/tracediff.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

using Pairs = QList<std::pair<int, int>>;

namespace
{

Hop hop(const char *method, const char *url, int status)
{
    return sampleHop(method, url, status, "");
}

Hop hopOf(HopKind kind, const char *method, const char *url, int status)
{
    Hop result = hop(method, url, status);
    result.kind = kind;
    return result;
}

QStringList partsOf(const QList<TraceDifference> &rows, bool expected = false)
{
    QStringList parts;
    for (const TraceDifference &row : rows) {
        if (row.expected == expected)
            parts.append(row.part);
    }
    return parts;
}

} // namespace

class CompareTracesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void align_data();
    void align();
    void alignLong();
    void alignSeveral();
    void sameTrace();
    void oneThingChanged_data();
    void oneThingChanged();
    void hopMore();
    void failedHop();
    void expected();
};

void CompareTracesTest::align_data()
{
    QTest::addColumn<QList<Hop>>("a");
    QTest::addColumn<QList<Hop>>("b");
    QTest::addColumn<Pairs>("pairs");
    const Hop http = hop("GET", "http://a.example/", 301);
    const Hop https = hop("GET", "https://a.example/", 301);
    const Hop www = hop("GET", "https://www.a.example/", 200);
    const Hop post = hop("POST", "https://www.a.example/", 200);
    QTest::newRow("equal") << QList{http, www} << QList{http, www} << Pairs{{0, 0}, {1, 1}};
    QTest::newRow("one more in the middle")
        << QList{http, www} << QList{http, https, www} << Pairs{{0, 0}, {-1, 1}, {1, 2}};
    QTest::newRow("one less at the start")
        << QList{http, https, www} << QList{https, www} << Pairs{{0, -1}, {1, 0}, {2, 1}};
    QTest::newRow("another method") << QList{http, www} << QList{http, post} << Pairs{{0, 0}, {1, 1}};
    const Hop asks = hopOf(HopKind::Preflight, "OPTIONS", "https://www.a.example/", 204);
    const Hop upgrades = hopOf(HopKind::Hsts, "GET", "http://a.example/", 307);
    QTest::newRow("a preflight of one") << QList{http, post} << QList{http, asks, post}
                                        << Pairs{{0, 0}, {-1, 1}, {1, 2}};
    QTest::newRow("a preflight of both") << QList{http, asks, post} << QList{http, asks, post}
                                         << Pairs{{0, 0}, {1, 1}, {2, 2}};
    QTest::newRow("a preflight in the place of a request")
        << QList{http, post} << QList{http, asks} << Pairs{{0, 0}, {-1, 1}, {1, -1}};
    QTest::newRow("answered by the client itself")
        << QList{http, https} << QList{upgrades, https} << Pairs{{0, 0}, {1, 1}};
    QTest::newRow("answered by the client itself, and never asked")
        << QList{https, www} << QList{upgrades, https, www} << Pairs{{-1, 0}, {0, 1}, {1, 2}};
    QTest::newRow("the fragment is not asked for")
        << QList{hop("GET", "http://a.example/#x", 301), hop("GET", "http://a.example/", 302)}
        << QList{hop("GET", "http://a.example/", 302)} << Pairs{{0, -1}, {1, 0}};
    QTest::newRow("empty") << QList<Hop>{} << QList{www} << Pairs{{-1, 0}};
    QTest::newRow("both empty") << QList<Hop>{} << QList<Hop>{} << Pairs{};
}

void CompareTracesTest::align()
{
    QFETCH(QList<Hop>, a);
    QFETCH(QList<Hop>, b);
    QFETCH(Pairs, pairs);
    QCOMPARE(alignHops(a, b), pairs);
}

void CompareTracesTest::alignLong()
{
    const QList<Hop> a(kMaxAlignedHops + 5, hop("GET", "http://a.example/", 302));
    const QList<Hop> b(3, hop("GET", "http://b.example/", 302));
    const Pairs pairs = alignHops(a, b);
    QCOMPARE(pairs.size(), a.size());
    QCOMPARE(pairs[2], std::pair(2, 2));
    QCOMPARE(pairs[3], std::pair(3, -1));
    QList<Hop> asking = a;
    asking.insert(2, hopOf(HopKind::Preflight, "OPTIONS", "http://a.example/", 204));
    const Pairs shifted = alignHops(a, asking);
    QCOMPARE(shifted.size(), asking.size());
    QCOMPARE(shifted[1], std::pair(1, 1));
    QCOMPARE(shifted[2], std::pair(-1, 2));
    QCOMPARE(shifted.last(), std::pair(int(a.size()) - 1, int(a.size())));
}

void CompareTracesTest::alignSeveral()
{
    const Hop first = hop("GET", "http://a.example/", 301);
    const Hop middle = hop("GET", "http://a.example/x", 302);
    const Hop other = hop("GET", "http://b.example/y", 303);
    const Hop last = hop("GET", "http://a.example/z", 200);
    const QList<QList<int>> rows = alignChains({{first, last}, {first, middle, other, last}, {first}, {last}});
    const QList<QList<int>> expected{{0, 0, 0, -1}, {-1, 1, -1, -1}, {-1, 2, -1, -1}, {1, 3, -1, 0}};
    QCOMPARE(rows, expected);
    QVERIFY(alignChains({}).isEmpty());
    const Hop asks = hopOf(HopKind::Preflight, "OPTIONS", "http://a.example/z", 204);
    const QList<QList<int>> asking = alignChains({{first, last}, {first, other, last}, {first, asks, last}});
    const QList<QList<int>> apart{{0, 0, 0}, {-1, -1, 1}, {-1, 1, -1}, {1, 2, 2}};
    QCOMPARE(asking, apart);
}

void CompareTracesTest::sameTrace()
{
    QVERIFY(differencesOf(sampleTrace(), sampleTrace()).isEmpty());
    QVERIFY(sameButExpected({}));
}

void CompareTracesTest::oneThingChanged_data()
{
    QTest::addColumn<Trace>("changed");
    QTest::addColumn<QString>("part");
    QTest::addColumn<PartVerdict>("verdict");
    const auto row = [](const char *name, const char *part, PartVerdict verdict, auto change) {
        Trace trace = sampleTrace();
        change(trace);
        QTest::newRow(name) << trace << QString::fromLatin1(part) << verdict;
    };
    row("client", "client", PartVerdict::Changed, [](Trace &t) { t.client = u"curl"_s; });
    row("method", "method", PartVerdict::Changed, [](Trace &t) { t.hops[0].request.method = "PUT"; });
    row("url", "url", PartVerdict::Changed, [](Trace &t) { t.hops[1].request.url += "?x"; });
    row("field added", "request X-A", PartVerdict::Added,
        [](Trace &t) { t.hops[0].request.headers.append("X-A", "1"); });
    row("empty field added", "request X-A", PartVerdict::Added,
        [](Trace &t) { t.hops[0].request.headers.append("X-A", ""); });
    row("body", "request body", PartVerdict::Changed, [](Trace &t) { t.hops[0].request.body = bodyOf("other"); });
    row("status", "status", PartVerdict::Changed, [](Trace &t) { t.hops[2].response->status = 404; });
    row("response field", "response Location", PartVerdict::Changed,
        [](Trace &t) { t.hops[0].response->headers.set("Location", "/elsewhere"); });
    row("target", "target", PartVerdict::Changed, [](Trace &t) { t.hops[0].redirect->target = "http://c.example/"; });
    row("verdict", "verdict", PartVerdict::Changed,
        [](Trace &t) { t.hops[1].redirect->verdict = RedirectVerdict::Refuse; });
    row("address", "address", PartVerdict::Changed, [](Trace &t) { t.hops[1].connection.address = u"192.0.2.7"_s; });
    row("outcome", "outcome", PartVerdict::Changed, [](Trace &t) { t.outcome.kind = OutcomeKind::Loop; });
}

void CompareTracesTest::oneThingChanged()
{
    QFETCH(Trace, changed);
    QFETCH(QString, part);
    QFETCH(PartVerdict, verdict);
    const QList<TraceDifference> rows = differencesOf(sampleTrace(), changed);
    QCOMPARE(partsOf(rows), QStringList{part});
    QCOMPARE(rows.first().verdict, verdict);
    QVERIFY(!sameButExpected(rows));
    const QList<TraceDifference> back = differencesOf(changed, sampleTrace());
    QCOMPARE(back.first().first, rows.first().second);
}

void CompareTracesTest::hopMore()
{
    Trace longer = sampleTrace();
    longer.hops.insert(1, hop("GET", "http://between.example/", 302));
    const QList<TraceDifference> rows = differencesOf(sampleTrace(), longer);
    QCOMPARE(partsOf(rows), QStringList{u"request"_s});
    QCOMPARE(rows.first().before, -1);
    QCOMPARE(rows.first().after, 1);
    QCOMPARE(rows.first().second, u"GET http://between.example/: 302"_s);
    QCOMPARE(rows.first().verdict, PartVerdict::Added);
}

void CompareTracesTest::failedHop()
{
    Trace failed = sampleTrace();
    failed.hops[2].response.reset();
    failed.hops[2].redirect.reset();
    failed.hops[2].error = u"refused"_s;
    const QStringList parts = partsOf(differencesOf(sampleTrace(), failed));
    QVERIFY2(parts.contains(u"status"_s) && parts.contains(u"error"_s), qPrintable(parts.join(u", "_s)));
    QVERIFY(!parts.contains(u"response Content-Type"_s));
}

void CompareTracesTest::expected()
{
    Trace later = sampleTrace();
    later.started = later.started.addSecs(60);
    later.hops[0].timing.wait += 5000;
    later.hops[0].response->headers.set("Date", "Tue, 24 Nov 2026 05:00:00 GMT");
    const QList<TraceDifference> rows = differencesOf(sampleTrace(), later);
    QCOMPARE(partsOf(rows, true), QStringList({u"response Date"_s, u"time"_s}));
    QVERIFY(sameButExpected(rows));
}

QTEST_GUILESS_MAIN(CompareTracesTest)
#include "tst_comparetraces.moc"
