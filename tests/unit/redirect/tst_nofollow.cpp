// SPDX-License-Identifier: MIT
// A client that follows nothing shows what it would send, and sends it not.
#include "journeywalk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;
using namespace hopscope::test;

namespace
{

Walk walkOnce(QStringView client, const FirstRequest &wish, const Server &server, const ClientMemory &memory = {})
{
    return walk(client, wish, server, memory, -1, false);
}

QString stopsBefore(const QString &request)
{
    return request + u" would be sent next. Nothing is followed, as you asked."_s;
}

} // namespace

class NoFollowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redirects();
    void finalResponses();
    void pages();
    void storedRedirects();
    void upgrades();
    void preflights();
};

/// The decision with its ledger is the same as that of a client that goes on.
void NoFollowTest::redirects()
{
    const Server server = [](const Request &request) {
        return request.url.endsWith("/x") ? answer(302, {{"Location", "http://b.example/y"}}) : answer(200);
    };
    const FirstRequest order{.method = "POST", .url = "http://a.example/x", .body = bodyOf("a=1")};
    for (const QStringView client : {u"browser", u"curl", u"chromium-nav", u"py-requests"}) {
        const Walk once = walkOnce(client, order, server);
        QCOMPARE(once.requests(), QStringList{u"POST http://a.example/x"_s});
        QCOMPARE(once.outcome, (Outcome{OutcomeKind::NotFollowed, stopsBefore(u"GET http://b.example/y"_s)}));
        const Redirect &redirect = *once.hops[0].redirect;
        QCOMPARE(redirect.verdict, RedirectVerdict::Follow);
        QCOMPARE(redirect.target, QByteArray("http://b.example/y"));
        QVERIFY(!redirect.ledger.isEmpty());
        QCOMPARE(redirect, *walk(client, order, server).hops[0].redirect);
    }
}

void NoFollowTest::finalResponses()
{
    const Walk once = walkOnce(u"browser", {.url = "http://a.example/"}, [](const Request &) { return answer(404); });
    QCOMPARE(once.outcome.kind, OutcomeKind::Final);
    QCOMPARE(once.hops.size(), 1);
}

void NoFollowTest::pages()
{
    const Walk once = walkOnce(u"chromium-nav", {.url = "http://a.example/"}, [](const Request &) {
        return answer(200, {{"Refresh", "0; url=http://b.example/"}});
    });
    QCOMPARE(once.requests(), QStringList{u"GET http://a.example/"_s});
    QCOMPARE(once.outcome, (Outcome{OutcomeKind::NotFollowed, stopsBefore(u"GET http://b.example/"_s)}));
}

/// What the client has kept answers the first request, and is not followed either.
void NoFollowTest::storedRedirects()
{
    const Server server = [](const Request &request) {
        return request.url.endsWith("/old") ? answer(301, {{"Location", "/new"}}) : answer(200);
    };
    const FirstRequest old{.url = "https://a.example/old"};
    const Walk again = walkOnce(u"chromium-nav", old, server, walk(u"chromium-nav", old, server).memory);
    QCOMPARE(again.requests(), QStringList{u"cache GET https://a.example/old"_s});
    QCOMPARE(again.outcome, (Outcome{OutcomeKind::NotFollowed, stopsBefore(u"GET https://a.example/new"_s)}));
}

/// Before the first request was sent there was no redirect; and what is sent next is what would really be sent.
void NoFollowTest::upgrades()
{
    const Server server = [](const Request &request) {
        const Header kept{"Strict-Transport-Security", "max-age=60"};
        return request.url.endsWith("/x") ? answer(302, {kept, {"Location", "http://a.example/y"}})
                                          : answer(200, {kept});
    };
    const ClientMemory memory = walk(u"chromium-nav", {.url = "https://a.example/"}, server).memory;
    const Walk once = walkOnce(u"chromium-nav", {.url = "http://a.example/x"}, server, memory);
    QCOMPARE(once.requests(), (QStringList{u"hsts GET http://a.example/x"_s, u"GET https://a.example/x"_s}));
    QCOMPARE(once.outcome, (Outcome{OutcomeKind::NotFollowed, stopsBefore(u"GET https://a.example/y"_s)}));
}

/// A preflight belongs to the request that it asks for.
void NoFollowTest::preflights()
{
    const QByteArray other = "http://b.example/";
    const FirstRequest put{
        .method = "PUT", .url = other, .headers = {{{"Origin", "http://a.example"}}}, .body = bodyOf("a=1")};
    const Walk once = walkOnce(u"chromium-fetch", put, [](const Request &request) {
        const QList<Header> leave{{"Access-Control-Allow-Origin", "http://a.example"},
                                  {"Access-Control-Allow-Credentials", "true"},
                                  {"Access-Control-Allow-Methods", "PUT"}};
        return request.method == "OPTIONS" ? answer(204, leave)
                                           : answer(307, leave + QList<Header>{{"Location", "/next"}});
    });
    QCOMPARE(once.requests(), (QStringList{u"preflight OPTIONS http://b.example/"_s, u"PUT http://b.example/"_s}));
    QCOMPARE(once.outcome.kind, OutcomeKind::NotFollowed);
    QVERIFY(once.outcome.message.startsWith(u"PUT http://b.example/next would be sent next"_s) ||
            once.outcome.message.startsWith(u"OPTIONS http://b.example/next would be sent next"_s));
}

QTEST_GUILESS_MAIN(NoFollowTest)
#include "tst_nofollow.moc"
