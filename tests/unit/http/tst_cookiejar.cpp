// SPDX-License-Identifier: MIT
#include "cookierequests.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestCookieJar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sent_data();
    void sent();
    void orderAndReplacement();
    void secureStays();
    void clearSiteData();
    void sameSite_data();
    void sameSite();
    void thirdParty();
    void otherHosts();
};

static QByteArray fieldAt(const CookieJar &jar, const QByteArray &url, const QDateTime &now = kNow,
                          const CookiePolicy &policy = kRfc6265bisCookies)
{
    return selectCookies(jar, at(url, now), policy).field;
}

void TestCookieJar::sent_data()
{
    QTest::addColumn<QByteArray>("setCookie");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("withheld");
    const auto row = [](const char *name, const char *setCookie, const char *from, const char *to,
                        const QString &withheld = {}) {
        QTest::newRow(name) << QByteArray(setCookie) << QByteArray(from) << QByteArray(to) << withheld;
    };
    const QString secure = u"It is marked Secure, and the request goes over http."_s;
    row("same host", "n=v", "http://a.example/", "http://a.example/x");
    row("other port", "n=v", "http://a.example/", "http://a.example:8080/");
    row("http to https", "n=v", "http://a.example/", "https://a.example/");
    row("host only", "n=v", "http://a.example/", "http://www.a.example/",
        u"It belongs to a.example, not to www.a.example."_s);
    row("Domain covers names below", "n=v; Domain=a.example", "http://a.example/", "http://x.www.a.example/");
    row("Domain and a name that ends alike", "n=v; Domain=a.example", "http://a.example/", "http://ba.example/",
        u"It belongs to a.example and the names below it, not to ba.example."_s);
    row("Domain on an address", "n=v; Domain=127.0.0.1", "http://127.0.0.1/", "http://1.127.0.0.1/",
        u"It belongs to 127.0.0.1, not to 1.127.0.0.1."_s);
    row("Domain that is a suffix is the host's own", "n=v; Domain=github.io", "http://github.io/", "http://github.io/");
    row("Secure over https", "n=v; Secure", "https://a.example/", "https://a.example/");
    row("Secure over http", "n=v; Secure", "https://a.example/", "http://a.example/", secure);
    row("Secure over http of 127.0.0.1", "n=v; Secure", "http://127.0.0.1/", "http://127.0.0.1/");
    row("Secure over http of *.localhost", "n=v; Secure", "https://x.localhost/", "http://x.localhost/");
    row("Secure over http of a name that only begins so", "n=v; Secure", "https://127.a.example/",
        "http://127.a.example/", secure);
    row("path below", "n=v; Path=/a", "http://a.example/", "http://a.example/a/b");
    row("path itself", "n=v; Path=/a", "http://a.example/", "http://a.example/a?q");
    row("path that begins alike", "n=v; Path=/a", "http://a.example/", "http://a.example/ab", u"Its path is /a."_s);
    row("path with a slash at the end", "n=v; Path=/a/", "http://a.example/", "http://a.example/a",
        u"Its path is /a/."_s);
    row("path in another case", "n=v; Path=/A", "http://a.example/", "http://a.example/a", u"Its path is /A."_s);
    row("no path", "n=v; Path=/", "http://a.example/", "http://a.example");
}

void TestCookieJar::sent()
{
    QFETCH(QByteArray, setCookie);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, withheld);
    CookieJar jar;
    const QList<CookieVerdict> stored = storeCookies(jar, {{{"Set-Cookie", setCookie}}}, at(from), kRfc6265bisCookies);
    QCOMPARE(stored.size(), 1);
    QCOMPARE(stored.first().fate, CookieFate::Stored);
    const CookieSelection selection = selectCookies(jar, at(to), kRfc6265bisCookies);
    QCOMPARE(selection.field, withheld.isEmpty() ? QByteArray("n=v") : QByteArray());
    QCOMPARE(selection.verdicts.size(), 1);
    QCOMPARE(selection.verdicts.first().fate, withheld.isEmpty() ? CookieFate::Sent : CookieFate::Withheld);
    if (!withheld.isEmpty())
        QCOMPARE(selection.verdicts.first().reason, withheld);
    QCOMPARE(selection.verdicts.first().source, u"rfc6265bis 5.8.3"_s);
    QVERIFY(selectCookies(jar, at("ftp://a.example/"), kRfc6265bisCookies).verdicts.isEmpty());
}

void TestCookieJar::orderAndReplacement()
{
    const QByteArray url = "http://a.example/x/y/z";
    CookieJar jar;
    const auto set = [&](const QByteArray &value, int seconds) {
        return storeCookies(jar, {{{"Set-Cookie", value}}}, at(url, kNow.addSecs(seconds)), kRfc6265bisCookies).first();
    };
    set("root=1; Path=/", 0);
    set("deep=2; Path=/x/y", 0);
    set("later=3; Path=/", 1);
    QCOMPARE(fieldAt(jar, url, kNow.addSecs(1)), QByteArray("deep=2; root=1; later=3"));
    // rfc6265bis 5.7: the new cookie keeps the creation time of the old one.
    QCOMPARE(set("root=4; Path=/", 2).reason, u"It replaces the cookie of this name."_s);
    QCOMPARE(fieldAt(jar, url, kNow.addSecs(2)), QByteArray("deep=2; root=4; later=3"));
    QCOMPARE(set("deep=; Path=/x/y; Max-Age=0", 3).fate, CookieFate::Deleted);
    QCOMPARE(jar.cookies.size(), 2);
    QCOMPARE(set("never=; Max-Age=0", 3).fate, CookieFate::Deleted);
    QCOMPARE(jar.cookies.size(), 2);
    set("short=5; Path=/; Max-Age=10", 0);
    QCOMPARE(fieldAt(jar, url, kNow.addSecs(9)), QByteArray("root=4; short=5; later=3"));
    const CookieSelection later = selectCookies(jar, at(url, kNow.addSecs(12)), kRfc6265bisCookies);
    QCOMPARE(later.field, QByteArray("root=4; later=3"));
    QCOMPARE(later.verdicts.last(),
             (CookieVerdict{"short", CookieFate::Withheld, u"It expired 2 seconds ago."_s, u"rfc6265bis 5.8.3"_s}));
}

/// rfc6265bis 5.7, "leave secure cookies alone".
void TestCookieJar::secureStays()
{
    CookieJar jar;
    const auto set = [&](const QByteArray &value, const QByteArray &url) {
        return storeCookies(jar, {{{"Set-Cookie", value}}}, at(url), kRfc6265bisCookies).first().fate;
    };
    QCOMPARE(set("s=1; Secure; Path=/d", "https://a.example/"), CookieFate::Stored);
    QCOMPARE(set("s=2; Path=/d", "http://a.example/"), CookieFate::Refused);
    QCOMPARE(set("s=2; Path=/d/e", "http://a.example/"), CookieFate::Refused);
    QCOMPARE(set("s=2; Path=/d; Domain=a.example", "http://www.a.example/"), CookieFate::Refused);
    QCOMPARE(set("s=3; Path=/", "http://a.example/"), CookieFate::Stored);
    QCOMPARE(set("s=4; Path=/d", "http://b.example/"), CookieFate::Stored);
    QCOMPARE(set("s=5; Path=/d", "https://a.example/"), CookieFate::Stored);
    QCOMPARE(fieldAt(jar, "http://a.example/d"), QByteArray("s=5; s=3"));
}

void TestCookieJar::clearSiteData()
{
    CookieJar jar;
    storeCookies(jar, {{{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2; Domain=a.example"}}}, at("http://www.a.example/"),
                 kRfc6265bisCookies);
    storeCookies(jar, {{{"Set-Cookie", "c=3"}}}, at("http://b.example/"), kRfc6265bisCookies);
    const Headers clear{{{"Clear-Site-Data", "\"cache\", \"cookies\""}}};
    QVERIFY(storeCookies(jar, clear, at("http://www.a.example/"), kRfc6265bisCookies).isEmpty());
    QVERIFY(storeCookies(jar, clear, at("https://www.a.example/"), kRfc6265Cookies).isEmpty());
    QCOMPARE(jar.cookies.size(), 3);
    QCOMPARE(storeCookies(jar, clear, at("https://a.example/"), kRfc6265bisCookies).size(), 2);
    QCOMPARE(jar.cookies.size(), 1);
    QCOMPARE(jar.cookies.first().name, QByteArray("c"));
}

void TestCookieJar::sameSite_data()
{
    QTest::addColumn<QByteArray>("initiator");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("topLevel");
    QTest::addColumn<QByteArray>("through");
    QTest::addColumn<SameSiteRule>("rule");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char *name, const QByteArray &initiator, const QByteArray &method, bool topLevel,
                        const QByteArray &through, SameSiteRule rule, const QByteArray &field) {
        QTest::newRow(name) << initiator << method << topLevel << through << rule << field;
    };
    const auto lax = SameSiteRule::LaxByDefault;
    const QByteArray all = "unset=1; none=1; lax=1; strict=1";
    const QByteArray own = "https://www.shop.example/page";
    const QByteArray other = "https://other.example/page";
    row("typed", {}, "GET", true, {}, lax, all);
    row("own page", own, "POST", false, {}, lax, all);
    row("link of another site", other, "GET", true, {}, lax, "unset=1; none=1; lax=1");
    row("form of another site", other, "POST", true, {}, lax, "none=1");
    row("fetch() of another site", other, "GET", false, {}, lax, "none=1");
    row("form, young cookies", other, "POST", true, {}, SameSiteRule::LaxAllowingUnsafe, "unset=1; none=1");
    row("fetch(), young cookies", other, "POST", false, {}, SameSiteRule::LaxAllowingUnsafe, "none=1");
    row("form, none by default", other, "POST", true, {}, SameSiteRule::NoneByDefault, "unset=1; none=1");
    row("form, SameSite unknown", other, "POST", true, {}, SameSiteRule::Ignored, all);
    row("http page of the same host", "http://shop.example/page", "GET", true, {}, lax, "unset=1; none=1; lax=1");
    row("public suffix", "https://x.github.io/", "POST", true, {}, lax, "none=1");
    row("own page, through another site", own, "GET", true, "https://other.example", lax, "unset=1; none=1; lax=1");
    row("typed, through another site", {}, "GET", true, "https://other.example", lax, "unset=1; none=1; lax=1");
    row("own page, through an own site", own, "GET", true, "https://login.shop.example", lax, all);
}

void TestCookieJar::sameSite()
{
    QFETCH(QByteArray, initiator);
    QFETCH(QByteArray, method);
    QFETCH(bool, topLevel);
    QFETCH(QByteArray, through);
    QFETCH(SameSiteRule, rule);
    CookiePolicy policy = kRfc6265bisCookies;
    policy.sameSite.value = rule;
    policy.redirectChain.value = true;
    CookieJar jar;
    for (const char *value :
         {"unset=1", "none=1; SameSite=None; Secure", "lax=1; SameSite=Lax", "strict=1; SameSite=Strict"})
        storeCookies(jar, {{{"Set-Cookie", value}}}, at("https://shop.example/"), policy);
    CookieRequest request = at("https://shop.example/x", kNow.addSecs(119));
    request.method = method;
    request.topLevel = topLevel;
    if (!initiator.isEmpty())
        request.initiator = initiator;
    if (!through.isEmpty())
        request.redirected = {through, "https://shop.example"};
    const CookieSelection selection = selectCookies(jar, request, policy);
    QTEST(selection.field, "field");
    QCOMPARE(selection.verdicts.size(), 4);
    for (const CookieVerdict &verdict : selection.verdicts) {
        QCOMPARE(verdict.fate == CookieFate::Sent, selection.field.contains(verdict.name + '='));
        QVERIFY2(verdict.fate == CookieFate::Sent || verdict.reason.contains(u"site"_s), qPrintable(verdict.reason));
    }
    policy.redirectChain.value = false;
    if (!through.isEmpty())
        QCOMPARE(selectCookies(jar, request, policy).field, QByteArray("unset=1; none=1; lax=1; strict=1"));
    // The two minutes are over.
    request.now = kNow.addSecs(120);
    if (rule == SameSiteRule::LaxAllowingUnsafe)
        QCOMPARE(selectCookies(jar, request, policy).field, QByteArray("none=1"));
}

/// A page of another site may set SameSite=None only, and clients keep such cookies apart or block them.
void TestCookieJar::thirdParty()
{
    CookiePolicy policy = kRfc6265bisCookies;
    CookieRequest request = at("https://b.example/");
    request.initiator = "https://a.example/page";
    request.topLevel = false;
    const Headers headers{{{"Set-Cookie", "unset=1"},
                           {"Set-Cookie", "none=1; SameSite=None; Secure"},
                           {"Set-Cookie", "part=1; SameSite=None; Secure; Partitioned"}}};
    const auto fates = [&](CookieJar &jar) {
        QList<CookieFate> list;
        for (const CookieVerdict &verdict : storeCookies(jar, headers, request, policy))
            list.append(verdict.fate);
        return list;
    };
    using enum CookieFate;
    CookieJar open;
    QCOMPARE(fates(open), QList({Refused, Stored, Stored}));
    QCOMPARE(selectCookies(open, request, policy).field, QByteArray("none=1; part=1"));

    policy.thirdParty.value = ThirdParty::Blocked;
    CookieJar blocked;
    QCOMPARE(fates(blocked), QList({Refused, Refused, Stored}));
    QCOMPARE(selectCookies(blocked, request, policy).field, QByteArray("part=1"));
    QCOMPARE(selectCookies(open, request, policy).field, QByteArray());

    policy.thirdParty.value = ThirdParty::Partitioned;
    CookieJar apart;
    QCOMPARE(fates(apart), QList({Refused, Stored, Stored}));
    QCOMPARE(selectCookies(apart, request, policy).field, QByteArray("none=1; part=1"));
    request.initiator = "https://c.example/page";
    QCOMPARE(selectCookies(apart, request, policy).field, QByteArray());
    QCOMPARE(fieldAt(apart, "https://b.example/", kNow, policy), QByteArray());
}

void TestCookieJar::otherHosts()
{
    CookieJar jar;
    for (int i = 0; i < kMostOtherHosts + 10; ++i)
        jar.cookies.append({.name = "n" + QByteArray::number(i), .domain = "b.example"});
    jar.cookies.append({.name = "own", .value = "1", .domain = "a.example"});
    const CookieSelection selection = selectCookies(jar, at("http://a.example/"), kRfc6265bisCookies);
    QCOMPARE(selection.field, QByteArray("own=1"));
    QCOMPARE(selection.verdicts.size(), kMostOtherHosts + 1);
}

QTEST_APPLESS_MAIN(TestCookieJar)
#include "tst_cookiejar.moc"
