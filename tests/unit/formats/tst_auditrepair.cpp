// SPDX-License-Identifier: MIT
#include "formats/audit/auditrepair.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

/// A row of line `line` that went `urls` with these statuses.
AuditedRow rowOf(int line, const QByteArrayList &urls, const QList<int> &statuses, const QByteArray &target = {},
                 const QList<int> &asked = {}, const QByteArray &method = "GET", const QByteArray &lastMethod = "GET")
{
    AuditedRow row;
    row.result = {.id = QByteArray::number(line),
                  .place = {{}, line},
                  .source = QString::fromUtf8(urls.first()),
                  .target = QString::fromUtf8(target),
                  .statuses = asked,
                  .method = QString::fromLatin1(method)};
    row.way = {.urls = urls, .statuses = statuses, .lastMethod = lastMethod, .outcome = {}};
    return row;
}

AuditedRow endedBy(OutcomeKind kind, const QString &cause)
{
    AuditedRow row = rowOf(9, {"http://a.example/x", "http://a.example/y"}, {301, 301});
    row.way.outcome.kind = kind;
    row.result.judgement.cause = cause;
    return row;
}

/// "http://a/x 301 http://a/y" for each rule.
QStringList rulesOf(const Repair &repair)
{
    QStringList rules;
    for (const RepairRule &rule : repair.rules)
        rules.append(QString::fromLatin1(rule.source + ' ' + QByteArray::number(rule.status) + ' ' + rule.target));
    return rules;
}

Repair ruleOf(const QByteArray &source, const QByteArray &target)
{
    return {.rules = {{u"line 2"_s, "GET", source, target, 301, {}}}, .stays = {}, .leftOut = {}};
}

/// What `id` writes of one rule from `source` to `target`, without its comments.
QByteArray linesOf(const char *id, const QByteArray &source, const QByteArray &target)
{
    QByteArray text;
    for (const QByteArray &line : repairFormat(QString::fromLatin1(id))->write(ruleOf(source, target)).split('\n')) {
        if (!line.trimmed().isEmpty() && !line.trimmed().startsWith('#'))
            text += line.trimmed() + '\n';
    }
    return text;
}

} // namespace

class TestAuditRepair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statuses_data();
    void statuses();
    void targets();
    void leftOut();
    void staysAndHosts();
    void circles();
    void sameSource();
    void netlify_data();
    void netlify();
    void cloudflare_data();
    void cloudflare();
    void cloudflareLimits();
    void servers_data();
    void servers();
    void nginxKeys();
    void commentsAreInert();
    void hurl();
};

void TestAuditRepair::statuses_data()
{
    QTest::addColumn<QList<int>>("steps");
    QTest::addColumn<QList<int>>("asked");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("lastMethod");
    QTest::addColumn<int>("status");
    const auto add = [](const char *name, const QList<int> &steps, const QList<int> &asked, const QByteArray &method,
                        const QByteArray &lastMethod,
                        int status) { QTest::newRow(name) << steps << asked << method << lastMethod << status; };
    add("permanent", {301, 301}, {}, "GET", "GET", 301);
    add("permanent, kept in part", {301, 308}, {}, "GET", "GET", 301);
    add("permanent, kept", {308, 308}, {}, "GET", "GET", 308);
    add("for now", {301, 302}, {}, "GET", "GET", 302);
    add("for now, kept", {308, 307}, {}, "HEAD", "HEAD", 307);
    add("asked", {302, 302}, {301}, "GET", "GET", 301);
    add("the first that was asked", {302, 302}, {308, 301}, "GET", "GET", 308);
    add("asked, POST: the one that keeps it", {302, 302}, {301, 308}, "POST", "POST", 308);
    add("asked, POST: there is no other", {308, 308}, {301}, "POST", "POST", 301);
    add("POST kept", {308, 308}, {}, "POST", "POST", 308);
    add("POST kept for now", {307, 308}, {}, "POST", "POST", 307);
    add("POST became GET", {301, 301}, {}, "POST", "GET", 301);
    add("POST became GET for now", {303, 301}, {}, "POST", "GET", 303);
    add("PUT became GET", {303, 301}, {}, "PUT", "GET", 303);
    add("a page led on", {200, 301}, {}, "GET", "GET", 302);
}

void TestAuditRepair::statuses()
{
    QFETCH(QList<int>, steps);
    QFETCH(QList<int>, asked);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, lastMethod);
    QFETCH(int, status);
    const AuditedRow row = rowOf(2, {"http://a.example/1", "http://a.example/2", "http://a.example/3"},
                                 steps + QList<int>{200}, {}, asked, method, lastMethod);
    const Repair repair = repairOf({row}, {});
    QCOMPARE(rulesOf(repair), QStringList{u"http://a.example/1 %1 http://a.example/3"_s.arg(status)});
}

void TestAuditRepair::targets()
{
    const QByteArrayList way{"http://a.example/1", "http://a.example/2", "https://b.example/3"};
    const Repair repair = repairOf({rowOf(2, way, {301, 301, 200}), rowOf(3, way, {301, 301, 200}, way.last() + "#x"),
                                    rowOf(4, way, {301, 301, 200}, "https://b.example/4"),
                                    rowOf(5, {"http://a.example/5"}, {200}, "http://a.example/6")},
                                   {});
    QCOMPARE(
        rulesOf(repair),
        (QStringList{u"http://a.example/1 301 https://b.example/3"_s, u"http://a.example/1 301 https://b.example/3#x"_s,
                     u"http://a.example/1 301 https://b.example/4"_s, u"http://a.example/5 301 http://a.example/6"_s}));
    QCOMPARE(repair.rules[1].note, QString());
    QCOMPARE(repair.rules[2].note, u"The audit ended at https://b.example/3; the list asks for this target."_s);
    QVERIFY(repair.leftOut.isEmpty());
}

void TestAuditRepair::leftOut()
{
    const QByteArrayList way{"http://a.example/1", "http://a.example/2"};
    const Repair repair = repairOf({endedBy(OutcomeKind::Loop, u"a loop"_s), rowOf(2, way, {301, 404}),
                                    rowOf(3, way, {301, 200}, way.first()), rowOf(4, way, {301, 200}, {}, {200}),
                                    rowOf(5, {"http://a.example/?token=[redacted 1]"}, {200}, "http://a.example/2"),
                                    rowOf(6, {"no URL", "http://a.example/2"}, {301, 200})},
                                   {});
    QCOMPARE(
        repair.leftOut,
        (QStringList{u"line 9: GET http://a.example/x: a loop."_s, u"line 2: GET http://a.example/1: 404 at the end."_s,
                     u"line 3: GET http://a.example/1: it has to stay where it is: take its redirect away."_s,
                     u"line 4: GET http://a.example/1: the list asks for 200, which is no redirect."_s,
                     u"line 5: GET http://a.example/?token=[redacted 1]: a placeholder stands for a secret in it: "
                     "audit with --no-redact."_s,
                     u"line 6: GET no URL: no URL is not a URL."_s}));
    QVERIFY(repair.rules.isEmpty());
}

void TestAuditRepair::staysAndHosts()
{
    const Repair repair = repairOf({rowOf(2, {"http://127.0.0.1:8080/fine?x"}, {200}),
                                    rowOf(3, {"http://127.0.0.1:8080/gone"}, {410}, {}, {410}),
                                    rowOf(4, {"http://me:pw@127.0.0.1:8080/1", "http://127.0.0.1:8080/2"}, {302, 200})},
                                   {{.from = "127.0.0.1:8080", .to = "https://www.example.com"}});
    QCOMPARE(repair.stays, (QList<RepairStay>{{u"line 2"_s, "GET", "https://www.example.com/fine?x", 200},
                                              {u"line 3"_s, "GET", "https://www.example.com/gone", 410}}));
    QCOMPARE(rulesOf(repair), QStringList{u"https://www.example.com/1 302 https://www.example.com/2"_s});
}

void TestAuditRepair::circles()
{
    const auto row = [](int line, const QByteArray &source, const QByteArray &target) {
        return rowOf(line, {source, "http://a.example/end"}, {301, 200}, target);
    };
    const Repair repair = repairOf(
        {row(2, "http://a.example/1", "http://a.example/2"), row(3, "http://a.example/2", "http://a.example/3#x"),
         row(4, "http://a.example/4", "http://a.example/5"), row(5, "http://a.example/5", "http://a.example/4")},
        {});
    QCOMPARE(rulesOf(repair), (QStringList{u"http://a.example/1 301 http://a.example/3#x"_s,
                                           u"http://a.example/2 301 http://a.example/3#x"_s}));
    QCOMPARE(repair.rules.first().note, u"http://a.example/2 leads on to this target."_s);
    QCOMPARE(repair.leftOut,
             (QStringList{u"line 4: GET http://a.example/4: the targets of the list lead in a circle."_s,
                          u"line 5: GET http://a.example/5: the targets of the list lead in a circle."_s}));
}

void TestAuditRepair::sameSource()
{
    const QByteArrayList way{"http://a.example/1", "http://a.example/2"};
    const Repair repair = repairOf(
        {rowOf(2, way, {301, 200}), rowOf(3, way, {301, 200}), rowOf(4, way, {308, 200}, {}, {}, "POST", "POST")}, {});
    const QByteArray text = repairFormat(u"nginx")->write(repair);
    QCOMPARE(text.count("\"http://a.example/1\" \"http://a.example/1 301"), 1);
    QVERIFY(text.endsWith(
        "\n# Not repaired: 1\n# line 4: POST http://a.example/1 to http://a.example/2: line 2 has another "
        "rule for this URL, and the rules are the same for all methods.\n"));
    const QByteArray checks = repairFormat(u"hurl")->write(repair);
    QCOMPARE(
        checks.count("POST http://a.example/1\n[Options]\nlocation: false\nHTTP 308\nLocation: http://a.example/2\n"),
        1);
}

void TestAuditRepair::netlify_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("lines");
    const auto add = [](const char *name, const QByteArray &source, const QByteArray &target, const QByteArray &lines) {
        QTest::newRow(name) << source << target << lines;
    };
    add("plain", "http://a.example/1", "https://a.example/1", "http://a.example/1 https://a.example/1 301!\n");
    add("query", "http://a.example/1?id=2&x=a%20b", "http://b.example/",
        "http://a.example/1 id=2 x=a%20b http://b.example/ 301!\n");
    add("no value", "http://a.example/1?id", "http://b.example/", "");
    add("a name twice", "http://a.example/1?id=1&id=2", "http://b.example/", "");
    add("a placeholder as value", "http://a.example/1?id=:id", "http://b.example/", "");
    add("a star", "http://a.example/*", "http://b.example/", "");
    add("a colon", "http://a.example/:x", "http://b.example/", "");
    add("a colon within", "http://a.example/a:x", "http://b.example/", "http://a.example/a:x http://b.example/ 301!\n");
    add("a port", "http://a.example:8080/1", "http://b.example/", "");
    add("itself with a query", "http://a.example/1", "http://a.example/1?x", "");
}

void TestAuditRepair::netlify()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, target);
    QTEST(linesOf("netlify", source, target), "lines");
}

void TestAuditRepair::cloudflare_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("lines");
    const auto add = [](const char *name, const QByteArray &source, const QByteArray &target, const QByteArray &lines) {
        QTest::newRow(name) << source << target << lines;
    };
    add("plain", "http://a.example/1", "http://a.example/2#x", "/1 http://a.example/2#x 301\n");
    add("no path", "http://a.example", "http://b.example/", "/ http://b.example/ 301\n");
    add("query", "http://a.example/1?x", "http://b.example/", "");
    add("a star", "http://a.example/*", "http://b.example/", "");
    add("only the scheme", "http://a.example/1", "https://a.example/1", "");
    add("too long", "http://a.example/" + QByteArray(1000, 'x'), "http://b.example/", "");
}

void TestAuditRepair::cloudflare()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, target);
    QTEST(linesOf("cloudflare", source, target), "lines");
}

void TestAuditRepair::cloudflareLimits()
{
    Repair repair = ruleOf("http://b.example/other", "http://a.example/");
    constexpr int kRules = 2001;
    for (int i = 0; i < kRules; ++i)
        repair.rules.append(
            {u"line %1"_s.arg(i), "GET", "http://a.example/" + QByteArray::number(i), "http://c.example/", 301, {}});
    repair.rules.append({u"line 3"_s, "GET", "https://a.example/0", "http://c.example/", 301, {}});
    const QByteArray text = repairFormat(u"cloudflare")->write(repair);
    QCOMPARE(text.count(" http://c.example/ 301\n"), 2000);
    QVERIFY(text.contains("# Not repaired: 3\n"));
    QVERIFY(text.contains(": these rules are those of a.example.\n"));
    QVERIFY(text.contains(": Cloudflare Pages has at most 2000 rules.\n"));
    QVERIFY(text.contains(": there is a rule for this path already, which counts for http and https.\n"));
}

void TestAuditRepair::servers_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("line"); ///< empty: there is no rule
    const auto add = [](const char *name, const QByteArray &format, const QByteArray &source, const QByteArray &target,
                        const QByteArray &line) { QTest::newRow(name) << format << source << target << line; };
    add("nginx", "nginx", "http://a/$1?\\", "http://b/;{}",
        R"("http://a/$1?\\" "http://a/${hopscope_dollar}1?\\ 301 http://b/;{}";)");
    add("nginx, long", "nginx", "http://a/" + QByteArray(2000, 'x'), "http://b/" + QByteArray(2000, 'x'), {});
    add("apache", "apache", "http://a/%20$1", "http://b/%20$1?x#y",
        R"(RewriteRule ^ "http://b/\%20\$1?x#y" [R=301,L,NE,QSD])");
    add("apache, slash", "apache", "http://a/a%2Fb", "http://b/", {});
    add("apache, slash in the query", "apache", "http://a/a?x=%2F", "http://b/",
        "RewriteCond %{ENV:HOPSCOPE_URL} \"=http://a/a?x=%2F\"");
    add("apache, backslash", "apache", "http://a/?\\", "http://b/", {});
    add("apache, empty query", "apache", "http://a/", "http://b/?#x", {});
    add("apache, long", "apache", "http://a/" + QByteArray(8000, 'x'), "http://b/", {});
    add("caddy", "caddy", "http://a/$1", "http://b/$1}", R"("http://a/$1" 301 "http://b/$1}")");
    add("caddy, brace", "caddy", "http://a/?{path}", "http://b/", {});
    add("caddy, bar", "caddy", "http://a/|", "http://b/", {});
}

void TestAuditRepair::servers()
{
    QFETCH(QByteArray, format);
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, line);
    const QByteArray text = repairFormat(QString::fromLatin1(format))->write(ruleOf(source, target));
    QCOMPARE(text.contains("# Not repaired: 1\n# line 2: GET " + source + " to "), line.isEmpty());
    QVERIFY2(line.isEmpty() || text.contains(line + '\n'), text);
}

void TestAuditRepair::nginxKeys()
{
    Repair repair = ruleOf("http://a/Case.x", "http://b/1");
    repair.rules.append({u"line 3"_s, "GET", "http://a/case.x", "http://b/" + QByteArray(300, 'x'), 308, {}});
    const QByteArray text = repairFormat(u"nginx")->write(repair);
    QVERIFY2(text.contains(R"("~^http\\:\\/\\/a\\/Case\\.x$")") || text.contains(R"("~^http\:\/\/a\/Case\.x$")"), text);
    QVERIFY(text.contains("map_hash_bucket_size 128;\nmap_hash_max_size 2048;\n"));
    QVERIFY(!text.contains("geo "));
    QVERIFY(
        text.contains("#     if ($hopscope_301) { return 301 $hopscope_301; }\n#     if ($hopscope_308) { return 308 "
                      "$hopscope_308; }\n"));
}

void TestAuditRepair::commentsAreInert()
{
    AuditedRow row = rowOf(2, {"http://a.example/1", "http://a.example/2"}, {301, 404});
    row.result.source = u"x\n} evil {\r\u2028\u202e"_s;
    row.result.place.file = u"a\nb"_s;
    const Repair repair = repairOf({row}, {});
    for (const RepairFormat &format : repairFormats()) {
        const QByteArray text = format.write(repair);
        QVERIFY2(text.contains("# Not repaired: 1\n") && !text.contains("\n}  evil") && text.count("evil") == 1, text);
        QCOMPARE(text.mid(text.indexOf("# Not repaired")).count('\n'), 2);
    }
}

void TestAuditRepair::hurl()
{
    Repair repair = ruleOf("http://a.example/{{x}}", "http://a.example/#y");
    repair.rules.append({u"line 3"_s, "get", "http://a.example/3", "http://a.example/4", 301, {}});
    repair.stays.append({u"line 4"_s, "HEAD", "http://a.example/", 204});
    QCOMPARE(repairFormat(u"hurl")->write(repair),
             "# Checks for Hurl: hurl --test FILE\n"
             "\n# line 2\nGET http://a.example/\\u{7b}\\u{7b}x\\u{7d}\\u{7d}\n[Options]\nlocation: false\nHTTP 301\n"
             "Location: http://a.example/\\u{23}y\n"
             "\n# line 4\nHEAD http://a.example/\n[Options]\nlocation: false\nHTTP 204\n"
             "\n# Not repaired: 1\n# line 3: get http://a.example/3: Hurl has no such method.\n");
}

QTEST_APPLESS_MAIN(TestAuditRepair)
#include "tst_auditrepair.moc"
