// SPDX-License-Identifier: MIT
#include "formats/formats.h"
#include "formats/redaction.h"
#include "formats/secretnames.h"
#include "formats/secrets.h"
#include "randomtrace.h"
#include "secrettrace.h"
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
    void field_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *title, const char *name, const char *value, const char *expected) {
            QTest::newRow(title) << QByteArray(name) << QByteArray(value) << QByteArray(expected);
        };
        row("bearer", "Authorization", "Bearer abc", "Bearer [redacted 1]");
        row("basic, proxy", "proxy-authorization", "Basic dTpw", "Basic [redacted 1]");
        row("digest", "Authorization", "Digest username=\"u\", response=\"r\"", "Digest [redacted 1]");
        row("no scheme", "Authorization", "abc", "[redacted 1]");
        row("no token before the space", "Authorization", "a\"b c", "[redacted 1]");
        row("empty", "Authorization", "", "");
        row("cookies", "Cookie", "a=1; b=2; c=1", "a=[redacted 1]; b=[redacted 2]; c=[redacted 1]");
        row("cookie without a name", "Cookie", "abc", "[redacted 1]");
        row("cookie with = in the value", "Cookie", "a=b=c", "a=[redacted 1]");
        row("empty cookie", "Cookie", "a=; b=2", "a=; b=[redacted 1]");
        row("set-cookie", "Set-Cookie", "sid=s3; Path=/; HttpOnly", "sid=[redacted 1]; Path=/; HttpOnly");
        row("set-cookie without attributes", "SET-COOKIE", "sid=s3", "sid=[redacted 1]");
        row("set-cookie without a name", "Set-Cookie", "s3; Path=/", "[redacted 1]; Path=/");
        row("location", "Location", "http://u:p@a.example/x", "http://[redacted 1]@a.example/x");
        row("location, user only", "Location", "https://tok@a.example", "https://[redacted 1]@a.example");
        row("location without scheme", "Location", "//u:p@a.example/", "//[redacted 1]@a.example/");
        row("location with backslashes", "Location", "http:\\\\u:p@a.example\\", "http:\\\\[redacted 1]@a.example\\");
        row("location without slashes", "Location", "http:u:p@a.example/", "http:[redacted 1]@a.example/");
        row("location with a tab", "Location", "ht\ttp:/\t/u:p@a.example/", "ht\ttp:/\t/[redacted 1]@a.example/");
        row("location, two at signs", "Location", "http://u:p@x@a.example/", "http://[redacted 1]@a.example/");
        row("location, at sign in the path", "Location", "http://a.example/@u", "http://a.example/@u");
        row("relative location", "Location", "/a@b", "/a@b");
        row("referer", "Referer", "http://u:p@a.example/", "http://[redacted 1]@a.example/");
        row("url elsewhere", "Refresh", "0; url=http://u:p@a.example/", "0; url=http://[redacted 1]@a.example/");
        row("mail address", "From", "u@a.example", "u@a.example");
        row("other field", "X-A", "Bearer abc", "Bearer abc");
    }

    void field()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, expected);
        Secrets secrets;
        QCOMPARE(secrets.fieldValue(name, value), expected);
        QCOMPARE(secrets.fieldValue(name, expected), expected); // a mark is not a secret
    }

    void wire_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *title, const char *bytes, const char *expected) {
            QTest::newRow(title) << QByteArray(bytes) << QByteArray(expected);
        };
        row("request", "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer s3cr3t\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer [redacted 1]\r\n\r\n");
        row("bare LF", "GET / HTTP/1.1\nCookie: a=s3cr3t\n\n", "GET / HTTP/1.1\nCookie: a=[redacted 1]\n\n");
        row("odd case, no space", "GET / HTTP/1.1\r\ncOOKIE:a=s3cr3t\r\n\r\n",
            "GET / HTTP/1.1\r\ncOOKIE: a=[redacted 1]\r\n\r\n");
        row("space before the colon", "HTTP/1.1 302 X\r\nSet-Cookie : a=s3cr3t; Path=/\r\n\r\n",
            "HTTP/1.1 302 X\r\nSet-Cookie: a=[redacted 1]; Path=/\r\n\r\n");
        row("no colon", "GET / HTTP/1.1\r\nAuthorization Bearer s3cr3t\r\n\r\n",
            "GET / HTTP/1.1\r\nAuthorization: Bearer [redacted 1]\r\n\r\n");
        row("folded", "GET / HTTP/1.1\r\nAuthorization: Bearer\r\n s3cr3t\r\n\tmore\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\nAuthorization: Bearer [redacted 1]\r\nHost: a\r\n\r\n");
        row("folded onto another field", "GET / HTTP/1.1\r\nX: 1\r\n Authorization: Bearer s3cr3t\r\n\r\n",
            "GET / HTTP/1.1\r\nX: 1\r\nAuthorization: Bearer [redacted 1]\r\n\r\n");
        row("behind a bare CR", "GET / HTTP/1.1\r\nX: 1\rAuthorization: Bearer s3cr3t\r\n\r\n",
            "GET / HTTP/1.1\r\nX: 1\rAuthorization: Bearer [redacted 1]\r\n\r\n");
        row("bare CR inside", "GET / HTTP/1.1\r\nAuthorization: Bearer a\rs3cr3t\r\n\r\n",
            "GET / HTTP/1.1\r\nAuthorization: Bearer [redacted 1]\r\n\r\n");
        row("head cut off", "GET / HTTP/1.1\r\nAuthorization: Bearer s3cr3t",
            "GET / HTTP/1.1\r\nAuthorization: Bearer [redacted 1]");
        row("empty line first", "\r\nGET / HTTP/1.1\r\nCookie: a=s3cr3t\r\n\r\n",
            "\r\nGET / HTTP/1.1\r\nCookie: a=[redacted 1]\r\n\r\n");
        row("after an interim response", "HTTP/1.1 103 E\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=s3cr3t\r\n\r\n",
            "HTTP/1.1 103 E\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=[redacted 1]\r\n\r\n");
        row("echoed in the body", "GET / HTTP/1.1\r\nCookie: a=s3cr3t\r\n\r\nthe s3cr3t is out",
            "GET / HTTP/1.1\r\nCookie: a=[redacted 1]\r\n\r\nthe [redacted 1] is out");
        row("absolute form", "GET http://u:s3cr3t@a/ HTTP/1.1\r\n\r\n", "GET http://[redacted 1]@a/ HTTP/1.1\r\n\r\n");
        row("location", "HTTP/1.1 302 X\r\nLocation: //u:s3cr3t@a/\r\n\r\n",
            "HTTP/1.1 302 X\r\nLocation: //[redacted 1]@a/\r\n\r\n");
        row("folded location", "HTTP/1.1 302 X\r\nLocation: http:\r\n //u:s3cr3t@a/\r\n\r\n",
            "HTTP/1.1 302 X\r\nLocation: http:\r\n //[redacted 1]@a/\r\n\r\n");
        row("nothing secret", "GET /a?b=c HTTP/1.1\r\nX-Odd:  two  spaces \r\n\r\n\xff\x00", nullptr);
        row("empty", "", "");
        row("garbage", "\x16\x03\x01\r\n\r\n", nullptr);
    }

    void wire()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        Secrets secrets;
        const QByteArray redactedBytes = redactedWire(secrets, bytes);
        QCOMPARE(redactedBytes, expected.isNull() ? bytes : expected);
        QVERIFY(!redactedBytes.contains("s3cr3t"));
    }

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

    void parameters_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *title, const char *url, const char *expected) {
            QTest::newRow(title) << QByteArray(url) << QByteArray(expected);
        };
        row("query", "http://a/?token=abc&b=c", "http://a/?token=[redacted 1]&b=c");
        row("last, with a fragment", "/x?b=c&token=abc#top", "/x?b=c&token=[redacted 1]#top");
        row("in the fragment", "http://a/#access_token=abc&b=c", "http://a/#access_token=[redacted 1]&b=c");
        row("a ; belongs to the value", "/?token=ab;cd=e", "/?token=[redacted 1]");
        row("name in another way", "/?%74oken=abc", "/?%74oken=[redacted 1]");
        row("equal secrets", "/?token=abc&code=abc&sid=d", "/?token=[redacted 1]&code=[redacted 1]&sid=[redacted 2]");
        row("URL in a parameter", "/?next=/y?token=abc&b=c", "/?next=/y?token=[redacted 1]&b=c");
        row("encoded URL in a parameter", "/?next=%2Fy%3Ftoken%3Dabc", "/?next=%2Fy%3Ftoken%3D%5Bredacted%201%5D");
        row("nothing to hide", "/?token=&code&b=token=x", "/?token=&code&b=token=x");
        row("user as well", "http://u:p@a/?sid=abc", "http://[redacted 1]@a/?sid=[redacted 2]");
    }

    void parameters()
    {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, expected);
        Secrets secrets;
        QCOMPARE(secrets.url(url), expected);
        QCOMPARE(secrets.url(expected), expected);
    }

    void content_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *title, const char *type, const char *bytes, const char *expected) {
            QTest::newRow(title) << QByteArray(type) << QByteArray(bytes) << QByteArray(expected);
        };
        row("form", "application/x-www-form-urlencoded", "a=b&password=x%26y#z&c=d", "a=b&password=[redacted 1]&c=d");
        row("form without a type", "", "user=u&password=xyz", "user=u&password=[redacted 1]");
        row("JSON", "application/json; charset=utf-8", "{\"token\": \"abc\", \"b\": [1, \"token\"]}",
            "{\"token\": \"[redacted 1]\", \"b\": [1, \"token\"]}");
        row("JSON without a type", "", " {\"token\":\"a\\\"b\"}", " {\"token\":\"[redacted 1]\"}");
        row("numbers", "application/json", "{\"pin\":1234,\"code\":404,\"n\":1}",
            "{\"pin\":\"[redacted 1]\",\"code\":404,\"n\":1}");
        row("object of secrets", "application/json", "{\"secret\":{\"a\":\"x\",\"b\":[\"y\"]},\"c\":\"z\"}",
            "{\"secret\":{\"a\":\"[redacted 1]\",\"b\":[\"[redacted 2]\"]},\"c\":\"z\"}");
        row("cut off", "application/json", "{\"token\":\"abc", "{\"token\":\"[redacted 1]\"");
        for (const char *name : {"NOT_FOUND", "invalid_grant", "NoSuchKey", "resourceNotFound", "P2002", "ERR-42",
                                 "ENOENT", "auth.expired", "rate limited"}) {
            const QByteArray json = QByteArray("{\"code\":\"") + name + "\",\"n\":1}";
            row(name, "application/json", json, json);
        }
        for (const char *code :
             {"SplxlOBeZQQYbYS6WxSbIA", "493817", "AB12CD", "4/0AY0e-g7", "abc-123-def", "kQzWpRtYuI", "kQzWpRtYu"})
            row(code, "application/json", QByteArray("{\"code\":\"") + code + "\"}", "{\"code\":\"[redacted 1]\"}");
        row("a word as a code", "application/json", "{\"grant_type\":\"authorization_code\",\"code\":\"hunter\"}",
            "{\"grant_type\":\"authorization_code\",\"code\":\"[redacted 1]\"}");
        row("null, empty", "application/json", "{\"token\":null,\"code\":\"\"}", "{\"token\":null,\"code\":\"\"}");
        row("multipart", "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--b--\r\n",
            "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n[redacted 1]\r\n--b--\r\n");
        row("prose", "text/plain", "the password is long", "the password is long");
        row("link", "text/html", "<a href='http://a/?sid=abc'>", "<a href='http://a/?sid=[redacted 1]'>");
    }

    void content()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        Secrets secrets;
        QCOMPARE(secrets.content(type, bytes), expected);
        QCOMPARE(secrets.content(type, expected), expected);
    }

    void otherWaysToWriteASecret()
    {
        Secrets secrets;
        secrets.parameters("token=t0k%2Fn%2Bs3cr3t");
        QCOMPARE(secrets.text(QByteArray("t0k/n+s3cr3t t0k%2Fn%2Bs3cr3t")), "[redacted 1] [redacted 1]");
        QCOMPARE(secrets.text(QByteArray("t0k/n+s3cr3t").toBase64()), "[redacted 1]");
        QCOMPARE(secrets.fieldValue("Authorization", "Basic " + QByteArray("user:passw0rd").toBase64()),
                 "Basic [redacted 2]");
        QCOMPARE(secrets.text(QByteArray("passw0rd")), "[redacted 2]");
    }

    void compressedContentWithASecretIsLeftOut()
    {
        Secrets secrets;
        const QByteArray wire = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nbytes";
        QCOMPARE(redactedWire(secrets, wire), wire);
        QCOMPARE(redactedWire(secrets, wire, true), QByteArray(wire).replace("bytes", "[redacted content]"));
    }

    void whatWasRemoved()
    {
        const Redaction redaction = redacted(test::secretTrace(), {.names = {u"x-named"_s}});
        QCOMPARE(removedText(redaction.removed),
                 u"Authorization (1), X-Api-Key (1), Cookie (1), X-Named (1), user and password in a URL (1), "
                 "query parameter token (1), query parameter pin (4), content field password (3), "
                 "content field client_secret (1), query parameter code (3), Set-Cookie (1), "
                 "query parameter access_token (2), content field pin (1)"_s);
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

    void manyNestedUrls()
    {
        Secrets secrets;
        const QByteArray plain = QByteArray("http://a?b=").repeated(100'000);
        QCOMPARE(secrets.text(plain), plain);
        const QByteArray encoded = "a=" + QByteArray("%25").repeated(100'000) + "3D";
        QCOMPARE(secrets.parameters(encoded), encoded);
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
        hop.request.headers.fields = {{"Cookie", "a=redacted"}, {"Authorization", "Bearer another"}};
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
};

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
