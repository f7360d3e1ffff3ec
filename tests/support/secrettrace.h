// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>

namespace hopscope::test
{

/// The secrets of secretTrace(), each also as it stands elsewhere: percent-encoded, in base64, unescaped.
inline QList<QByteArray> secretForms()
{
    const QByteArray token = "t0k/n+s3cr3t=";
    return {token,
            "t0k%2Fn%2Bs3cr3t%3D",
            token.toBase64().left(16),
            "c00kie-s3cr3t",
            "k3y-s3cr3t",
            "p4ss-s3cr3t",
            "dXNlcjpwNHNzLXMzY3IzdA==", // user:p4ss-s3cr3t
            "json-s3cr3t",
            "form-s3cr3t",
            "named-s3cr3t",
            "c0de-s3cr3t",
            "multi-s3cr3t",
            "pin9",
            "p4th-s3cr3t",
            "xml-s3cr3t",
            "n3sted-s3cr3t",
            "chunk-s3cr3t",
            "chunk-s\r\n",
            "eyJhbGciOiJub25lIn0",
            "QmFzZTY0LXMzY3IzdA"};
}

/// Secrets where only a look into the content finds them: a path, XML, JSON in JSON, two chunks, a token of any name.
inline Hop hiddenSecrets()
{
    Hop hop;
    hop.request.method = "PUT";
    hop.request.url = "http://a.example/cart;jsessionid=p4th-s3cr3t/items?filter=%7B%22pin%22%3A%22n3sted-s3cr3t%22%7D";
    hop.request.headers.fields = {{"Content-Type", "application/xml"}, {"Referer", "/cart;jsessionid=p4th-s3cr3t"}};
    hop.request.body = bodyOf("<login><password>xml-s3cr3t</password><user>u</user></login>");
    hop.response = Response{.version = "HTTP/1.1", .status = 200, .reason = "OK"};
    hop.response->headers.fields = {{"Content-Type", "application/json"}, {"Transfer-Encoding", "chunked"}};
    hop.response->body = bodyOf("{\"log\":\"{\\\"token\\\":\\\"chunk-s3cr3t\\\"}\",\"id\":"
                                "\"eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.QmFzZTY0LXMzY3IzdA\"}");
    const QByteArray first = hop.response->body.bytes.left(29);
    const QByteArray rest = hop.response->body.bytes.mid(first.size());
    hop.wire = Wire{"PUT /cart;jsessionid=p4th-s3cr3t/items HTTP/1.1\r\nContent-Type: application/xml\r\n\r\n" +
                        hop.request.body.bytes,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
                        QByteArray::number(first.size(), 16) + "\r\n" + first + "\r\n" +
                        QByteArray::number(rest.size(), 16) + "\r\n" + rest + "\r\n0\r\n\r\n",
                    false};
    return hop;
}

/// A secret of each kind, in every place that repeats it. "X-Named" is secret only if the user says so.
inline Trace secretTrace()
{
    Hop hop;
    hop.request.method = "POST";
    hop.request.url = "http://user:p4ss-s3cr3t@a.example/in?token=t0k%2Fn%2Bs3cr3t%3D&pin=pin9&page=2";
    hop.request.headers.fields = {{"Authorization", "Basic dXNlcjpwNHNzLXMzY3IzdA=="},
                                  {"X-Api-Key", "k3y-s3cr3t"},
                                  {"Cookie", "sid=c00kie-s3cr3t"},
                                  {"X-Named", "named-s3cr3t"},
                                  {"Content-Type", "application/json"}};
    hop.request.body = bodyOf("{\"user\": \"u\", \"password\": \"json-s3cr3t\", \"deep\": {\"client_secret\": "
                              "[\"json-s3cr3t\"]}, \"page\": 2}");
    hop.response = Response{.version = "HTTP/1.1", .status = 302, .reason = "Found"};
    hop.response->headers.fields = {{"Location", "/cb?code=c0de-s3cr3t&next=http%3A%2F%2Fb.example%2F%3Fpin%3Dpin9"},
                                    {"Set-Cookie", "sid=c00kie-s3cr3t; Path=/"},
                                    {"Content-Type", "text/html"}};
    hop.response->body =
        bodyOf("<a href=\"http://a.example/?pin=pin9\">t0k/n+s3cr3t= dDBrL24rczNjcjN0PQ== form-s3cr3t</a>");
    Redirect redirect;
    redirect.location = "/cb?code=c0de-s3cr3t";
    redirect.target = "http://a.example/cb?code=c0de-s3cr3t";
    redirect.verdict = RedirectVerdict::Follow;
    redirect.reason = QStringLiteral("k3y-s3cr3t was seen at http://a.example/?pin=pin9");
    redirect.ledger = {{QStringLiteral("url"),
                        QStringLiteral("http://a.example/in?pin=pin9"),
                        QStringLiteral("http://a.example/cb?code=c0de-s3cr3t"),
                        PartVerdict::Changed,
                        {},
                        {}},
                       {QStringLiteral("X-Api-Key"), QStringLiteral("k3y-s3cr3t"), {}, PartVerdict::Dropped, {}, {}}};
    hop.redirect = redirect;
    hop.wire = Wire{"POST /in?token=t0k%2Fn%2Bs3cr3t%3D&pin=pin9&page=2 HTTP/1.1\r\nAuthorization: Basic "
                    "dXNlcjpwNHNzLXMzY3IzdA==\r\nX-Api-Key: k3y-s3cr3t\r\nCookie: sid=c00kie-s3cr3t\r\nX-Named: "
                    "named-s3cr3t\r\nContent-Type: application/json\r\n\r\n" +
                        hop.request.body.bytes,
                    "HTTP/1.1 302 Found\r\nLocation: /cb?code=c0de-s3cr3t\r\nSet-Cookie: sid=c00kie-s3cr3t; "
                    "Path=/\r\n\r\nt0k/n+s3cr3t=",
                    false};
    Hop next;
    next.request.method = "POST";
    next.request.url = "http://a.example/cb?code=c0de-s3cr3t#access_token=pin9";
    next.request.headers.fields = {{"Content-Type", "application/x-www-form-urlencoded"},
                                   {"Referer", "http://a.example/in?pin=pin9"}};
    next.request.body = bodyOf("page=2&password=form-s3cr3t&pin=pin9");
    Hop last = next;
    last.request.headers.fields = {{"Content-Type", "multipart/form-data; boundary=b"}};
    last.request.body = bodyOf("--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nmulti-s3cr3t\r\n--b\r\n"
                               "Content-Disposition: form-data; name=\"page\"\r\n\r\n2\r\n--b--\r\n");
    last.error = QStringLiteral("http://user:p4ss-s3cr3t@a.example/ does not answer");
    return {.client = QStringLiteral("browser"),
            .hops = {hop, next, hiddenSecrets(), last},
            .outcome = {OutcomeKind::NetworkError, QStringLiteral("form-s3cr3t failed")},
            .findings = {{QStringLiteral("x"),
                          Severity::Warning,
                          0,
                          QStringLiteral("json-s3cr3t"),
                          QStringLiteral("See http://a.example/?pin=pin9."),
                          {}}}};
}

} // namespace hopscope::test
