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
            "pin9"};
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
            .hops = {hop, next, last},
            .outcome = {OutcomeKind::NetworkError, QStringLiteral("form-s3cr3t failed")},
            .findings = {{QStringLiteral("x"),
                          Severity::Warning,
                          0,
                          QStringLiteral("json-s3cr3t"),
                          QStringLiteral("See http://a.example/?pin=pin9."),
                          {}}}};
}

} // namespace hopscope::test
