// SPDX-License-Identifier: MIT
// Redirects to ports that are not for the web: what clients did (resources/clients/memory.json), and what decide()
// says.
#include "measuredrows.h"
#include "redirect/decide.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

class TestPortClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measured();
    void recorded();
    void refused_data();
    void refused();
    void comesLast();
};

namespace
{

Redirect decided(const QString &client, int status, const QByteArray &url, const QByteArray &location)
{
    const ClientProfile *profile = findClient(client);
    if (!profile)
        return {};
    Chain chain{.firstUrl = url, .request = {.method = "GET", .url = url}};
    chain.response = {.status = status, .headers = {{{"Location", location}}}};
    return decide(*profile, chain).redirect;
}

/// The ports that a server was asked at, but 8080, where the pages are.
QList<int> portsSeen(const MeasuredRow &row)
{
    QList<int> ports;
    for (const QJsonValue &each : row.seen.last().toArray()) {
        const int port = originOf(each["request"_L1].toString().section(u' ', 1, 1).toLatin1())->port;
        if (port != 8080)
            ports.append(port);
    }
    return ports;
}

/// The ports that this client asks, of those that the case leads to.
QList<int> portsPredicted(const MeasuredRow &row)
{
    const QByteArray url = row.steps.last()["url"_L1].toString().toLatin1();
    if (row.steps.last()["do"_L1].toString() == "link"_L1) {
        const QByteArray location = *fieldsOf(MeasuredServer(row.answers).answerTo(url)).first("Location");
        const bool follows = decided(row.client, 302, url, location).verdict == RedirectVerdict::Follow;
        return follows ? QList{originOf(location)->port} : QList<int>();
    }
    QList<int> ports;
    for (const QJsonValue &each : row.steps.last()["ports"_L1].toArray()) {
        const int port = each.toInt();
        const QByteArray asked = url + QByteArray::number(port);
        // Either the URL is asked at its port, or one at 8080 that redirects there.
        const auto location = fieldsOf(MeasuredServer(row.answers).answerTo(asked)).first("Location");
        const bool asks = location ? decided(row.client, 302, asked, *location).verdict == RedirectVerdict::Follow
                                   : !isBlockedPort(findClient(row.client)->ports, port);
        if (asks)
            ports.append(port);
    }
    return ports;
}

} // namespace

void TestPortClients::measured()
{
    int predicted = 0;
    const QList<MeasuredRow> rows = measuredRows("ports"_L1);
    for (const MeasuredRow &row : rows) {
        QVERIFY2(findClient(row.client), qPrintable(row.client));
        const QList<int> ports = portsPredicted(row);
        QVERIFY2(ports == portsSeen(row), qPrintable(row.client + u": "_s + row.name));
        ++predicted;
    }
    QCOMPARE(rows.size(), 36);
    QCOMPARE(predicted, 36);
}

/// Lines of `hopscope-cli decide --batch`.
void TestPortClients::recorded()
{
    const char *lines[] = {
        R"({"client":"browser","status":302,"method":"GET","url":"http://a.example/x","locations":["http://a.example:6000/y"],"headers":[],"body":null,"hopsSoFar":0})",
        R"({"client":"fetch-spec","status":302,"method":"GET","url":"http://a.example/x","locations":["http://a.example:22/y"],"headers":[],"body":null,"hopsSoFar":0})",
        R"({"client":"chromium-nav","status":301,"method":"GET","url":"http://a.example/x","locations":["http://a.example:10080/y"],"headers":[],"body":null,"hopsSoFar":0})",
    };
    for (const char *line : lines) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        const Redirect redirect =
            decided(json["client"_L1].toString(), json["status"_L1].toInt(), json["url"_L1].toString().toLatin1(),
                    json["locations"_L1][0].toString().toLatin1());
        QCOMPARE(redirect.verdict, RedirectVerdict::Refuse);
        QCOMPARE(redirect.outcome, OutcomeKind::NetworkError);
        QCOMPARE(redirect.source, u"Fetch, port blocking"_s);
    }
}

void TestPortClients::refused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char *client, int status, const char *location, const char *verdict) {
        QTest::addRow("%s %s", client, location) << status << QByteArray(location) << QString::fromLatin1(verdict);
    };
    row("browser", 302, "http://a.example:6000/y#f", "refuse");
    row("chromium-fetch", 308, "https://b.example:25/", "refuse");
    row("firefox-nav", 303, "//a.example:6667", "refuse");
    row("browser", 302, "http://a.example:6001/y", "follow");
    row("browser", 302, "http://a.example:4190/", "refuse");
    row("firefox-fetch", 302, "http://a.example:6679/", "refuse");
    row("chromium-fetch", 302, "http://a.example:4190/", "follow");
    row("chromium-nav", 302, "http://a.example:6679/", "follow");
    for (const char *client : {"curl", "wget", "py-requests", "googlebot", "rfc9110", "qt"})
        row(client, 302, "http://a.example:6000/y", "follow");
}

void TestPortClients::refused()
{
    QFETCH(int, status);
    QFETCH(QByteArray, location);
    const QString client = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
    const Redirect redirect = decided(client, status, "http://a.example/x", location);
    QTEST(QString(idOf(redirect.verdict)), "verdict");
    if (redirect.verdict != RedirectVerdict::Refuse)
        return;
    QCOMPARE(redirect.outcome, OutcomeKind::NetworkError);
    QCOMPARE(redirect.location, location);
    QVERIFY(redirect.reason.startsWith("Browsers do not connect to port "_L1));
    QCOMPARE(redirect.source, u"Fetch, port blocking"_s);
}

/// Fetch looks at the port of the next request, when the redirect itself was found good.
void TestPortClients::comesLast()
{
    const auto outcome = [](const char *location) {
        return decided(u"browser"_s, 302, "http://a.example/x", location).outcome;
    };
    QCOMPARE(outcome("http://u:p@b.example:6000/"), OutcomeKind::InvalidLocation);
    QCOMPARE(outcome("ftp://b.example:21/"), OutcomeKind::UnsupportedScheme);
    QCOMPARE(outcome("http://b.example:66000/"), OutcomeKind::InvalidLocation);
    QCOMPARE(outcome("http://b.example:0/"), OutcomeKind::NetworkError);
}

QTEST_APPLESS_MAIN(TestPortClients)
#include "tst_portclients.moc"
