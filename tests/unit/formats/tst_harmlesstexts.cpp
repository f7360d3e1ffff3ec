// SPDX-License-Identifier: MIT
#include "formats/redaction/harmlesstexts.h"
#include "formats/redaction/redaction.h"
#include "plantedsecrets.h"
#include "randomtrace.h"
#include "secrettrace.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr quint32 kRandomTraces = 20;

/// All kinds of traces; their requests and clients are alike.
QList<Trace> tracesToRedact()
{
    QList<Trace> traces{secretTrace()};
    for (const char *const list : {"secrets", "harmless"}) {
        for (const Planted &row : plantedRows(list))
            traces.append(plantedTrace(row));
    }
    for (quint32 seed = 1; seed <= kRandomTraces; ++seed)
        traces.append(RandomTrace(seed).trace());
    return traces + QList<Trace>{secretTrace()};
}

/// A response with a cookie, and the same path as in each of these traces.
Trace traceWithCookie(const QByteArray &value)
{
    Hop hop;
    hop.request.method = "GET";
    hop.request.url = "http://a.example/summer-2026";
    hop.response = Response{"HTTP/1.1", 200, "OK", {{{"Set-Cookie", "sid=" + value}}}, {}, {}};
    Trace trace;
    trace.hops = {hop};
    return trace;
}

} // namespace

/// What is remembered of earlier traces changes nothing of what is redacted.
class TestHarmlessTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameAsWithout();
    void harmlessUntilItIsASecret();
    void bounds();
};

void TestHarmlessTexts::sameAsWithout()
{
    HarmlessTexts harmless;
    const QList<Trace> traces = tracesToRedact();
    for (const Trace &trace : traces) {
        const Redaction wanted = redacted(trace, RedactionOptions{});
        const Redaction found = redacted(trace, {.harmless = &harmless});
        QCOMPARE(found.trace, wanted.trace);
        QCOMPARE(found.removed, wanted.removed);
    }
}

/// A text is looked up in one trace, and is the secret of the next one.
void TestHarmlessTexts::harmlessUntilItIsASecret()
{
    HarmlessTexts harmless;
    const RedactionOptions options{.harmless = &harmless};
    const Trace plain = traceWithCookie({});
    QCOMPARE(redacted(plain, options).trace, plain);
    const Trace secret = redacted(traceWithCookie("summer-2026"), options).trace;
    QCOMPARE(secret.hops[0].request.url, "http://a.example/[redacted 1]");
    QCOMPARE(redacted(plain, options).trace, plain);
}

void TestHarmlessTexts::bounds()
{
    HarmlessTexts harmless;
    QCOMPARE(HarmlessTexts::keyOf('t', {}, QByteArray(2000, 'x')), QByteArray());
    const QByteArray first = HarmlessTexts::keyOf('f', "Server", "nginx");
    QVERIFY(first != HarmlessTexts::keyOf('t', "Server", "nginx"));
    QVERIFY(first != HarmlessTexts::keyOf('f', "Via", "nginx"));
    harmless.insert(first);
    QVERIFY(harmless.contains(first));
    for (int i = 0; i < 100'000; ++i)
        harmless.insert(HarmlessTexts::keyOf('t', {}, QByteArray::number(i)));
    QVERIFY(!harmless.contains(first));
}

QTEST_APPLESS_MAIN(TestHarmlessTexts)
#include "tst_harmlesstexts.moc"
