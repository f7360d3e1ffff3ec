// SPDX-License-Identifier: MIT
#include "trace/tracejson.h"

#include "http/url.h"
#include "trace/tracejsonreader.h"
#include "trace/tracejsontext.h"

#include <limits>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxInt = std::numeric_limits<int>::max();
constexpr QByteArrayView kRedactionMark = "[redacted "; ///< as lib/formats writes it in the place of a secret

/// Every function below reads one object, `value` at `place`, and leaves the first error in `error`.
Headers readHeaders(JsonObjectReader &in)
{
    return {in.list<Header>("headers"_L1, [&](const QJsonValue &value, const QString &place) {
        return headerFromJson(value, place, in.error());
    })};
}

Body readBody(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Body body;
    body.size = in.integer("size"_L1, 0);
    body.sha256 = in.bytes("sha256"_L1, "sha256Base64"_L1);
    body.truncated = in.boolean("truncated"_L1);
    if (in.has("text"_L1) && in.has("base64"_L1))
        in.fail("base64"_L1, u"cannot be combined with text; a body has only one of them"_s);
    body.bytes = in.has("base64"_L1) ? in.base64("base64"_L1) : in.text("text"_L1).toUtf8();
    in.finish();
    return body;
}

Request readRequest(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Request request;
    request.method = in.bytes("method"_L1, "methodBase64"_L1);
    request.url = in.bytes("url"_L1, "urlBase64"_L1);
    request.version = in.bytes("version"_L1, "versionBase64"_L1);
    request.headers = readHeaders(in);
    request.body = readBody(in.object("body"_L1), in.place("body"_L1), error);
    in.finish();
    return request;
}

template <typename AnyResponse>
void readHead(JsonObjectReader &in, AnyResponse &response)
{
    response.status = int(in.integer("status"_L1, 0, kMaxInt));
    response.reason = in.bytes("reason"_L1, "reasonBase64"_L1);
    response.version = in.bytes("version"_L1, "versionBase64"_L1);
    response.headers = readHeaders(in);
}

InterimResponse readInterim(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    InterimResponse response;
    readHead(in, response);
    in.finish();
    return response;
}

Response readResponse(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Response response;
    readHead(in, response);
    response.interim = in.list<InterimResponse>(
        "interim"_L1, [&](const QJsonValue &item, const QString &where) { return readInterim(item, where, error); });
    response.body = readBody(in.object("body"_L1), in.place("body"_L1), error);
    in.finish();
    return response;
}

LedgerRow readLedgerRow(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    LedgerRow row;
    row.part = in.text("part"_L1);
    row.before = in.text("before"_L1);
    row.after = in.text("after"_L1);
    row.verdict = in.named<PartVerdict>("verdict"_L1, partVerdict);
    row.reason = in.text("reason"_L1);
    row.source = in.text("source"_L1);
    in.finish();
    return row;
}

Redirect readRedirect(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Redirect redirect;
    redirect.location = in.bytes("location"_L1, "locationBase64"_L1);
    redirect.target = in.bytes("target"_L1, "targetBase64"_L1);
    redirect.verdict = in.named<RedirectVerdict>("verdict"_L1, redirectVerdict);
    redirect.reason = in.text("reason"_L1);
    redirect.source = in.optionalText("source"_L1);
    if (in.has("outcome"_L1))
        redirect.outcome = in.named<OutcomeKind>("outcome"_L1, outcomeKind);
    redirect.ledger = in.list<LedgerRow>(
        "ledger"_L1, [&](const QJsonValue &item, const QString &where) { return readLedgerRow(item, where, error); });
    in.finish();
    return redirect;
}

Timing readTiming(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Timing timing;
    timing.start = in.integer("start"_L1, 0);
    timing.dns = in.integer("dns"_L1, 0);
    timing.connect = in.integer("connect"_L1, 0);
    timing.tls = in.integer("tls"_L1, 0);
    timing.send = in.integer("send"_L1, 0);
    timing.wait = in.integer("wait"_L1, 0);
    timing.receive = in.integer("receive"_L1, 0);
    in.finish();
    return timing;
}

Certificate readCertificate(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Certificate certificate;
    certificate.subject = in.text("subject"_L1);
    certificate.issuer = in.text("issuer"_L1);
    certificate.names = in.texts("names"_L1);
    certificate.notBefore = in.time("notBefore"_L1);
    certificate.notAfter = in.time("notAfter"_L1);
    certificate.sha256 = in.bytes("sha256"_L1, "sha256Base64"_L1);
    in.finish();
    return certificate;
}

Tls readTls(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Tls tls;
    tls.protocol = in.text("protocol"_L1);
    tls.cipher = in.text("cipher"_L1);
    tls.chain = in.list<Certificate>(
        "chain"_L1, [&](const QJsonValue &item, const QString &where) { return readCertificate(item, where, error); });
    tls.errors = in.texts("errors"_L1);
    in.finish();
    return tls;
}

ConnectAttempt readAttempt(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    ConnectAttempt attempt;
    attempt.address = in.text("address"_L1);
    attempt.port = quint16(in.integer("port"_L1, 0, kMaxPort));
    attempt.start = in.integer("start"_L1, 0);
    attempt.time = in.integer("time"_L1, 0);
    attempt.error = in.text("error"_L1);
    in.finish();
    return attempt;
}

Connection readConnection(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Connection connection;
    connection.address = in.text("address"_L1);
    connection.port = quint16(in.integer("port"_L1, 0, kMaxPort));
    connection.reused = in.boolean("reused"_L1);
    if (const std::optional<QJsonValue> tls = in.nullable("tls"_L1))
        connection.tls = readTls(*tls, in.place("tls"_L1), error);
    if (in.has("attempts"_L1))
        connection.attempts = in.list<ConnectAttempt>("attempts"_L1, [&](const QJsonValue &item, const QString &where) {
            return readAttempt(item, where, error);
        });
    in.finish();
    return connection;
}

Wire readWire(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    const Wire wire{in.base64("sent"_L1), in.base64("received"_L1), in.boolean("truncated"_L1)};
    in.finish();
    return wire;
}

void readIndex(JsonObjectReader &in, qsizetype expected)
{
    if (in.integer("index"_L1, 0) != expected)
        in.fail("index"_L1, u"expected %1, hops are in order and counted from 0"_s.arg(expected));
}

Hop readHop(const QJsonValue &value, const QString &place, qsizetype index, QString &error)
{
    JsonObjectReader in(value, place, error);
    Hop hop;
    readIndex(in, index);
    hop.kind = in.named<HopKind>("kind"_L1, hopKind);
    hop.request = readRequest(in.object("request"_L1), in.place("request"_L1), error);
    if (const std::optional<QJsonValue> response = in.nullable("response"_L1))
        hop.response = readResponse(*response, in.place("response"_L1), error);
    if (const std::optional<QJsonValue> redirect = in.nullable("redirect"_L1))
        hop.redirect = readRedirect(*redirect, in.place("redirect"_L1), error);
    hop.timing = readTiming(in.object("timing"_L1), in.place("timing"_L1), error);
    hop.connection = readConnection(in.object("connection"_L1), in.place("connection"_L1), error);
    if (const std::optional<QJsonValue> wire = in.nullable("wire"_L1))
        hop.wire = readWire(*wire, in.place("wire"_L1), error);
    if (in.has("notes"_L1))
        hop.notes = in.texts("notes"_L1);
    if (in.nullable("error"_L1))
        hop.error = in.text("error"_L1);
    in.finish();
    return hop;
}

Finding readFinding(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    Finding finding;
    finding.id = in.text("id"_L1);
    finding.severity = in.named<Severity>("severity"_L1, severity);
    finding.hop = int(in.integer("hop"_L1, -1, kMaxInt));
    finding.title = in.text("title"_L1);
    finding.detail = in.text("detail"_L1);
    finding.source = in.text("source"_L1);
    in.finish();
    return finding;
}

Outcome readOutcome(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    const Outcome outcome{in.named<OutcomeKind>("kind"_L1, outcomeKind), in.text("message"_L1)};
    in.finish();
    return outcome;
}

void readFormatAndTool(JsonObjectReader &in)
{
    if (in.text("format"_L1) != "hopscope-trace"_L1)
        in.fail("format"_L1, u"this is not a trace file; expected \"hopscope-trace\""_s);
    if (in.integer("version"_L1, 0) != kTraceFileVersion)
        in.fail("version"_L1, u"this program reads version %1 only"_s.arg(kTraceFileVersion));
    JsonObjectReader tool(in.object("tool"_L1), in.place("tool"_L1), in.error());
    tool.text("name"_L1);
    tool.text("version"_L1);
    tool.finish();
}

QList<Hop> readHops(JsonObjectReader &in)
{
    qsizetype index = 0;
    return in.list<Hop>("hops"_L1, [&](const QJsonValue &value, const QString &place) {
        const Hop hop = readHop(value, place, index++, in.error());
        if (const QString contradiction = bodyContradiction(hop); !contradiction.isEmpty() && in.error().isEmpty())
            in.error() = place + u'.' + contradiction;
        return hop;
    });
}

QString contradictionOf(const Body &body)
{
    const qint64 kept = body.bytes.size();
    if (body.bytes.contains(kRedactionMark) || (body.truncated ? kept <= body.size : kept == body.size))
        return {};
    return u"body.size: is %1, but the body has %2 bytes and truncated is %3"_s.arg(
        QString::number(body.size), QString::number(kept), body.truncated ? u"true"_s : u"false"_s);
}

Trace readTraceHead(JsonObjectReader &in)
{
    readFormatAndTool(in);
    Trace trace;
    trace.client = in.text("client"_L1);
    trace.started = in.time("started"_L1);
    trace.outcome = readOutcome(in.object("outcome"_L1), in.place("outcome"_L1), in.error());
    trace.findings = in.list<Finding>("findings"_L1, [&](const QJsonValue &item, const QString &place) {
        return readFinding(item, place, in.error());
    });
    return trace;
}

Trace readTraceObject(const QJsonValue &value, QString &error)
{
    JsonObjectReader in(value, {}, error);
    Trace trace = readTraceHead(in);
    trace.hops = readHops(in);
    in.finish();
    return trace;
}

} // namespace

Header headerFromJson(const QJsonValue &value, const QString &place, QString &error)
{
    JsonObjectReader in(value, place, error);
    const Header field{in.bytes("name"_L1, "nameBase64"_L1), in.bytes("value"_L1, "base64"_L1)};
    in.finish();
    return field;
}

Result<Trace> readTrace(const QByteArray &json)
{
    const Result<QJsonDocument> document = parseJsonText(json);
    if (!document)
        return Result<Trace>::failure(document.error);
    QString error;
    const Trace trace =
        readTraceObject(document->isObject() ? QJsonValue(document->object()) : QJsonValue(document->array()), error);
    return error.isEmpty() ? Result<Trace>(trace) : Result<Trace>::failure(error);
}

QString bodyContradiction(const Hop &hop)
{
    if (const QString request = contradictionOf(hop.request.body); !request.isEmpty())
        return u"request."_s + request;
    const QString response = hop.response ? contradictionOf(hop.response->body) : QString();
    return response.isEmpty() ? QString() : u"response."_s + response;
}

Result<Hop> hopFromJson(const QJsonValue &value, qsizetype index, const QString &place)
{
    QString error;
    const Hop hop = readHop(value, place, index, error);
    return error.isEmpty() ? Result<Hop>(hop) : Result<Hop>::failure(error);
}

Result<Trace> traceHeadFromJson(const QJsonValue &value, const QString &place)
{
    QString error;
    JsonObjectReader in(value, place, error);
    const Trace trace = readTraceHead(in);
    in.finish();
    return error.isEmpty() ? Result<Trace>(trace) : Result<Trace>::failure(error);
}

} // namespace hopscope
