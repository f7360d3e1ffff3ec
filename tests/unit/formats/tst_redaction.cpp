// SPDX-License-Identifier: MIT
#include "formats/formats.h"
#include "formats/redaction/marks.h"
#include "formats/redaction/redactfile.h"
#include "formats/redaction/redaction.h"
#include "randomtrace.h"
#include "secrettrace.h"
#include "text/secretnames.h"
#include "trace/tracejson.h"

#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

Trace traceOf(const Hop &hop)
{
    Trace trace;
    trace.hops = {hop};
    return trace;
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalSecretsAcrossTheTrace()
    {
        Hop first;
        first.request.url = "http://user:passw0rd@a.example/";
        first.request.headers.fields = {{"Authorization", "Bearer token-one"}, {"Cookie", "sid=cookie-one"}};
        first.response = Response{"HTTP/1.1", 302, "Found", {{{"Set-Cookie", "sid=cookie-two; Path=/"}}}, {}, {}};
        first.response->body.bytes = "{\"authorization\": \"Bearer token-one\", \"later\": \"token-two\"}";
        first.redirect = Redirect{};
        first.redirect->location = "http://user:passw0rd@b.example/";
        first.redirect->target = "http://user:passw0rd@b.example/";
        first.redirect->ledger = {
            {u"Authorization"_s, u"Bearer token-one"_s, {}, PartVerdict::Dropped, u"r"_s, u"s"_s},
            {u"Cookie"_s, u"sid=cookie-one"_s, u"sid=cookie-two"_s, PartVerdict::Changed, u"r"_s, u"s"_s}};
        first.notes = {u"token-one was seen"_s};
        Hop second;
        second.request.headers.fields = {{"Authorization", "Bearer token-two"}, {"Cookie", "sid=cookie-two"}};
        second.error = u"http://user:passw0rd@b.example/ does not answer"_s;
        Trace trace = traceOf(first);
        trace.hops.append(second);
        trace.outcome.message = u"token-two failed"_s;

        const Trace r = redacted(trace);
        const Hop &one = r.hops[0];
        const Hop &two = r.hops[1];
        QCOMPARE(one.request.headers.fields[0].value, "Bearer [redacted 1]");
        QCOMPARE(one.request.headers.fields[1].value, "sid=[redacted 2]");
        QCOMPARE(one.request.url, "http://[redacted 3]@a.example/");
        QCOMPARE(one.response->headers.fields[0].value, "sid=[redacted 4]; Path=/");
        QCOMPARE(one.redirect->location, "http://[redacted 3]@b.example/");
        QCOMPARE(one.redirect->target, "http://[redacted 3]@b.example/");
        QCOMPARE(one.redirect->ledger[0].before, u"Bearer [redacted 1]"_s);
        QCOMPARE(one.redirect->ledger[1].before, u"sid=[redacted 2]"_s);
        QCOMPARE(one.redirect->ledger[1].after, u"sid=[redacted 4]"_s);
        QCOMPARE(one.notes, QStringList{u"[redacted 1] was seen"_s});
        QCOMPARE(two.request.headers.fields[0].value, "Bearer [redacted 5]");
        QCOMPARE(one.response->body.bytes, "{\"authorization\": \"Bearer [redacted 1]\", \"later\": \"[redacted 5]\"}");
        QCOMPARE(two.request.headers.fields[1].value, "sid=[redacted 4]");
        QCOMPARE(two.error, u"http://[redacted 3]@b.example/ does not answer"_s);
        QCOMPARE(r.outcome.message, u"[redacted 5] failed"_s);
        QCOMPARE(redacted(r), r);
    }

    void secretNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("secret");
        for (const char *name : {"token",
                                 "access_token",
                                 "accessToken",
                                 "id-token",
                                 "CSRF_Token",
                                 "code",
                                 "password",
                                 "new_password",
                                 "api_key",
                                 "X-API-Key",
                                 "client_secret",
                                 "session",
                                 "sid",
                                 "X-Amz-Signature",
                                 "SAMLResponse",
                                 "JSESSIONID",
                                 "jwt",
                                 "otp",
                                 "user[password]",
                                 "token[]",
                                 "password1",
                                 "new_password_confirmation",
                                 "X-Amzn-Authorization"})
            QTest::newRow(name) << QByteArray(name) << true;
        for (const char *name : {"", "page", "q", "tokens", "codec", "zipcode", "sidebar", "author", "utm_source",
                                 "passenger", "keyword", "state", "secretary"})
            QTest::addRow("not '%s'", name) << QByteArray(name) << false;
    }

    void secretNames()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, secret);
        QCOMPARE(isSecretName(name), secret);
    }

    void compressedRequestIsLeftOut()
    {
        Hop hop;
        hop.request.headers.fields = {{"Content-Encoding", "br"}};
        hop.request.body = bodyOf("\x8b\xff\x80 token");
        hop.wire = Wire{"POST / HTTP/1.1\r\nContent-Encoding: br\r\n\r\n\x8b\xff\x80 token", {}, false};
        const Hop out = redacted(traceOf(hop)).hops[0];
        QCOMPARE(out.request.body.bytes, kHiddenContent);
        QCOMPARE(out.wire->sent, "POST / HTTP/1.1\r\nContent-Encoding: br\r\n\r\n[redacted content]");
    }

    /// Fields are compressed in the bytes of HTTP/2, so a direction that has a secret goes as a whole.
    void framesOfHttp2_data()
    {
        QTest::addColumn<Http2Frame>("frame");
        QTest::addColumn<Http2Frame>("shown");
        const auto row = [](const char *name, bool isSent, const Header &field, const QByteArray &value) {
            const Http2Frame frame{.isSent = isSent, .type = 1, .stream = 1, .fields = {{field}}};
            Http2Frame shown = frame;
            shown.fields.fields[0].value = value;
            QTest::newRow(name) << frame << shown;
        };
        row("field", true, {"authorization", "Bearer t0ken"}, "Bearer [redacted 1]");
        row("path", true, {":path", "/a?token=t0ken&b=1"}, "/a?token=[redacted 1]&b=1");
        row("trailer", false, {"set-cookie", "sid=abcdef; Path=/"}, "sid=[redacted 1]; Path=/");
        row("no secret, sent", true, {"accept", "*/*"}, "*/*");
        row("no secret, received", false, {"x-a", "1"}, "1");
    }

    void framesOfHttp2()
    {
        QFETCH(Http2Frame, frame);
        QFETCH(Http2Frame, shown);
        Hop hop;
        hop.wire = Wire{.sent = "sent\x01", .received = "received\x01"};
        hop.wire->http2 = Http2Wire{.stream = 1, .frames = {frame}};
        const Wire out = *redacted(traceOf(hop)).hops[0].wire;
        QCOMPARE(out.http2->frames[0], shown);
        const bool isSecret = frame != shown;
        QCOMPARE(out.sent, isSecret && frame.isSent ? kHiddenContent.toByteArray() : hop.wire->sent);
        QCOMPARE(out.received, isSecret && !frame.isSent ? kHiddenContent.toByteArray() : hop.wire->received);
        QCOMPARE(out.sentOriginal, out.sent == hop.wire->sent ? QByteArray() : sha256Of(hop.wire->sent));
        // What was not listed may have held one.
        hop.wire->http2->truncated = true;
        QCOMPARE(redacted(traceOf(hop)).hops[0].wire->received, kHiddenContent);
    }

    void marksOfOtherFilesAreNotReused()
    {
        Hop hop;
        hop.request.headers.fields = {{"Cookie", "a=[redacted 7]"}, {"X-Api-Key", "k3y"}};
        QCOMPARE(redacted(traceOf(hop)).hops[0].request.headers.fields[1].value, "[redacted 8]");

        hop.request.url = "http://a/?next=%2F%3Ftoken%3D%5Bredacted%202%5D";
        hop.notes = {u"[redacted 1], [redacted x], [redacted 12"_s};
        QList<Trace> first{traceOf(hop)};
        QList<Trace> second = first;
        int highest = 0;
        renumberMarks(first, highest);
        QCOMPARE(first, QList<Trace>{traceOf(hop)});
        QCOMPARE(highest, 7);
        renumberMarks(second, highest);
        QCOMPARE(highest, 14);
        const Hop &out = second[0].hops[0];
        QCOMPARE(out.request.headers.fields[0].value, "a=[redacted 14]");
        QCOMPARE(out.request.url, "http://a/?next=%2F%3Ftoken%3D%5Bredacted%209%5D");
        QCOMPARE(out.notes, QStringList{u"[redacted 8], [redacted x], [redacted 12"_s});
    }

    void whatWasRemoved()
    {
        const Redaction redaction = redacted(test::secretTrace(), {.names = {u"x-named"_s}});
        QCOMPARE(removedText(redaction.removed),
                 u"Authorization (1), X-Api-Key (1), Cookie (1), X-Named (1), user name and password in a URL (1), "
                 "URL parameter token (1), URL parameter pin (4), body field password (4), "
                 "body field client_secret (1), URL parameter code (3), Set-Cookie (1), "
                 "URL parameter access_token (2), body field pin (2), URL parameter jsessionid (2), "
                 "body field token (1), JSON Web Token (1)"_s);
        QCOMPARE(redaction.removed.first(), (Removed{SecretPlace::Field, "Authorization", 1, {0}}));
        QCOMPARE(removedText({}), QString());
        QCOMPARE(redacted(redaction.trace, {.names = {u"x-named"_s}}).trace, redaction.trace);
        const QList<Redaction> two = redacted(QList<Trace>{test::secretTrace(), test::secretTrace()}, {});
        QCOMPARE(two[0].trace, two[1].trace);
    }

    void noSecretInTheTrace()
    {
        const QByteArray json = writeTrace(redacted(test::secretTrace(), {.names = {u"x-named"_s}}).trace);
        for (const QByteArray &form : test::secretForms())
            QVERIFY2(!json.contains(form), form);
    }

    void shortSecretsDoNotGarbleText()
    {
        Hop hop;
        hop.request.headers.fields = {{"Cookie", "a=1"}, {"X-A", "1"}};
        hop.notes = {u"1 of 1"_s};
        const Trace r = redacted(traceOf(hop));
        QCOMPARE(r.hops[0].request.headers.fields[0].value, "a=[redacted 1]");
        QCOMPARE(r.hops[0].request.headers.fields[1].value, "1");
        QCOMPARE(r.hops[0].notes, QStringList{u"1 of 1"_s});
    }

    void aSecretCalledLikeAMark()
    {
        Hop hop;
        hop.request.headers.fields = {{"Cookie", "sid=redacted"}, {"Authorization", "Bearer another"}};
        hop.notes = {u"another redacted"_s};
        QCOMPARE(redacted(traceOf(hop)).hops[0].notes, QStringList{u"[redacted 2] [redacted 1]"_s});
    }

    void anyTrace()
    {
        for (quint32 seed = 0; seed < 200; ++seed) {
            Trace trace = test::RandomTrace(seed).trace();
            const QByteArray secret = "S" + QByteArray::number(seed) + "-never-shown";
            for (Hop &hop : trace.hops) {
                hop.request.headers.append("authorization", "Bearer " + secret);
                hop.wire = Wire{"GET / HTTP/1.1\r\nX: \xff\r\nauthorization:Bearer " + secret + "\r\n\r\n" + secret,
                                secret, false};
                hop.error += QString::fromLatin1(secret);
            }
            const Trace r = redacted(trace);
            for (const Hop &hop : r.hops)
                QVERIFY(!hop.wire->sent.contains(secret) && !hop.wire->received.contains(secret));
            QVERIFY(!writeTrace(r).contains(secret));
            QCOMPARE(r.hops.size(), trace.hops.size());
        }
    }

    /// A HAR has name and value apart, whatever stands in them.
    void cookiesOfAHar()
    {
        const auto cookie = [](const QByteArray &name, const QByteArray &value) {
            const QByteArray har =
                QByteArray(R"({"log":{"entries":[{"request":{"cookies":[{"name":"%1","value":"%2"}]}}]}})")
                    .replace("%1", name)
                    .replace("%2", value);
            const Result<RedactedFile> redacted = redactedFile(har, {});
            return redacted ? redacted->bytes : redacted.error.toUtf8();
        };
        for (const QByteArray name : {"sid", "a;b", "a=bbbbbbbbbbbbbbbbbbbbbbbb", ""}) {
            for (const QByteArray value : {"k4jf83hf72hf", "k4jf83hf72hf;p2=k4jf83hf72hg"})
                QVERIFY2(!cookie(name, value).contains("k4jf83hf72h"), cookie(name, value));
        }
        QVERIFY(cookie("sid", "k4jf83hf72hf").contains("\"name\":\"sid\",\"value\":\"[redacted 1]\""));
    }

    /// A member may stand twice.
    void twoMembersOfAHar()
    {
        const Result<RedactedFile> redacted =
            redactedFile(R"({"log":{"entries":[{"_hopscope":{},"_hopscope":{"token":"k4jf83hf72hf"}}]}})", {});
        QVERIFY2(redacted, qPrintable(redacted.error));
        QVERIFY2(!redacted->bytes.contains("k4jf83hf72hf"), redacted->bytes);
    }
};

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
