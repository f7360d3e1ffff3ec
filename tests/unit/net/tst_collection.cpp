// SPDX-License-Identifier: MIT
#include "net/collection.h"
#include "net/requestoption.h"
#include "net/resolvedrequest.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

SavedRequest saved(const QString &url, std::optional<qint64> order = {})
{
    return {.request = {.url = url}, .order = order};
}

void writeText(const QString &path, const QByteArray &text)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestCollection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsInOrder();
    void brokenFilesStay();
    void unchangedFilesStay();
    void namesOfFiles_data();
    void namesOfFiles();
    void variablesOfEnvironments();
    void resolvesEveryText();
    void schemeOfValue_data();
    void schemeOfValue();
    void refusesUnknown();
    void faultsOfVariables();
    void proposals();
    void secretsLeaveVariables();
};

void TestCollection::readsInOrder()
{
    QTemporaryDir dir;
    const QString folder = dir.path();
    QCOMPARE(readCollection(folder + u"/none"_s), Collection{.folder = folder + u"/none"_s});
    for (const auto &[path, order] : QList<std::pair<QString, std::optional<qint64>>>{
             {u"b"_s, {}}, {u"A"_s, {}}, {u"z"_s, 2}, {u"y"_s, 10}, {u"shop/x"_s, {}}, {u"shop/in/deep"_s, 1}})
        QCOMPARE(saveRequest(folder + u'/' + path + u".request.json"_s, saved(u"http://a.example/"_s, order)),
                 QString());
    QCOMPARE(saveEnvironment(folder, u"dev"_s, {{u"a"_s, u"1"_s}}), QString());
    writeText(folder + u"/notes.txt"_s, "x");
    writeText(folder + u"/shop/environments/e.request.json"_s, writeSavedRequest(saved(u"http://e/"_s)));
    QVERIFY(QFile::link(folder, folder + u"/loop"_s));
    const Collection collection = readCollection(folder);
    QStringList paths;
    for (const CollectionEntry &entry : collection.entries)
        paths.append(entry.path + (entry.isFolder ? u"/"_s : entry.error));
    QCOMPARE(paths, (QStringList{u"shop/"_s, u"shop/environments/"_s, u"shop/environments/e.request.json"_s,
                                 u"shop/in/"_s, u"shop/in/deep.request.json"_s, u"shop/x.request.json"_s,
                                 u"z.request.json"_s, u"y.request.json"_s, u"A.request.json"_s, u"b.request.json"_s}));
    QCOMPARE(collection.entries.at(4).name, u"deep"_s);
    QCOMPARE(collection.entries.at(4).depth(), 2);
    QCOMPARE(collection.environments.size(), 1);
    QCOMPARE(collectionOf(folder + u"/shop/in/deep.request.json"_s), folder + u"/shop"_s);
    QCOMPARE(collectionOf(folder + u"/A.request.json"_s), folder);
}

void TestCollection::brokenFilesStay()
{
    QTemporaryDir dir;
    const QString path = dir.path() + u"/a.request.json"_s;
    const QByteArray broken = "{\"format\": \"hopscope-request\",\n\"version\": 1, \"client\": 3}";
    writeText(path, broken);
    const Collection collection = readCollection(dir.path());
    QCOMPARE(collection.entries.size(), 1);
    QCOMPARE(collection.entries.first().error, u"line 2, column 25: client: expected text, found a number"_s);
    QCOMPARE(saveRequest(path, saved(u"http://a/"_s)),
             path +
                 u" is broken and is not replaced (line 2, column 25: client: expected text, found a number): mend it "
                 "or choose another name."_s);
    QCOMPARE(textOf(path), broken);
    writeText(environmentPath(dir.path(), u"dev"_s), "[]");
    QVERIFY(saveEnvironment(dir.path(), u"dev"_s, {}).contains(u"is broken and is not replaced"_s));
    QCOMPARE(textOf(environmentPath(dir.path(), u"dev"_s)), QByteArray("[]"));
}

/// A file that a person wrote in another layout is not touched when it says the same.
void TestCollection::unchangedFilesStay()
{
    QTemporaryDir dir;
    const QString path = dir.path() + u"/a.request.json"_s;
    const QByteArray own =
        "{\"version\": 1, \"format\": \"hopscope-request\", \"client\": \"browser\", \"notes\": [\"n\"],"
        "\"method\": \"GET\", \"url\": \"http://a/\", \"headers\": [], \"order\": 3}";
    writeText(path, own);
    SavedRequest same = saved(u"http://a/"_s, 3);
    same.notes = {u"n"_s};
    QCOMPARE(saveRequest(path, same), QString());
    QCOMPARE(textOf(path), own);
    same.order.reset();
    QCOMPARE(saveRequest(path, same), QString());
    QCOMPARE(textOf(path), writeSavedRequest(same));
    QCOMPARE(*readSavedRequest(textOf(path)), same);
}

void TestCollection::namesOfFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    QTest::newRow("plain") << u"Add item"_s << u"Add item.request.json"_s;
    QTest::newRow("path") << u"../a/b\\c"_s << u"_..-a-b-c.request.json"_s;
    QTest::newRow("windows") << u"a:b*c?\"<>|"_s << u"a-b-c-----.request.json"_s;
    QTest::newRow("device") << u"nul"_s << u"_nul.request.json"_s;
    QTest::newRow("dots") << u"a. ."_s << u"a.request.json"_s;
    QTest::newRow("empty") << u" "_s << u"request.request.json"_s;
    QTest::newRow("control") << u"a\nb"_s << u"a-b.request.json"_s;
    QTest::newRow("long") << QString(300, u'ü') << QString(100, u'ü') + u".request.json"_s;
}

void TestCollection::namesOfFiles()
{
    QFETCH(QString, name);
    QFETCH(QString, file);
    QCOMPARE(requestFileName(name), file);
    QTemporaryDir dir;
    const QString path = unusedRequestPath(dir.path(), name);
    QCOMPARE(path, dir.path() + u'/' + file);
    QCOMPARE(saveRequest(path, saved(u"http://a/"_s)), QString());
    QVERIFY(unusedRequestPath(dir.path(), name).endsWith(u" 2.request.json"_s));
}

void TestCollection::variablesOfEnvironments()
{
    Collection collection{.folder = u"/c"_s};
    collection.variables = {{u"host"_s, u"shared"_s}, {u"path"_s, u"p"_s}, {u"key"_s, {}, true}};
    collection.environments = {{u"dev"_s, {{u"host"_s, u"dev"_s}, {u"token"_s, {}, true}}, {}},
                               {u"bad"_s, {}, u"why"_s}};
    SecretsInMemory secrets;
    secrets.write(u"dev"_s, u"token"_s, u"t-dev"_s);
    secrets.write({}, u"key"_s, u"k-all"_s);
    const Result<Variables> dev = variablesOf(collection, u"dev"_s, secrets);
    QVERIFY2(dev, qPrintable(dev.error));
    QCOMPARE(dev->find("host")->value, u"dev"_s);
    QCOMPARE(dev->find("path")->value, u"p"_s);
    QCOMPARE(dev->secretValues(), (QList<QByteArray>{"k-all", "t-dev"}));
    QCOMPARE(variablesOf(collection, {}, secrets)->find("host")->value, u"shared"_s);
    QCOMPARE(variablesOf(collection, u"live"_s, secrets).error, u"there is no environment \"live\" in /c"_s);
    QCOMPARE(variablesOf(collection, u"bad"_s, secrets).error, u"/c/environments/bad.json: why"_s);
    collection.variablesError = u"why"_s;
    QCOMPARE(variablesOf(collection, {}, secrets).error, u"/c/variables.json: why"_s);
}

/// Every option that is a text or a file among them: a new one that is forgotten fails here.
void TestCollection::resolvesEveryText()
{
    Variables variables;
    variables.set({u"v"_s, u"value"_s});
    TraceRequest request{.method = "POST", .url = u"http://{{v}}/{{ v }}"_s};
    request.headers.append("X-{{v}}", "a {{v}} b");
    request.content = {"{{v}}", u"/{{v}}.bin"_s};
    request.withoutFields = {"{{v}}"};
    request.cookieFileMayMiss = true;
    for (const RequestOption &option : requestOptions()) {
        // Statuses and methods are no texts of the user's.
        const bool isWord = option.name == "expect"_L1 || option.name == "expect-method"_L1;
        if ((option.kind == OptionKind::Text || option.kind == OptionKind::File) && option.name != "proxy"_L1 &&
            !isWord)
            QCOMPARE(option.read({}, {u"{{v}}:{{v}}"_s}, request), QString());
    }
    request.cookieFileMayMiss = true;
    request.proxy = QUrl(u"http://127.0.0.1:1"_s);
    request.proxy.setUserName(u"{{v}}"_s);
    request.proxy.setPassword(u"{{v}}"_s);
    const Result<TraceRequest> done = resolved(request, variables);
    QVERIFY2(done, qPrintable(done.error));
    QCOMPARE(done->url, u"http://value/value"_s);
    QCOMPARE(done->headers, (Headers{{{"X-value", "a value b"}}}));
    QCOMPARE(done->content, (RequestContent{"value", u"/value.bin"_s}));
    QCOMPARE(done->proxy.toString(), u"http://value:value@127.0.0.1:1"_s);
    QVERIFY(done->cookieFileMayMiss);
    QVERIFY(!writeRequest(*done).contains("{{"));
    QCOMPARE(variableNames(request), QStringList{u"v"_s});
    QCOMPARE(variableNames(*done), QStringList());
    request.content = {QByteArray("\xff{{v}}"), {}};
    QCOMPARE(resolved(request, variables)->content, request.content);
}

void TestCollection::schemeOfValue_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("url");
    QTest::newRow("http") << u"http://127.0.0.1:1"_s << u"http://127.0.0.1:1/x"_s;
    QTest::newRow("https") << u"https://a.example"_s << u"https://a.example/x"_s;
    QTest::newRow("none") << u"a.example"_s << u"https://a.example/x"_s;
    QTest::newRow("none, this machine") << u"127.0.0.1:1"_s << u"http://127.0.0.1:1/x"_s;
    QTest::newRow("other") << u"ftp://a.example"_s << u"ftp://a.example/x"_s;
}

/// A URL that begins with a variable has the scheme of its value, and gets one if there is none.
void TestCollection::schemeOfValue()
{
    QFETCH(QString, value);
    Variables variables;
    variables.set({u"base"_s, value});
    const Result<TraceRequest> done = resolved({.url = u"{{base}}/x"_s}, variables);
    QVERIFY2(done, qPrintable(done.error));
    QTEST(done->url, "url");
}

void TestCollection::faultsOfVariables()
{
    Collection collection{.folder = u"/c"_s, .variablesError = u"one"_s};
    collection.environments = {{u"good"_s, {}, {}}, {u"bad"_s, {}, u"two"_s}};
    QCOMPARE(variableFaults(collection),
             (QStringList{u"/c/variables.json: one"_s, u"/c/environments/bad.json: two"_s}));
    QCOMPARE(findEnvironment(collection, u"bad"_s), &collection.environments.at(1));
    QCOMPARE(findEnvironment(collection, u"none"_s), nullptr);
    QCOMPARE(parentPath(childPath(u"a/b"_s, u"c"_s)), u"a/b"_s);
    QCOMPARE(parentPath(childPath({}, u"c"_s)), QString());
}

void TestCollection::refusesUnknown()
{
    TraceRequest request{.url = u"http://a/"_s};
    request.headers.append("X-Key", "{{key}}");
    QCOMPARE(resolved(request, Variables(u"dev"_s)).error,
             u"the field \"X-Key\" has {{key}}, which is not a variable of the environment \"dev\": add it there"_s);
}

void TestCollection::proposals()
{
    TraceRequest request{.url = u"http://{{token}}/"_s};
    request.headers.append("Authorization", "Bearer abcdef");
    request.headers.append("X-Api-Key", "k-12345");
    request.headers.append("Cookie", "sid={{sid}}");
    request.headers.append("X-Auth-Token", "[redacted 3]");
    request.headers.append("Accept", "text/html");
    const QList<SecretProposal> made = secretProposals(request, {});
    QCOMPARE(made, (QList<SecretProposal>{{0, {u"token2"_s, u"abcdef"_s, true}, "Bearer {{token2}}"},
                                          {1, {u"api_key"_s, u"k-12345"_s, true}, "{{api_key}}"}}));
    const TraceRequest changed = withProposals(request, made);
    QCOMPARE(changed.headers.first("Authorization").value(), QByteArray("Bearer {{token2}}"));
    QCOMPARE(secretProposals(changed, {}), QList<SecretProposal>());
    Variables variables;
    variables.set({u"token"_s, u"a"_s});
    variables.set({u"sid"_s, u"s"_s});
    for (const SecretProposal &each : made)
        variables.set(each.variable);
    QCOMPARE(resolved(changed, variables)->headers.first("Authorization").value(), QByteArray("Bearer abcdef"));
}

/// A variable is not a secret, although it stands where one does; a real one beside it is.
void TestCollection::secretsLeaveVariables()
{
    TraceRequest request{.method = "POST", .url = u"http://{{user}}:{{pass}}@{{host}}/x?token={{token}}&key2=1"_s};
    request.headers.append("Authorization", "Bearer {{token}}");
    request.headers.append("X-Api-Key", "{{key}}");
    request.headers.append("Cookie", "a={{a}}; b=hunter2");
    request.headers.append("Content-Type", "application/json");
    request.content.bytes = R"({"password": "{{password}}", "token": "hunter22"})";
    request.userPassword = "me:{{password}}";
    const TraceRequest shown = withoutSecrets(request, {});
    QCOMPARE(shown.url, request.url);
    QCOMPARE(shown.headers.first("Authorization").value(), QByteArray("Bearer {{token}}"));
    QCOMPARE(shown.headers.first("X-Api-Key").value(), QByteArray("{{key}}"));
    QVERIFY(shown.headers.first("Cookie")->startsWith("a={{a}}; b=[redacted "));
    QVERIFY(shown.content.bytes.startsWith(R"({"password": "{{password}}", "token": "[redacted )"));
    QCOMPARE(shown.userPassword, QByteArray("me:{{password}}"));
    QCOMPARE(withoutSecrets(shown, {}), shown);
    const TraceRequest other = withoutSecrets({.url = u"http://me:{{pass}}@a.example/?access_token=secret-1"_s}, {});
    QVERIFY(other.url.startsWith(u"http://me:{{pass}}@a.example/?access_token=[redacted "_s));
    QVERIFY(!withoutSecrets({.url = u"http://{{u}}:clear-pw@a/"_s}, {}).url.contains(u"clear-pw"_s));
}

QTEST_GUILESS_MAIN(TestCollection)
#include "tst_collection.moc"
