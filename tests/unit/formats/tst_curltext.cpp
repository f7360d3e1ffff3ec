// SPDX-License-Identifier: MIT
#include "formats/readers.h"
#include "formats/record/plainrecord.h"
#include "formats/record/recordedhead.h"
#include "recordsummary.h"

#include <QTest>

using namespace hopscope;
using namespace hopscope::test;
using namespace Qt::StringLiterals;

namespace
{

/// As curl 7.88.1 writes it on a terminal.
const QByteArray kVerbose = "*   Trying 127.0.0.1:8080...\n"
                            "* Connected to a.example (127.0.0.1) port 8080 (#0)\n"
                            "> GET /a HTTP/1.1\n"
                            "> Host: a.example:8080\n"
                            "> User-Agent: curl/7.88.1\n"
                            "> Accept: */*\n"
                            "> \n"
                            "< HTTP/1.1 302 Found\n"
                            "< Location: /b\n"
                            "< Content-Length: 0\n"
                            "< \n"
                            "* Connection #0 to host a.example left intact\n"
                            "* Issue another request to this URL: 'http://a.example:8080/b'\n"
                            "* Re-using existing connection #0 with host a.example\n"
                            "> GET /b HTTP/1.1\n"
                            "> Host: a.example:8080\n"
                            "> User-Agent: curl/7.88.1\n"
                            "> Accept: */*\n"
                            "> \n"
                            "< HTTP/1.1 200 OK\n"
                            "< Content-Length: 2\n"
                            "< \n"
                            "* Connection #0 to host a.example left intact\n";
const QString kChain = u"GET http://a.example:8080/a 302 > GET http://a.example:8080/b 200"_s;

/// As curl -iL writes it.
const QByteArray kHeads = "HTTP/1.1 302 Found\nLocation: http://a.example/b\nContent-Length: 0\n\n"
                          "HTTP/1.1 200 OK\nContent-Length: 3\n\nok\n";
const QString kHeadChain = u"GET http://unknown.invalid/ 302 > GET http://a.example/b 200"_s;

/// Each line, with `%1` in it counted where it occurs.
QByteArray prefixed(const QByteArray &text, const QByteArray &prefix)
{
    QByteArray result;
    int number = 0;
    for (const QByteArray &line : text.chopped(1).split('\n'))
        result += QByteArray(prefix).replace("%1", QByteArray::number(100 + number++)) + line + '\n';
    return result;
}

/// One request over a connection of which `notes` tell.
QByteArray request(const QByteArray &notes, const QByteArray &version = "HTTP/1.1")
{
    return notes + "> GET /x " + version + "\n> Host: a.example\n> User-Agent: curl/8.13.0\n> \n< " + version +
           " 200 \n< \n";
}

} // namespace

/// The output of curl as it arrives: through pipes, logs, mails, with other libraries and other options.
class TestCurlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beforeEachLine_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("indent") << QByteArray("    ");
        QTest::newRow("tab") << QByteArray("\t");
        QTest::newRow("quoted mail") << QByteArray("> ");
        QTest::newRow("quoted twice") << QByteArray("> > ");
        QTest::newRow("quoted without spaces") << QByteArray(">> ");
        QTest::newRow("GitHub") << QByteArray("2026-05-28T11:51:56.%1440000Z ");
        QTest::newRow("Jenkins") << QByteArray("[2026-05-28T11:51:56.%1Z] ");
        QTest::newRow("GitLab") << QByteArray("2026-05-28T11:51:56.%1Z 01O ");
        QTest::newRow("ts") << QByteArray("May 28 11:51:%1 ");
        QTest::newRow("compose") << QByteArray("web-1  | ");
        QTest::newRow("syslog") << QByteArray("May 28 11:51:56 host-a probe[%1]: ");
        QTest::newRow("kubectl --prefix") << QByteArray("[pod/probe-%1/curl] ");
        QTest::newRow("CRI") << QByteArray("2026-05-28T11:51:56.%1Z stderr F ");
        QTest::newRow("cat -n") << QByteArray("   %1\t");
        QTest::newRow("grep -n") << QByteArray("%1:");
        QTest::newRow("a mail of a CI log") << QByteArray("> 2026-05-28T11:51:56.%1Z ");
        QTest::newRow("coloured stamp") << QByteArray("\x1b[36m2026-05-28T11:51:56.%1Z\x1b[0m ");
    }

    void beforeEachLine()
    {
        QFETCH(QByteArray, prefix);
        QCOMPARE(chains(prefixed(kVerbose, prefix)), kChain);
        // Mailers and editors take the space away from the end of a line.
        QByteArray stripped = prefixed(kVerbose, prefix);
        stripped.replace(" \n", "\n");
        QCOMPARE(chains(stripped), kChain);
        QByteArray windows = prefixed(kVerbose, prefix);
        windows.replace("\n", "\r\n");
        QCOMPARE(chains(windows), kChain);
        QCOMPARE(chains(prefixed(kHeads, prefix)), kHeadChain);
    }

    void timesAndNumbersOfCurl()
    {
        QCOMPARE(chains(prefixed(kVerbose, "10:11:12.000%1 ")), kChain);
        QCOMPARE(chains(prefixed(kVerbose, "10:11:12.000%1 [0-0] ")), kChain);
        QCOMPARE(chains(prefixed(kVerbose, "[0-x] ")), kChain);
        QCOMPARE(chains(prefixed(kVerbose, "2026-05-28T11:51:56.%1Z 10:11:12.000%1 [3-1] ")), kChain);
    }

    /// -Z with --trace-ids: what belongs together has one number.
    void transfersAtTheSameTime()
    {
        const QByteArray first = prefixed(kVerbose, "10:11:12.000%1 [0-0] ");
        const QByteArray second =
            prefixed(QByteArray(kVerbose).replace("GET /a", "GET /c").replace("/b", "/d"), "10:11:12.000%1 [1-1] ");
        QByteArray mixed;
        const QList<QByteArray> left = first.split('\n');
        const QList<QByteArray> right = second.split('\n');
        for (qsizetype i = 0; i < left.size(); ++i)
            mixed += left[i] + '\n' + right[i] + '\n';
        QCOMPARE(chains(mixed), kChain + u" | GET http://a.example:8080/c 302 > GET http://a.example:8080/d 200"_s);
    }

    void progressMeter_data()
    {
        QTest::addColumn<QByteArray>("meter");
        QTest::newRow("usual") << QByteArray(
            "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0");
        QTest::newRow("twice") << QByteArray("\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- "
                                             "--:--:--     0\r100 12.3M  100 12.3M    0 "
                                             "    0   999k      0  0:00:12  0:00:12 --:--:-- 1024k");
        QTest::newRow("no return") << QByteArray(
            "  0     0    0     0    0     0      0      0 --:--:--  0:00:01 --:--:--     0");
        QTest::newRow("days") << QByteArray(
            "\r  1  900G    1  9.0G    0     0  1024k      0 10d 22h  2:29:07 10d 19h 1024k");
        QTest::newRow("bar") << QByteArray("\r##################                                         23.1%");
        QTest::newRow("bar without an end") << QByteArray("\r#=#=-#  #                 ");
    }

    void progressMeter()
    {
        QFETCH(QByteArray, meter);
        QByteArray text = "  % Total    % Received % Xferd  Average Speed\n" + kVerbose;
        text.replace("*   Trying", meter + "*   Trying");
        text.replace("< HTTP/1.1", meter + "< HTTP/1.1");
        text.replace("> GET /b", meter + "> GET /b");
        QCOMPARE(chains(text), kChain);
        QCOMPARE(chains(prefixed(text, "2026-05-28T11:51:56.%1Z ")), kChain);
    }

    void meterBeforeHeads()
    {
        const QByteArray meter = "\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0";
        QCOMPARE(chains("  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
                        "                                 Dload  Upload   Total   Spent    Left  Speed\n" +
                        QByteArray(kHeads).replace("HTTP/1.1", meter + "HTTP/1.1")),
                 kHeadChain);
    }

    void colours()
    {
        QByteArray text = kVerbose;
        text.replace("Location", "\x1b[1mLocation\x1b[0m")
            .replace(": /b", ": \x1b]8;;http://a.example/b\x1b\\/b\x1b]8;;\a");
        QCOMPARE(chains(text), kChain);
        QCOMPARE(plainRecord("\x1b[1;31ma\x1b[0m\x1b]0;title\ab\x1b"), "ab");
        QCOMPARE(plainRecord("\x1b]8;;never ended\nb"), "\nb");
    }

    /// Text of which nothing is known stays as it is.
    void otherText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("prose") << QByteArray("Then GET /a HTTP/1.1\nThen it answers HTTP/1.1 302 Found\nThen so\n");
        QTest::newRow("heads") << kHeads;
        QTest::newRow("curl") << kVerbose;
        QTest::newRow("wget -S") << QByteArray("--2026-11-23 08:00:00--  http://a.example/a\n  HTTP/1.1 302 Found\n"
                                               "  Location: /b\nLocation: /b [following]\n");
        QTest::newRow("one line of many") << QByteArray("1. HTTP/1.1 302 Found\nLocation: /b\nServer: x\nDate: y\n\n");
    }

    void otherText()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(plainRecord(text), text);
    }

    void scheme_data()
    {
        QTest::addColumn<QByteArray>("notes");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &note, const QString &expected,
                            const QByteArray &version = "HTTP/1.1") {
            QTest::newRow(name) << "*   Trying 192.0.2.1:8443...\n* Connected to a.example (192.0.2.1) port 8443\n" +
                                       note
                                << version << expected;
        };
        const QString https = u"GET https://a.example/x 200"_s;
        const QString http = u"GET http://a.example/x 200"_s;
        row("nothing", {}, http);
        row("Schannel", "* schannel: disabled automatic use of client certificate\n", https);
        row("Schannel, ALPN", "* ALPN: curl offers http/1.1\n", https);
        row("mbedTLS", "* mbedTLS: Connecting to a.example:8443\n", https);
        row("Secure Transport", "* TLS 1.2 connection using TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256\n", https);
        row("LibreSSL", "* (304) (OUT), TLS handshake, Client hello (1):\n", https);
        row("rustls", "* rustls: handshake complete\n", https);
        row("wolfSSL", "* wolfSSL: certificate is fine\n", https);
        row("GnuTLS", "* found 140 certificates in /etc/ssl/certs\n", https);
        row("OpenSSL", "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384\n", https);
        row("-vv", "* [SSL] handshake\n", https);
        row("h2 stream", "* [HTTP/2] [1] OPENED stream for https://a.example/x\n", https, "HTTP/2");
        row("h2c stream", "* [HTTP/2] [1] OPENED stream for http://a.example/x\n", http, "HTTP/2");
        row("h3", "* using HTTP/3\n", https, "HTTP/3");
        QTest::newRow("port 443") << QByteArray("* Connected to a.example (192.0.2.1) port 443\n")
                                  << QByteArray("HTTP/1.1") << https;
        QTest::newRow("QUIC") << QByteArray("*   Trying 192.0.2.1:443...\n* Connect socket 5 over QUIC to "
                                            "192.0.2.1:443\n* Connected to a.example () port 443\n")
                              << QByteArray("HTTP/3") << https;
        QTest::newRow("port 80") << QByteArray("* Connected to a.example (192.0.2.1) port 80\n")
                                 << QByteArray("HTTP/1.1") << http;
        QTest::newRow("command") << QByteArray("$ curl -v https://a.example/x\n") << QByteArray("HTTP/1.1") << https;
        QTest::newRow("only heads") << QByteArray() << QByteArray("HTTP/1.1") << http;
        QTest::newRow("only heads of HTTP/2") << QByteArray() << QByteArray("HTTP/2") << https;
    }

    void scheme()
    {
        QFETCH(QByteArray, notes);
        QFETCH(QByteArray, version);
        QFETCH(QString, expected);
        const Result<ReadRecord> record = readRecord(request(notes, version));
        QVERIFY2(record, qPrintable(record.error));
        QCOMPARE(chainsOf(record->traces), expected);
        const bool isAssumed = notes.isEmpty() && version == "HTTP/1.1";
        QCOMPARE(record->traces[0].hops[0].notes.join(u' ').contains(u"http is assumed"_s), isAssumed);
    }

    /// A redirect says which scheme the next request has, where nothing else does.
    void schemeOfARedirect()
    {
        const QByteArray text =
            "> GET /a HTTP/1.1\n> Host: a.example\n> \n< HTTP/1.1 302 X\n< Location: "
            "https://b.example/c\n< \n> GET /c HTTP/1.1\n> Host: b.example\n> \n< HTTP/1.1 200 X\n< \n";
        QCOMPARE(chains(text), u"GET http://a.example/a 302 > GET https://b.example/c 200"_s);
    }

    void digest()
    {
        const QByteArray again = "* Issue another request to this URL: 'http://a.example/x'\n";
        const QByteArray text =
            request("* Connected to a.example (192.0.2.1) port 80\n* Server auth using Digest with user 'me'\n")
                .replace("200", "401") +
            "* Ignoring the response-body\n" + again +
            request({})
                .replace("> \n", "> Authorization: Digest x\n> \n")
                .replace("200", "302")
                .replace("< \n", "< Location: /y\n< \n") +
            "* Issue another request to this URL: 'http://a.example/y'\n" + request({}).replace("/x", "/y");
        const Result<ReadRecord> record = readRecord(text);
        QVERIFY2(record, qPrintable(record.error));
        QCOMPARE(chainsOf(record->traces),
                 u"GET http://a.example/x 401 > GET http://a.example/x 302 > GET http://a.example/y 200"_s);
        const Redirect &round = *record->traces[0].hops[0].redirect;
        QCOMPARE(round.verdict, RedirectVerdict::Follow);
        QVERIFY(round.reason.contains(u"asked for credentials"_s));
        for (const LedgerRow &row : round.ledger)
            QVERIFY2(!row.reason.contains(u"do not add it"_s), qPrintable(row.reason));
    }

    void traceInHex()
    {
        const QByteArray text =
            "== Info:   Trying 127.0.0.1:80...\n== Info: Connected to a.example (127.0.0.1) port 80 (#0)\n"
            "=> Send header, 68 bytes (0x44)\n"
            "0000: 50 4f 53 54 20 2f 61 20 48 54 54 50 2f 31 2e 31 POST /a HTTP/1.1\n"
            "0010: 0d 0a 48 6f 73 74 3a 20 61 2e 65 78 61 6d 70 6c ..Host: a.exampl\n"
            "0020: 65 0d 0a 43 6f 6e 74 65 6e 74 2d 4c 65 6e 67 74 e..Content-Lengt\n"
            "0030: 68 3a 20 33 0d 0a 41 63 63 65 70 74 3a 20 2a 0d h: 3..Accept: *.\n"
            "0040: 0a 0d 0a 20                                     ... \n"
            "=> Send data, 3 bytes (0x3)\n"
            "0000: 6b 3d 76                                        k=v\n"
            "<= Recv header, 17 bytes (0x11)\n"
            "0000: 48 54 54 50 2f 31 2e 31 20 32 30 30 20 4f 4b 0d HTTP/1.1 200 OK.\n"
            "0010: 0a                                              .\n"
            "<= Recv header, 19 bytes (0x13)\n"
            "0000: 43 6f 6e 74 65 6e 74 2d 4c 65 6e 67 74 68 3a 20 Content-Length: \n"
            "0010: 32 0d 0a                                        2..\n"
            "<= Recv header, 2 bytes (0x2)\n"
            "0000: 0d 0a                                           ..\n"
            "<= Recv data, 2 bytes (0x2)\n"
            "0000: 2e 0a                                           ..\n";
        const Result<ReadRecord> record = readRecord(
            QByteArray(text).replace("68 bytes (0x44)", "67 bytes (0x43)").replace("0a 0d 0a 20", "0a 0d 0a   "));
        QVERIFY2(record, qPrintable(record.error));
        QCOMPARE(chainsOf(record->traces), u"POST http://a.example/a 200"_s);
        QCOMPARE(record->traces[0].hops[0].request.body, bodyOf("k=v"));
        QCOMPARE(record->traces[0].hops[0].response->body, bodyOf(".\n"));
    }

    void traceInAscii()
    {
        const QByteArray longPath = "/" + QByteArray(60, 'x');
        const QByteArray text = "== Info: Connected to a.example (127.0.0.1) port 80 (#0)\n"
                                "=> Send header, " +
                                QByteArray::number(4 + longPath.size() + 11 + 17 + 19 + 2) +
                                " bytes (0x0)\n"
                                "0000: GET " +
                                longPath.first(60) + "\n0040: " + longPath.sliced(60) +
                                " HTTP/1.1\n004c: Host: a.example\n005d: Content-Length: 3\n0070: \n"
                                "=> Send data, 3 bytes (0x3)\n0000: k=v\n"
                                "<= Recv header, 20 bytes (0x14)\n0000: HTTP/1.1 302 Found\n"
                                "<= Recv header, 14 bytes (0xe)\n0000: Location: /b\n"
                                "<= Recv header, 2 bytes (0x2)\n0000: \n"
                                "<= Recv data, 4 bytes (0x4)\n0000: .abc\n";
        const Result<ReadRecord> record = readRecord(text);
        QVERIFY2(record, qPrintable(record.error));
        QCOMPARE(chainsOf(record->traces), u"GET http://a.example"_s + QString::fromLatin1(longPath) + u" 302"_s);
        const Hop &hop = record->traces[0].hops[0];
        QCOMPARE(hop.request.body, bodyOf("k=v"));
        QCOMPARE(hop.response->headers.first("Location"), "/b");
    }

    /// Content-Length counts bytes as they were sent, which a text may have with other line ends.
    void quotedHead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const QString one = u"GET http://a.example/ 200"_s;
        const QByteArray quoted = "So:\r\nHTTP/1.1 301 Moved\r\nLocation: /evil\r\n";
        const QByteArray head =
            "$ curl -i http://a.example/\nHTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(quoted.size()) +
            "\r\n\r\n";
        QTest::newRow("as sent") << head + quoted << one;
        QTest::newRow("with LF") << QByteArray(head + quoted).replace("\r", "") << one;
        QTest::newRow("a command behind it") << head + quoted + "$ curl -i http://a.example/2\nHTTP/1.1 204 X\r\n\r\n"
                                             << one + u" | GET http://a.example/2 204"_s;
        QTest::newRow("TRACE") << QByteArray(
                                      "$ curl -i -X TRACE http://a.example/\nHTTP/1.1 200 OK\nContent-Type: "
                                      "message/http\nContent-Length: 35\n\nTRACE / HTTP/1.1\r\nHost: a.example\r\n")
                               << u"TRACE http://a.example/ 200"_s;
        QTest::newRow("heads alone") << QByteArray("HTTP/1.1 200 OK\nContent-Length: 900\n\nHTTP/1.1 404 X\n"
                                                   "Content-Length: 5\n\n")
                                     << u"GET http://unknown.invalid/ 200 | GET http://unknown.invalid/ 404"_s;
        QTest::newRow("left out of a redirect")
            << QByteArray("$ curl -iL http://a.example/\nHTTP/1.1 302 X\r\nLocation: /b\r\nContent-Length: 60\r\n\r\n"
                          "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nServer: some server\r\n\r\nok")
            << u"GET http://a.example/ 302 > GET http://a.example/b 200"_s;
    }

    void quotedHead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        QCOMPARE(chains(text), expected);
    }

    /// What begins like JSON is no JSON where a reader of text knows it.
    void tooLong()
    {
        const QByteArray text = "{\"a\": 1}\n> GET / HTTP/1.1\n> Host: a.example\n> \n";
        QCOMPARE(chains(text), u"GET http://a.example/ 0"_s);
        QCOMPARE(chains(text + QByteArray(kMaxRecordedText, '\n')), tooLongText());
    }
};

QTEST_GUILESS_MAIN(TestCurlText)
#include "tst_curltext.moc"
