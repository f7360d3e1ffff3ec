// SPDX-License-Identifier: MIT
// Stored redirects: what a cache keeps, for how long, and what is told about it.
#include "http/freshness.h"
#include "redirect/profiles/cachepolicies.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

using Fields = QList<Header>;

const QDateTime kReceived(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);

Freshness freshness(int status, const Fields &fields, const CachePolicy &policy = kRfc9111Cache,
                    const char *method = "GET")
{
    return freshnessOf(method, {.status = status, .headers = {fields}}, kReceived, policy);
}

/// "never", "endless", or the seconds for which it is kept.
QByteArray lifetime(const Freshness &freshness)
{
    if (!freshness.stored)
        return freshness.until.isValid() || freshness.endless ? "contradiction" : "never";
    if (freshness.endless)
        return freshness.until.isValid() ? "contradiction" : "endless";
    return QByteArray::number(kReceived.secsTo(freshness.until));
}

} // namespace

class TestFreshness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kept_data();
    void kept();
    void policies_data();
    void policies();
    void because_data();
    void because();
    void forecast_data();
    void forecast();
    void forecastLater();
    void hugeFields();
};

void TestFreshness::kept_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QByteArray>("result");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char *title, int status, const Fields &fields, const char *result, const char *source,
                        const char *field) {
        QTest::newRow(title) << status << fields << QByteArray(result) << QString::fromLatin1(source)
                             << QByteArray(field);
    };
    const auto control = [&](int status, const char *value, const char *result, const char *source, const char *field) {
        row(value, status, {{"Cache-Control", value}}, result, source, field);
    };
    for (const int status : {300, 301, 308})
        row(qPrintable(QString::number(status)), status, {}, "endless", "RFC 9110 15.1", "");
    for (const int status : {302, 303, 307})
        row(qPrintable(QString::number(status)), status, {}, "never", "RFC 9110 15.1", "");

    control(302, "max-age=60", "60", "RFC 9111 5.2.2.1", "Cache-Control: max-age=60");
    control(302, "Public, MAX-AGE=60", "60", "RFC 9111 5.2.2.1", "Cache-Control: MAX-AGE=60");
    control(302, "max-age=99999999999999999999", "2147483648", "RFC 9111 5.2.2.1",
            "Cache-Control: max-age=99999999999999999999");
    control(301, "max-age=0", "never", "RFC 9111 5.2.2.1", "Cache-Control: max-age=0");
    control(302, R"(max-age="60")", "60", "RFC 9111 5.2.2.1", R"(Cache-Control: max-age="60")");
    control(301, "max-age=x", "never", "RFC 9111 4.2.1", "Cache-Control: max-age=x");
    control(301, "max-age", "never", "RFC 9111 4.2.1", "Cache-Control: max-age");
    control(301, "max-age=-1", "never", "RFC 9111 4.2.1", "Cache-Control: max-age=-1");
    control(302, "max-age=60, max-age=0", "60", "RFC 9111 4.2.1", "Cache-Control: max-age=60");
    control(302, "max-age=60, max-age=x", "60", "RFC 9111 4.2.1", "Cache-Control: max-age=60");
    control(301, "no-store, max-age=60", "never", "RFC 9111 5.2.2.5", "Cache-Control: no-store");
    control(301, "max-age=60, no-cache", "never", "RFC 9111 5.2.2.4", "Cache-Control: no-cache");
    control(301, R"(no-cache="Set-Cookie, A", max-age=60)", "never", "RFC 9111 5.2.2.4",
            R"(Cache-Control: no-cache="Set-Cookie, A")");
    control(301, R"(x="no-store, no-cache", max-age=60)", "60", "RFC 9111 5.2.2.1", "Cache-Control: max-age=60");
    control(302, "private, max-age=60, must-revalidate", "60", "RFC 9111 5.2.2.1", "Cache-Control: max-age=60");
    control(302, "must-revalidate", "never", "RFC 9110 15.1", "");
    control(302, "public", "never", "RFC 9110 15.1", "");
    control(302, "s-maxage=60", "never", "RFC 9110 15.1", "");
    control(302, "immutable", "never", "RFC 9110 15.1", "");
    control(302, "max-ages=60, xmax-age=60", "never", "RFC 9110 15.1", "");

    const Header noon{"Date", "Sat, 28 Nov 2026 12:00:00 GMT"};
    const Header expires{"Expires", "Sat, 28 Nov 2026 13:00:00 GMT"};
    row("Expires", 302, {expires}, "3600", "RFC 9111 5.3", "Expires: Sat, 28 Nov 2026 13:00:00 GMT");
    row("Expires and max-age", 302, {expires, {"Cache-Control", "max-age=60"}}, "60", "RFC 9111 5.2.2.1",
        "Cache-Control: max-age=60");
    row("Expires and max-age=0", 302, {expires, {"Cache-Control", "max-age=0"}}, "never", "RFC 9111 5.2.2.1",
        "Cache-Control: max-age=0");
    row("Expires is now", 301, {{"Expires", noon.value}}, "never", "RFC 9111 5.3",
        "Expires: Sat, 28 Nov 2026 12:00:00 GMT");
    row("Expires: 0", 301, {{"Expires", "0"}}, "never", "RFC 9111 5.3", "Expires: 0");
    row("Expires without value", 301, {{"Expires", ""}}, "never", "RFC 9111 5.3", "Expires");
    row("Expires in another zone", 301, {{"Expires", "Sat, 28 Nov 2026 13:00:00 CET"}}, "never", "RFC 9111 5.3",
        "Expires: Sat, 28 Nov 2026 13:00:00 CET");
    row("two Expires", 302, {expires, {"Expires", "0"}}, "3600", "RFC 9111 5.3",
        "Expires: Sat, 28 Nov 2026 13:00:00 GMT");
    // 4.2.1: the server's clock counts for the lifetime, and how far it is behind ours for the age.
    row("Date an hour ago", 302, {{"Date", "Sat, 28 Nov 2026 11:00:00 GMT"}, expires}, "3600", "RFC 9111 5.3",
        "Expires: Sat, 28 Nov 2026 13:00:00 GMT");
    row("Date in half an hour", 302, {{"Date", "Sat, 28 Nov 2026 12:30:00 GMT"}, expires}, "1800", "RFC 9111 5.3",
        "Expires: Sat, 28 Nov 2026 13:00:00 GMT");
    row("Date after Expires", 302, {{"Date", "Sat, 28 Nov 2026 14:00:00 GMT"}, expires}, "never", "RFC 9111 5.3",
        "Expires: Sat, 28 Nov 2026 13:00:00 GMT");
    row("Date that is none", 302, {{"Date", "today"}, expires}, "3600", "RFC 9111 5.3",
        "Expires: Sat, 28 Nov 2026 13:00:00 GMT");

    const Header hour{"Cache-Control", "max-age=3600"};
    row("Age", 302, {hour, {"Age", "600"}}, "3000", "RFC 9111 5.2.2.1", "Cache-Control: max-age=3600");
    row("Age as long", 302, {hour, {"Age", "3600"}}, "never", "RFC 9111 4.2.3", "Cache-Control: max-age=3600");
    row("Age one less", 302, {hour, {"Age", "3599"}}, "1", "RFC 9111 5.2.2.1", "Cache-Control: max-age=3600");
    row("Age is a list", 302, {hour, {"Age", "600, 9999"}}, "3000", "RFC 9111 5.2.2.1", "Cache-Control: max-age=3600");
    row("Age is no number", 302, {hour, {"Age", "old"}}, "3600", "RFC 9111 5.2.2.1", "Cache-Control: max-age=3600");
    row("Date and Age", 302, {hour, {"Age", "600"}, {"Date", "Sat, 28 Nov 2026 11:40:00 GMT"}}, "2400",
        "RFC 9111 5.2.2.1", "Cache-Control: max-age=3600");
    row("Age and Date", 302, {hour, {"Age", "1200"}, {"Date", "Sat, 28 Nov 2026 11:50:00 GMT"}}, "2400",
        "RFC 9111 5.2.2.1", "Cache-Control: max-age=3600");
    row("Date long ago", 302, {hour, {"Date", "Sat, 01 Jan 2000 00:00:00 GMT"}}, "never", "RFC 9111 4.2.3",
        "Cache-Control: max-age=3600");
    row("no lifetime and Age", 301, {{"Age", "99999"}}, "endless", "RFC 9110 15.1", "");

    const Header changed{"Last-Modified", "Fri, 27 Nov 2026 12:00:00 GMT"};
    row("Last-Modified", 301, {changed}, "8640", "RFC 9111 4.2.2", "Last-Modified: Fri, 27 Nov 2026 12:00:00 GMT");
    row("Last-Modified and Date", 301, {changed, {"Date", "Fri, 27 Nov 2026 12:00:00 GMT"}}, "never", "RFC 9111 4.2.3",
        "Last-Modified: Fri, 27 Nov 2026 12:00:00 GMT");
    row("Last-Modified later", 301, {{"Last-Modified", "Sun, 29 Nov 2026 12:00:00 GMT"}}, "endless", "RFC 9110 15.1",
        "");
    row("Last-Modified of 302", 302, {changed}, "never", "RFC 9110 15.1", "");
    row("Last-Modified of public 302", 302, {changed, {"Cache-Control", "public"}}, "8640", "RFC 9111 4.2.2",
        "Last-Modified: Fri, 27 Nov 2026 12:00:00 GMT");
    row("Last-Modified of private 302", 302, {changed, {"Cache-Control", "private"}}, "never", "RFC 9110 15.1", "");
    row("Last-Modified of public 305", 305, {changed, {"Cache-Control", "public"}}, "never", "RFC 9110 15.1", "");

    row("Vary: *", 301, {hour, {"Vary", "Cookie, *"}}, "never", "RFC 9111 4.1", "Vary: *");
    row("Vary", 302, {hour, {"Vary", "Cookie"}}, "3600", "RFC 9111 5.2.2.1", "Cache-Control: max-age=3600");
    row("Pragma", 301, {{"Pragma", "no-cache"}}, "endless", "RFC 9110 15.1", "");
}

void TestFreshness::kept()
{
    QFETCH(int, status);
    QFETCH(Fields, fields);
    const Freshness found = freshness(status, fields);
    QTEST(lifetime(found), "result");
    QTEST(found.source, "source");
    QTEST(found.field, "field");
    QCOMPARE(found.status, status);
    QVERIFY2(found.reason.endsWith(u'.'), qPrintable(found.reason));
}

void TestFreshness::policies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QByteArrayList>("results"); // rfc9110, Chromium, Firefox, browser, curl
    const auto row = [](const char *title, int status, const Fields &fields, const QByteArrayList &results) {
        QTest::newRow(title) << status << fields << results;
    };
    const auto control = [&](int status, const char *value, const QByteArrayList &results) {
        row(value, status, {{"Cache-Control", value}}, results);
    };
    row("301", 301, {}, {"endless", "endless", "never", "endless", "never"});
    row("302", 302, {}, {"never", "never", "never", "never", "never"});
    control(302, "max-age=60", {"60", "60", "60", "60", "never"});
    control(302, R"(max-age="60")", {"60", "never", "never", "never", "never"});
    control(301, R"(max-age="60")", {"60", "endless", "never", "endless", "never"});
    control(302, "max-age=0, max-age=60", {"never", "never", "60", "never", "never"});
    control(302, "max-age=60, max-age=0", {"60", "60", "never", "60", "never"});
    control(302, "max-age=x, max-age=60", {"never", "60", "60", "60", "never"});
    control(302, "max-age=60, max-age=x", {"60", "60", "never", "60", "never"});
    control(302, R"(max-age=60, no-cache="A")", {"never", "60", "never", "60", "never"});
    row("Pragma", 302, {{"Cache-Control", "max-age=60"}, {"Pragma", "x, No-Cache"}},
        {"60", "never", "never", "never", "never"});
    const Header changed{"Last-Modified", "Sat, 28 Nov 2026 10:20:00 GMT"};
    row("Last-Modified", 301, {changed}, {"600", "endless", "600", "endless", "never"});
    row("Last-Modified in 2000", 308, {{"Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"}},
        {"84918240", "endless", "604800", "endless", "never"});
    row("Last-Modified, public", 307, {changed, {"Cache-Control", "public"}},
        {"600", "never", "600", "never", "never"});
    row("Last-Modified, private", 303, {changed, {"Cache-Control", "private"}},
        {"never", "never", "600", "never", "never"});
}

void TestFreshness::policies()
{
    QFETCH(int, status);
    QFETCH(Fields, fields);
    QByteArrayList results;
    for (const CachePolicy &policy : {kRfc9111Cache, kChromiumCache, kFirefoxCache, kBrowserCache, kNoCache}) {
        const Freshness found = freshness(status, fields, policy);
        results.append(lifetime(found));
        QVERIFY(!found.source.isEmpty());
    }
    QTEST(results, "results");
}

void TestFreshness::because_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("policy");
    QTest::addColumn<int>("status");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *method, int policy, int status, const Fields &fields, const char *reason,
                        const char *source) {
        QTest::addRow("%d: %s %d, %s", int(policy), method, status, reason)
            << QByteArray(method) << policy << status << fields << QString::fromLatin1(reason)
            << QString::fromLatin1(source);
    };
    enum { Rfc, Chromium, Firefox, Browser, None };
    row("POST", Rfc, 301, {{"Cache-Control", "max-age=60"}}, "The response to POST is not reused.", "RFC 9110 9.3.3");
    row("PUT", Rfc, 301, {}, "The response to PUT is not reused.", "RFC 9110 9.2.3");
    row("OPTIONS", Rfc, 301, {}, "The response to OPTIONS is not reused.", "RFC 9110 9.2.3");
    row("get", Rfc, 301, {}, "The response to get is not reused.", "RFC 9110 9.2.3");
    row("HEAD", Rfc, 301, {}, "301 has neither Cache-Control: max-age nor Expires, so it is kept without end.",
        "RFC 9110 15.1");
    row("HEAD", Chromium, 301, {}, "The response to HEAD is not reused.", kChromiumCacheFile);
    row("GET", None, 301, {}, "301 is not kept, because this client has no cache.", "RFC 9111 2");
    row("POST", None, 301, {}, "301 is not kept, because this client has no cache.", "RFC 9111 2");
    row("GET", Firefox, 301, {}, "301 has neither Cache-Control: max-age nor Expires nor Last-Modified.",
        kFirefoxCacheSource);
    row("GET", Chromium, 302, {{"Cache-Control", "max-age=\"1\""}},
        "302 has neither a valid Cache-Control: max-age nor Expires.", "RFC 9110 15.1");
    row("GET", Browser, 302, {{"Cache-Control", "max-age=60, max-age=0"}},
        "Cache-Control: max-age=60 lets it be kept for 60 seconds. The first max-age counts.",
        kBrowserCache.severalMaxAges.source);
    row("GET", Firefox, 302, {{"Cache-Control", "max-age=60, max-age=0"}},
        "Cache-Control: max-age=0 requires asking the server each time. The last max-age counts.", kFirefoxCacheSource);
    row("GET", Rfc, 302, {{"Cache-Control", "max-age=60"}, {"Age", "59"}},
        "Cache-Control: max-age=60 lets it be kept for 60 seconds. It was 59 seconds old on arrival.",
        "RFC 9111 5.2.2.1");
    row("GET", Rfc, 302, {{"Cache-Control", "max-age=60"}, {"Age", "7200"}},
        "Cache-Control: max-age=60 gives it 60 seconds, and it was 7200 seconds old on arrival.", "RFC 9111 4.2.3");
    row("GET", Rfc, 302, {{"Expires", "Fri, 01 Jan 2100 00:00:00 GMT"}},
        "Expires lets it be kept until 2100-01-01 00:00 UTC.", "RFC 9111 5.3");
    row("GET", Rfc, 302, {{"Expires", "0"}}, "Expires: 0 is no date, so it counts as past.", "RFC 9111 5.3");
    row("GET", Rfc, 302, {{"Expires", "Sun, 06 Nov 1994 08:49:37 GMT"}}, "Expires names a time in the past.",
        "RFC 9111 5.3");
    row("GET", Rfc, 302, {{"Cache-Control", "max-age=x"}},
        "Cache-Control: max-age=x is no number of seconds, so the response counts as stale.", "RFC 9111 4.2.1");
    row("GET", Firefox, 301, {{"Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"}},
        "301 has neither Cache-Control: max-age nor Expires, so it is kept for 10 % of the time since Last-Modified, "
        "at most 7 days: 604800 seconds.",
        kFirefoxHeadFile);
    row("GET", Chromium, 301, {{"Pragma", "no-cache"}}, "Pragma: no-cache counts as Cache-Control: no-cache.",
        kChromiumCacheSource);
}

void TestFreshness::because()
{
    QFETCH(QByteArray, method);
    QFETCH(int, policy);
    QFETCH(int, status);
    QFETCH(Fields, fields);
    const CachePolicy all[] = {kRfc9111Cache, kChromiumCache, kFirefoxCache, kBrowserCache, kNoCache};
    const Freshness found = freshness(status, fields, all[policy], method.constData());
    QTEST(found.reason, "reason");
    QTEST(found.source, "source");
}

void TestFreshness::forecast_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *method, int status, const Fields &fields, const char *text) {
        QTest::addRow("%s %d %s", method, status, text)
            << QByteArray(method) << status << fields << QString::fromLatin1(text);
    };
    const auto control = [&](const char *value, const char *text) {
        row("GET", 302, {{"Cache-Control", value}}, text);
    };
    control("max-age=3600", "A browser repeats this until 2026-11-28 13:00 UTC without asking (Cache-Control: "
                            "max-age=3600).");
    control("max-age=3600, must-revalidate", "A browser repeats this until 2026-11-28 13:00 UTC without asking "
                                             "(Cache-Control: max-age=3600).");
    control("max-age=60", "A browser repeats this until 2026-11-28 12:01:00 UTC without asking (Cache-Control: "
                          "max-age=60).");
    control("max-age=0", "A browser asks again next time: Cache-Control: max-age=0 requires asking the server each "
                         "time.");
    control("max-age=60, no-store", "A browser asks again next time: Cache-Control: no-store forbids keeping it.");
    control("max-age=60, no-cache", "A browser asks again next time: Cache-Control: no-cache requires asking the "
                                    "server each time.");
    control("must-revalidate", "A browser asks again next time: 302 has neither Cache-Control: max-age nor Expires.");
    row("GET", 302, {}, "A browser asks again next time: 302 has neither Cache-Control: max-age nor Expires.");
    row("GET", 301, {},
        "A browser repeats this without asking and without end: nothing limits it (301). Chromium does "
        "so; Firefox asks again.");
    row("GET", 301, {{"Last-Modified", "Sat, 01 Jan 2000 00:00:00 GMT"}},
        "A browser repeats this without asking and without end: nothing limits it (301). Chromium does so; Firefox "
        "keeps it for a tenth of the time since Last-Modified.");
    row("GET", 308, {{"Vary", "Cookie"}},
        "A browser repeats this without asking and without end: nothing limits it (308), as long as Cookie is the "
        "same. Chromium does so; Firefox asks again.");
    row("GET", 302, {{"Expires", "Fri, 01 Jan 2100 00:00:00 GMT"}, {"Vary", "Cookie,Accept"}},
        "A browser repeats this until 2100-01-01 00:00 UTC without asking (Expires: Fri, 01 Jan 2100 00:00:00 GMT), as "
        "long as Cookie, Accept are the same.");
    row("GET", 302, {{"Cache-Control", "max-age=3600"}, {"Vary", QByteArray(100, 'x')}},
        "A browser repeats this until 2026-11-28 13:00 UTC without asking (Cache-Control: max-age=3600), as long as "
        "the fields that Vary names are the same.");
    row("GET", 302, {{"Cache-Control", "max-age=3600"}, {"Vary", "*"}},
        "A browser asks again next time: Vary: * says that the response may differ for every request.");
    row("POST", 302, {{"Cache-Control", "max-age=3600"}},
        "A browser asks again next time: the response to POST is not reused.");
    row("DELETE", 308, {}, "A browser asks again next time: the response to DELETE is not reused.");
}

void TestFreshness::forecast()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QFETCH(Fields, fields);
    const Freshness found = freshness(status, fields, kBrowserCache, method.constData());
    QTEST(forecastText(found, kReceived, u"A browser"_s), "text");
}

/// A trace may be looked at when what it tells is over.
void TestFreshness::forecastLater()
{
    const Freshness found = freshness(302, {{"Cache-Control", "max-age=3600"}});
    const QDateTime until = kReceived.addSecs(3600);
    QCOMPARE(forecastText(found, until.addMSecs(-1), u"Chromium"_s),
             u"Chromium repeats this until 2026-11-28 13:00:00 UTC without asking (Cache-Control: max-age=3600)."_s);
    QCOMPARE(forecastText(found, until, u"Chromium"_s),
             u"Chromium asks again next time: this was fresh until 2026-11-28 13:00:00 UTC "
             "(Cache-Control: max-age=3600)."_s);
    QCOMPARE(forecastText(found, until.addYears(1), u"Chromium"_s),
             u"Chromium asks again next time: this was fresh until 2026-11-28 13:00 UTC "
             "(Cache-Control: max-age=3600)."_s);
    QCOMPARE(cacheTimeText(until.toOffsetFromUtc(7200), kReceived), u"2026-11-28 13:00 UTC"_s);
}

/// What a server may send without end is read, and no text grows with it.
void TestFreshness::hugeFields()
{
    constexpr int count = 100'000;
    const Freshness many = freshness(302, {{"Cache-Control", QByteArray("x=\"a,b\",").repeated(count) + "max-age=60"}});
    QCOMPARE(lifetime(many), QByteArray("60"));
    const Freshness digits = freshness(302, {{"Cache-Control", "max-age=" + QByteArray(count, '0') + '7'}});
    QCOMPARE(lifetime(digits), QByteArray("7"));
    QCOMPARE(digits.field, QByteArray("Cache-Control"));
    const Freshness open = freshness(301, {{"Cache-Control", '"' + QByteArray(count, ',')}});
    QCOMPARE(lifetime(open), QByteArray("endless"));
    const Freshness date = freshness(301, {{"Expires", QByteArray(count, 'x')}});
    QCOMPARE(lifetime(date), QByteArray("never"));
    QCOMPARE(date.reason, u"Expires is no date, so it counts as past."_s);
}

QTEST_APPLESS_MAIN(TestFreshness)
#include "tst_freshness.moc"
