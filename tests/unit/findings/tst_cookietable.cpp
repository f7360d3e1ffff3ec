// SPDX-License-Identifier: MIT
// Each cookie over all requests of a chain: set, changed, sent, not sent, deleted, expired.
#include "findings/cookietable.h"
#include "redirect/profile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

Hop hopTo(const QByteArray &url, const QList<CookieVerdict> &sent, const QList<QByteArray> &setCookies,
          const QList<CookieVerdict> &set)
{
    Hop hop;
    hop.request.url = url;
    hop.request.method = "GET";
    hop.response = Response{.version = "HTTP/1.1", .status = 302};
    for (const QByteArray &value : setCookies)
        hop.response->headers.append("Set-Cookie", value);
    hop.cookies = {.set = set, .sent = sent};
    return hop;
}

CookieVerdict verdict(const QByteArray &name, CookieFate fate, const QString &reason = {})
{
    return {.name = name, .fate = fate, .reason = reason, .source = u"rfc6265bis 5.8.3"_s};
}

/// "1: set, 2: sent": the steps with the numbers of their requests, responses with a star.
QString stepsOf(const CookieLine &line)
{
    QStringList steps;
    for (const CookieStep &step : line.steps)
        steps.append(u"%1%2: %3"_s.arg(QString::number(step.hop + 1), step.isResponse ? u"*"_s : QString(),
                                       QString::fromLatin1(eventWord(step.event))));
    return steps.join(u", "_s);
}

QString nameOf(const CookieLine &line)
{
    return QString::fromUtf8(line.name + ' ' + line.domain + line.path);
}

QList<CookieLine> tableOf(const QList<Hop> &hops)
{
    Trace trace{.client = u"browser"_s, .started = QDateTime(QDate(2026, 11, 28), QTime(8, 0), Qt::UTC)};
    trace.hops = hops;
    return cookieTable(trace, *findClient(u"browser"_s));
}

} // namespace

class CookieTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCookieOverTheChain();
    void cookiesOfOneName();
    void secureToThisMachine();
    void expiredAndEarlier();
    void refusedAndCleared();
    void noCookies();
};

void CookieTableTest::oneCookieOverTheChain()
{
    const QList<CookieLine> lines = tableOf({
        hopTo("http://a.example/x", {}, {"sid=1; Path=/"}, {verdict("sid", CookieFate::Stored)}),
        hopTo("http://a.example/y", {verdict("sid", CookieFate::Sent)}, {"sid=2; Path=/"},
              {verdict("sid", CookieFate::Stored)}),
        hopTo("http://b.example/", {verdict("sid", CookieFate::Withheld, u"It belongs to a.example."_s)}, {}, {}),
        hopTo("http://a.example/", {verdict("sid", CookieFate::Sent)}, {"sid=2; Path=/"},
              {verdict("sid", CookieFate::Stored)}),
        hopTo("http://a.example/", {verdict("sid", CookieFate::Sent)}, {"sid=; Path=/; Max-Age=0"},
              {verdict("sid", CookieFate::Deleted)}),
        hopTo("http://a.example/", {}, {"sid=3; Path=/"}, {verdict("sid", CookieFate::Stored)}),
    });
    QCOMPARE(lines.size(), 1);
    QCOMPARE(nameOf(lines[0]), u"sid a.example/"_s);
    QVERIFY(lines[0].hostOnly);
    QCOMPARE(stepsOf(lines[0]), u"1*: set, 2: sent, 2*: changed, 3: not sent, 4: sent, 4*: set again, 5: sent, "
                                "5*: deleted, 6*: set"_s);
    QCOMPARE(lines[0].steps[0].value, "1");
    QCOMPARE(lines[0].steps[2].value, "2");
    QCOMPARE(lines[0].steps[3].reason, u"It belongs to a.example."_s);
    QCOMPARE(lines[0].steps[3].source, u"rfc6265bis 5.8.3"_s);
}

/// Verdicts have names only: the one that fits the request is the one that was sent.
void CookieTableTest::cookiesOfOneName()
{
    const QList<CookieLine> lines = tableOf({
        hopTo(
            "http://a.example/x", {}, {"id=1; Path=/x", "id=2; Path=/y", "id=3; Domain=a.example; Path=/"},
            {verdict("id", CookieFate::Stored), verdict("id", CookieFate::Stored), verdict("id", CookieFate::Stored)}),
        hopTo("http://a.example/y/z",
              {verdict("id", CookieFate::Sent), verdict("id", CookieFate::Sent),
               verdict("id", CookieFate::Withheld, u"Its path is /x."_s)},
              {}, {}),
    });
    QCOMPARE(lines.size(), 3);
    QCOMPARE(nameOf(lines[0]), u"id a.example/x"_s);
    QCOMPARE(stepsOf(lines[0]), u"1*: set, 2: not sent"_s);
    QCOMPARE(lines[0].steps[1].reason, u"Its path is /x."_s);
    QCOMPARE(nameOf(lines[1]), u"id a.example/y"_s);
    QCOMPARE(stepsOf(lines[1]), u"1*: set, 2: sent"_s);
    QCOMPARE(nameOf(lines[2]), u"id a.example/"_s);
    QVERIFY(!lines[2].hostOnly);
    QCOMPARE(stepsOf(lines[2]), u"1*: set, 2: sent"_s);
}

/// Browsers send Secure cookies over http to this machine: the rule is the client's.
void CookieTableTest::secureToThisMachine()
{
    const QList<CookieLine> lines =
        tableOf({hopTo("http://127.0.0.1/a/", {}, {"a=1; Secure; Path=/a", "a=2; Path=/b"},
                       {verdict("a", CookieFate::Stored), verdict("a", CookieFate::Stored)}),
                 hopTo("http://127.0.0.1/a/x", {verdict("a", CookieFate::Sent)}, {}, {})});
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0).path, QByteArray("/a"));
    QCOMPARE(stepsOf(lines.at(0)), u"1*: set, 2: sent"_s);
    QCOMPARE(stepsOf(lines.at(1)), u"1*: set"_s);
}

void CookieTableTest::expiredAndEarlier()
{
    const QList<CookieLine> lines = tableOf({
        hopTo("http://a.example/", {verdict("old", CookieFate::Sent)}, {"short=1; Max-Age=1; Path=/"},
              {verdict("short", CookieFate::Stored)}),
        hopTo("http://a.example/",
              {verdict("old", CookieFate::Sent),
               verdict("short", CookieFate::Withheld, kExpiredReason + u"3 seconds ago."_s)},
              {}, {}),
    });
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].name, "old");
    QVERIFY(lines[0].domain.isEmpty() && lines[0].path.isEmpty());
    QCOMPARE(stepsOf(lines[0]), u"1: sent, 2: sent"_s);
    QCOMPARE(stepsOf(lines[1]), u"1*: set, 2: expired"_s);
}

void CookieTableTest::refusedAndCleared()
{
    const QList<CookieLine> lines = tableOf({
        hopTo("http://a.example/", {}, {"sid=1; Path=/", "sid=2; Domain=b.example; Path=/"},
              {verdict("sid", CookieFate::Stored), verdict("sid", CookieFate::Refused, u"Another domain."_s)}),
        hopTo("http://a.example/", {verdict("sid", CookieFate::Sent)}, {}, {verdict("sid", CookieFate::Deleted)}),
        hopTo("http://a.example/", {}, {}, {}),
    });
    QCOMPARE(lines.size(), 2);
    QCOMPARE(stepsOf(lines[0]), u"1*: set, 2: sent, 2*: deleted"_s);
    QCOMPARE(stepsOf(lines[1]), u"1*: refused"_s);
    QVERIFY(lines[1].steps[0].value.isEmpty());
}

void CookieTableTest::noCookies()
{
    QVERIFY(tableOf({}).isEmpty());
    QVERIFY(tableOf({hopTo("http://a.example/", {}, {"sid=1"}, {})}).isEmpty());
}

QTEST_APPLESS_MAIN(CookieTableTest)
#include "tst_cookietable.moc"
