// SPDX-License-Identifier: MIT
#include "formats/redaction/secrets.h"

#include <QRandomGenerator>
#include <QTest>

using namespace hopscope;
using namespace Qt::StringLiterals;

class TestSecrets : public QObject
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
        row("relative url", "Refresh", "0;url=/cb?code=abc&b=c", "0;url=/cb?code=[redacted 1]&b=c");
        row("link", "Link", "</cb?b=c&token=abc>; rel=next", "</cb?b=c&token=[redacted 1]>; rel=next");
        row("request target", "X-Original-URI", "/in?sid=abc", "/in?sid=[redacted 1]");
        for (const char *name : {"X-CSRF", "Ocp-Apim-Subscription-Key", "x-functions-key", "Authentication-Info"})
            row(name, name, "abc", "[redacted 1]");
        row("old cookie", "Cookie2", "a=b", "[redacted 1]");
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
        row("in one chunk",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12;x=y\r\n{\"token\":\"s3cr3t\"}\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12;x=y\r\n{\"token\":\"[redacted 1]\"}"
            "\r\n0\r\n\r\n");
        row("in two chunks",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            "c\r\n{\"token\":\"s3\r\n6\r\ncr3t\"}\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n[redacted: chunks joined]\r\n"
            "{\"token\":\"[redacted 1]\"}\r\n0\r\n\r\n");
        row("cut off in a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"token\":\"s3cr3t",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"token\":\"[redacted 1]\"");
        row("in the trailer",
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=s3cr3t\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX: s3cr3t"
            "\r\n\r\n",
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=[redacted 1]\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
            "X: [redacted 1]\r\n\r\n");
        row("chunks without a secret",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n2\r\nyz\r\n"
            "0\r\n\r\n",
            nullptr);
        row("nothing secret", "GET /a?b=c HTTP/1.1\r\nX-Odd:  two  spaces \r\n\r\n\xff\x00", nullptr);
        row("empty", "", "");
        row("garbage", "\x16\x03\x01\r\n\r\n", nullptr);
    }

    void wire()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        Secrets secrets;
        const QByteArray redactedBytes = redactedWire(secrets, bytes, MessageKind::Response);
        QCOMPARE(redactedBytes, expected.isNull() ? bytes : expected);
        QVERIFY(!redactedBytes.contains("s3cr3t"));
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
        row("parameter of a path", "/a;jsessionid=abc/b;c=d?e=f", "/a;jsessionid=[redacted 1]/b;c=d?e=f");
        row("separated by ;", "/?a=b;token=abc", "/?a=b;token=[redacted 1]");
        row("as in HTML", "/?a=b&amp;token=abc&amp;c=d", "/?a=b&amp;token=[redacted 1]&amp;c=d");
        row("encoded user in a parameter", "/?next=http%3A%2F%2Fu%3Ap%40a%2F",
            "/?next=http%3A%2F%2F%5Bredacted%201%5D%40a%2F");
        row("user encoded twice", "/?next=http%253A%252F%252Fu%253Ap%2540a%252F",
            "/?next=http%253A%252F%252F%255Bredacted%25201%255D%2540a%252F");
        row("JSON in a parameter", "/?j=%7B%22token%22%3A%22abc%22%7D",
            "/?j=%7B%22token%22%3A%22%5Bredacted%201%5D%22%7D");
        row("equal secrets, spelled otherwise", "/?token=a%2fb&code=a%2Fb&sid=a/b",
            "/?token=[redacted 1]&code=[redacted 1]&sid=[redacted 1]");
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
        const auto row = [](const char *title, const char *type, const QByteArray &bytes, const QByteArray &expected) {
            QTest::newRow(title) << QByteArray(type) << bytes << expected;
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
        for (const char *head : {"form-data; name=token", "form-data;name=\"token\"", "form-data; NAME = token; x=y"})
            row(head, "multipart/form-data; boundary=b",
                QByteArray("--b\r\nContent-Disposition: " + QByteArray(head) + "\r\n\r\nabc\r\n--b--\r\n"),
                QByteArray("--b\r\nContent-Disposition: " + QByteArray(head) + "\r\n\r\n[redacted 1]\r\n--b--\r\n"));
        row("multipart with bare LF", "multipart/form-data",
            "--b\nContent-Disposition: form-data; name=\"token\"\n\nabc\n--b--\n",
            "--b\nContent-Disposition: form-data; name=\"token\"\n\n[redacted 1]\n--b--\n");
        row("JSON in a part", "multipart/related; boundary=\"b\"",
            "--b\r\nContent-Type: application/json\r\n\r\n{\"pin\":1234}\r\n--b\r\n\r\nx\r\n--b--",
            "--b\r\nContent-Type: application/json\r\n\r\n{\"pin\":\"[redacted 1]\"}\r\n--b\r\n\r\nx\r\n--b--");
        row("JSON in JSON", "application/json", "{\"a\":\"{\\\"token\\\":\\\"abc\\\"}\",\"b\":1}",
            "{\"a\":\"{\\\"token\\\":\\\"[redacted 1]\\\"}\",\"b\":1}");
        row("form in JSON", "application/json", "{\"a\":\"b=c\\u0026token=abc\"}",
            "{\"a\":\"b=c&token=[redacted 1]\"}");
        row("URL in JSON", "application/json", "{\"a\":\"/b?token=abc\"}", "{\"a\":\"/b?token=[redacted 1]\"}");
        row("JSON in a form", "application/x-www-form-urlencoded", "a={\"token\":\"abc\"}&b=c",
            "a={\"token\":\"[redacted 1]\"}&b=c");
        row("fields in JSON", "application/json", "{\"Cookie\":\"a=x; b=y\",\"Authorization\":\"Bearer z\"}",
            "{\"Cookie\":\"a=[redacted 1]; b=[redacted 2]\",\"Authorization\":\"Bearer [redacted 3]\"}");
        row("JSONP", "text/javascript", "cb({\"token\": \"abc\", \"b\": 1});",
            "cb({\"token\": \"[redacted 1]\", \"b\": 1});");
        row("events", "text/event-stream", "data: {\"sid\":\"abc\"}\n\ndata: {\"pin\":1234}\n\n",
            "data: {\"sid\":\"[redacted 1]\"}\n\ndata: {\"pin\":\"[redacted 2]\"}\n\n");
        row("XML", "application/xml", "<a><x:Password z='1'>a&amp;b</x:Password><token/><b>c</b></a>",
            "<a><x:Password z='1'>[redacted 1]</x:Password><token/><b>c</b></a>");
        row("XML without a type", "", "<a token=\"abc\"><pin><![CDATA[1234]]></pin><code>404</code></a>",
            "<a token=\"[redacted 1]\"><pin><![CDATA[[redacted 2]]]></pin><code>404</code></a>");
        row("HTML", "text/html",
            "<input value=abc name='csrf_token'><meta name=\"csrf-token\" content=\"def\"><code>f(x)</code>",
            "<input value=[redacted 1] name='csrf_token'><meta name=\"csrf-token\" content=\"[redacted 2]\">"
            "<code>f(x)</code>");
        row("script in HTML", "text/html", "<script>x = {\"token\": \"abc\"};</script>",
            "<script>x = {\"token\": \"[redacted 1]\"};</script>");
        row("meta refresh", "text/html", "<meta http-equiv=refresh content='0;url=/cb?code=abc'>",
            "<meta http-equiv=refresh content='0;url=/cb?code=[redacted 1]'>");
        row("gzip", "text/plain", "\x1f\x8b\x08zzz", "[redacted content]");
        row("JSON Web Token", "text/plain", "a eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.c2ln. b", "a [redacted 1]. b");
        row("in a field of any name", "application/json", "{\"a\":\"eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.c2ln\"}",
            "{\"a\":\"[redacted 1]\"}");
        row("AWS key", "text/plain", "id=AKIAIOSFODNN7EXAMPLE", "id=[redacted 1]");
        row("beginnings of tokens", "text/plain", "eyJ.a.b AKIA ghp_x AIzaSomething",
            "eyJ.a.b AKIA ghp_x AIzaSomething");
        row("settings", "text/plain", "[a]\ntoken = a b \nuser=u\n", "[a]\ntoken = [redacted 1] \nuser=u\n");
        row("YAML", "application/yaml", "a:\n  - password: hunter\n    user: 'u'\n",
            "a:\n  - password: [redacted 1]\n    user: 'u'\n");
        row("GraphQL", "application/json", "{\"query\":\"{ login(password: \\\"ab\\\") }\"}",
            "{\"query\":\"{ login(password: \\\"[redacted 1]\\\") }\"}");
        row("script", "text/html", "<script>x={token:'ab1',password:\"Password\",pin:e.pin}</script>",
            "<script>x={token:'[redacted 1]',password:\"Password\",pin:e.pin}</script>");
        row("name and value", "application/json",
            "[{\"name\":\"pin\",\"value\":\"ab12cd\"},{\"name\":\"b\",\"value\":\"c\"}]",
            "[{\"name\":\"pin\",\"value\":\"[redacted 1]\"},{\"name\":\"b\",\"value\":\"c\"}]");
        row("one-time code", "application/json", "{\"code\":123456}", "{\"code\":\"[redacted 1]\"}");
        row("long number of an error", "application/json", "{\"code\":40101,\"message\":\"x\"}",
            "{\"code\":40101,\"message\":\"x\"}");
        row("prose", "text/plain", "the password is long", "the password is long");
        row("signs of columns alone", "text/plain", "sep=\nsep=", "sep=\nsep=");
        row("columns behind their sign", "text/csv", "\xef\xbb\xbfsep=;\nname;password\nann;hunter2\n",
            "\xef\xbb\xbfsep=;\nname;password\nann;[redacted 1]\n");
        row("an apostrophe in a cell", "text/csv", "a,token\n's-H,abc\n", "a,token\n's-H,[redacted 1]\n");
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
        secrets.fieldValue("Authorization",
                           "Digest username=\"user-name\", uri=\"/index.html\", response=\"6629fae4\"");
        QCOMPARE(secrets.text(QByteArray("/index.html user-name 6629fae4")), "/index.html user-name [redacted 3]");
    }

    void echoIsFound_data()
    {
        QTest::addColumn<QByteArray>("spelling");
        const QByteArray secret = "p4ss w/rd+&'x";
        QTest::newRow("encodeURIComponent") << QByteArray("p4ss%20w%2Frd%2B%26'x");
        QTest::newRow("lower case") << QByteArray("p4ss%20w%2frd%2b%26%27x");
        QTest::newRow("form") << QByteArray("p4ss+w%2Frd%2B%26%27x");
        QTest::newRow("JSON") << QByteArray("p4ss w\\/rd+&'x");
        QTest::newRow("JSON of .NET") << QByteArray("p4ss w/rd+\\u0026'x");
        QTest::newRow("HTML") << QByteArray("p4ss w/rd+&amp;&#39;x");
        for (const int before : {0, 1, 2, 3}) {
            QTest::addRow("base64, %d bytes before", before)
                << (QByteArray("abc").left(before) + secret + "def").toBase64();
            QTest::addRow("base64url, %d bytes before", before)
                << (QByteArray("abc").left(before) + secret)
                       .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        }
    }

    void echoIsFound()
    {
        QFETCH(QByteArray, spelling);
        Secrets secrets;
        secrets.content("application/json", "{\"password\":\"p4ss w/rd+&'x\"}");
        const QByteArray out = secrets.text("[" + spelling + "]");
        QVERIFY2(out.contains("[redacted 1]"), out);
        // At most what shares a base64 character with other bytes is left.
        QVERIFY2(out.size() <= qsizetype(sizeof("[[redacted 1]]")) + 12, out);
    }

    void wordsOfCookiesAreMarkedInPlaceOnly()
    {
        Secrets secrets;
        QCOMPARE(secrets.fieldValue("Cookie", "theme=application; sid=wordlike"),
                 "theme=[redacted 1]; sid=[redacted 2]");
        QCOMPARE(secrets.text(QByteArray("application/json wordlike")), "application/json [redacted 2]");
    }

    void codesOfRequestsAreSecret()
    {
        Secrets secrets;
        QCOMPARE(secrets.content("application/json", "{\"code\":\"invalid_grant\"}", MessageKind::Request),
                 "{\"code\":\"[redacted 1]\"}");
        QCOMPARE(secrets.content("application/json", "{\"code\":404}", MessageKind::Request),
                 "{\"code\":\"[redacted 2]\"}");
    }

    void manySecretsThatBeginAlike()
    {
        constexpr int count = 20'000;
        QByteArray json = "{";
        for (int i = 0; i < count; ++i)
            json += "\"token\": \"session-token-" + QByteArray::number(i) + "\",\n";
        json += "\"end\": 0}";
        Secrets secrets;
        const QByteArray out = secrets.content("application/json", json);
        QVERIFY(!out.contains("session-token-"));
        QVERIFY(out.contains("[redacted 20000]"));
        QCOMPARE(secrets.text(json), out);
    }

    void compressedContentWithASecretIsLeftOut()
    {
        Secrets secrets;
        for (const char *coded : {"Content-Encoding: gzip", "Transfer-Encoding: gzip, chunked",
                                  "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked"}) {
            const QByteArray wire = QByteArray("HTTP/1.1 200 OK\r\n") + coded + "\r\n\r\nbytes";
            QCOMPARE(redactedWire(secrets, wire, MessageKind::Response), wire);
            QCOMPARE(redactedWire(secrets, wire, MessageKind::Response, true),
                     QByteArray(wire).replace("bytes", "[redacted content]"));
        }
    }

    void manyNestedUrls()
    {
        Secrets secrets;
        const QByteArray plain = QByteArray("http://a?b=").repeated(100'000);
        QCOMPARE(secrets.text(plain), plain);
        const QByteArray encoded = "a=" + QByteArray("%25").repeated(100'000) + "3D";
        QCOMPARE(secrets.parameters(encoded), encoded);
    }

    void otherBytesStay()
    {
        constexpr QByteArrayView alphabet = "{}[]\":,;=&?#<>%-\r\n a1'\\/.+";
        QRandomGenerator random(1);
        for (int round = 0; round < 3000; ++round) {
            QByteArray bytes;
            for (int length = random.bounded(60); length > 0; --length)
                bytes += alphabet[random.bounded(int(alphabet.size()))];
            Secrets secrets;
            for (const char *type : {"application/json", "text/html", "text/xml", "multipart/form-data; boundary=-",
                                     "application/x-www-form-urlencoded", "text/plain"})
                QCOMPARE(secrets.content(type, bytes), bytes);
            QCOMPARE(secrets.url(bytes), bytes);
            for (const char *head :
                 {"HTTP/1.1 200 OK\r\n\r\n", "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n"})
                QCOMPARE(redactedWire(secrets, head + bytes, MessageKind::Response), head + bytes);
        }
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
