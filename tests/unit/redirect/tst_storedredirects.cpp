// SPDX-License-Identifier: MIT
// What clients did with stored redirects (resources/clients/memory.json) against what their profiles say: how often
// each step of a case asks the server for /start.
#include "http/freshness.h"
#include "http/storedresponse.h"
#include "measuredrows.h"
#include "redirect/client/ownclient.h"
#include "redirect/sources.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

struct Client {
    QLatin1StringView id;
    int rows;   ///< in the file
    int missed; ///< of them, for the reasons of kMisses
};

constexpr Client kClients[] = {
    {"chromium-nav"_L1, 159, 0}, {"chromium-fetch"_L1, 42, 1}, {"firefox-nav"_L1, 159, 0}, {"firefox-fetch"_L1, 42, 2},
    {"curl"_L1, 10, 0},          {"wget"_L1, 10, 0},           {"py-requests"_L1, 10, 0},
};

struct Miss {
    QLatin1StringView client;
    QLatin1StringView name;
    QLatin1StringView reason;
};

// A row that is predicted after all has to leave this table.
constexpr QLatin1StringView kForced =
    "fetch() with cache: force-cache takes a stale response, too; no request of ours asks for that"_L1;
constexpr Miss kMisses[] = {
    {"chromium-fetch"_L1, "302, fetch and then fetch with cache: force-cache, real host"_L1, kForced},
    {"firefox-fetch"_L1, "301, fetch and then fetch with cache: force-cache, real host"_L1, kForced},
    {"firefox-fetch"_L1, "302, fetch and then fetch with cache: force-cache, real host"_L1, kForced},
};

const Miss *knownMiss(const QString &client, const QString &name)
{
    for (const Miss &miss : kMisses) {
        if (miss.client == client && miss.name == name)
            return &miss;
    }
    return nullptr;
}

bool isOfStart(QByteArrayView url)
{
    return url.contains("/start");
}

/// Plays the steps of a case as one client, with the servers' answers of the file.
class Player
{
public:
    Player(const QJsonObject &answers, const CachePolicy &policy) : m_server(answers), m_policy(policy) {}

    /// How often the step asks for /start.
    int play(const QJsonValue &step)
    {
        const QString what = step["do"_L1].toString();
        m_asked = 0;
        if (what == "wait"_L1) {
            m_now = m_now.addSecs(step["seconds"_L1].toInt());
            return 0;
        }
        QByteArray method = step["method"_L1].toString().toLatin1();
        if (method.isEmpty())
            method = what == "form"_L1 ? "POST" : "GET";
        const QByteArray url = what == "reload"_L1 ? m_page : step["url"_L1].toString().toLatin1();
        Headers headers = test::headersOf(step["headers"_L1]);
        addCacheMode(headers, step["options"_L1]["cache"_L1].toString());
        const bool isTyped = what == "open"_L1 || what == "reload"_L1;
        if (!isTyped)
            headers.append("Referer", m_page);
        m_visit = what != "fetch"_L1 && what != "image"_L1;
        const QByteArray page = m_page;
        const QByteArray end =
            follow({.method = method, .url = url, .headers = headers}, isTyped ? std::nullopt : std::optional(page));
        if (m_visit)
            m_page = end;
        return m_asked;
    }

private:
    /// Fetch, "HTTP-network-or-cache fetch": what the cache mode of fetch() adds.
    static void addCacheMode(Headers &headers, const QString &mode)
    {
        if (mode == "no-store"_L1 || mode == "reload"_L1)
            headers.append("Cache-Control", "no-cache");
        else if (mode == "no-cache"_L1)
            headers.append("Cache-Control", "max-age=0");
    }

    /// Where the chain ends.
    QByteArray follow(Request request, const std::optional<QByteArray> &initiator)
    {
        constexpr int mostRedirects = 20;
        for (int i = 0; i <= mostRedirects; ++i) {
            const Response response = responseTo(request, initiator);
            const std::optional<QByteArray> location = response.headers.first("Location");
            const bool isFollowed = response.status != 300 && response.status / 100 == 3;
            if (!isFollowed || !location)
                break;
            if (request.method == "POST" && (response.status == 301 || response.status == 302))
                request.method = "GET";
            request.url = resolved(*location, request.url);
        }
        return request.url;
    }

    static QByteArray resolved(const QByteArray &location, const QByteArray &base)
    {
        const Result<Url> from = parseUrl(base);
        const Result<Url> to = parseUrl(location, &*from);
        return serializeUrl(*to);
    }

    Response responseTo(Request request, const std::optional<QByteArray> &initiator)
    {
        if (!m_cookie.isEmpty())
            request.headers.set("Cookie", m_cookie);
        const QByteArray key = withoutFragment(request.url);
        const QByteArray partition =
            cachePartition({.target = ParsedTarget(request.url), .initiator = initiator, .topLevel = m_visit},
                           m_policy.partitions.value);
        for (const StoredResponse &each : std::as_const(m_stored[key])) {
            if (reuseOf(each, request, m_now, m_policy, partition).yes)
                return each.response;
        }
        m_asked += isOfStart(request.url);
        const Response response = answer(request);
        if (invalidatesStored(request.method, response.status))
            m_stored.remove(key);
        if (freshnessOf(request.method, response, m_now, m_policy).stored)
            m_stored[key].prepend({request.method, request.headers, response, m_now, partition});
        // The one cookie of the cases.
        if (const auto cookie = response.headers.first("Set-Cookie"))
            m_cookie = cookie->first(cookie->indexOf(';'));
        return response;
    }

    Response answer(const Request &request)
    {
        constexpr int ok = 200;
        const QJsonObject says = m_server.answerTo(request.url, request.method);
        if (says.isEmpty())
            return {.status = ok, .headers = {{{"Cache-Control", "no-store"}}}};
        return {.status = says["status"_L1].toInt(), .headers = test::fieldsOf(says)};
    }

    test::MeasuredServer m_server;
    const CachePolicy &m_policy;
    QDateTime m_now = QDateTime(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);
    QByteArray m_page;
    QByteArray m_cookie;
    bool m_visit = true;
    int m_asked = 0;
    QHash<QByteArray, QList<StoredResponse>> m_stored;
};

QList<int> measured(const test::MeasuredRow &row)
{
    QList<int> result;
    for (const QJsonValue step : row.seen) {
        int asked = 0;
        const QJsonArray requests = step.toArray();
        for (const QJsonValue request : requests)
            asked += isOfStart(request["request"_L1].toString().toLatin1());
        result.append(asked);
    }
    return result;
}

QList<int> predicted(const test::MeasuredRow &row, const CachePolicy &policy)
{
    Player player(row.answers, policy);
    QList<int> result;
    for (const QJsonValue step : row.steps)
        result.append(player.play(step));
    return result;
}

} // namespace

class TestStoredRedirects : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data();
    void rows();
    void profiles();
    void ownClients();
};

void TestStoredRedirects::rows_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("missed");
    for (const Client &client : kClients)
        QTest::newRow(client.id.data()) << client.rows << client.missed;
}

void TestStoredRedirects::rows()
{
    const QString id = QString::fromLatin1(QTest::currentDataTag());
    const ClientProfile *profile = findClient(id);
    QVERIFY(profile);
    static const QList<test::MeasuredRow> rows = test::measuredRows("cache"_L1);
    int count = 0;
    int missed = 0;
    for (const test::MeasuredRow &row : rows) {
        if (row.client != id)
            continue;
        const bool isRight = predicted(row, profile->cache) == measured(row);
        const Miss *known = knownMiss(id, row.name);
        QVERIFY2(isRight || known, qPrintable(u"not predicted: "_s + row.name));
        QVERIFY2(!isRight || !known, qPrintable(u"predicted, and in the table of misses: "_s + row.name));
        ++count;
        missed += !isRight;
    }
    QTEST(count, "count");
    QTEST(missed, "missed");
}

/// Each rule of each client names its source, which is measured or has an address; a note is for who stands for two.
void TestStoredRedirects::profiles()
{
    QStringList withCache;
    for (const ClientProfile &profile : clientProfiles()) {
        const CachePolicy &cache = profile.cache;
        QVERIFY2(cache.keeps.source, profile.id.data());
        if (!cache.keeps.value)
            continue;
        withCache.append(profile.id);
        for (const char *source :
             {cache.keeps.source, cache.permanent.source, cache.heuristicPercent.source, cache.heuristicMostDays.source,
              cache.marked.source, cache.quotedMaxAge.source, cache.severalMaxAges.source, cache.invalidMaxAge.source,
              cache.qualifiedNoCache.source, cache.pragmaNoCache.source, cache.keepsHead.source,
              cache.conditionalPasses.source, cache.partitions.source}) {
            const QString text = QString::fromUtf8(source);
            QVERIFY2(text.endsWith(u", measured"_s) || sourceLink(text).isValid(),
                     qPrintable(profile.id + u' ' + text));
        }
        QCOMPARE(cache.permanentNote != nullptr, profile.id == "browser"_L1);
        QCOMPARE(cache.heuristicNote != nullptr, profile.id == "browser"_L1);
    }
    QCOMPARE(withCache,
             (QStringList{u"browser"_s, u"chromium-fetch"_s, u"firefox-fetch"_s, u"chromium-xhr"_s, u"firefox-xhr"_s,
                          u"chromium-nav"_s, u"firefox-nav"_s, u"rfc9110"_s, u"fetch-spec"_s}));
}

/// The file of a custom client says the cache rules, too; without them it has no cache.
void TestStoredRedirects::ownClients()
{
    const auto cacheIn = [](const QByteArray &json) { return QJsonDocument::fromJson(json)["cache"_L1].toObject(); };
    for (const ClientProfile &profile : clientProfiles()) {
        const QByteArray json = clientToJson(profile);
        const Result<ClientPointer> own = clientFromJson(json);
        QVERIFY2(own, qPrintable(own.error));
        QCOMPARE(cacheIn(clientToJson(**own)), cacheIn(json));
    }
    const auto read = [](const QByteArray &members) {
        return clientFromJson(R"({"format": "hopscope-client", "formatVersion": 1, "id": "mine", "title": "Mine")" +
                              members + '}');
    };
    const Result<ClientPointer> bare = read(R"(, "hopLimit": 5)");
    QCOMPARE(bare.error, QString());
    QVERIFY(!(*bare)->cache.keeps.value);
    const Result<ClientPointer> changed = read(R"(, "like": "chromium-nav",
        "cache": {"permanent": {"value": "asked-again", "source": "me"}, "heuristicPercent": {"value": 5}})");
    QCOMPARE(changed.error, QString());
    const CachePolicy &cache = (*changed)->cache;
    QCOMPARE(cache.permanent.value, PermanentRedirects::AskedAgain);
    QCOMPARE(QByteArray(cache.permanent.source), QByteArray("me"));
    QCOMPARE(cache.heuristicPercent.value, 5);
    QCOMPARE(cache.partitions.value, CachePartitions::BySiteAndNavigation);
    QVERIFY(read(R"(, "cache": {"permanent": {"value": "sometimes"}})").error.contains(u"permanent"_s));
}

QTEST_APPLESS_MAIN(TestStoredRedirects)
#include "tst_storedredirects.moc"
