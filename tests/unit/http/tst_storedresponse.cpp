// SPDX-License-Identifier: MIT
// Which request a cache answers with what it has stored.
#include "http/storedresponse.h"
#include "redirect/profiles/cachepolicies.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

using Fields = QList<Header>;

const QDateTime kReceived(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);

StoredResponse storedResponse(const Fields &response, const Fields &request = {}, const char *method = "GET")
{
    return {.method = method,
            .request = {request},
            .response = {.status = 301, .headers = {response}},
            .received = kReceived};
}

} // namespace

class TestStoredResponse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reused_data();
    void reused();
    void vary_data();
    void vary();
    void invalidated_data();
    void invalidated();
    void partition_data();
    void partition();
    void hugeVary();
};

void TestStoredResponse::reused_data()
{
    QTest::addColumn<QByteArray>("storedMethod");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<qint64>("after");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("source");
    QTest::addColumn<bool>("yes");
    const auto row = [](const char *stored, const char *method, const Fields &fields, qint64 after, const char *reason,
                        const char *source, bool yes = false) {
        QTest::addRow("%s, %s %s, %lld", stored, method, fields.isEmpty() ? "" : fields.first().name.constData(), after)
            << QByteArray(stored) << QByteArray(method) << fields << after << QString::fromLatin1(reason)
            << QString::fromLatin1(source) << yes;
    };
    const char *const kept = "Cache-Control: max-age=60 lets it be kept for 60 seconds.";
    const char *const keptSource = "RFC 9111 5.2.2.1";
    row("GET", "GET", {}, 0, kept, keptSource, true);
    row("GET", "GET", {}, 59, kept, keptSource, true);
    row("GET", "GET", {}, 60, "The stored response was fresh until 2026-11-28 12:01:00 UTC.", "RFC 9111 4.2");
    row("GET", "HEAD", {}, 0, kept, keptSource, true);
    row("HEAD", "HEAD", {}, 0, kept, keptSource, true);
    row("HEAD", "GET", {}, 0, "What is stored is the response to HEAD, which does not answer GET.", "RFC 9111 4");
    row("GET", "POST", {}, 0, "POST always goes to the server.", "RFC 9111 4");
    row("GET", "OPTIONS", {}, 0, "OPTIONS always goes to the server.", "RFC 9111 4");
    row("POST", "GET", {}, 0, "What is stored is the response to POST, which does not answer GET.", "RFC 9111 4");
    row("GET", "GET", {{"Cache-Control", "x, No-Cache"}}, 0,
        "The request has Cache-Control: no-cache, which asks for a response from the server.", "RFC 9111 5.2.1.4");
    row("GET", "GET", {{"Cache-Control", "max-age=00"}}, 1,
        "The request has Cache-Control: max-age=0, which asks for a response from the server.", "RFC 9111 5.2.1.1");
    row("GET", "GET", {{"Cache-Control", "max-age=1"}}, 2, kept, keptSource, true);
    row("GET", "GET", {{"pragma", "No-Cache"}}, 0,
        "The request has Pragma: no-cache, which asks for a response from the server.", "RFC 9111 5.4");
    row("GET", "GET", {{"if-none-match", "\"e\""}}, 0,
        "The request has If-None-Match, which asks for a response from the server.",
        "Fetch, HTTP-network-or-cache fetch");
    row("GET", "GET", {{"Authorization", "Basic YTpi"}}, 1, kept, keptSource, true);
}

void TestStoredResponse::reused()
{
    QFETCH(QByteArray, storedMethod);
    QFETCH(QByteArray, method);
    QFETCH(Fields, fields);
    QFETCH(qint64, after);
    const StoredResponse stored = storedResponse({{"Cache-Control", "max-age=60"}}, {}, storedMethod.constData());
    const Request request{.method = method, .headers = {fields}};
    const Reuse reuse = reuseOf(stored, request, kReceived.addSecs(after), kFetchCache);
    QTEST(reuse.reason, "reason");
    QTEST(reuse.source, "source");
    QTEST(reuse.yes, "yes");
    QVERIFY(!reuseOf(stored, request, kReceived.addSecs(after), kNoCache).yes);
}

void TestStoredResponse::vary_data()
{
    QTest::addColumn<QByteArrayList>("vary");
    QTest::addColumn<Fields>("before");
    QTest::addColumn<Fields>("after");
    QTest::addColumn<QString>("differs"); // empty: nothing
    const auto row = [](const char *title, const QByteArrayList &vary, const Fields &before, const Fields &after,
                        const char *differs) {
        QTest::newRow(title) << vary << before << after << QString::fromLatin1(differs);
    };
    const Header cookie{"Cookie", "a=1"};
    row("nothing", {}, {}, {cookie}, "");
    row("both without", {"Cookie"}, {}, {}, "");
    row("the same", {"cookie"}, {cookie}, {{"COOKIE", "a=1"}}, "");
    row("another value", {"Cookie"}, {cookie}, {{"Cookie", "a=2"}}, "Cookie");
    row("no longer", {"Cookie"}, {cookie}, {}, "Cookie");
    row("for the first time", {"Cookie"}, {}, {cookie}, "Cookie");
    row("empty is not missing", {"Cookie"}, {}, {{"Cookie", ""}}, "Cookie");
    row("another case of the value", {"Accept-Language"}, {{"Accept-Language", "de"}}, {{"Accept-Language", "DE"}},
        "Accept-Language");
    row("second name", {"Accept, Referer"}, {{"Accept", "*/*"}}, {{"Accept", "*/*"}, {"Referer", "x"}}, "Referer");
    row("second line", {"Accept", "Referer"}, {{"Accept", "*/*"}}, {{"Accept", "*/*"}, {"Referer", "x"}}, "Referer");
    row("lines are joined", {"Accept"}, {{"Accept", "a"}, {"Accept", "b"}}, {{"Accept", "a, b"}}, "");
    row("empty elements", {", ,"}, {}, {cookie}, "");
}

void TestStoredResponse::vary()
{
    QFETCH(QByteArrayList, vary);
    QFETCH(Fields, before);
    QFETCH(Fields, after);
    QFETCH(QString, differs);
    Fields response{{"Cache-Control", "max-age=60"}};
    for (const QByteArray &line : vary)
        response.append({"Vary", line});
    const Reuse reuse =
        reuseOf(storedResponse(response, before), {.method = "GET", .headers = {after}}, kReceived, kRfc9111Cache);
    QCOMPARE(reuse.yes, differs.isEmpty());
    if (differs.isEmpty())
        return;
    QCOMPARE(reuse.reason,
             u"The response depends on %1 (Vary), and the stored one is for another value of it."_s.arg(differs));
    QCOMPARE(reuse.source, u"RFC 9111 4.1"_s);
}

void TestStoredResponse::invalidated_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("yes");
    const auto row = [](const char *method, int status, bool yes) {
        QTest::addRow("%s %d", method, status) << QByteArray(method) << status << yes;
    };
    row("POST", 200, true);
    row("DELETE", 204, true);
    row("X-OTHER", 303, true);
    row("PUT", 404, false);
    row("POST", 500, false);
    row("POST", 103, false);
    row("GET", 200, false);
    row("HEAD", 200, false);
    row("OPTIONS", 200, false);
}

void TestStoredResponse::invalidated()
{
    QFETCH(QByteArray, method);
    QFETCH(int, status);
    QTEST(invalidatesStored(method, status), "yes");
}

void TestStoredResponse::partition_data()
{
    QTest::addColumn<QByteArray>("page"); // empty: none
    QTest::addColumn<bool>("visit");
    QTest::addColumn<QByteArrayList>("parts"); // one, by site, by site and navigation
    const auto row = [](const char *title, const char *page, bool visit, const char *bySite, const char *byBoth) {
        QTest::newRow(title) << QByteArray(page) << visit << QByteArrayList{"", bySite, byBoth};
    };
    row("typed", "", true, "https://example.com", "https://example.com");
    row("link in the site", "https://example.com:8443/page", true, "https://example.com", "https://example.com");
    row("link in another site", "https://example.org/", true, "https://example.com", "cross-site https://example.com");
    row("link in another scheme", "http://www.example.com/", true, "https://example.com",
        "cross-site https://example.com");
    row("script in the site", "https://example.com", false, "https://example.com", "https://example.com");
    row("script in another site", "http://a.example.org/x", false, "http://example.org", "http://example.org");
    row("script without a page", "", false, "https://example.com", "https://example.com");
}

void TestStoredResponse::partition()
{
    QFETCH(QByteArray, page);
    QFETCH(bool, visit);
    CookieRequest request{.target = ParsedTarget("https://www.example.com/start"), .topLevel = visit};
    if (!page.isEmpty())
        request.initiator = page;
    QByteArrayList parts;
    for (const auto rule : {CachePartitions::One, CachePartitions::BySite, CachePartitions::BySiteAndNavigation})
        parts.append(cachePartition(request, rule));
    QTEST(parts, "parts");

    StoredResponse stored = storedResponse({});
    stored.partition = parts.at(1);
    const Request again{.method = "GET"};
    QVERIFY(reuseOf(stored, again, kReceived, kFetchCache, parts.at(1)).yes);
    const Reuse elsewhere = reuseOf(stored, again, kReceived, kFetchCache, "http://other.example");
    QVERIFY(!elsewhere.yes);
    QCOMPARE(elsewhere.source, u"Fetch, HTTP cache partitions"_s);
    QVERIFY(reuseOf(stored, again, kReceived, kRfc9111Cache, "http://other.example").yes);
}

void TestStoredResponse::hugeVary()
{
    constexpr int count = 100'000;
    const Header names{"Vary", QByteArray("Cookie,").repeated(count)};
    Fields lines;
    for (int i = 0; i < count; ++i)
        lines.append(Header{"Accept", "a"});
    QVERIFY(
        reuseOf(storedResponse({names}, lines), {.method = "GET", .headers = {lines}}, kReceived, kRfc9111Cache).yes);
}

QTEST_APPLESS_MAIN(TestStoredResponse)
#include "tst_storedresponse.moc"
