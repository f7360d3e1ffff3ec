// SPDX-License-Identifier: MIT
#include "net/browser/chromiumresponse.h"

#include "http/head.h"

#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kMicrosecondsPerMillisecond = 1000;

/// The time between two members in milliseconds, in microseconds; 0 where it did not happen.
qint64 between(const ProtocolValue &timing, QByteArrayView from, QByteArrayView to)
{
    const double start = timing[from].number(-1);
    const double end = timing[to].number(-1);
    return start < 0 || end < start ? 0 : std::llround((end - start) * kMicrosecondsPerMillisecond);
}

QByteArray versionOf(const QByteArray &protocol)
{
    if (protocol == "h2")
        return "HTTP/2";
    if (protocol == "h3")
        return "HTTP/3";
    return protocol == "http/1.0" ? QByteArray("HTTP/1.0") : QByteArray("HTTP/1.1");
}

Tls tlsOf(const ProtocolValue &details)
{
    Certificate own{.subject = details["subjectName"].text(), .issuer = details["issuer"].text()};
    for (const ProtocolValue &name : details["sanList"].items())
        own.names.append(name.text());
    own.notBefore = QDateTime::fromSecsSinceEpoch(qint64(details["validFrom"].number()), Qt::UTC);
    own.notAfter = QDateTime::fromSecsSinceEpoch(qint64(details["validTo"].number()), Qt::UTC);
    return {.protocol = details["protocol"].text(), .cipher = details["cipher"].text(), .chain = {own}};
}

} // namespace

void takeResponse(Hop &hop, const ProtocolValue &response)
{
    const bool hasHead = hop.response.has_value();
    Response taken = hop.response.value_or(Response());
    if (!hasHead) {
        taken.version = versionOf(response["protocol"].bytes());
        taken.status = response["status"].integer();
        taken.reason = response["statusText"].bytes();
        taken.headers = response["headers"].fields();
    }
    if (response["headers"]["Non-Authoritative-Reason"].exists())
        hop.kind = HopKind::Hsts;
    else if (response["fromDiskCache"].isTrue() || response["fromPrefetchCache"].isTrue())
        hop.kind = HopKind::Cache;
    hop.response = taken;
    hop.request.version = reachesServer(hop.kind) ? versionOf(response["protocol"].bytes()) : hop.request.version;
    if (!reachesServer(hop.kind))
        return;
    hop.connection.address = response["remoteIPAddress"].text();
    hop.connection.port = static_cast<quint16>(response["remotePort"].integer());
    hop.connection.reused = response["connectionReused"].isTrue();
    if (response["securityDetails"].exists())
        hop.connection.tls = tlsOf(response["securityDetails"]);
    const ProtocolValue timing = response["timing"];
    hop.timing.dns = between(timing, "dnsStart", "dnsEnd");
    hop.timing.tls = between(timing, "sslStart", "sslEnd");
    hop.timing.connect = std::max<qint64>(between(timing, "connectStart", "connectEnd") - hop.timing.tls, 0);
    hop.timing.send = between(timing, "sendStart", "sendEnd");
    hop.timing.wait = between(timing, "sendEnd", "receiveHeadersEnd");
}

void takeRawHead(Hop &hop, const ProtocolValue &extra)
{
    const QByteArray text = extra["headersText"].bytes();
    const Result<ResponseHead> head =
        text.isEmpty() ? Result<ResponseHead>::failure({}) : parseResponseHead(QByteArrayView(text));
    Response taken;
    if (head) {
        taken = {.version = head->version, .status = head->status, .reason = head->reason, .headers = head->headers};
        hop.notes += head->notes;
    } else {
        taken = {.version = "HTTP/2",
                 .status = extra["statusCode"].integer(),
                 .reason = {},
                 .headers = extra["headers"].fields()};
        hop.notes.append(u"Chromium does not show the bytes of this head: the order of the fields is not known."_s);
    }
    hop.response = taken;
}

} // namespace hopscope
