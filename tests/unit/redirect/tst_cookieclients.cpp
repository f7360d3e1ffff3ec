// SPDX-License-Identifier: MIT
// What clients did with cookies (tests/clients/cookies.json) against what their profiles say.
#include "goldenfiles.h"
#include "redirect/chaincookies.h"
#include "redirect/client/ownclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestCookieClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stored_data();
    void stored();
    void initiator_data();
    void initiator();
    void ownClient();
};

/// {b*N} is N times b; a character is a byte.
static QByteArray bytesOf(QString text)
{
    static const QRegularExpression many(u"\\{b\\*(\\d+)\\}"_s);
    for (QRegularExpressionMatch match = many.match(text); match.hasMatch(); match = many.match(text))
        text.replace(match.capturedStart(), match.capturedLength(), QString(match.captured(1).toInt(), u'b'));
    return text.toLatin1();
}

/// What a client does by a quirk that is not in its profile.
static QStringList quirksOf(const QString &client, const QString &url)
{
    // It reads a quoted value with its semicolon, no name with a space, and no Max-Age of 20 digits.
    if (client == "wget"_L1)
        return {u"e"_s, u"sp ace"_s, u"maxbig"_s};
    // It keeps a path without a slash, which no request matches; sorts by Domain; and refuses one without a dot.
    if (client == "py-requests"_L1)
        return {u"relpath"_s, u"owndom"_s, u"dotdom"_s, u"__Host-dom"_s};
    if (client == "firefox-nav"_L1 && url.contains(u"//localhost"_s))
        return {u"__Host-dom"_s}; // Domain=localhost counts as none
    return {};
}

static QByteArrayList withoutQuirks(const QByteArray &field, const QStringList &quirks)
{
    QByteArrayList pairs;
    const QStringList all = QString::fromLatin1(field).split(u"; "_s);
    for (const QString &pair : all) {
        if (!quirks.contains(pair.section(u'=', 0, 0)))
            pairs.append(pair.toLatin1());
    }
    return pairs;
}

void TestCookieClients::stored_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("set");
    QTest::addColumn<QByteArray>("cookie");
    const QJsonObject all = QJsonDocument::fromJson(test::golden(u"cookies.json"_s)).object();
    const QStringList set = QVariant(all.value("set"_L1).toArray().toVariantList()).toStringList();
    const QJsonArray rows = all.value("rows"_L1).toArray();
    for (const QJsonValue &row : rows) {
        const QString client = row["client"_L1].toString();
        const QString url = row["url"_L1].toString();
        QTest::addRow("%s %s", qPrintable(client), qPrintable(url))
            << client << url << set << bytesOf(row["cookie"_L1].toString());
    }
}

void TestCookieClients::stored()
{
    QFETCH(QString, client);
    QFETCH(QString, url);
    QFETCH(QStringList, set);
    QFETCH(QByteArray, cookie);
    const ClientProfile *profile = findClient(client);
    QVERIFY(profile);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto isSuffix = [](const QByteArray &domain) { return domain == "co.uk"; };
    const ParsedTarget target(url.toLatin1());
    const Request first{.method = "GET", .url = target.bytes()};
    const QByteArray host = target.origin()->host;
    Headers headers;
    for (const QString &line : set)
        headers.append("Set-Cookie", bytesOf(line).replace("{host}", host));
    CookieJar jar;
    const QList<CookieVerdict> verdicts =
        storeCookies(jar, headers, cookieRequest(*profile, {}, first, target, now, isSuffix), profile->cookies);
    QCOMPARE(verdicts.size(), set.size());
    for (const CookieVerdict &verdict : verdicts)
        QVERIFY2(!verdict.reason.isEmpty() && !verdict.source.isEmpty(), verdict.name.constData());

    const ParsedTarget end(QByteArray(target.bytes()).replace("/all", "/end"));
    const Request next{.method = "GET", .url = end.bytes()};
    const CookieSelection selection =
        selectCookies(jar, cookieRequest(*profile, {first}, next, end, now, isSuffix), profile->cookies);
    const QStringList quirks = quirksOf(client, url);
    QCOMPARE(withoutQuirks(selection.field, quirks), withoutQuirks(cookie, quirks));
}

void TestCookieClients::initiator_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char *client, const char *method, const char *name, const char *value, const char *page,
                        const char *sent) {
        QTest::addRow("%s %s %s", client, method, name)
            << QString::fromLatin1(client) << QByteArray(method) << QByteArray(name) << QByteArray(value)
            << QByteArray(page) << QByteArray(sent);
    };
    // A chain that began at a.example and goes on to b.example, which has a cookie of each kind (measured).
    row("chromium-nav", "GET", "", "", "", "none=1; unset=1; lax=1; strict=1");
    row("chromium-nav", "GET", "Referer", "http://a.example/page", "http://a.example/page", "none=1; unset=1; lax=1");
    row("chromium-nav", "GET", "Referer", "https://b.example/", "https://b.example/",
        "none=1; unset=1; lax=1; strict=1");
    row("chromium-nav", "POST", "", "", "https://a.example/go", "none=1; unset=1");
    row("chromium-nav", "POST", "Origin", "https://b.example", "https://b.example", "none=1; unset=1; lax=1; strict=1");
    row("chromium-fetch", "GET", "", "", "https://a.example/go", "");
    row("chromium-fetch", "GET", "Origin", "https://b.example", "https://b.example",
        "none=1; unset=1; lax=1; strict=1");
    row("firefox-nav", "GET", "", "", "", "none=1; unset=1; lax=1");
    row("firefox-nav", "GET", "Referer", "https://b.example/", "https://b.example/", "none=1; unset=1; lax=1");
    row("firefox-nav", "POST", "", "", "https://a.example/go", "none=1; unset=1");
    row("firefox-fetch", "GET", "", "", "https://a.example/go", "");
    row("browser", "GET", "", "", "", "none=1; unset=1; lax=1; strict=1");
    row("browser", "POST", "", "", "https://a.example/go", "none=1");
    row("fetch-spec", "GET", "", "", "https://a.example/go", "none=1");
    row("curl", "POST", "Origin", "https://a.example", "", "strict=1; unset=1; none=1; lax=1");
}

void TestCookieClients::initiator()
{
    QFETCH(QString, client);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, page);
    const ClientProfile *profile = findClient(client);
    QVERIFY(profile);
    Request first{.method = method, .url = "https://a.example/go"};
    if (!name.isEmpty())
        first.headers.append(name, value);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    CookieJar jar{{
        {.name = "none", .value = "1", .domain = "b.example", .secure = true, .sameSite = SameSite::None},
        {.name = "unset", .value = "1", .domain = "b.example"},
        {.name = "lax", .value = "1", .domain = "b.example", .sameSite = SameSite::Lax},
        {.name = "strict", .value = "1", .domain = "b.example", .sameSite = SameSite::Strict},
    }};
    for (Cookie &cookie : jar.cookies)
        cookie.created = now;
    const Request next{.method = method, .url = "https://b.example/see"};
    const CookieRequest request = cookieRequest(*profile, {first}, next, ParsedTarget(next.url), now);
    QCOMPARE(request.initiator.value_or(QByteArray()), page);
    QTEST(selectCookies(jar, request, profile->cookies).field, "sent");
}

/// A custom client's file says the cookie rules, too.
void TestCookieClients::ownClient()
{
    const QByteArray json = R"({"format": "hopscope-client", "formatVersion": 1, "like": "chromium-nav",
        "id": "mine", "title": "Mine", "initiator": "no-page",
        "cookies": {"sameSite": {"value": "none-by-default", "source": "me"}, "longestPair": {"value": 10}}})";
    const Result<ClientPointer> read = clientFromJson(json);
    QCOMPARE(read.error, QString());
    const CookiePolicy &cookies = (*read)->cookies;
    QCOMPARE((*read)->initiator, Initiator::NoPage);
    QCOMPARE(cookies.sameSite.value, SameSiteRule::NoneByDefault);
    QCOMPARE(QByteArray(cookies.sameSite.source), QByteArray("me"));
    QCOMPARE(cookies.longestPair.value, 10);
    QCOMPARE(cookies.secureTo.value, SecureHosts::Loopback);
    const QByteArray written = clientToJson(**read);
    QVERIFY(written.contains("\"none-by-default\""));
    QVERIFY(written.contains("\"longestPair\""));
}

QTEST_APPLESS_MAIN(TestCookieClients)
#include "tst_cookieclients.moc"
