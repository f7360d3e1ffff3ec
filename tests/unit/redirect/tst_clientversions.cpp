// SPDX-License-Identifier: MIT
// What one version or setting of a client does, and another does not.
#include "redirect/decide.h"
#include "redirect/firstrequest.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

Decision decisionOf(const char *client, const FirstRequest &wish, int status, const QByteArray &location)
{
    const ClientProfile &profile = *findClient(QString::fromLatin1(client));
    Chain chain{.firstUrl = wish.url, .request = firstRequest(profile, wish)};
    chain.response.status = status;
    chain.response.headers.append("Location", location);
    return decide(profile, chain);
}

QByteArray fieldOf(const Decision &decision, const char *name)
{
    return decision.next ? decision.next->headers.first(name).value_or("(none)") : "(no request)"_ba;
}

} // namespace

class TestClientVersions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curlFollowWithoutData();
    void java();
};

/// curl/curl#20715, curl/curl#21280: without -d there is no POST, so that the method of -X stays.
void TestClientVersions::curlFollowWithoutData()
{
    for (const char *method : {"IGLOO", "DELETE", "POST"}) {
        for (const int status : {301, 302, 303, 307}) {
            const Decision decision =
                decisionOf("curl-follow", {.method = method, .url = "http://a.example/"}, status, "/next");
            QVERIFY(decision.next);
            QCOMPARE(decision.next->method, QByteArray(method));
            QVERIFY(decision.redirect.reason.contains(status == 307 ? u"307"_s : u"without -d"_s));
        }
    }
}

/// Measured: OpenJDK 17.0.21.1 keeps what belongs to a place there, 17.0.15 sends it everywhere.
void TestClientVersions::java()
{
    const FirstRequest wish{.method = "POST",
                            .url = "http://a.example/",
                            .headers = {{{"Authorization", "Bearer t"},
                                         {"Cookie", "a=b"},
                                         {"Origin", "http://o.example"},
                                         {"Referer", "http://r.example/"},
                                         {"X-Api-Key", "k"}}},
                            .body = bodyOf("k=v")};
    const auto away = [&](const char *client) { return decisionOf(client, wish, 307, "http://b.example/ok"); };
    const auto home = [&](const char *client) { return decisionOf(client, wish, 302, "/ok"); };
    for (const char *field : {"Authorization", "Cookie", "Origin", "Referer"}) {
        const QByteArray given = wish.headers.first(field).value_or(QByteArray());
        for (const char *client : {"java-normal", "java-always"}) {
            QCOMPARE(fieldOf(away(client), field), "(none)"_ba);
            QCOMPARE(fieldOf(home(client), field), given);
        }
        for (const char *client : {"java-normal-17.0.15", "java-always-17.0.15"})
            QCOMPARE(fieldOf(away(client), field), given);
    }
    QCOMPARE(fieldOf(away("java-normal"), "X-Api-Key"), "k"_ba);
    QCOMPARE(fieldOf(home("java-normal"), "Content-Length"), "(none)"_ba);
    QCOMPARE(fieldOf(home("java-normal-17.0.15"), "Content-Length"), "0"_ba);
}

QTEST_GUILESS_MAIN(TestClientVersions)
#include "tst_clientversions.moc"
