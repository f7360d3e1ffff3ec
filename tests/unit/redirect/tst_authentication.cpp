// SPDX-License-Identifier: MIT
// What clients did after a 401 (resources/clients/memory.json) against what their profiles say.
#include "authchain.h"
#include "measuredrows.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestAuthentication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void count();

private:
    const QList<test::MeasuredRow> m_rows = test::measuredRows("401"_L1);
    QMap<QString, int> m_predicted;
};

/// A row that the profiles do predict must not stand here.
static constexpr test::KnownMiss kMisses[] = {
    {"chromium-fetch"_L1, "user in a fetch URL"_L1, "a page cannot make this request at all (Fetch, Request())"},
    {"firefox-fetch"_L1, "user in a fetch URL"_L1, "a page cannot make this request at all (Fetch, Request())"},
};

static constexpr int kOk = 200;

static const char *missOf(const QString &client, const QString &name)
{
    for (const test::KnownMiss &each : kMisses) {
        if (each.client == client && each.name == name)
            return each.reason;
    }
    return nullptr;
}

static AuthWish wishOf(const QString &client, const QJsonObject &step)
{
    const Credentials given{"us", "pw"};
    if (client == "curl"_L1) {
        const QStringList options = test::textsOf(step["curl"_L1]);
        AuthWish wish;
        if (options.contains("us:pw"_L1))
            wish.credentials = given;
        if (options.contains("--basic"_L1))
            wish.choice = AuthChoice::Basic;
        else if (options.contains("--digest"_L1))
            wish.choice = AuthChoice::Digest;
        else if (options.contains("--anyauth"_L1))
            wish.choice = AuthChoice::Any;
        return wish;
    }
    if (client == "wget"_L1 && step.contains("wget"_L1)) {
        const bool atOnce = test::textsOf(step["wget"_L1]).contains("--auth-no-challenge"_L1);
        return {atOnce ? AuthChoice::Basic : AuthChoice::ClientDefault, given};
    }
    if (client == "py-requests"_L1 && step.contains("requests"_L1))
        return {step["requests"_L1] == "digest"_L1 ? AuthChoice::Digest : AuthChoice::Basic, given};
    return {};
}

static const ClientProfile *profileOf(const QString &client, const QJsonObject &step)
{
    const bool trusted = client == "curl"_L1 && test::textsOf(step["curl"_L1]).contains("--location-trusted"_L1);
    return findClient(trusted ? u"curl-trusted"_s : client);
}

static test::AuthPlay playStep(const QString &client, const QJsonObject &step, AuthMemory &memory,
                               test::MeasuredServer &server)
{
    const AuthWish wish = wishOf(client, step);
    const std::function<Response(const Request &)> answer = [&](const Request &request) {
        const QByteArray url = serializeOrigin(*originOf(request.url)) + requestTarget(request.url);
        const QJsonObject says = test::answerWith(server.answerTo(url, request.method), request);
        return Response{.status = says["status"_L1].toInt(kOk), .headers = test::fieldsOf(says)};
    };
    test::AuthChain chain{*profileOf(client, step), wish, memory, answer};
    return chain.play({.method = step["method"_L1].toString(u"GET"_s).toLatin1(),
                       .url = step["url"_L1].toString().toLatin1(),
                       .body = bodyOf(step["body"_L1].toString().toLatin1())});
}

static QStringList linesOf(const QJsonArray &seen)
{
    QStringList lines;
    for (const QJsonValue &each : seen)
        lines.append(test::authLine(each["request"_L1].toString(), each["fields"_L1]["Authorization"_L1].toString(),
                                    each["body"_L1].toInt()));
    return lines;
}

void TestAuthentication::rows_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        QTest::addRow("%s, %s", qPrintable(m_rows[i].client), qPrintable(m_rows[i].name)) << i;
}

void TestAuthentication::rows()
{
    QFETCH(qsizetype, index);
    const test::MeasuredRow &row = m_rows.at(index);
    AuthMemory memory;
    test::MeasuredServer server(row.answers);
    QVERIFY(!row.steps.isEmpty());
    QStringList predicted;
    QStringList seen;
    for (qsizetype number = 0; number < row.steps.size(); ++number) {
        const test::AuthPlay step = playStep(row.client, row.steps[number].toObject(), memory, server);
        const bool failed = row.client == "py-requests"_L1 && row.ends.value(number) == "TypeError"_L1;
        for (const AuthStep &each : step.steps)
            QVERIFY2(!each.source.isEmpty(), qPrintable(each.reason));
        predicted += step.seen + QStringList{step.fails ? u"error"_s : u"end"_s};
        seen += linesOf(row.seen[number].toArray()) + QStringList{failed ? u"error"_s : u"end"_s};
    }
    if (const char *miss = missOf(row.client, row.name)) {
        QVERIFY2(predicted != seen, "A known miss that is none any more: take it out of kMisses.");
        QEXPECT_FAIL("", miss, Continue);
    }
    m_predicted[row.client] += predicted == seen;
    QCOMPARE(predicted, seen);
}

/// The numbers only grow: with a row that goes missing this fails, too.
void TestAuthentication::count()
{
    const QMap<QString, int> wanted{{u"chromium-fetch"_s, 2}, {u"chromium-nav"_s, 32}, {u"curl"_s, 128},
                                    {u"firefox-fetch"_s, 2},  {u"firefox-nav"_s, 32},  {u"py-requests"_s, 89},
                                    {u"wget"_s, 90}};
    QCOMPARE(m_predicted, wanted);
    QCOMPARE(m_rows.size(), 375 + qsizetype(std::size(kMisses)));
}

QTEST_APPLESS_MAIN(TestAuthentication)
#include "tst_authentication.moc"
