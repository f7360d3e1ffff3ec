// SPDX-License-Identifier: MIT
#include "redirect/secondvisit.h"

#include "redirect/journey.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QDateTime kNow(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);
constexpr const char *kHost = "http://a.example";
constexpr const char *kChromium = "Chromium 156.0.8078.108, measured";

/// Whoever asks for /301 and the like is sent to /echo.
Response answerTo(const Request &request, const VisitCase &visit)
{
    if (request.url.endsWith("/echo"))
        return {.version = "HTTP/1.1", .status = 200};
    Response response{.version = "HTTP/1.1", .status = visit.status, .headers = {{{"Location", "/echo"}}}};
    if (const QByteArray field = visit.field; !field.isEmpty())
        response.headers.append(field.left(field.indexOf(':')), field.mid(field.indexOf(':') + 2));
    return response;
}

/// One visit at `now`; `memory` is what the client knows before and after it.
Trace visitOf(const ClientProfile &client, const VisitCase &visit, ClientMemory &memory, const QDateTime &now)
{
    Trace trace{.client = client.id, .started = now};
    const FirstRequest first{
        .method = "GET", .url = kHost + QByteArray("/") + QByteArray::number(visit.status), .now = now};
    Journey journey(client, first, memory, {});
    for (trace.hops += journey.takeOwnHops(); journey.pending(); trace.hops += journey.takeOwnHops()) {
        Hop hop{.request = *journey.pending()};
        hop.response = answerTo(hop.request, visit);
        journey.headArrived(hop.request, -1, *hop.response, now);
        trace.hops.append(journey.complete(hop, std::nullopt, now));
    }
    trace.outcome = journey.outcome();
    memory = journey.memory();
    return trace;
}

VisitRow rowOf(const ClientProfile &client, const VisitCase &visit, qint64 secondsBetween)
{
    ClientMemory memory;
    const Trace first = visitOf(client, visit, memory, kNow);
    const Trace second = visitOf(client, visit, memory, kNow.addSecs(secondsBetween));
    return visitRow(client, first, second);
}

const VisitCase &caseOf(int status, QByteArrayView field)
{
    const auto cases = visitCases();
    return *std::find_if(cases.begin(), cases.end(), [&](const VisitCase &visit) {
        return visit.status == status && QByteArrayView(visit.field) == field;
    });
}

} // namespace

class SecondVisitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cases();
    void askedAgain_data();
    void askedAgain();
    void reasons_data();
    void reasons();
    void notFollowed();
    void withoutResponse();
};

void SecondVisitTest::cases()
{
    QStringList texts;
    for (const VisitCase &visit : visitCases())
        texts.append(u"%1 %2"_s.arg(visit.status).arg(QString::fromUtf8(visitFieldText(visit))));
    QStringList wanted;
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const QString &field :
             {u"no Cache-Control"_s, u"Cache-Control: max-age=60"_s, u"Cache-Control: no-store"_s})
            wanted.append(u"%1 %2"_s.arg(status).arg(field));
    }
    QCOMPARE(texts, wanted);
}

void SecondVisitTest::askedAgain_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QList<int>>("bare");   // the statuses that are kept without Cache-Control
    QTest::addColumn<QList<int>>("maxAge"); // with max-age=60
    const QList<int> all{301, 302, 303, 307, 308};
    // Measured: resources/clients/memory.json.
    QTest::newRow("chromium-nav") << u"chromium-nav"_s << QList<int>{301, 308} << all;
    QTest::newRow("firefox-nav") << u"firefox-nav"_s << QList<int>{} << all;
    QTest::newRow("browser") << u"browser"_s << QList<int>{301, 308} << all;
    QTest::newRow("rfc9110") << u"rfc9110"_s << QList<int>{301, 308} << all;
    QTest::newRow("curl") << u"curl"_s << QList<int>{} << QList<int>{};
    QTest::newRow("java-huc") << u"java-huc"_s << QList<int>{} << QList<int>{};
}

void SecondVisitTest::askedAgain()
{
    QFETCH(QString, client);
    QFETCH(QList<int>, bare);
    QFETCH(QList<int>, maxAge);
    const ClientProfile &profile = *findClient(client);
    for (const VisitCase &visit : visitCases()) {
        const QByteArray field = visit.field;
        const bool isKept = field.isEmpty() ? bare.contains(visit.status)
                                            : field.endsWith("max-age=60") && maxAge.contains(visit.status);
        const VisitRow row = rowOf(profile, visit, 1);
        const QString place = u"%1 %2"_s.arg(visit.status).arg(QString::fromUtf8(field));
        const QString redirect = u"GET /%1"_s.arg(visit.status);
        // HttpURLConnection does not follow 308.
        const bool isFollowed = client != u"java-huc"_s || visit.status != 308;
        const QStringList whole = isFollowed ? QStringList{redirect, u"GET /echo"_s} : QStringList{redirect};
        QVERIFY2((row.answer == VisitAnswer::FromCache) == isKept, qPrintable(place));
        QVERIFY2((row.answer == VisitAnswer::AskedAgain) == !isKept, qPrintable(place));
        QCOMPARE(row.first, whole);
        QCOMPARE(row.second, isKept ? QStringList{u"GET /echo"_s} : whole);
        QVERIFY2(!row.reason.isEmpty() && !row.source.isEmpty(), qPrintable(place));
    }
}

void SecondVisitTest::reasons_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<qint64>("later"); // seconds between the visits
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("source");
    const auto row = [](const char *title, const char *client, int status, const char *field, qint64 later,
                        const char *reason, const char *source) {
        QTest::newRow(title) << QString::fromUtf8(client) << status << QByteArray(field) << later
                             << QString::fromUtf8(reason) << QString::fromUtf8(source);
    };
    row("kept", "chromium-nav", 301, "", 1,
        "301 has neither Cache-Control: max-age nor Expires, so it is kept without end.", kChromium);
    row("kept by one, asked by the other", "browser", 308, "", 1,
        "308 has neither Cache-Control: max-age nor Expires, so it is kept without end. Chromium does so; Firefox "
        "asks again.",
        "RFC 9110 15.1; Chromium 156.0.8078.108 and Firefox 153.8.0esr, measured");
    row("asked again", "firefox-nav", 301, "", 1,
        "301 has neither Cache-Control: max-age nor Expires nor Last-Modified.", "Firefox 153.8.0esr, measured");
    row("temporary", "chromium-nav", 302, "", 1, "302 has neither Cache-Control: max-age nor Expires.",
        "RFC 9110 15.1");
    row("lifetime", "chromium-nav", 307, "Cache-Control: max-age=60", 59,
        "Cache-Control: max-age=60 lets it be kept for 60 seconds.", "RFC 9111 5.2.2.1");
    row("over", "chromium-nav", 307, "Cache-Control: max-age=60", 60,
        "The stored response was fresh until 2026-11-28 12:01:00 UTC.", "RFC 9111 4.2");
    row("no-store", "chromium-nav", 308, "Cache-Control: no-store", 1, "Cache-Control: no-store forbids keeping it.",
        "RFC 9111 5.2.2.5");
    row("no cache", "curl", 301, "Cache-Control: max-age=60", 1, "301 is not kept, because this client has no cache.",
        findClient(u"curl")->cache.keeps.source);
}

void SecondVisitTest::reasons()
{
    QFETCH(QString, client);
    QFETCH(int, status);
    QFETCH(QByteArray, field);
    QFETCH(qint64, later);
    QFETCH(QString, reason);
    QFETCH(QString, source);
    const VisitRow row = rowOf(*findClient(client), caseOf(status, field), later);
    QCOMPARE(row.reason, reason);
    QCOMPARE(row.source, source);
}

void SecondVisitTest::notFollowed()
{
    // What a cache could keep, of a client that stops at it.
    ClientProfile client = *findClient(u"java-huc");
    client.cache = findClient(u"chromium-nav")->cache;
    const VisitRow row = rowOf(client, caseOf(308, {}), 1);
    QCOMPARE(int(row.answer), int(VisitAnswer::AskedAgain));
    QCOMPARE(row.second, QStringList{u"GET /308"_s});
    const Trace single = [&] {
        ClientMemory memory;
        return visitOf(client, caseOf(308, {}), memory, kNow);
    }();
    QCOMPARE(row.reason, single.hops.first().redirect->reason);
    QCOMPARE(row.source, single.hops.first().redirect->source);
}

void SecondVisitTest::withoutResponse()
{
    const ClientProfile &client = *findClient(u"chromium-nav");
    ClientMemory memory;
    const VisitCase &visit = caseOf(301, {});
    const Trace answered = visitOf(client, visit, memory, kNow);
    Trace failed{.hops = {{.request = {.method = "GET", .url = "http://a.example/301"}, .error = u"refused"_s}},
                 .outcome = {OutcomeKind::NetworkError, u"the connection was refused"_s}};
    QVERIFY(wasAnswered(answered));
    QVERIFY(!wasAnswered(failed));
    QVERIFY(!wasAnswered({}));
    const VisitRow never = visitRow(client, failed, {});
    QCOMPARE(never, (VisitRow{.reason = u"the connection was refused"_s}));
    const VisitRow once = visitRow(client, answered, failed);
    QCOMPARE(once, (VisitRow{.first = {u"GET /301"_s, u"GET /echo"_s}, .reason = u"the connection was refused"_s}));
    QCOMPARE(visitAnswerText(once.answer), "no response");
}

QTEST_GUILESS_MAIN(SecondVisitTest)
#include "tst_secondvisit.moc"
