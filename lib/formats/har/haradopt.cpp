// SPDX-License-Identifier: MIT
#include "formats/har/harentry.h"
#include "http/url.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray version(const QByteArray &text)
{
    const QByteArray lower = text.toLower();
    if (lower == "h2" || lower.startsWith("http/2"))
        return "HTTP/2";
    if (lower.startsWith("h3") || lower.startsWith("http/3"))
        return "HTTP/3";
    return lower.startsWith("http/1") ? lower.toUpper() : QByteArray();
}

/// RFC 9113 8.3: fields that begin with a colon carry the request line and the status.
bool takePseudoFields(Headers &headers)
{
    const auto isPseudo = [](const Header &field) { return field.name.startsWith(':'); };
    const std::optional<QByteArray> authority = headers.first(":authority");
    if (authority && !headers.contains("Host"))
        headers.fields.prepend({"Host", *authority});
    return headers.fields.removeIf(isPseudo) > 0;
}

/// Chromium joins the lines of one field with line feeds.
void splitLines(Headers &headers)
{
    QList<Header> fields;
    for (const Header &field : std::as_const(headers.fields)) {
        if (field.name.isEmpty())
            continue;
        for (const QByteArray &line : field.value.split('\n'))
            fields.append({field.name, line.trimmed()});
    }
    headers.fields = fields;
}

void adoptConnection(Recorded &recorded)
{
    Connection &connection = recorded.hop.connection;
    if (connection.address.startsWith(u'[') && connection.address.endsWith(u']'))
        connection.address = connection.address.sliced(1, connection.address.size() - 2);
    const std::optional<Origin> origin = originOf(recorded.hop.request.url);
    if (!connection.address.isEmpty() && origin)
        connection.port = quint16(origin->port);
}

void adoptAnswer(Recorded &recorded)
{
    Hop &hop = recorded.hop;
    Response &response = *hop.response;
    splitLines(response.headers);
    takePseudoFields(response.headers);
    response.version = version(response.version);
    const QByteArray own = response.headers.first("Non-Authoritative-Reason").value_or(QByteArray());
    if (!own.isEmpty()) {
        hop.kind = own.toUpper().contains("HSTS") ? HopKind::Hsts : hop.kind;
        hop.notes.append(u"The browser made this response itself (%1); no server received the request."_s.arg(
            QString::fromUtf8(own)));
    }
    const bool isRedirect = response.status >= 300 && response.status <= 399 && response.status != 304;
    if (isRedirect && !recorded.next.isEmpty() && !response.headers.contains("Location")) {
        response.headers.append("Location", recorded.next);
        hop.notes.append(u"The recording has no Location field here; its redirectURL is used instead."_s);
    }
}

/// Some programs write the methods that they send in small letters; a method is what it is in capitals only
/// (RFC 9110 9.1).
void adoptMethod(Recorded &recorded)
{
    constexpr QByteArrayView known[] = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"};
    const QByteArray &method = recorded.hop.request.method;
    const QByteArray upper = method.toUpper();
    if (method == upper || std::ranges::find(known, QByteArrayView(upper)) == std::end(known))
        return;
    recorded.method = upper;
    recorded.hop.notes.append(u"The recording writes the method as \"%1\", which is read as %2."_s.arg(
        QString::fromUtf8(method), QString::fromUtf8(upper)));
}

} // namespace

void adoptForeignEntry(Recorded &recorded)
{
    Hop &hop = recorded.hop;
    splitLines(hop.request.headers);
    if (takePseudoFields(hop.request.headers))
        hop.notes.append(
            u"The pseudo-header fields of HTTP/2 are left out; Host is taken from :authority (RFC 9113 8.3.1)."_s);
    hop.request.version = version(hop.request.version);
    adoptMethod(recorded);
    // RFC 9112 3.2: without Host an HTTP/1.1 server answers 400; no client sends such a request.
    if (hop.request.version == "HTTP/1.1" && hop.kind == HopKind::Http && !hop.request.headers.contains("Host"))
        hop.notes.append(
            u"The recording has no Host field, which every HTTP/1.1 request has: its header fields are incomplete."_s);
    adoptConnection(recorded);
    if (hop.response && hop.response->status != 0) {
        hop.error.clear();
        adoptAnswer(recorded);
        return;
    }
    hop.response.reset();
    if (hop.error.isEmpty())
        hop.error = u"The recording has no response to this request."_s;
}

} // namespace hopscope
