// SPDX-License-Identifier: MIT
#include "net/clientfiles.h"
#include "net/tracerequest.h"
#include "redirect/decide.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

QByteArray file(const QByteArray &members)
{
    return R"({"format": "hopscope-client", "formatVersion": 1, "id": "my-app", "title": "My app")" + members + '}';
}

/// What a client sends first, and what it makes of every status after every method.
QList<Decision> answers(const ClientProfile &profile)
{
    QList<Decision> all;
    for (const char *method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"}) {
        for (int status = 300; status < 310; ++status) {
            for (const char *location :
                 {"/next", "http://b.example/x", "https://a.example/y#f", "", "ftp://a.example/"}) {
                Chain chain{.firstUrl = "http://u:p@a.example/s#g"};
                chain.request = {.method = method, .url = chain.firstUrl, .body = bodyOf("a=1")};
                chain.request.headers = {{{"Host", "a.example"},
                                          {"Authorization", "Bearer t"},
                                          {"Cookie", "a=1"},
                                          {"Referer", "http://a.example/"},
                                          {"Content-Type", "text/plain"},
                                          {"Content-Length", "3"},
                                          {"X-Key", "1"}}};
                chain.response = {.status = status, .headers = {{{"Location", location}, {"Location", "/other"}}}};
                all.append(decide(profile, chain));
            }
        }
    }
    return all;
}

} // namespace

class TestOwnClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void builtInProfilesComeBack_data();
    void builtInProfilesComeBack();
    void startsFromAnother();
    void keepsLettersBeyondAscii();
    void startsFromNothing();
    void faults_data();
    void faults();
    void folder();
    void usedByTraces();
};

void TestOwnClients::builtInProfilesComeBack_data()
{
    QTest::addColumn<QString>("id");
    for (const ClientProfile &profile : clientProfiles())
        QTest::newRow(profile.id.data()) << QString(profile.id);
}

void TestOwnClients::builtInProfilesComeBack()
{
    QFETCH(QString, id);
    const ClientProfile &profile = *findClient(id);
    const QByteArray json = clientToJson(profile);
    const Result<ClientPointer> own = clientFromJson(json);
    QVERIFY2(own, qPrintable(own.error));
    QCOMPARE(QString((*own)->id), u"own-"_s + id);
    QCOMPARE((*own)->measured, false);
    QCOMPARE(QString::fromUtf8((*own)->title), QString::fromUtf8(profile.title));
    QCOMPARE(clientToJson(**own).replace("\"own-own-", "\"own-"), json);
    const QList<Decision> expected = answers(profile);
    const QList<Decision> actual = answers(**own);
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(actual.at(i), expected.at(i));
}

void TestOwnClients::startsFromAnother()
{
    const Result<ClientPointer> own =
        clientFromJson(file(R"(, "like": "curl", "hopLimit": 5, "inheritsFragment": true)"));
    QVERIFY2(own, qPrintable(own.error));
    const ClientProfile &curl = *findClient(u"curl");
    QCOMPARE((*own)->hopLimit, 5);
    QVERIFY((*own)->inheritsFragment);
    QCOMPARE((*own)->statuses.data(), curl.statuses.data());
    QCOMPARE((*own)->authorization.place, curl.authorization.place);
    QCOMPARE(QString::fromUtf8((*own)->group), u"Custom"_s);
}

void TestOwnClients::keepsLettersBeyondAscii()
{
    const QByteArray fields = R"(, "like": "curl", "defaultFields": [{"name": "X-Shop", "value": "caf\u00e9"}])";
    const Result<ClientPointer> own = clientFromJson(file(fields));
    QVERIFY2(own, qPrintable(own.error));
    QCOMPARE((*own)->defaultFields.front().value, "caf\xc3\xa9");
    const Result<ClientPointer> again = clientFromJson(clientToJson(**own));
    QVERIFY2(again, qPrintable(again.error));
    QCOMPARE((*again)->defaultFields.front().value, "caf\xc3\xa9");
}

void TestOwnClients::startsFromNothing()
{
    const Result<ClientPointer> own = clientFromJson(file(
        R"(, "hopLimit": 3, "statuses": [{"status": 302, "method": "always-get", "changed": "{client} turns {method} into GET."}])"));
    QVERIFY2(own, qPrintable(own.error));
    Chain chain{.firstUrl = "http://a.example/", .request = {.method = "PUT", .url = "http://a.example/"}};
    chain.response = {.status = 302, .headers = {{{"Location", "/n"}}}};
    const Decision decision = decide(**own, chain);
    QVERIFY(decision.next);
    QCOMPARE(decision.next->method, "GET"_ba);
    QCOMPARE(decision.redirect.reason, u"My app turns PUT into GET."_s);
    chain.response.status = 307;
    QCOMPARE(decide(**own, chain).redirect.verdict, RedirectVerdict::Deliver);
}

void TestOwnClients::faults_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected"); // behind line and column
    QTest::newRow("no JSON") << "{\n\"format\": }"_ba << u"line 2, column 11: expected a value, found \"}\""_s;
    QTest::newRow("a list") << "[]"_ba << u"line 1, column 1: expected an object, found a list"_s;
    QTest::newRow("another format") << R"({"format": "har", "formatVersion": 1})"_ba
                                    << u"format: expected \"hopscope-client\", found \"har\""_s;
    QTest::newRow("another version") << R"({"format": "hopscope-client", "formatVersion": 2})"_ba
                                     << u"formatVersion: expected 1, found 2"_s;
    QTest::newRow("no limit") << file("") << u"hopLimit: needs 1 or more"_s;
    QTest::newRow("unknown member") << file(R"(, "hopLimit": 3, "colour": 1)") << u"colour: is not a known member"_s;
    QTest::newRow("wrong type") << file(R"(, "hopLimit": "3")") << u"hopLimit: expected a number, found text"_s;
    QTest::newRow("no whole number") << file(R"(, "hopLimit": 2.5)") << u"hopLimit: expected a whole number"_s;
    QTest::newRow("unknown word") << file(R"(, "hopLimit": 3, "referer": "never")")
                                  << u"referer: expected one of keep, same-origin-only"_s;
    QTest::newRow("unknown word in a row") << file(R"(, "hopLimit": 3, "statuses": [{"status": 301, "method": "put"}])")
                                           << u"statuses[0].method: expected one of "_s;
    QTest::newRow("unknown member in a row")
        << file(R"(, "hopLimit": 3, "notFollowed": [{"status": 0}, {"status": 305, "x": 1}])")
        << u"notFollowed[1].x: is not a known member"_s;
    QTest::newRow("status of another class")
        << file(R"(, "hopLimit": 3, "statuses": [{"status": 200}])") << u"statuses[0].status: expected 300 to 399"_s;
    QTest::newRow("status missing") << file(R"(, "hopLimit": 3, "statuses": [{}])")
                                    << u"statuses[0].status: is missing"_s;
    QTest::newRow("status with no rule") << file(R"(, "hopLimit": 3, "notFollowed": [])")
                                         << u"notFollowed: needs a row with status 0"_s;
    QTest::newRow("line break in a field")
        << file(R"(, "hopLimit": 3, "defaultFields": [{"name": "A", "value": "x\r\nB: y"}])")
        << u"defaultFields[0].value: has a control character"_s;
    QTest::newRow("no field name") << file(R"(, "hopLimit": 3, "defaultFields": [{"name": "A B", "value": "x"}])")
                                   << u"defaultFields[0].name: is not a field name"_s;
    QTest::newRow("method with a space") << file(R"(, "hopLimit": 3, "sends": ["GET", "A B"])")
                                         << u"sends: \"A B\" has a character"_s;
    QTest::newRow("like nobody") << file(R"(, "like": "nobody")") << u"like: there is no built-in client \"nobody\""_s;
    QTest::newRow("built-in name")
        << R"({"format": "hopscope-client", "formatVersion": 1, "id": "curl", "like": "curl"})"_ba
        << u"id: is the name of a built-in client"_s;
    QTest::newRow("no id") << R"({"format": "hopscope-client", "formatVersion": 1, "like": "curl"})"_ba
                           << u"id: needs a name"_s;
    QTest::newRow("id with a space")
        << R"({"format": "hopscope-client", "formatVersion": 1, "id": "my app", "like": "curl"})"_ba
        << u"id: needs a name"_s;
}

void TestOwnClients::faults()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    const Result<ClientPointer> own = clientFromJson(json);
    QVERIFY(!own);
    QVERIFY2(own.error.startsWith("line "_L1) && own.error.contains(expected), qPrintable(own.error));
    QVERIFY(!own.error.contains(u'\n'));
}

void TestOwnClients::folder()
{
    const QTemporaryDir dir;
    const auto write = [&](const QString &name, const QByteArray &bytes) {
        QFile out(dir.filePath(name));
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
    };
    QVERIFY(write(u"a.json"_s, file(R"(, "like": "go")")));
    QVERIFY(write(u"b.json"_s, file(R"(, "like": "curl")")));
    QVERIFY(write(u"c.json"_s, "{"));
    QVERIFY(write(u"d.txt"_s, "no client"));
    const Clients read = readClients(dir.path());
    QCOMPARE(read.own().size(), 1);
    QCOMPARE(read.own().first()->hopLimit, findClient(u"go")->hopLimit);
    QCOMPARE(read.faults().size(), 2);
    QVERIFY2(read.faults().first().contains(u"b.json: id: another file also has \"my-app\""),
             qPrintable(read.faults().first()));
    QVERIFY2(read.faults().last().contains(u"c.json: line 1, column 2: "), qPrintable(read.faults().last()));
    QVERIFY(readClients(dir.filePath(u"none"_s)).faults().isEmpty());
    QCOMPARE(read.find(u"my-app"), read.own().first());
    QCOMPARE(read.all().last(), read.own().first());
    QCOMPARE(read.find(u"curl").get(), findClient(u"curl"));
    QCOMPARE(read.find(u"nobody"), nullptr);
    const QString error = read.named(u"nobody"_s).error;
    QVERIFY2(error.startsWith(u"there is no client \"nobody\"; choose one of: browser, ") &&
                 error.contains(u", my-app; not read: ") && error.contains(u"c.json: "),
             qPrintable(error));
    // A new file does not change the value.
    QVERIFY(QFile::remove(dir.filePath(u"a.json"_s)));
    QVERIFY(read.find(u"my-app"));
    QCOMPARE(readClients(dir.path()).find(u"my-app")->hopLimit, findClient(u"curl")->hopLimit);
}

void TestOwnClients::usedByTraces()
{
    TraceRequest request{.client = u"my-app"_s, .url = u"http://a.example/"_s};
    QVERIFY(checkTraceRequest(request).error.contains(u"my-app"));
    request.ownClient = *clientFromJson(file(R"(, "like": "aria2")"));
    QVERIFY(checkTraceRequest(request));
    request.method = "POST";
    QVERIFY(checkTraceRequest(request).error.startsWith(u"My app cannot send POST"));
    request.client = u"curl"_s;
    QCOMPARE(request.profile(), findClient(u"curl"));
}

QTEST_GUILESS_MAIN(TestOwnClients)
#include "tst_ownclients.moc"
