// SPDX-License-Identifier: MIT
#include "formats/readers.h"
#include "recordsummary.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

struct Case {
    const char *file;
    const char *chains; ///< as chainsOf() writes them
    const char *client = "";
    const char *findings = ""; ///< their ids
    const char *error = "";
    const char *note = ""; ///< begins the only one
};

/// What people sent in, with what is right.
constexpr Case kCases[] = {
    {.file = "01-curl-v-progress-meter.txt",
     .chains = "GET http://127.0.0.1:18941/a 301 > GET http://127.0.0.1:18941/b 200",
     .client = "curl",
     .findings = "permanent-without-cache-control"},
    {.file = "02-curl-schannel-https.txt",
     .chains = "POST https://shop.example/orders 302 > GET https://shop.example/done 200",
     .client = "curl",
     .findings = "method-changed"},
    {.file = "04-wget-d-S-post.txt",
     .chains = "POST http://127.0.0.1:18931/p307 307 > POST http://127.0.0.1:18932/ok 200",
     .client = "wget",
     .findings = "sent-to-other-origin"},
    {.file = "12-har-loop-cut-short.har",
     .chains = "GET https://a.example/x 302 > GET https://a.example/x/ 302 > GET https://a.example/x 302 > GET "
               "https://a.example/x/ 302 > GET https://a.example/x 302 > GET https://a.example/x/ 302",
     .client = "browser",
     .findings = "loop"},
    {.file = "13-har-webkit-redirects.har",
     .chains = "POST https://a.example/login 302 > GET https://a.example/home 301 > GET https://www.a.example/home 200",
     .client = "browser",
     .findings = "method-changed permanent-without-cache-control"},
    {.file = "15-har-relative-url.har",
     .chains = "GET http://a.example/x 302 > GET http://a.example/y 200",
     .client = "browser"},
    {.file = "16-har-status-minus-999.har",
     .chains = "GET http://a.example/x 302 > GET http://a.example/y 200 | GET http://b.example/favicon.ico 0",
     .client = "browser"},
    {.file = "18-har-one-empty-url.har",
     .chains = "GET http://a.example/x 302 > GET http://a.example/y 200",
     .client = "browser",
     .note = "entry 3 was left out: line 142, column 5: log.entries[2]: the request has no url"},
    {.file = "20-har-base64-linebreak.har",
     .chains = "GET http://a.example/x 302 > GET http://a.example/y 200",
     .client = "browser"},
    {.file = "21-har-numbers-as-text.har",
     .chains = "GET http://a.example/x 302 > GET http://a.example/y 200",
     .client = "browser"},
    {.file = "23-har-headers-as-object.har",
     .chains = "GET http://a.example/x 302 > GET http://a.example/y 200",
     .client = "browser"},
    {.file = "25-har-nan.har",
     .chains = "GET http://a.example/x 302 > GET http://a.example/y 200",
     .client = "browser"},
    {.file = "26-har-in-array.har",
     .chains = "GET http://a.example/x 302 > GET http://a.example/y 200",
     .client = "browser"},
    {.file = "28-har-redacted-location.har",
     .chains = "GET https://idp.example/authorize?client_id=a 302 > GET https://app.example/cb?code=REDACTED 302 > GET "
               "https://app.example/home 200",
     .client = "browser",
     .findings = "query-lost"},
    {.file = "30-curl-vv-ids.txt",
     .chains = "POST http://a.example:8080/form 302 > GET http://a.example:8080/done 200",
     .client = "curl",
     .findings = "method-changed"},
    {.file = "32-curl-v-ci-timestamps.txt",
     .chains = "GET http://127.0.0.1:18931/p302 302 > GET http://127.0.0.1:18931/ok 200",
     .client = "curl"},
    {.file = "34-curl-v-indented.txt",
     .chains = "GET http://127.0.0.1:18931/p302 302 > GET http://127.0.0.1:18931/ok 200",
     .client = "curl"},
    {.file = "35-python-http-debuglevel.txt",
     .chains = "POST http://a.example/form 302 > GET http://a.example/done 200",
     .client = "py-requests",
     .findings = "method-changed"},
    {.file = "37-apache-httpclient-wire.txt", .chains = "POST http://a.example/form 302", .client = "rfc9110"},
    {.file = "38-devtools-headers-copied.txt", .chains = "POST https://a.example/login 302", .client = "browser"},
    {.file = "39-curl-i-ansi-colour.txt",
     .chains = "GET http://a.example/ 301 > GET http://www.a.example/ 200",
     .client = "curl",
     .findings = "permanent-without-cache-control"},
    {.file = "41-curl-i-body-quotes-a-head.txt", .chains = "GET http://a.example/tutorial 200", .client = "curl"},
    {.file = "42-curl-w-json.txt",
     .chains = "",
     .error = "this is what curl -w '%{json}' writes: it has only the last request of a chain; record the chain with "
              "curl -v instead"},
    {.file = "43-curl-connect-answered-302.txt", .chains = "CONNECT https://shop.example/ 302", .client = "curl"},
    {.file = "44-har-hsts-307.har",
     .chains = "GET http://shop.example/ 307 > GET https://shop.example/ 301 > GET https://shop.example/home 200",
     .client = "browser"},
};

QByteArray contentOf(const QString &name)
{
    QFile file(QStringLiteral(HOPSCOPE_RECORDS_DIR "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Trace only(const char *file)
{
    const Result<ReadRecord> read = readRecord(contentOf(QString::fromLatin1(file)));
    return read && read->traces.size() == 1 ? read->traces.constFirst() : Trace();
}

} // namespace

/// Records of real tools that were read wrong or not at all: tests/records has them as they came.
class TestRecordCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFileHasARow()
    {
        const QStringList names = QDir(QStringLiteral(HOPSCOPE_RECORDS_DIR)).entryList(QDir::Files);
        QCOMPARE(names.size(), qsizetype(std::size(kCases)));
        for (const Case &each : kCases)
            QVERIFY2(names.contains(QString::fromLatin1(each.file)), each.file);
    }

    void cases_data()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < int(std::size(kCases)); ++i)
            QTest::newRow(kCases[i].file) << i;
    }

    void cases()
    {
        QFETCH(int, number);
        const Case &wanted = kCases[number];
        const Result<ReadRecord> read = readRecord(contentOf(QString::fromLatin1(wanted.file)));
        QCOMPARE(read.error, QString::fromUtf8(wanted.error));
        if (!read)
            return;
        QCOMPARE(read->cutOff, QString());
        QCOMPARE(chainsOf(read->traces), QString::fromUtf8(wanted.chains));
        QCOMPARE(read->notes.join(u'\n'), QString::fromUtf8(wanted.note));
        for (const Trace &trace : read->traces)
            QCOMPARE(trace.client, QString::fromLatin1(wanted.client));
        QStringList ids;
        for (const Finding &finding : read->traces.constFirst().findings)
            ids.append(finding.id);
        QCOMPARE(ids.join(u' '), QString::fromUtf8(wanted.findings));
    }

    /// Nobody is said to have remembered https who has not.
    void noInventedHsts()
    {
        const Trace trace = only("02-curl-schannel-https.txt");
        QCOMPARE(trace.hops.size(), 2);
        for (const LedgerRow &row : trace.hops[0].redirect->ledger)
            QVERIFY2(!row.reason.contains(u"HSTS"_s), qPrintable(row.reason));
        QCOMPARE(trace.hops[0].request.headers.first("Authorization"), "Bearer t0ken");
    }

    void loopThatIsCutShort()
    {
        const Trace trace = only("12-har-loop-cut-short.har");
        QCOMPARE(trace.outcome.message,
                 u"The recording ends here, although this redirect leads back to request 1, https://a.example/x."_s);
        QVERIFY(trace.findings.value(0).detail.contains(u"the slash at the end"_s));
    }

    void contents()
    {
        const Trace wrapped = only("20-har-base64-linebreak.har");
        QVERIFY(std::any_of(wrapped.hops.begin(), wrapped.hops.end(),
                            [](const Hop &hop) { return hop.response->body == bodyOf("hello"); }));
        const Trace quoted = only("41-curl-i-body-quotes-a-head.txt");
        QCOMPARE(quoted.hops[0].response->body.size, 78);
        QVERIFY(quoted.hops[0].response->body.bytes.startsWith("A redirect looks so:\nHTTP/1.1 301 "));
        const Trace posted = only("04-wget-d-S-post.txt");
        QCOMPARE(posted.hops[0].request.body, bodyOf("k=v"));
        QCOMPARE(posted.hops[1].request.body, bodyOf("k=v"));
        QCOMPARE(only("35-python-http-debuglevel.txt").hops[0].request.body, bodyOf("k=v"));
        QCOMPARE(only("37-apache-httpclient-wire.txt").hops[0].request.body, bodyOf("k=v"));
    }

    void fieldsOfAnObject()
    {
        const Trace trace = only("23-har-headers-as-object.har");
        const Headers &headers = trace.hops[0].request.headers;
        QCOMPARE(headers.fields.size(), 2);
        QCOMPARE(headers.fields[0], (Header{"Host", "a.example"}));
        QCOMPARE(headers.fields[1].name, "User-Agent");
    }

    /// Where a masked Location led is shown by the next request, and by nothing else.
    void maskedLocation()
    {
        const Trace trace = only("28-har-redacted-location.har");
        const Redirect &redirect = *trace.hops[0].redirect;
        QCOMPARE(redirect.location, "REDACTED");
        QCOMPARE(redirect.target, "https://app.example/cb?code=REDACTED");
        const auto url =
            std::ranges::find_if(redirect.ledger, [](const LedgerRow &row) { return row.part == u"url"_s; });
        QVERIFY(url != redirect.ledger.end());
        QVERIFY2(url->reason.contains(u"masked in the recording"_s), qPrintable(url->reason));
        QCOMPARE(trace.findings.value(0).hop, 1);
    }

    void portalOfAProxy()
    {
        const Trace trace = only("43-curl-connect-answered-302.txt");
        QCOMPARE(trace.hops[0].response->headers.first("Location"),
                 "http://login.gw.example/?u=https%3a%2f%2fshop.example%2f");
        QCOMPARE(trace.outcome.kind, OutcomeKind::NetworkError);
        QVERIFY(trace.outcome.message.contains(u"http://login.gw.example/"_s));
    }

    void copiedHeaders()
    {
        const Hop hop = only("38-devtools-headers-copied.txt").hops.value(0);
        QCOMPARE(hop.response->headers.all("location"), QList<QByteArray>{"/home"});
        QCOMPARE(hop.response->headers.all("set-cookie"), QList<QByteArray>{"sid=abc; Path=/; HttpOnly"});
        QCOMPARE(hop.connection.address, u"192.0.2.1"_s);
    }
};

QTEST_GUILESS_MAIN(TestRecordCases)
#include "tst_recordcases.moc"
