// SPDX-License-Identifier: MIT
#include "formats/write/scriptrequest.h"

#include "http/url.h"
#include "text/terminaltext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxShown = 200; ///< characters of a foreign text in a comment

bool isVisible(char c)
{
    return c > ' ' && c <= '~';
}

/// The URL without what is no part of the request, and with %XX for what is not visible ASCII.
QByteArray visibleUrl(const QByteArray &url)
{
    Url parts = splitUri(url);
    parts.username.clear();
    parts.password.clear();
    QByteArray visible;
    for (const char c : joinUri(parts, false)) {
        if (isVisible(c))
            visible += c;
        else
            visible +=
                '%' + QByteArray::number(uint(static_cast<unsigned char>(c)), 16).rightJustified(2, '0').toUpper();
    }
    return visible;
}

/// Written from URL and body by whatever sends the request.
bool isWrittenAnyway(const Header &field, const Request &request)
{
    if (equalsIgnoringCase(field.name, "Host"))
        return field.value == hostField(request.url);
    if (equalsIgnoringCase(field.name, "Content-Length"))
        return request.body.size > 0 || field.value == "0";
    return field.name.startsWith(':'); // HTTP/2 pseudo fields
}

void addFields(ScriptRequest &made, const Request &request, std::span<const QByteArrayView> left)
{
    for (const Header &field : request.headers.fields) {
        if (isWrittenAnyway(field, request))
            continue;
        if (isToken(field.name) && isFieldValue(field.value) && !isOneOf(left, field.name))
            made.fields.append({field.name, field.value.trimmed()});
        else
            made.comments.append(u"Left out, because this cannot carry it: %1 (%2 bytes)"_s.arg(
                terminalText(field.name, kMaxShown), QString::number(field.value.size())));
    }
}

void addBody(ScriptRequest &made, const Body &body)
{
    made.body = body.bytes;
    if (body.truncated)
        made.comments.append(u"Only the first %1 of the body's %2 bytes are known."_s.arg(
            QString::number(body.bytes.size()), QString::number(body.size)));
    if (!isPlainAscii(body.bytes) && body.bytes.contains("[redacted "))
        made.comments.append(u"The body, in base64, has placeholders such as [redacted 1]."_s);
}

} // namespace

ScriptRequest scriptRequest(const Hop &hop, std::span<const QByteArrayView> left)
{
    const Request &request = hop.request;
    ScriptRequest made;
    if (!reachesServer(hop.kind)) {
        made.comments.append(u"No request was sent: %1"_s.arg(QString(idOf(hop.kind))));
        return made;
    }
    if (!originOf(request.url) || !isToken(request.method)) {
        made.comments.append(u"This cannot be sent: %1 %2"_s.arg(terminalText(request.method, kMaxShown),
                                                                 terminalText(request.url, kMaxShown)));
        return made;
    }
    made.method = request.method;
    made.url = visibleUrl(request.url);
    if (!std::all_of(request.url.begin(), request.url.end(), isVisible))
        made.comments.append(u"Bytes of the URL that are not visible ASCII are percent-encoded here."_s);
    addFields(made, request, left);
    addBody(made, request.body);
    return made;
}

QList<Header> joinedFields(ScriptRequest &request)
{
    QList<Header> joined;
    for (const Header &field : std::as_const(request.fields)) {
        const auto same = std::find_if(joined.begin(), joined.end(),
                                       [&](const Header &other) { return equalsIgnoringCase(other.name, field.name); });
        if (same == joined.end()) {
            joined.append(field);
            continue;
        }
        same->value += (equalsIgnoringCase(field.name, "Cookie") ? "; " : ", ") + field.value;
        request.comments.append(
            u"%1 was sent in several lines; here they are one."_s.arg(terminalText(field.name, kMaxShown)));
    }
    request.comments.removeDuplicates();
    return joined;
}

bool isPlainAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(),
                       [](char c) { return isVisible(c) || c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
}

QByteArray doubleQuoted(QByteArrayView bytes)
{
    QByteArray quoted = "\"";
    for (const char c : bytes) {
        const qsizetype at = QByteArrayView("\\\"\n\r\t").indexOf(c);
        if (at >= 0)
            quoted += '\\' + QByteArray(1, "\\\"nrt"[at]);
        else if (isVisible(c) || c == ' ')
            quoted += c;
        else
            quoted += "\\x" + QByteArray::number(uint(static_cast<unsigned char>(c)), 16).rightJustified(2, '0');
    }
    return quoted + '"';
}

QByteArray scriptOf(const Trace &trace, QByteArrayView begin, QByteArrayView prefix,
                    std::span<const QByteArrayView> left, QByteArray (*write)(const Hop &hop, ScriptRequest &request))
{
    const auto line = [&](const QString &text) {
        return prefix.toByteArray() + ' ' + terminalText(text).toUtf8() + '\n';
    };
    QByteArray all;
    for (qsizetype i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        ScriptRequest request = scriptRequest(hop, left);
        const QByteArray command = request.method.isEmpty() ? QByteArray() : write(hop, request);
        const QString answer = hop.response ? QString::number(hop.response->status) : u"no response"_s;
        all += '\n' + line(u"Request %1: %2"_s.arg(QString::number(i + 1), answer));
        for (const QString &comment : std::as_const(request.comments))
            all += line(comment);
        all += command;
    }
    const QByteArray marks =
        all.contains("[redacted ") ? line(u"Replace [redacted 1] and the like with the real values."_s) : QByteArray();
    return begin.toByteArray() + marks + all;
}

} // namespace hopscope
