// SPDX-License-Identifier: MIT
#include "sampletraces.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

Hop sampleHop(const QByteArray &method, const QByteArray &url, int status, const QByteArray &reason)
{
    Hop hop;
    hop.request.method = method;
    hop.request.url = url;
    hop.request.headers.append("Host", "shop.localhost:8601");
    hop.request.headers.append("Accept", "*/*");
    if (method == "POST") {
        hop.request.headers.append("Content-Type", "application/json");
        hop.request.headers.append("Content-Length", "24");
        hop.request.body = bodyOf("{\"item\":\"tea\",\"qty\":\"2\"}");
    }
    hop.response = Response{.version = "HTTP/1.1", .status = status, .reason = reason};
    hop.response->headers.append("Server", "sample");
    hop.response->headers.append("Date", "Mon, 23 Nov 2026 05:00:00 GMT");
    hop.response->body = bodyOf("<p>Some \"content\" & more.</p>\n");
    hop.redirect = Redirect{.verdict = RedirectVerdict::Deliver, .reason = u"This status is no redirect."_s};
    hop.timing = {.start = 0, .dns = 300, .connect = 900, .tls = 0, .send = 120, .wait = 10'400, .receive = 680};
    hop.connection = {.address = u"127.0.0.1"_s, .port = 8601};
    hop.wire = Wire{.sent = method + " / HTTP/1.1\r\nHost: shop.localhost:8601\r\n\r\n",
                    .received = "HTTP/1.1 " + QByteArray::number(status) + " " + reason + "\r\nServer: sample\r\n\r\n"};
    return hop;
}

void followTo(Hop &hop, const QByteArray &target)
{
    hop.response->headers.append("Location", target);
    const bool changes = hop.response->status == 303 && hop.request.method != "GET";
    const QString method = QString::fromLatin1(hop.request.method);
    Redirect redirect{.location = target, .target = target, .verdict = RedirectVerdict::Follow};
    redirect.reason = u"The client follows this status."_s;
    redirect.source = u"RFC 9110 15.4"_s;
    redirect.ledger.append(
        {.part = u"method"_s,
         .before = method,
         .after = changes ? u"GET"_s : method,
         .verdict = changes ? PartVerdict::Changed : PartVerdict::Kept,
         .reason = changes ? u"303: every method but GET and HEAD becomes GET."_s : u"This status keeps the method."_s,
         .source = u"RFC 9110 15.4.4"_s});
    if (hop.request.body.size > 0) {
        redirect.ledger.append({.part = u"body"_s,
                                .before = u"24 B · 9f86d0…"_s,
                                .after = changes ? QString() : u"24 B · 9f86d0…"_s,
                                .verdict = changes ? PartVerdict::Dropped : PartVerdict::Kept,
                                .reason = changes ? u"The new request has no content."_s : u"The body goes along."_s,
                                .source = u"RFC 9110 15.4.4"_s});
        redirect.ledger.append({.part = u"Content-Type"_s,
                                .before = u"application/json"_s,
                                .after = changes ? QString() : u"application/json"_s,
                                .verdict = changes ? PartVerdict::Dropped : PartVerdict::Kept,
                                .reason = u"Content fields go with the body."_s,
                                .source = u"RFC 9110 15.4"_s});
    }
    redirect.ledger.append({.part = u"Accept"_s,
                            .before = u"*/*"_s,
                            .after = u"*/*"_s,
                            .verdict = PartVerdict::Kept,
                            .reason = u"Other fields stay."_s});
    hop.redirect = redirect;
}

Trace sampleTrace()
{
    Trace trace{.client = u"browser"_s, .started = QDateTime(QDate(2026, 11, 23), QTime(5, 0), Qt::UTC)};
    trace.hops.append(sampleHop("POST", "http://shop.localhost:8601/orders", 307, "Temporary Redirect"));
    followTo(trace.hops.last(), "http://api.localhost:8602/v2/orders");
    trace.hops.append(sampleHop("POST", "http://api.localhost:8602/v2/orders", 303, "See Other"));
    followTo(trace.hops.last(), "http://api.localhost:8602/v2/orders/42");
    trace.hops.append(sampleHop("GET", "http://api.localhost:8602/v2/orders/42", 200, "OK"));
    trace.hops.last().connection.reused = true;
    qint64 start = 0;
    for (Hop &hop : trace.hops) {
        hop.timing.start = start;
        start += 12'400;
    }
    return trace;
}

Trace longTrace(int count)
{
    Trace trace{.client = u"curl"_s};
    for (int i = 0; i <= count; ++i) {
        const QByteArray url = "http://127.0.0.1:8601/chain/" + QByteArray::number(count - i);
        const bool last = i == count;
        trace.hops.append(sampleHop("GET", url, last ? 200 : 302, last ? "OK" : "Found"));
        if (!last)
            followTo(trace.hops.last(), "http://127.0.0.1:8601/chain/" + QByteArray::number(count - i - 1));
        trace.hops.last().timing.start = i * qint64(12'400);
    }
    return trace;
}

Trace longUrlTrace()
{
    QByteArray query;
    for (int i = 0; i < 40; ++i)
        query += "&utm_parameter_" + QByteArray::number(i) + "=value%20" + QByteArray::number(i * i);
    Trace trace{.client = u"browser"_s};
    const QByteArray first = "https://a-rather-long-host-name.of-some-company.example/a/path/with/segments?first=1";
    trace.hops.append(sampleHop("GET", first + query, 301, "Moved Permanently For Good And Ever, Says The Server"));
    followTo(trace.hops.last(), first + "&lang=en" + query);
    trace.hops.append(sampleHop("GET", first + "&lang=en" + query, 200, "OK"));
    return trace;
}

Trace failedTrace()
{
    Trace trace = sampleTrace();
    trace.hops.removeLast();
    Hop &last = trace.hops.last();
    last.response.reset();
    last.redirect.reset();
    last.wire.reset();
    last.error = u"api.localhost:8602 refused the connection. Is the server running?"_s;
    trace.outcome = {OutcomeKind::NetworkError, last.error};
    return trace;
}

Trace unverifiedTrace()
{
    Trace trace = sampleTrace();
    for (Hop &hop : trace.hops)
        hop.connection.tls = Tls{.protocol = u"TLSv1.3"_s, .errors = {u"The certificate is self-signed."_s}};
    return trace;
}

} // namespace hopscope
