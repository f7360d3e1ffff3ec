// SPDX-License-Identifier: MIT
#include "formats/paste/browsercommand.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestBrowserCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void browsers_data();
    void browsers();
    void fields();
    void curls_data();
    void curls();
};

void TestBrowserCommand::browsers_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("other"); // one more field
    QTest::addColumn<QString>("expected");
    const QByteArray chromium = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                                "Chrome/130.0.0.0 Safari/537.36";
    const QByteArray firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
    const auto row = [](const char *name, const QByteArray &agent, const QByteArray &other, const QString &expected) {
        QTest::newRow(name) << agent << other << expected;
    };
    row("Chromium, page", chromium, "sec-fetch-mode: navigate", u"chromium-nav"_s);
    row("Chromium, cors", chromium, "sec-fetch-mode: cors", u"chromium-fetch"_s);
    row("Chromium, no-cors", chromium, "Sec-Fetch-Mode: no-cors", u"chromium-fetch"_s);
    row("Edge", chromium + " Edg/130.0.0.0", "sec-fetch-mode: navigate", u"chromium-nav"_s);
    row("Chromium over http, page", chromium, "Upgrade-Insecure-Requests: 1", u"chromium-nav"_s);
    row("Chromium over http, script", chromium, "Accept: */*", u"chromium-fetch"_s);
    row("Firefox, page", firefox, "Sec-Fetch-Mode: navigate", u"firefox-nav"_s);
    row("Firefox, script", firefox, "Sec-Fetch-Mode: cors", u"firefox-fetch"_s);
    row("Firefox over http, page", firefox, "Accept: text/html,application/xhtml+xml", u"firefox-nav"_s);
    row("Safari",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 "
        "Safari/605.1.15",
        "Accept: */*", {});
    row("Firefox on iOS",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "FxiOS/132.0 Mobile/15E148 Safari/605.1.15",
        "Accept: */*", {});
    row("curl", "curl/7.88.1", "Accept: */*", {});
    row("none", {}, "Accept: */*", {});
}

void TestBrowserCommand::browsers()
{
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, other);
    PastedRequest pasted;
    if (!agent.isEmpty())
        pasted.headers.append("user-agent", agent);
    const qsizetype colon = other.indexOf(':');
    pasted.headers.append(other.first(colon), other.sliced(colon + 1).trimmed());
    QTEST(browserOf(pasted), "expected");
}

void TestBrowserCommand::fields()
{
    Headers fields;
    for (const char *name : {"accept", "X-Mine", "ACCEPT", "User-Agent", "sec-fetch-mode", "Cookie", "priority"})
        fields.append(name, "x");
    QCOMPARE(ownFields(fields, *findClient(u"chromium-nav")), (QList<QByteArray>{"accept", "User-Agent"}));
    QCOMPARE(ownFields(fields, *findClient(u"firefox-nav")), (QList<QByteArray>{"accept", "User-Agent", "priority"}));
}

void TestBrowserCommand::curls_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("curl");
    QTest::addColumn<QString>("client");
    QTest::newRow("curl") << u"curl a"_s << u"curl"_s << u"curl"_s;
    QTest::newRow("method") << u"curl -X POST a"_s << u"curl-X"_s << u"curl-X"_s;
    QTest::newRow("another agent") << u"curl a -A x"_s << u"curl"_s << QString();
    QTest::newRow("another agent, trusted")
        << u"curl --location-trusted a -A x"_s << u"curl-trusted"_s << u"curl-trusted"_s;
    QTest::newRow("raw") << u"GET / HTTP/1.1\nHost: a\n\n"_s << QString() << QString();
}

void TestBrowserCommand::curls()
{
    QFETCH(QString, command);
    const Result<PastedRequest> pasted = parsePasted(command);
    QVERIFY2(pasted, qPrintable(pasted.error));
    QTEST(pasted->curlClient, "curl");
    QTEST(pasted->client, "client");
}

QTEST_APPLESS_MAIN(TestBrowserCommand)
#include "tst_browsercommand.moc"
