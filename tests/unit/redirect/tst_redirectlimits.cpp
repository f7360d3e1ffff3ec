// SPDX-License-Identifier: MIT
#include "formats/paste/pastedrequest.h"
#include "redirect/decide.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

/// How many redirects are followed: the client's own limit, the user's where the client has an option for it, and ours.
class TestRedirectLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyClient_data();
    void everyClient();
    void words_data();
    void words();
    void pasted_data();
    void pasted();
};

namespace
{

/// Whether the client follows one more redirect after `followed` of them, when the user asked for `wanted`.
Redirect after(const ClientProfile &profile, int followed, int wanted)
{
    const QByteArray method = profile.sends.empty() ? QByteArray("GET") : profile.sends.front().toByteArray();
    Chain chain{.firstUrl = "http://a.example/",
                .request = {.method = method, .url = "http://a.example/" + QByteArray::number(followed)},
                .response = {.version = "HTTP/1.1", .status = 302},
                .followed = followed,
                .maxHops = wanted};
    chain.response.headers.append("Location", "/next");
    return decide(profile, chain).redirect;
}

} // namespace

void TestRedirectLimits::everyClient_data()
{
    QTest::addColumn<QString>("id");
    for (const ClientProfile &profile : clientProfiles()) {
        if (!profile.statuses.empty()) // hyper follows nothing
            QTest::newRow(profile.id.data()) << QString(profile.id);
    }
}

void TestRedirectLimits::everyClient()
{
    QFETCH(QString, id);
    const ClientProfile &profile = *findClient(id);
    const int own = profile.hopLimit;
    QCOMPARE(hopLimit(profile, -1), own);
    const auto stops = [&](int followed, int wanted) {
        return after(profile, followed, wanted).outcome == OutcomeKind::TooManyRedirects;
    };
    for (const int wanted : {0, 1, 3, 20, 50, 100, 500}) {
        const bool can = profile.limitOption || own < 0 || wanted <= own;
        QCOMPARE(whyNotFollowed(profile, wanted).isEmpty(), can);
        const int limit = can ? wanted : own;
        QCOMPARE(hopLimit(profile, wanted), limit);
        QVERIFY(stops(limit, wanted));
        QVERIFY(limit == 0 || !stops(limit - 1, wanted));
    }
    QVERIFY(stops(kMostHops, -1));
    QVERIFY(!whyNotFollowed(profile, kMostHops + 1).isEmpty());
}

void TestRedirectLimits::words_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("followed");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<QString>("reason");
    QTest::newRow("browser, its own") << u"browser"_s << 20 << -1 << u"A browser gives up after 20 redirects."_s;
    QTest::newRow("browser, fewer") << u"browser"_s << 5 << 5
                                    << u"The limit of this trace is reached: it follows at most 5 redirects."_s;
    QTest::newRow("curl, its own") << u"curl"_s << 50 << -1 << u"curl gives up after 50 redirects (error 47)."_s;
    QTest::newRow("curl, more") << u"curl"_s << 100 << 100
                                << u"The limit of this trace is reached: it follows at most 100 redirects."_s;
    QTest::newRow("curl, no limit") << u"curl"_s << kMostHops << kMostHops
                                    << u"The limit of this trace is reached: it follows at most 10000 redirects."_s;
    QTest::newRow("no client's limit") << u"rfc9110"_s << kMostHops << -1
                                       << u"Hopscope stops after 10000 redirects, whatever the client would do."_s;
}

void TestRedirectLimits::words()
{
    QFETCH(QString, id);
    QFETCH(int, followed);
    QFETCH(int, wanted);
    QTEST(after(*findClient(id), followed, wanted).reason, "reason");
}

void TestRedirectLimits::pasted_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("maxHops");
    QTest::newRow("not said") << u"curl -L http://a.example/"_s << -1;
    QTest::newRow("100") << u"curl -L --max-redirs 100 http://a.example/"_s << 100;
    QTest::newRow("none at all") << u"curl -L --max-redirs -1 http://a.example/"_s << kMostHops;
    QTest::newRow("0") << u"curl -L --max-redirs 0 http://a.example/"_s << 0;
}

void TestRedirectLimits::pasted()
{
    QFETCH(QString, line);
    const Result<PastedRequest> request = parsePasted(line);
    QVERIFY2(request, qPrintable(request.error));
    QTEST(request->maxHops, "maxHops");
}

QTEST_GUILESS_MAIN(TestRedirectLimits)
#include "tst_redirectlimits.moc"
