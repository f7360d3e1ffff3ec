// SPDX-License-Identifier: MIT
// "Check the article": what is said to be right there is what the engine does, and has its source.
#include "http/freshness.h"
#include "lessons/article.h"
#include "redirect/decisionafter.h"
#include "redirect/sources.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

class ArticleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyClaimHasItsSource();
    void verdictsAreMixed();
    void methodsAreAsSaid_data();
    void methodsAreAsSaid();
    void urllibStopsAt307();
    void cachesAreAsSaid_data();
    void cachesAreAsSaid();
    void scores();
    void faults_data();
    void faults();

private:
    static const Article &article() { return articles().constFirst(); }
    static ClaimVerdict verdictOf(const QString &part);
};

ClaimVerdict ArticleTest::verdictOf(const QString &part)
{
    for (const Claim &claim : article().claims) {
        if (claim.text.contains(part))
            return claim.verdict;
    }
    qFatal("no claim has \"%s\"", qPrintable(part));
}

void ArticleTest::everyClaimHasItsSource()
{
    QCOMPARE(articles().size(), 1);
    QCOMPARE(article().claims.size(), 15);
    for (const Claim &claim : article().claims) {
        QVERIFY(!claim.text.isEmpty() && !claim.reason.isEmpty());
        QVERIFY2(sourceLink(claim.source).isValid(), qPrintable(claim.source));
    }
}

/// Whoever answers always the same gets half of it wrong.
void ArticleTest::verdictsAreMixed()
{
    for (const ClaimVerdictRow &row : claimVerdicts()) {
        const auto same =
            std::ranges::count_if(article().claims, [&](const Claim &claim) { return claim.verdict == row.verdict; });
        QVERIFY2(same >= 2 && same <= article().claims.size() / 2, row.title);
    }
}

void ArticleTest::methodsAreAsSaid_data()
{
    QTest::addColumn<QString>("claim");
    QTest::addColumn<ClaimVerdict>("verdict");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("next");
    QTest::newRow("302, POST") << u"302 does not keep"_s << ClaimVerdict::Incomplete << 302 << QByteArray("POST")
                               << QByteArray("GET");
    QTest::newRow("302, PUT") << u"302 does not keep"_s << ClaimVerdict::Incomplete << 302 << QByteArray("PUT")
                              << QByteArray("PUT");
    QTest::newRow("301, POST") << u"301 keeps"_s << ClaimVerdict::False << 301 << QByteArray("POST")
                               << QByteArray("GET");
    QTest::newRow("303, PUT") << u"303 makes every"_s << ClaimVerdict::Incomplete << 303 << QByteArray("PUT")
                              << QByteArray("GET");
    QTest::newRow("303, HEAD") << u"303 makes every"_s << ClaimVerdict::Incomplete << 303 << QByteArray("HEAD")
                               << QByteArray("HEAD");
    QTest::newRow("308, POST") << u"308 is permanent and keeps"_s << ClaimVerdict::True << 308 << QByteArray("POST")
                               << QByteArray("POST");
}

void ArticleTest::methodsAreAsSaid()
{
    QFETCH(QString, claim);
    QFETCH(ClaimVerdict, verdict);
    QFETCH(int, status);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, next);
    QCOMPARE(verdictOf(claim), verdict);
    const Decision decision =
        decisionAfter(*findClient(u"browser"_s),
                      {.method = method, .url = "http://shop.example/a", .body = bodyOf("x=1")}, status, "/b");
    QVERIFY(decision.next);
    QCOMPARE(decision.next->method, next);
}

void ArticleTest::urllibStopsAt307()
{
    QCOMPARE(verdictOf(u"makes sure"_s), ClaimVerdict::Incomplete);
    const ClientProfile &urllib = *findClient(u"py-urllib"_s);
    const auto follows = [&](const QByteArray &method) {
        const FirstRequest request{.method = method, .url = "http://shop.example/a", .body = bodyOf("x=1")};
        return decisionAfter(urllib, request, 307, "/b").next.has_value();
    };
    QVERIFY(follows("GET") && follows("HEAD") && !follows("POST") && !follows("PUT"));
}

void ArticleTest::cachesAreAsSaid_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("control");
    QTest::addColumn<bool>("stored");
    QTest::newRow("307") << 307 << QByteArray() << false;
    QTest::newRow("307, told to") << 307 << QByteArray("max-age=60") << true;
    QTest::newRow("302") << 302 << QByteArray() << false;
    QTest::newRow("302, told to") << 302 << QByteArray("max-age=60") << true;
    QTest::newRow("301") << 301 << QByteArray() << true;
}

void ArticleTest::cachesAreAsSaid()
{
    QFETCH(int, status);
    QFETCH(QByteArray, control);
    QFETCH(bool, stored);
    QCOMPARE(verdictOf(u"307 cannot be kept"_s), ClaimVerdict::False);
    QCOMPARE(verdictOf(u"302 can be kept"_s), ClaimVerdict::True);
    QCOMPARE(verdictOf(u"301 can be kept"_s), ClaimVerdict::True);
    Response response{.version = "HTTP/1.1", .status = status};
    if (!control.isEmpty())
        response.headers.append("Cache-Control", control);
    const ClientProfile &chromium = *findClient(u"chromium-nav"_s);
    QCOMPARE(freshnessOf("GET", response, QDateTime::currentDateTimeUtc(), chromium.cache).stored, stored);
}

void ArticleTest::scores()
{
    QList<std::optional<ClaimVerdict>> given;
    for (const Claim &claim : article().claims)
        given.append(claim.verdict);
    QCOMPARE(rightVerdicts(article(), given), 15);
    given[0].reset();
    QCOMPARE(rightVerdicts(article(), given), 14);
    QCOMPARE(rightVerdicts(article(), {}), 0);
    QCOMPARE(claimVerdictNamed(u"i"), ClaimVerdict::Incomplete);
    QCOMPARE(claimVerdictNamed(u"false"), ClaimVerdict::False);
    QVERIFY(!claimVerdictNamed(u"maybe") && !claimVerdictNamed(u""));
    QCOMPARE(findArticle(u"none"_s).error, u"there is no article \"none\"; choose one of: 307"_s);
}

void ArticleTest::faults_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QString>("fault");
    QTest::newRow("none") << QByteArray("[]") << u"line 7, column 12: claims: an article makes at least one claim"_s;
    QTest::newRow("no verdict")
        << QByteArray("[ { \"text\": \"a\", \"verdict\": \"maybe\", \"reason\": \"b\", \"source\": \"c\" } ]")
        << u"line 7, column 40: claims[0].verdict: expected one of true, false, incomplete; "_s;
}

void ArticleTest::faults()
{
    QFETCH(QByteArray, claims);
    QFETCH(QString, fault);
    const QByteArray json = "{\n \"format\": \"hopscope-article\",\n \"version\": 1,\n \"id\": \"mine\",\n"
                            " \"title\": \"Mine\",\n \"about\": \"Of my own.\",\n \"claims\": " +
                            claims + "\n}\n";
    const QString error = readArticle(json).error;
    QVERIFY2(error.startsWith(fault), qPrintable(error));
}

QTEST_GUILESS_MAIN(ArticleTest)
#include "tst_article.moc"
