// SPDX-License-Identifier: MIT
// How an installed program is made to send a request: its settings, and what it cannot carry.
#include "formats/write/curlcommand.h"
#include "net/browser/installedclient.h"
#include "net/program/programplan.h"
#include "redirect/firstrequest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr auto kSecret = "topsecret";

ReadyRequest readyRequest()
{
    TraceRequest request{.method = "POST", .url = u"http://us:pw@a.example/b?c#d"_s};
    request.headers.append("X-A", "\"quoted\" \\ it's\ttab");
    request.headers.append("X-Empty", "");
    request.content.bytes = "a=1";
    return {.request = request, .url = "http://us:pw@a.example/b?c#d"};
}

QByteArray fileOf(const ProgramPlan &plan, const QString &name)
{
    for (const ProgramFile &each : plan.files) {
        if (each.name == name)
            return each.content;
    }
    return "none";
}

ProgramPlan planOf(const char *client, const ReadyRequest &ready)
{
    return programPlan(*realClient(QString::fromLatin1(client)), ready);
}

} // namespace

class ProgramPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void curlIsTold();
    void curlIsForced_data();
    void curlIsForced();
    void curlOptions();
    void wgetSettings();
    void wgetMethods_data();
    void wgetMethods();
    void scriptRequests();
    void secretsAreInFiles_data() { addPrograms(); }
    void secretsAreInFiles();
    void unusedOptions_data() { addPrograms(); }
    void unusedOptions();
    void ownAndGivenFields();
    void versions();
    void predictors();

private:
    static void addPrograms();
};

void ProgramPlanTest::addPrograms()
{
    QTest::addColumn<bool>("unused");
    for (const RealClient &each : realClients()) {
        if (!isBrowser(each))
            QTest::newRow(each.id.data()) << true;
    }
}

void ProgramPlanTest::curlIsTold()
{
    const ProgramPlan plan = planOf("curl-real", readyRequest());
    QCOMPARE(plan.arguments, (QStringList{u"--disable"_s, u"--config"_s, u"settings"_s}));
    QCOMPARE(fileOf(plan, u"settings"_s), QByteArray("--silent\n--show-error\n--globoff\n--output \"/dev/null\"\n"
                                                     "--location\n"
                                                     "-H \"X-A: \\\"quoted\\\" \\\\ it's\\ttab\"\n"
                                                     "-H \"X-Empty;\"\n"
                                                     "--data-binary \"@body\"\n"
                                                     "--url \"http://us:pw@a.example/b?c#d\"\n"));
    QCOMPARE(fileOf(plan, u"body"_s), QByteArray("a=1"));
    QCOMPARE(plan.predictor, u"curl"_s);
    QCOMPARE(plan.notes, QStringList());
    QCOMPARE(plan.fields, readyRequest().request.headers);
}

void ProgramPlanTest::curlIsForced_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QString>("predictor");
    QTest::newRow("GET") << "GET"_ba << QByteArray() << QByteArray() << u"curl"_s;
    QTest::newRow("HEAD") << "HEAD"_ba << QByteArray() << "--head\n"_ba << u"curl"_s;
    QTest::newRow("POST") << "POST"_ba
                          << "x"_ba << QByteArray() << u"curl"_s;
    QTest::newRow("POST of nothing") << "POST"_ba << QByteArray() << "-X \"POST\"\n"_ba << u"curl-X"_s;
    QTest::newRow("PUT") << "PUT"_ba
                         << "x"_ba
                         << "-X \"PUT\"\n"_ba << u"curl-X"_s;
    QTest::newRow("DELETE") << "DELETE"_ba << QByteArray() << "-X \"DELETE\"\n"_ba << u"curl-X"_s;
}

void ProgramPlanTest::curlIsForced()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, option);
    ReadyRequest ready = readyRequest();
    ready.request.method = method;
    ready.request.content.bytes = body;
    const ProgramPlan plan = planOf("curl-real", ready);
    const QByteArray settings = fileOf(plan, u"settings"_s);
    QCOMPARE(settings.contains("-X ") || settings.contains("--head"), !option.isEmpty());
    QVERIFY2(settings.contains(option), settings);
    QTEST(plan.predictor, "predictor");
}

void ProgramPlanTest::curlOptions()
{
    ReadyRequest ready = readyRequest();
    ready.request.follows = false;
    ready.request.maxHops = 3;
    ready.request.userPassword = "us:p\"w";
    ready.request.withoutFields = {"User-Agent"};
    ready.request.headers.append("Cookie", "a=1");
    ready.request.cookieByOption = true;
    const ProgramPlan plan = planOf("curl-real", ready);
    const QByteArray settings = fileOf(plan, u"settings"_s);
    QVERIFY2(!settings.contains("--location"), settings);
    for (const char *line :
         {"--max-redirs \"3\"\n", "--user \"us:p\\\"w\"\n", "-H \"User-Agent:\"\n", "--cookie \"a=1\"\n"})
        QVERIFY2(settings.contains(line), line);
    QCOMPARE(plan.limits.maxHops, 3);
    QCOMPARE(plan.limits.follows, false);
    QCOMPARE(plan.userPassword, "us:p\"w"_ba);
    QCOMPARE(plan.withoutFields, QList<QByteArray>{"User-Agent"});
}

void ProgramPlanTest::wgetSettings()
{
    ReadyRequest ready = readyRequest();
    ready.request.headers.append("Bad\nName", "x");
    const ProgramPlan plan = planOf("wget-real", ready);
    QCOMPARE(fileOf(plan, u"settings"_s), QByteArray("netrc = off\nhsts_file = hsts\n"
                                                     "header = X-A: \"quoted\" \\ it's\ttab\nheader = X-Empty: \n"
                                                     "header = Connection: Keep-Alive\n"));
    QCOMPARE(plan.arguments,
             (QStringList{u"--config=settings"_s, u"--no-verbose"_s, u"--tries=1"_s, u"--output-document=/dev/null"_s,
                          u"--post-file=body"_s, u"--"_s, u"http://us:pw@a.example/b?c#d"_s}));
    QCOMPARE(plan.fields, readyRequest().request.headers);
    QCOMPARE(plan.notes.size(), 2);
    QVERIFY2(plan.notes[0].startsWith(u"wget cannot be given the field"_s), qPrintable(plan.notes[0]));
    ready = readyRequest();
    ready.request.headers.append("connection", "close");
    QVERIFY(!fileOf(planOf("wget-real", ready), u"settings"_s).contains("Keep-Alive"));
}

void ProgramPlanTest::wgetMethods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("predictor");
    QTest::newRow("GET") << "GET"_ba << QByteArray() << QStringList() << u"wget"_s;
    QTest::newRow("GET with a body") << "GET"_ba
                                     << "x"_ba << QStringList{u"--method=GET"_s, u"--body-file=body"_s}
                                     << u"wget-method"_s;
    QTest::newRow("HEAD") << "HEAD"_ba << QByteArray() << QStringList{u"--spider"_s} << u"wget"_s;
    QTest::newRow("POST of nothing") << "POST"_ba << QByteArray() << QStringList{u"--post-file=body"_s} << u"wget"_s;
    QTest::newRow("PUT") << "PUT"_ba
                         << "x"_ba << QStringList{u"--method=PUT"_s, u"--body-file=body"_s} << u"wget-method"_s;
    QTest::newRow("DELETE") << "DELETE"_ba << QByteArray() << QStringList{u"--method=DELETE"_s} << u"wget-method"_s;
}

void ProgramPlanTest::wgetMethods()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    ReadyRequest ready = readyRequest();
    ready.request.method = method;
    ready.request.content.bytes = body;
    const ProgramPlan plan = planOf("wget-real", ready);
    QTEST(plan.arguments.sliced(4, plan.arguments.size() - 6), "options");
    QTEST(plan.predictor, "predictor");
}

/// Names once, the values joined, and without what the library writes by itself.
void ProgramPlanTest::scriptRequests()
{
    ReadyRequest ready = readyRequest();
    ready.request.headers = {};
    ready.request.headers.append("X-A", "1");
    ready.request.headers.append("x-a", "2");
    ready.request.headers.append("Content-Length", "99");
    ready.request.userPassword = "us:p:w";
    for (const char *client : {"node-real", "python-real"}) {
        const ProgramPlan plan = planOf(client, ready);
        const QJsonObject request = QJsonDocument::fromJson(fileOf(plan, u"request.json"_s)).object();
        const QByteArray fields = QJsonDocument(request[u"fields"].toArray()).toJson(QJsonDocument::Compact);
        QCOMPARE(fields, QByteArray(R"([["X-A","1, 2"]])"));
        QCOMPARE(request[u"url"].toString(), u"http://us:pw@a.example/b?c#d"_s);
        QCOMPARE(request[u"body"].toString(), u"a=1"_s);
        QCOMPARE(request[u"isText"].toBool(), true);
        const bool takesUser = QLatin1StringView(client) == "python-real"_L1;
        const QByteArray user = QJsonDocument(request[u"user"].toArray()).toJson(QJsonDocument::Compact);
        QCOMPARE(user, takesUser ? R"(["us","p:w"])"_ba : "[]"_ba);
        QCOMPARE(plan.userPassword, takesUser ? "us:p:w"_ba : QByteArray());
        QVERIFY(plan.notes.join(u' ').contains(u"in several lines"_s));
    }
    ready.request.content.bytes = "\xff";
    const ProgramPlan plan = planOf("node-real", ready);
    const QJsonObject request = QJsonDocument::fromJson(fileOf(plan, u"request.json"_s)).object();
    QCOMPARE(request[u"body"].toString(), u"/w=="_s);
    QCOMPARE(request[u"isText"].toBool(), false);
    QCOMPARE(plan.withoutFields, QList<QByteArray>{"Content-Type"});
}

void ProgramPlanTest::secretsAreInFiles()
{
    ReadyRequest ready = readyRequest();
    ready.request.headers.append("Authorization", kSecret);
    ready.request.userPassword = QByteArray("us:") + kSecret;
    ready.request.content.bytes = kSecret;
    const ProgramPlan plan = planOf(QTest::currentDataTag(), ready);
    QVERIFY(!plan.arguments.join(u' ').contains(QString::fromLatin1(kSecret)));
    QByteArray files;
    for (const ProgramFile &each : plan.files)
        files += each.content;
    QVERIFY(files.contains(kSecret));
}

void ProgramPlanTest::unusedOptions()
{
    ReadyRequest ready = readyRequest();
    ready.request.headers = {};
    ready.request.headers.append("Connection", "close");
    const auto isPlain = [&] { return planOf(QTest::currentDataTag(), ready).notes.isEmpty(); };
    QCOMPARE(isPlain(), QLatin1StringView(QTest::currentDataTag()) != "node-real"_L1);
    const TraceRequest before = ready.request;
    for (const auto change : std::initializer_list<void (*)(TraceRequest &)>{
             [](TraceRequest &request) { request.hsts = true; }, [](TraceRequest &request) { request.http2 = true; },
             [](TraceRequest &request) { request.step = true; }, [](TraceRequest &request) { request.cookies = false; },
             [](TraceRequest &request) {
                 request.userPassword = "a:b";
                 request.auth = AuthChoice::Digest;
             }}) {
        change(ready.request);
        QVERIFY(!isPlain());
        ready.request = before;
    }
}

/// The command of the export keeps curl's own fields away; the one that is run does not.
void ProgramPlanTest::ownAndGivenFields()
{
    Request request{.method = "POST", .url = "http://a.example/"};
    request.body = bodyOf("@x");
    const std::optional<CurlSettings> given = curlSettings(request, CurlFields::AsGiven);
    const std::optional<CurlSettings> own = curlSettings(request, CurlFields::WithOwn);
    QVERIFY(given && own);
    QCOMPARE(own->options, (QList<CurlSetting>{{"--data-binary", "@-"_ba}, {"--url", "http://a.example/"_ba}}));
    QCOMPARE(own->input, "@x"_ba);
    QCOMPARE(given->options.first(4),
             (QList<CurlSetting>{
                 {"-H", "User-Agent:"_ba}, {"-H", "Accept:"_ba}, {"-H", "Content-Type:"_ba}, {"-H", "Expect:"_ba}}));
    request.url = "ftp://a.example/";
    QVERIFY(!curlSettings(request, CurlFields::WithOwn));
}

void ProgramPlanTest::versions()
{
    QCOMPARE(versionIn("GNU Wget 1.21.3 built on linux-gnu.\n"), u"1.21.3"_s);
    QCOMPARE(versionIn("v20.20.2\n"), u"20.20.2"_s);
    QCOMPARE(versionIn("curl 8.5.0 (x86_64-pc-linux-gnu) libcurl/8.5.0\n"), u"8.5.0"_s);
    QCOMPARE(versionIn("no\n"), QString());
    QCOMPARE(versionArguments(*realClient(u"curl-real")), QStringList{u"--version"_s});
    QCOMPARE(versionArguments(*realClient(u"python-real")),
             (QStringList{u"-c"_s, u"from importlib.metadata import version; print(version('requests'))"_s}));
}

/// Each installed client has profiles that predict it, and a text for the list.
void ProgramPlanTest::predictors()
{
    for (const RealClient &each : realClients()) {
        for (const QString &id : predictorsOf(each))
            QVERIFY2(findClient(id), qPrintable(id));
        QVERIFY(!QString::fromUtf8(each.name).contains(u' '));
        QCOMPARE(QString::fromUtf8(profileOf(each)->description), QString::fromUtf8(each.description));
    }
    QCOMPARE(predictorsOf(*realClient(u"node-real")), QStringList{u"node-fetch-builtin"_s});
    QCOMPARE(predictorsOf(*realClient(u"curl-real")), (QStringList{u"curl"_s, u"curl-X"_s}));
}

QTEST_APPLESS_MAIN(ProgramPlanTest)
#include "tst_programplan.moc"
