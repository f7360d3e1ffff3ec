// SPDX-License-Identifier: MIT
#include "http/hsts.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

const QDateTime kNow(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);
constexpr qint64 kYear = 31536000;

/// RFC 6797 but for the rules that `changes` names.
HstsPolicy policyWith(const char *changes)
{
    HstsPolicy policy = kRfc6797Hsts;
    const QByteArrayList words = QByteArray(changes).split(' ');
    policy.lenient.value = words.contains("lenient");
    policy.repeatRefuses.value = !words.contains("repeats");
    policy.portCounts.value = words.contains("ports");
    policy.onLocalhost.value = !words.contains("no-localhost");
    policy.zeroRemoves.value = !words.contains("zero-stays");
    policy.nearestDecides.value = words.contains("nearest");
    policy.trailingDot.value = !words.contains("dot-counts");
    policy.port80Changes.value = !words.contains("80-stays");
    policy.lines.value = words.contains("each") ? HstsLines::Each : HstsLines::First;
    if (words.contains("never"))
        policy.use = {HstsUse::Never, "nobody"};
    return policy;
}

KnownHstsHost known(const char *host, bool withSubdomains = false, int port = KnownHstsHost::AnyPort,
                    qint64 seconds = kYear)
{
    return {.host = host, .port = port, .withSubdomains = withSubdomains, .expires = kNow.addSecs(seconds)};
}

/// The hosts of `store`: ".a.example" with the names below, ":8443" with a port, "+1" with other seconds than a year.
QByteArray told(const HstsStore &store)
{
    QByteArrayList hosts;
    for (const KnownHstsHost &each : store.hosts) {
        QByteArray host = (each.withSubdomains ? "." : "") + each.host;
        if (each.port != KnownHstsHost::AnyPort)
            host += ':' + QByteArray::number(each.port);
        const qint64 seconds = kNow.secsTo(each.expires);
        hosts.append(seconds == kYear ? host : host + '+' + QByteArray::number(seconds));
    }
    return hosts.join(' ');
}

HstsVerdict learnAt(HstsStore &store, const char *url, const QByteArrayList &lines, const HstsPolicy &policy)
{
    Headers headers;
    for (const QByteArray &line : lines)
        headers.append("strict-transport-security", line);
    return learnHsts(store, headers, *originOf(url), kNow, policy).value_or(HstsVerdict{});
}

const QString kForgets = u"max-age=0 asks to forget the host."_s;
const QString kGrammar = u"The field does not follow its grammar, so it does not count."_s;
const QString kNoNumber = u"Its max-age is not a number of seconds."_s;

} // namespace

class TestHsts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noField();
    void field_data();
    void field();
    void origin_data();
    void origin();
    void severalLines();
    void replaces();
    void endOfTime();
    void upgrade_data();
    void upgrade();
    void upgradeSaysWhy();
};

void TestHsts::noField()
{
    HstsStore store;
    const Headers headers{{{"Content-Type", "text/html"}}};
    QVERIFY(!learnHsts(store, headers, *originOf("https://a.example/"), kNow, kRfc6797Hsts));
    QCOMPARE(store, HstsStore());
}

void TestHsts::field_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QString>("refused");
    const auto row = [](const char *line, const char *rules, const char *stored, const QString &refused = {}) {
        QTest::addRow("%s | %s", line, rules) << QByteArray(line) << QByteArray(rules) << QByteArray(stored) << refused;
    };
    row("max-age=31536000", "", "a.example");
    row("MAX-AGE=31536000 ; IncludeSubdomains", "", ".a.example");
    row("includeSubDomains;;max-age = 31536000;", "", ".a.example");
    row("max-age=\"31536000\"; preload", "", "a.example");
    row("max-age=31536000; x=\"a;max-age=0;b\\\"\"", "", "a.example");
    row("max-age=5", "", "a.example+5");
    row("max-age=00005", "", "a.example+5");
    row("max-age=31536000; what=1; what=2", "", "a.example");
    // RFC 6797 6.1.1
    row("", "", "", u"It has no max-age, which it needs."_s);
    row("includeSubDomains", "", "", u"It has no max-age, which it needs."_s);
    row("includeSubDomains", "lenient", "", u"It has no max-age, which it needs."_s);
    row("xmax-age=1", "", "", u"It has no max-age, which it needs."_s);
    row("max-age", "", "", kNoNumber);
    row("max-age=\"\"", "", "", kNoNumber);
    row("max-age=-1", "", "", kNoNumber);
    row("max-age=1.5", "", "", kNoNumber);
    row("max-age=1y", "", "", kNoNumber);
    row("max-age=1y", "lenient", "a.example+1");
    row("max-age=year", "lenient", "", kNoNumber);
    // RFC 6797 6.1: the grammar
    row("max-age=", "", "", kGrammar);
    row("max-age=31536000, includeSubDomains", "", "", kGrammar);
    row("max-age=31536000, includeSubDomains", "lenient", "a.example");
    row("max-age=31536000; what is this", "", "", kGrammar);
    row("max-age=31536000; what is this", "lenient", "a.example");
    row("max-age=31536000; x=\"open", "", "", kGrammar);
    row("max-age=31536000; x=\"open\\\"", "", "", kGrammar);
    row("max-age=31536000; =1", "", "", kGrammar);
    row("max-age=31536000; includeSubDomains=1", "", "", u"includeSubDomains has a value, which it cannot have."_s);
    row("max-age=31536000; includeSubDomains=1", "lenient", ".a.example");
    row("max-age=31536000; max-age=5", "", "", u"The field has max-age twice, so it does not count."_s);
    row("max-age=31536000; MAX-AGE=5", "repeats", "a.example+5");
    row("max-age=1; includeSubDomains; includesubdomains", "", "",
        u"The field has includeSubDomains twice, so it does not count."_s);
    row("max-age=31536000; includeSubDomains; includesubdomains", "repeats", ".a.example");
}

void TestHsts::field()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, rules);
    QFETCH(QByteArray, stored);
    QFETCH(QString, refused);
    HstsStore store;
    const HstsVerdict verdict = learnAt(store, "https://a.example/", {line}, policyWith(rules));
    QCOMPARE(told(store), stored);
    QCOMPARE(verdict.fate, refused.isEmpty() ? HstsFate::Stored : HstsFate::Refused);
    QCOMPARE(verdict.until.has_value(), refused.isEmpty());
    QCOMPARE(verdict.host, "a.example"_ba);
    QVERIFY(verdict.source.startsWith("RFC 6797 "_L1));
    if (!refused.isEmpty())
        QCOMPARE(verdict.reason, refused);
}

void TestHsts::origin_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *url, const char *rules, const char *stored, const QString &reason,
                        const QString &source = u"RFC 6797 8.1"_s) {
        QTest::newRow(url) << QByteArray(rules) << QByteArray(stored) << reason << source;
    };
    const QString host = u"For 31536000 seconds, this host will be asked over https only."_s;
    const QString http = u"The field counts only when it comes over https."_s;
    const QString address = u"The host is an IP address, and only names can ask for https."_s;
    const QString localhost = u"This client ignores the field of localhost and of the names below it."_s;
    row("https://A.example/", "", "a.example", host);
    row("https://a.example.:8443/", "", "a.example", host);
    row("https://a.example./", "dot-counts", "a.example.", host);
    row("http://a.example/", "", "", http);
    row("http://a.example:443/", "", "", http);
    row("https://127.0.0.1/", "", "", address, u"RFC 6797 8.1.1"_s);
    row("https://[::1]:8443/", "", "", address, u"RFC 6797 8.1.1"_s);
    row("https://shop.localhost/", "", "shop.localhost", host);
    row("https://localhost/", "no-localhost", "", localhost);
    row("https://shop.localhost:8443/", "no-localhost", "", localhost);
    row("https://shop.localhost./", "no-localhost dot-counts", "", localhost);
    row("https://notlocalhost/", "no-localhost", "notlocalhost", host);
    row("https://a.example:443/", "ports", "a.example:0",
        u"For 31536000 seconds, this host at the default port will be asked over https only."_s);
    row("https://a.example:8443/", "ports", "a.example:8443",
        u"For 31536000 seconds, this host at port 8443 will be asked over https only."_s);
    row("https://a.example/x", "never", "", u"This client does not use the field."_s, u"nobody"_s);
}

void TestHsts::origin()
{
    QFETCH(QByteArray, rules);
    HstsStore store;
    const HstsVerdict verdict = learnAt(store, QTest::currentDataTag(), {"max-age=31536000"}, policyWith(rules));
    QTEST(told(store), "stored");
    QTEST(verdict.reason, "reason");
    QTEST(verdict.source, "source");
}

void TestHsts::severalLines()
{
    const auto learn = [](const QByteArrayList &lines, const char *rules) {
        HstsStore store;
        const HstsVerdict verdict = learnAt(store, "https://a.example/", lines, policyWith(rules));
        return std::pair(told(store), verdict.fate);
    };
    QCOMPARE(learn({"max-age=0", "max-age=5"}, ""), std::pair(QByteArray(), HstsFate::Removed));
    QCOMPARE(learn({"max-age=5", "max-age=0"}, ""), std::pair("a.example+5"_ba, HstsFate::Stored));
    QCOMPARE(learn({"bad", "max-age=5"}, ""), std::pair(QByteArray(), HstsFate::Refused));
    QCOMPARE(learn({"max-age=0", "max-age=5"}, "each"), std::pair("a.example+5"_ba, HstsFate::Stored));
    QCOMPARE(learn({"max-age=5", "max-age=0"}, "each"), std::pair(QByteArray(), HstsFate::Removed));
    QCOMPARE(learn({"max-age=5", "bad"}, "each"), std::pair("a.example+5"_ba, HstsFate::Stored));
    QCOMPARE(learn({"bad", "max-age=5"}, "each"), std::pair("a.example+5"_ba, HstsFate::Stored));
    QCOMPARE(learn({"bad", "worse"}, "each"), std::pair(QByteArray(), HstsFate::Refused));
}

/// RFC 6797 8.1: a new field replaces what was known; the place in the store stays.
void TestHsts::replaces()
{
    HstsStore store{{known("a.example", true), known("b.example")}};
    learnAt(store, "https://a.example/", {"max-age=5"}, kRfc6797Hsts);
    QCOMPARE(told(store), "a.example+5 b.example"_ba);
    QCOMPARE(learnAt(store, "https://a.example/", {"max-age=0"}, kRfc6797Hsts).reason, kForgets);
    QCOMPARE(told(store), "b.example"_ba);
    QCOMPARE(learnAt(store, "https://a.example/", {"max-age=0"}, kRfc6797Hsts).reason,
             u"max-age=0 asks to forget the host, which was not known."_s);

    // Only the host itself is forgotten, not the one above it.
    store = {{known("example", true)}};
    learnAt(store, "https://a.example/", {"max-age=0"}, kRfc6797Hsts);
    QCOMPARE(told(store), ".example"_ba);

    const HstsVerdict kept = learnAt(store, "https://example/", {"max-age=0"}, policyWith("zero-stays"));
    QCOMPARE(kept.fate, HstsFate::Refused);
    QCOMPARE(kept.reason, u"max-age=0 asks to forget the host, but this client keeps what it has stored."_s);
    QCOMPARE(told(store), ".example"_ba);

    // With ports each has its own entry.
    store = {};
    learnAt(store, "https://a.example/", {"max-age=31536000"}, policyWith("ports"));
    learnAt(store, "https://a.example:8443/", {"max-age=31536000"}, policyWith("ports"));
    learnAt(store, "https://a.example/", {"max-age=0"}, policyWith("ports"));
    QCOMPARE(told(store), "a.example:8443"_ba);
}

void TestHsts::endOfTime()
{
    for (const char *line :
         {"max-age=9223372036854775807", "max-age=99999999999999999999999999", "max-age=253402300799"}) {
        HstsStore store;
        const HstsVerdict verdict = learnAt(store, "https://a.example/", {line}, kRfc6797Hsts);
        QCOMPARE(verdict.fate, HstsFate::Stored);
        QCOMPARE(store.hosts.first().expires.toSecsSinceEpoch(), kNeverExpires);
        QVERIFY(upgradeFor(store, "http://a.example/", kNow, kRfc6797Hsts));
    }
}

void TestHsts::upgrade_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArray>("target"); // empty: it stays
    const auto row = [](const char *url, const char *rules, const char *target) {
        QTest::addRow("%s | %s", url, rules) << QByteArray(url) << QByteArray(rules) << QByteArray(target);
    };
    // The store: a.example; .b.example; c.b.example; a.example:8443 and port.example:0, both with ports; old.example,
    // expired; 127.0.0.1; shop.localhost
    row("http://a.example/x?y#z", "", "https://a.example/x?y#z");
    row("http://a.example", "", "https://a.example");
    row("HTTP://A.Example/%7e", "", "https://A.Example/%7e");
    row("http://u:p@a.example/", "", "https://u:p@a.example/");
    row("http://a.example.:81/", "", "https://a.example.:81/");
    row("http://a.example./", "dot-counts", "");
    row("https://a.example/", "", "");
    row("ftp://a.example/", "", "");
    row("a.example", "", "");
    row("http://a.example/", "never", "");
    row("http://www.a.example/", "", "");
    row("http://notb.example/", "", "");
    row("http://example/", "", "");
    row("http://b.example/", "", "https://b.example/");
    row("http://x.y.b.example/", "", "https://x.y.b.example/");
    row("http://x.c.b.example/", "", "https://x.c.b.example/");
    row("http://x.c.b.example/", "nearest", "");
    row("http://c.b.example/", "nearest", "https://c.b.example/");
    row("http://x.b.example/", "nearest", "https://x.b.example/");
    row("http://old.example/", "", "");
    row("http://now.example/", "", "");
    row("http://127.0.0.1/", "", "");
    row("http://127.1/", "", "");
    row("http://shop.localhost:8080/", "", "https://shop.localhost:8080/");
    row("http://shop.localhost:8080/", "no-localhost", "");
    // RFC 6797 8.3: the port
    row("http://a.example:80/", "", "https://a.example/");
    row("http://a.example:80/", "80-stays", "https://a.example:80/");
    row("http://a.example:8080/", "", "https://a.example:8080/");
    row("http://port.example:8080/", "", "https://port.example:8080/");
    row("http://port.example/", "ports", "https://port.example/");
    row("http://port.example:80/", "ports", "https://port.example/");
    row("http://port.example:8443/", "ports", "https://port.example:8443/");
    row("http://port.example:8080/", "ports", "");
    row("http://port.example:443/", "ports", "");
    row("http://a.example:8080/", "ports", "https://a.example:8080/");
}

void TestHsts::upgrade()
{
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, rules);
    QFETCH(QByteArray, target);
    const HstsStore store{{known("a.example"), known("b.example", true), known("c.b.example"),
                           known("port.example", false, KnownHstsHost::DefaultPorts),
                           known("port.example", false, 8443), known("old.example", false, -1, -1),
                           known("now.example", false, -1, 0), known("127.0.0.1"), known("shop.localhost")}};
    const std::optional<HstsUpgrade> upgrade = upgradeFor(store, url, kNow, policyWith(rules));
    QCOMPARE(upgrade ? upgrade->target : QByteArray(), target);
}

void TestHsts::upgradeSaysWhy()
{
    const HstsStore store{{known("example", true), known("a.example"), known("b.example", true)}};
    const auto of = [&](const char *url) { return upgradeFor(store, url, kNow, kRfc6797Hsts).value_or(HstsUpgrade{}); };
    QCOMPARE(of("http://a.example/").known, known("a.example"));
    QCOMPARE(of("http://a.example/").reason, u"a.example has asked for https before (Strict-Transport-Security), so "
                                             "http becomes https before anything is sent."_s);
    QCOMPARE(of("http://x.b.example/").known, known("b.example", true));
    QCOMPARE(of("http://x.b.example/").reason,
             u"b.example has asked for https before, for the names below it too (Strict-Transport-Security), so http "
             "becomes https before anything is sent."_s);
    QCOMPARE(of("http://x.b.example/").source, u"RFC 6797 8.3"_s);
    QCOMPARE(of("http://x.a.example/").known, known("example", true));
}

QTEST_APPLESS_MAIN(TestHsts)
#include "tst_hsts.moc"
