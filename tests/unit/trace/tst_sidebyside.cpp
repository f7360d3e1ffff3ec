// SPDX-License-Identifier: MIT
#include "sampletraces.h"
#include "trace/sidebyside.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

const QStringList kNames{u"Browser"_s, u"curl"_s};
const char kSame[] = "curl sends the same as Browser, but for fields that each client writes in its own way";

Headers fieldsOf(const QByteArray &lines)
{
    Headers headers;
    for (const QByteArray &line : lines.isEmpty() ? QList<QByteArray>() : lines.split('\n'))
        headers.append(line.first(line.indexOf(':')), line.sliced(line.indexOf(':') + 1).trimmed());
    return headers;
}

Hop hop(const char *method, const char *url, int status, const QByteArray &fields)
{
    Hop result{.request = {.method = method, .url = url, .headers = fieldsOf(fields)}};
    result.response = Response{.version = "HTTP/1.1", .status = status};
    const bool follows = status / 100 == 3 || status == 204;
    result.redirect = Redirect{.verdict = follows ? RedirectVerdict::Follow : RedirectVerdict::Deliver};
    return result;
}

/// GET http://a.example/ with `first`, 302 to http://b.example/, which gets `second`.
Trace twoRequests(const QByteArray &first, const QByteArray &second, const QByteArray &setCookie = {})
{
    Trace trace{.hops = {hop("GET", "http://a.example/", 302, first), hop("GET", "http://b.example/", 200, second)}};
    if (!setCookie.isEmpty())
        trace.hops[0].response->headers.append("Set-Cookie", setCookie);
    return trace;
}

QString differenceOf(const Trace &reference, const Trace &other)
{
    return sideBySide({reference, other}, kNames).firstDifferences.value(0);
}

Trace withBody(Trace trace, int hop)
{
    trace.hops[hop].request.method = "POST";
    trace.hops[hop].request.body = bodyOf("a=1");
    return trace;
}

/// POST, 307 to another origin, POST there.
Trace posted()
{
    return {.hops = {hop("POST", "http://a.example/", 307, {}), hop("POST", "http://b.example/", 200, {})}};
}

/// The same with a preflight before the second POST.
Trace askedFirst()
{
    Trace trace = posted();
    trace.hops.insert(1, hop("OPTIONS", "http://b.example/", 204, "Origin: http://a.example"));
    trace.hops[1].kind = HopKind::Preflight;
    return trace;
}

QStringList reasonsIn(const SideBySide &sides, qsizetype column)
{
    QStringList reasons;
    for (const QList<SideCell> &row : sides.rows)
        reasons.append(row[column].why);
    return reasons;
}

} // namespace

class SideBySideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marks();
    void nothing();
    void fields_data();
    void fields();
    void ownFields();
    void requests_data();
    void requests();
    void preflights();
    void ownHops_data();
    void ownHops();
    void manyNames();
    void secretsStay();
};

void SideBySideTest::marks()
{
    Trace other = sampleTrace();
    other.hops[2].request.method = "POST";
    Trace shorter = sampleTrace();
    shorter.hops.removeLast();
    shorter.hops[1].redirect->verdict = RedirectVerdict::Deliver;
    const SideBySide sides = sideBySide({sampleTrace(), other, shorter}, {u"Browser"_s, u"curl -L -X"_s, u"wget"_s});
    const auto &rows = sides.rows;
    QCOMPARE(rows.size(), 3);
    QVERIFY(!rows[0][1].differs && !rows[1][1].differs && !rows[0][2].differs);
    QCOMPARE(rows[2][1].why, u"sends POST instead of GET"_s);
    QVERIFY(rows[2][1].first);
    QCOMPARE(rows[1][2].why, u"takes this response as the result, Browser goes on"_s);
    QVERIFY(rows[1][2].first);
    QVERIFY(rows[2][2].differs && !rows[2][2].first);
    QCOMPARE(rows[2][2].hop, -1);
    for (const QList<SideCell> &row : rows)
        QVERIFY(!row.first().differs);
    QCOMPARE(sides.firstDifferences,
             (QStringList{u"Request 3: curl -L -X sends POST instead of GET"_s,
                          u"Request 2: wget takes this response as the result, Browser goes on"_s}));
}

void SideBySideTest::nothing()
{
    QVERIFY(sideBySide({}, {}).rows.isEmpty());
    const SideBySide sides = sideBySide({Trace{}, sampleTrace()}, kNames);
    QCOMPARE(sides.rows.size(), 3);
    QCOMPARE(sides.rows[0][1].why, u"sends one more request"_s);
    QCOMPARE(differenceOf(sampleTrace(), sampleTrace()), QString::fromLatin1(kSame));
}

void SideBySideTest::fields_data()
{
    QTest::addColumn<Trace>("reference");
    QTest::addColumn<Trace>("other");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const Trace &reference, const Trace &other, const char *line) {
        QTest::newRow(name) << reference << other << QString::fromLatin1(line);
    };
    const QByteArray token = "Authorization: Bearer t0ken";
    row("sent", twoRequests(token, {}), twoRequests(token, token),
        "Request 2: curl sends Authorization to http://b.example, Browser does not");
    row("not sent", twoRequests(token, token), twoRequests(token, {}),
        "Request 2: curl does not send Authorization to http://b.example, Browser does");
    row("not sent in the first request", twoRequests(token, {}), twoRequests({}, {}),
        "Request 1: curl does not send Authorization to http://a.example, Browser does");
    row("another value", twoRequests({}, token), twoRequests({}, "Authorization: Basic dTpw"),
        "Request 2: curl sends another value of Authorization to http://b.example than Browser");
    row("Digest is drawn for each request", twoRequests({}, "Authorization: Digest username=\"u\", cnonce=\"1\""),
        twoRequests({}, "authorization: digest username=\"u\", cnonce=\"2\""), kSame);
    row("Digest and Basic", twoRequests({}, "Authorization: Digest username=\"u\", cnonce=\"1\""),
        twoRequests({}, "Authorization: Basic dTpw"),
        "Request 2: curl sends another value of Authorization to http://b.example than Browser");
    row("several", twoRequests({}, "Origin: http://a.example\nReferer: http://a.example/"),
        twoRequests({}, token + "\nProxy-Authorization: Basic dTpw\nCookie: sid=1; theme=dark"),
        "Request 2: curl sends Authorization, Proxy-Authorization and Cookie (sid and theme) to http://b.example, "
        "Browser does not; does not send Origin or Referer, Browser does");
    row("in another order, in two lines", twoRequests({}, "Cookie: sid=1; theme=dark"),
        twoRequests({}, "Cookie: theme=dark\nCookie: sid=1"), kSame);
    row("one cookie of two", twoRequests({}, "Cookie: sid=1; theme=dark"), twoRequests({}, "Cookie: sid=1"),
        "Request 2: curl does not send Cookie (theme) to http://b.example, Browser does");
    row("another value of a cookie", twoRequests({}, "Cookie: sid=1"), twoRequests({}, "Cookie: sid=2"),
        "Request 2: curl sends another value of Cookie (sid) to http://b.example than Browser");
    row("a cookie without a name", twoRequests({}, {}), twoRequests({}, "Cookie: s3cret"),
        "Request 2: curl sends Cookie (one without a name) to http://b.example, Browser does not");
    row("cookies of two sessions", twoRequests({}, "Cookie: sid=1", "sid=1; Path=/"),
        twoRequests({}, "Cookie: sid=2", "sid=2; Path=/"), kSame);
    row("an old value of a cookie", twoRequests({}, "Cookie: sid=2", "sid=2"),
        twoRequests("Cookie: sid=1", "Cookie: sid=1", "sid=2"),
        "Request 1: curl sends Cookie (sid) to http://a.example, Browser does not");
    row("a value of a cookie that both got", twoRequests({}, "Cookie: sid=1", "sid=1"),
        twoRequests({}, "Cookie: sid=9", "sid=1"),
        "Request 2: curl sends another value of Cookie (sid) to http://b.example than Browser");
    row("of the client's own from the beginning", twoRequests("Origin: http://a.example", "Origin: http://a.example"),
        twoRequests("Content-Type: text/plain\nReferer: x", "Content-Type: text/plain\nReferer: x"), kSame);
    row("of the client's own, and dropped", twoRequests("Origin: http://a.example", "Origin: http://a.example"),
        twoRequests({}, "Content-Type: text/plain"),
        "Request 2: curl sends Content-Type to http://b.example, Browser does not");
    row("Origin becomes null", twoRequests("Origin: http://a.example", "Origin: http://a.example"),
        twoRequests("Origin: http://a.example", "Origin: null"),
        "Request 2: curl sends Origin \"null\" to http://b.example instead of \"http://a.example\"");
    row("Referer is cut", twoRequests("Referer: http://a.example/x?token=1", "Referer: http://a.example/x?token=1"),
        twoRequests("Referer: http://a.example/x?token=1", "Referer: http://a.example/"),
        "Request 2: curl sends another value of Referer to http://b.example than Browser");
    row("Content-Type without a body", twoRequests("Content-Type: text/plain", {}),
        twoRequests("Content-Type: text/plain", "Content-Type: text/plain"),
        "Request 2: curl sends Content-Type to http://b.example, Browser does not");
    row("Content-Type with the only body", twoRequests("Content-Type: a/b\nContent-Language: en", {}),
        withBody(twoRequests("Content-Type: a/b\nContent-Language: en", "Content-Type: a/b\nContent-Language: en"), 1),
        "Request 2: curl sends POST instead of GET; sends a body of 3 B instead of no body");
    row("what the user gave", twoRequests("X-Api-Key: k\nX-Id: 7", "X-Api-Key: k\nX-Id: 7"),
        twoRequests("X-Api-Key: k\nX-Id: 7", "x-id: 7"),
        "Request 2: curl does not send X-Api-Key to http://b.example, Browser does");
    row("what the user gave, with another value", twoRequests("X-Id: 7", "X-Id: 7"), twoRequests("X-Id: 7", "X-Id: 8"),
        "Request 2: curl sends another value of X-Id to http://b.example than Browser");
    row("what one client adds", twoRequests("Want-Digest: SHA", "Want-Digest: SHA"), twoRequests({}, {}), kSame);
}

void SideBySideTest::fields()
{
    QFETCH(Trace, reference);
    QFETCH(Trace, other);
    QFETCH(QString, line);
    QCOMPARE(differenceOf(reference, other), line);
}

void SideBySideTest::ownFields()
{
    for (const char *name : {"User-Agent",
                             "Accept",
                             "Accept-Charset",
                             "Accept-Encoding",
                             "Accept-Language",
                             "Connection",
                             "Keep-Alive",
                             "Proxy-Connection",
                             "TE",
                             "Trailer",
                             "Transfer-Encoding",
                             "Upgrade",
                             "Host",
                             "Content-Length",
                             "Expect",
                             "Sec-Fetch-Mode",
                             "sec-ch-ua",
                             "Priority",
                             "Upgrade-Insecure-Requests",
                             "Cache-Control",
                             "Pragma"}) {
        const QByteArray field = QByteArray(name) + ": x";
        QVERIFY2(differenceOf(twoRequests(field, field), twoRequests(field, {})) == QLatin1StringView(kSame), name);
    }
    for (const char *name : {"Range", "If-None-Match", "X-Accept", "Second"}) {
        const QByteArray field = QByteArray(name) + ": x";
        QCOMPARE(differenceOf(twoRequests(field, field), twoRequests(field, {})),
                 u"Request 2: curl does not send %1 to http://b.example, Browser does"_s.arg(QLatin1StringView(name)));
    }
}

void SideBySideTest::requests_data()
{
    QTest::addColumn<Trace>("other");
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const char *line, auto change) {
        Trace other = withBody(posted(), 1);
        change(other.hops[1]);
        QTest::newRow(name) << other << QString::fromLatin1(line);
    };
    row("equal", kSame, [](Hop &) {});
    row("URL", "Request 2: curl goes to http://b.example/#x instead of http://b.example/",
        [](Hop &hop) { hop.request.url += "#x"; });
    row("no body", "Request 2: curl sends no body instead of a body of 3 B",
        [](Hop &hop) { hop.request.body = Body(); });
    row("another body", "Request 2: curl sends another body of the same size",
        [](Hop &hop) { hop.request.body = bodyOf("a=2"); });
    row("status", "Request 2: curl gets 404 instead of 200", [](Hop &hop) { hop.response->status = 404; });
    row("verdict", "Request 2: curl reports an error, Browser takes this response as the result",
        [](Hop &hop) { hop.redirect->verdict = RedirectVerdict::Refuse; });
    row("no response",
        "Request 2: curl gets no response instead of 200; gets no further, Browser takes this response as the result",
        [](Hop &hop) {
            hop.response.reset();
            hop.redirect.reset();
        });
}

void SideBySideTest::requests()
{
    QFETCH(Trace, other);
    QFETCH(QString, line);
    QCOMPARE(differenceOf(withBody(posted(), 1), other), line);
}

void SideBySideTest::preflights()
{
    const QStringList names{u"curl"_s, u"Chromium, fetch()"_s, u"wget"_s};
    Trace refused = askedFirst();
    refused.hops.removeLast();
    refused.hops[1].redirect->verdict = RedirectVerdict::Refuse;
    const SideBySide one = sideBySide({posted(), askedFirst(), posted()}, names);
    QCOMPARE(one.rows.size(), 3);
    QCOMPARE(reasonsIn(one, 1), (QStringList{QString(), u"first asks with OPTIONS"_s, QString()}));
    QCOMPARE(one.rows[2][0].hop, 1);
    QCOMPARE(one.rows[2][1].hop, 2);
    QCOMPARE(reasonsIn(one, 2), (QStringList{QString(), QString(), QString()}));
    QCOMPARE(one.firstDifferences.first(), u"Request 2: Chromium, fetch() first asks with OPTIONS"_s);

    const SideBySide reference = sideBySide({askedFirst(), posted()}, {u"Chromium, fetch()"_s, u"curl"_s});
    QCOMPARE(reasonsIn(reference, 1),
             (QStringList{QString(), u"does not first ask with OPTIONS, Chromium, fetch() does"_s, QString()}));

    const SideBySide both = sideBySide({askedFirst(), askedFirst()}, kNames);
    QCOMPARE(both.firstDifferences, QStringList{QString::fromLatin1(kSame)});

    const SideBySide ends = sideBySide({posted(), refused}, kNames);
    QCOMPARE(reasonsIn(ends, 1),
             (QStringList{QString(), u"first asks with OPTIONS"_s, u"does not send this request"_s}));
}

void SideBySideTest::ownHops_data()
{
    QTest::addColumn<HopKind>("kind");
    QTest::addColumn<bool>("pairs");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("back");
    const auto row = [](const char *name, HopKind kind, bool pairs, const char *line, const char *back) {
        QTest::newRow(name) << kind << pairs << QString::fromLatin1(line) << QString::fromLatin1(back);
    };
    row("HSTS, and a server", HopKind::Hsts, true,
        "Request 1: curl goes on with https by itself (HSTS), Browser asks the server",
        "Request 1: curl asks the server, Browser goes on with https by itself (HSTS)");
    row("HSTS alone", HopKind::Hsts, false, "Request 1: curl goes on with https by itself (HSTS)",
        "Request 1: curl does not go on with https by itself (HSTS), Browser does");
    row("cache, and a server", HopKind::Cache, true,
        "Request 1: curl takes the redirect from its cache, Browser asks the server",
        "Request 1: curl asks the server, Browser takes the redirect from its cache");
    row("cache alone", HopKind::Cache, false, "Request 1: curl takes the redirect from its cache",
        "Request 1: curl does not take this redirect from a cache, Browser does");
}

void SideBySideTest::ownHops()
{
    QFETCH(HopKind, kind);
    QFETCH(bool, pairs);
    QFETCH(QString, line);
    QFETCH(QString, back);
    Trace own = twoRequests({}, {});
    own.hops[0].kind = kind;
    own.hops[0].response->status = 307;
    Trace asking = twoRequests({}, {});
    if (!pairs)
        asking.hops.removeFirst();
    QCOMPARE(differenceOf(asking, own), line);
    QCOMPARE(differenceOf(own, asking), back);
    QVERIFY(!sideBySide({asking, own}, kNames).rows.last()[1].differs);
}

void SideBySideTest::manyNames()
{
    QByteArray fields;
    QByteArray cookies = "Cookie: ";
    for (int i = 1; i <= 7; ++i) {
        fields += "X-" + QByteArray::number(i) + ": v\n";
        cookies += 'c' + QByteArray::number(i) + "=v; ";
    }
    fields.chop(1);
    QCOMPARE(differenceOf(twoRequests(fields, fields), twoRequests(fields, {})),
             u"Request 2: curl does not send X-1, X-2, X-3, X-4, X-5 or 2 more to http://b.example, Browser does"_s);
    QCOMPARE(differenceOf(twoRequests({}, {}), twoRequests({}, cookies)),
             u"Request 2: curl sends Cookie (c1, c2, c3, c4, c5 and 2 more) to http://b.example, Browser does not"_s);
}

void SideBySideTest::secretsStay()
{
    const QByteArray secrets = "Authorization: Bearer s3cret1\nProxy-Authorization: Basic s3cret2\n"
                               "Cookie: sid=s3cret3; s3cret4\nReferer: http://u:s3cret5@a.example/?t=s3cret6\n"
                               "X-Api-Key: s3cret7";
    QByteArray others = secrets;
    others.replace("s3cret", "0ther");
    const QList<Trace> traces{twoRequests(secrets, secrets), twoRequests(secrets, others), twoRequests(secrets, {}),
                              twoRequests({}, secrets)};
    const SideBySide sides = sideBySide(traces, {u"Browser"_s, u"curl"_s, u"wget"_s, u"Go"_s});
    QString texts = sides.firstDifferences.join(u'\n');
    for (const QList<SideCell> &row : sides.rows) {
        for (const SideCell &cell : row)
            texts += cell.why + u'\n';
    }
    QVERIFY(texts.contains(u"X-Api-Key"_s));
    QVERIFY2(!texts.contains(u"s3cret"_s) && !texts.contains(u"0ther"_s), qPrintable(texts));
}

QTEST_GUILESS_MAIN(SideBySideTest)
#include "tst_sidebyside.moc"
