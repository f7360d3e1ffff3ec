// SPDX-License-Identifier: MIT
// What clients did after a 401 (resources/clients/memory.json) against what their profiles say.
#include "authchain.h"
#include "goldenfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestAuthentication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rows_data();
    void rows();
    void count();

private:
    QHash<QString, QJsonObject> m_cases;
    QJsonArray m_rows;
    QMap<QString, int> m_predicted;
};

/// The rows that the profiles do not predict, and why. A row that they do predict must not stand here.
struct KnownMiss {
    QLatin1StringView client;
    QLatin1StringView name;
    const char *reason;
};
static constexpr KnownMiss kMisses[] = {
    {"chromium-fetch"_L1, "user in a fetch URL"_L1, "a page cannot make this request at all (Fetch, Request())"},
    {"firefox-fetch"_L1, "user in a fetch URL"_L1, "a page cannot make this request at all (Fetch, Request())"},
};

static const char *missOf(const QString &client, const QString &name)
{
    for (const KnownMiss &each : kMisses) {
        if (each.client == client && each.name == name)
            return each.reason;
    }
    return nullptr;
}

/// The measuring server of tests/clients/memoryworld.py.
struct MeasuredServer {
    QJsonObject answers;
    QHash<QString, int> used = {};

    QJsonObject find(const Request &request)
    {
        const QString path = QString::fromLatin1(requestTarget(request.url));
        const QString url = QString::fromLatin1(serializeOrigin(*originOf(request.url))) + path;
        const QStringList keys{url, path, path.section(u'?', 0, 0)};
        for (const QString &key : keys) {
            if (!answers.contains(key))
                continue;
            const QJsonArray list = answers[key].toArray();
            return list.isEmpty() ? answers[key].toObject()
                                  : list[std::min<qsizetype>(used[key]++, list.size() - 1)].toObject();
        }
        return {{"status"_L1, 200}};
    }

    Response answer(const Request &request)
    {
        QJsonObject found = find(request);
        const QString sent = QString::fromLatin1(request.headers.first("Authorization").value_or(QByteArray()));
        const QJsonArray with = found["with"_L1].toArray();
        for (const QJsonValue &scheme : with) {
            if (sent.startsWith(scheme.toString()))
                found = found["else"_L1].toObject();
        }
        Response response{.status = found["status"_L1].toInt()};
        const QJsonArray fields = found["fields"_L1].toArray();
        for (const QJsonValue &field : fields)
            response.headers.append(field[0].toString().toLatin1(), field[1].toString().toLatin1());
        return response;
    }
};

static QStringList wordsOf(const QJsonValue &list)
{
    return QVariant(list.toArray().toVariantList()).toStringList();
}

static AuthWish wishOf(const QString &client, const QJsonObject &step)
{
    const Credentials given{"us", "pw"};
    if (client == "curl"_L1) {
        const QStringList options = wordsOf(step["curl"_L1]);
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
        const bool atOnce = wordsOf(step["wget"_L1]).contains("--auth-no-challenge"_L1);
        return {atOnce ? AuthChoice::Basic : AuthChoice::ClientDefault, given};
    }
    if (client == "py-requests"_L1 && step.contains("requests"_L1))
        return {step["requests"_L1] == "digest"_L1 ? AuthChoice::Digest : AuthChoice::Basic, given};
    return {};
}

static const ClientProfile *profileOf(const QString &client, const QJsonObject &step)
{
    const bool trusted = client == "curl"_L1 && wordsOf(step["curl"_L1]).contains("--location-trusted"_L1);
    return findClient(trusted ? u"curl-trusted"_s : client);
}

static test::AuthPlay playStep(const QString &client, const QJsonObject &step, AuthMemory &memory,
                               MeasuredServer &server)
{
    const AuthWish wish = wishOf(client, step);
    const std::function<Response(const Request &)> answer = [&](const Request &request) {
        return server.answer(request);
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

void TestAuthentication::initTestCase()
{
    const QJsonObject all = QJsonDocument::fromJson(test::golden(u"memory.json"_s)).object();
    const QJsonArray cases = all["cases"_L1].toArray();
    for (const QJsonValue &each : cases) {
        if (each["feature"_L1] == "401"_L1)
            m_cases.insert(each["name"_L1].toString(), each.toObject());
    }
    const QJsonArray rows = all["rows"_L1].toArray();
    for (const QJsonValue &each : rows) {
        if (each["feature"_L1] == "401"_L1)
            m_rows.append(each);
    }
}

void TestAuthentication::rows_data()
{
    QTest::addColumn<QJsonObject>("row");
    for (const QJsonValue &row : std::as_const(m_rows))
        QTest::addRow("%s, %s", qPrintable(row["client"_L1].toString()), qPrintable(row["case"_L1].toString()))
            << row.toObject();
}

void TestAuthentication::rows()
{
    QFETCH(QJsonObject, row);
    const QString client = row["client"_L1].toString();
    const QString name = row["case"_L1].toString();
    const QJsonObject played = m_cases.value(name);
    QVERIFY(!played.isEmpty());
    AuthMemory memory;
    MeasuredServer server{played["answers"_L1].toObject()};
    const QJsonArray steps = played["steps"_L1].toArray();
    QStringList predicted;
    QStringList seen;
    for (qsizetype number = 0; number < steps.size(); ++number) {
        const test::AuthPlay step = playStep(client, steps[number].toObject(), memory, server);
        const bool failed = client == "py-requests"_L1 && row["ends"_L1][number] == "TypeError"_L1;
        for (const AuthStep &each : step.steps)
            QVERIFY2(!each.source.isEmpty(), qPrintable(each.reason));
        predicted += step.seen + QStringList{step.fails ? u"error"_s : u"end"_s};
        seen += linesOf(row["seen"_L1][number].toArray()) + QStringList{failed ? u"error"_s : u"end"_s};
    }
    if (const char *miss = missOf(client, name)) {
        QVERIFY2(predicted != seen, "A known miss that is none any more: take it out of kMisses.");
        QEXPECT_FAIL("", miss, Continue);
    }
    m_predicted[client] += predicted == seen;
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
