// SPDX-License-Identifier: MIT
#include "trace/tracejson.h"

#include "text/jsonwrite.h"
#include "trace/http2json.h"
#include "trace/tool.h"

#include <QJsonDocument>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QJsonObject toJson(const Body &body)
{
    QJsonObject object{{u"size"_s, body.size}, {u"truncated"_s, body.truncated}};
    bytesToJson(object, "sha256"_L1, "sha256Base64"_L1, body.sha256);
    if (const std::optional<QString> text = exactText(body.bytes))
        object.insert("text"_L1, *text);
    else
        object.insert("base64"_L1, base64(body.bytes));
    return object;
}

QJsonObject toJson(const Request &request)
{
    QJsonObject object{{u"headers"_s, headersToJson(request.headers)}, {u"body"_s, toJson(request.body)}};
    bytesToJson(object, "method"_L1, "methodBase64"_L1, request.method);
    bytesToJson(object, "url"_L1, "urlBase64"_L1, request.url);
    bytesToJson(object, "version"_L1, "versionBase64"_L1, request.version);
    return object;
}

/// What a final and an interim response have in common.
template <typename AnyResponse>
QJsonObject headToJson(const AnyResponse &response)
{
    QJsonObject object{{u"status"_s, response.status}, {u"headers"_s, headersToJson(response.headers)}};
    bytesToJson(object, "reason"_L1, "reasonBase64"_L1, response.reason);
    bytesToJson(object, "version"_L1, "versionBase64"_L1, response.version);
    return object;
}

QJsonObject toJson(const Response &response)
{
    QJsonObject object = headToJson(response);
    object.insert("interim"_L1, listToJson(response.interim, headToJson<InterimResponse>));
    object.insert("body"_L1, toJson(response.body));
    return object;
}

QJsonObject toJson(const Redirect &redirect)
{
    QJsonObject object{{u"verdict"_s, idOf(redirect.verdict)},
                       {u"reason"_s, redirect.reason},
                       {u"source"_s, redirect.source},
                       {u"outcome"_s, idOf(redirect.outcome)},
                       {u"ledger"_s, ledgerToJson(redirect.ledger)}};
    bytesToJson(object, "location"_L1, "locationBase64"_L1, redirect.location);
    bytesToJson(object, "target"_L1, "targetBase64"_L1, redirect.target);
    return object;
}

QJsonObject toJson(const Timing &timing)
{
    return {{u"start"_s, timing.start},    {u"dns"_s, timing.dns},   {u"connect"_s, timing.connect},
            {u"tls"_s, timing.tls},        {u"send"_s, timing.send}, {u"wait"_s, timing.wait},
            {u"receive"_s, timing.receive}};
}

QJsonObject toJson(const Certificate &certificate)
{
    QJsonObject object{{u"subject"_s, certificate.subject},
                       {u"issuer"_s, certificate.issuer},
                       {u"names"_s, QJsonArray::fromStringList(certificate.names)},
                       {u"notBefore"_s, timeToJson(certificate.notBefore)},
                       {u"notAfter"_s, timeToJson(certificate.notAfter)}};
    bytesToJson(object, "sha256"_L1, "sha256Base64"_L1, certificate.sha256);
    return object;
}

QJsonValue toJson(const std::optional<Tls> &tls)
{
    if (!tls)
        return {};
    const auto certificate = [](const Certificate &c) { return toJson(c); };
    return QJsonObject{{u"protocol"_s, tls->protocol},
                       {u"cipher"_s, tls->cipher},
                       {u"chain"_s, listToJson(tls->chain, certificate)},
                       {u"errors"_s, QJsonArray::fromStringList(tls->errors)}};
}

QJsonObject toJson(const ConnectAttempt &attempt)
{
    return {{u"address"_s, attempt.address},
            {u"port"_s, attempt.port},
            {u"start"_s, attempt.start},
            {u"time"_s, attempt.time},
            {u"error"_s, attempt.error}};
}

QJsonObject toJson(const Connection &connection)
{
    QJsonObject object{{u"address"_s, connection.address},
                       {u"port"_s, connection.port},
                       {u"reused"_s, connection.reused},
                       {u"tls"_s, toJson(connection.tls)}};
    if (!connection.attempts.isEmpty())
        object.insert("attempts"_L1,
                      listToJson(connection.attempts, [](const ConnectAttempt &attempt) { return toJson(attempt); }));
    return object;
}

QJsonObject toJson(const Wire &wire)
{
    QJsonObject object{{u"sent"_s, base64(wire.sent)},
                       {u"received"_s, base64(wire.received)},
                       {u"truncated"_s, wire.truncated},
                       {u"sentSha256"_s, QString::fromLatin1(sha256Of(wire.sent))},
                       {u"receivedSha256"_s, QString::fromLatin1(sha256Of(wire.received))}};
    if (!wire.sentOriginal.isEmpty())
        object.insert("sentOriginalSha256"_L1, QString::fromLatin1(wire.sentOriginal));
    if (!wire.receivedOriginal.isEmpty())
        object.insert("receivedOriginalSha256"_L1, QString::fromLatin1(wire.receivedOriginal));
    if (wire.http2)
        object.insert("http2"_L1, http2ToJson(*wire.http2));
    return object;
}

QJsonObject toJson(const Clock &clock)
{
    return {{u"source"_s, u"system"_s},
            {u"timing"_s, u"monotonic"_s},
            {u"synchronized"_s, clock.synchronized ? QJsonValue(*clock.synchronized) : QJsonValue()},
            {u"maxError"_s, clock.maxError < 0 ? QJsonValue() : QJsonValue(clock.maxError)}};
}

QJsonObject toJson(const Finding &finding)
{
    return {{u"id"_s, finding.id},       {u"severity"_s, idOf(finding.severity)}, {u"hop"_s, finding.hop},
            {u"title"_s, finding.title}, {u"detail"_s, finding.detail},           {u"source"_s, finding.source}};
}

QJsonObject toJson(const CookieVerdict &verdict)
{
    QJsonObject object{
        {u"verdict"_s, idOf(verdict.fate)}, {u"reason"_s, verdict.reason}, {u"source"_s, verdict.source}};
    bytesToJson(object, "name"_L1, "nameBase64"_L1, verdict.name);
    return object;
}

QJsonObject toJson(const HopCookies &cookies)
{
    const auto verdict = [](const CookieVerdict &each) { return toJson(each); };
    return {{u"set"_s, listToJson(cookies.set, verdict)}, {u"sent"_s, listToJson(cookies.sent, verdict)}};
}

} // namespace

QJsonObject hopToJson(const Hop &hop, qsizetype index)
{
    QJsonObject object{{u"index"_s, index},
                       {u"kind"_s, idOf(hop.kind)},
                       {u"request"_s, toJson(hop.request)},
                       {u"response"_s, hop.response ? QJsonValue(toJson(*hop.response)) : QJsonValue()},
                       {u"redirect"_s, hop.redirect ? QJsonValue(toJson(*hop.redirect)) : QJsonValue()},
                       {u"timing"_s, toJson(hop.timing)},
                       {u"connection"_s, toJson(hop.connection)},
                       {u"wire"_s, hop.wire ? QJsonValue(toJson(*hop.wire)) : QJsonValue()},
                       {u"notes"_s, QJsonArray::fromStringList(hop.notes)},
                       {u"error"_s, hop.error.isEmpty() ? QJsonValue() : QJsonValue(hop.error)}};
    if (!hop.cookies.isEmpty())
        object.insert("cookies"_L1, toJson(hop.cookies));
    return object;
}

QJsonArray headersToJson(const Headers &headers)
{
    return listToJson(headers.fields, [](const Header &field) {
        QJsonObject object;
        bytesToJson(object, "name"_L1, "nameBase64"_L1, field.name);
        bytesToJson(object, "value"_L1, "base64"_L1, field.value);
        return object;
    });
}

QJsonArray ledgerToJson(const QList<LedgerRow> &ledger)
{
    return listToJson(ledger, [](const LedgerRow &row) {
        QJsonObject object{{u"part"_s, row.part},     {u"before"_s, row.before},
                           {u"after"_s, row.after},   {u"verdict"_s, idOf(row.verdict)},
                           {u"reason"_s, row.reason}, {u"source"_s, row.source}};
        if (row.predicted)
            object.insert(u"predicted"_s, *row.predicted);
        return object;
    });
}

QJsonObject traceHeadToJson(const Trace &trace)
{
    return {{u"format"_s, u"hopscope-trace"_s},
            {u"version"_s, kTraceFileVersion},
            {u"tool"_s, QJsonObject{{u"name"_s, u"hopscope"_s},
                                    {u"version"_s, QString::fromLatin1(toolVersion())},
                                    {u"commit"_s, QString::fromLatin1(toolCommit())}}},
            {u"clock"_s, trace.clock ? QJsonValue(toJson(*trace.clock)) : QJsonValue()},
            {u"client"_s, trace.client},
            {u"started"_s, timeToJson(trace.started)},
            {u"outcome"_s, QJsonObject{{u"kind"_s, idOf(trace.outcome.kind)}, {u"message"_s, trace.outcome.message}}},
            {u"findings"_s, listToJson(trace.findings, [](const Finding &finding) { return toJson(finding); })}};
}

QByteArray jsonText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented).replace("\xef\xbb\xbf", "\\ufeff");
}

QJsonObject traceToJson(const Trace &trace)
{
    QJsonArray hops;
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        hops.append(hopToJson(trace.hops[i], i));
    QJsonObject object = traceHeadToJson(trace);
    object.insert("hops"_L1, hops);
    return object;
}

QByteArray writeTrace(const Trace &trace)
{
    return jsonText(traceToJson(trace));
}

} // namespace hopscope
