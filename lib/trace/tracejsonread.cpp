// SPDX-License-Identifier: MIT
#include "trace/tracejson.h"

#include "http/url.h"
#include "text/jsonreader.h"
#include "trace/http2json.h"

#include <algorithm>
#include <limits>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kHashDigits = 64;
constexpr int kMaxInt = std::numeric_limits<int>::max();
constexpr QByteArrayView kRedactionMark = "[redacted "; ///< as lib/formats writes it in the place of a secret

// `otherwise`, where there is one, has what the JSON may leave out.

Headers readHeaders(JsonObjectReader &in, const Headers *otherwise = nullptr)
{
    if (otherwise && !in.has("headers"_L1))
        return *otherwise;
    return {in.list<Header>("headers"_L1, headerFromJson)};
}

Body readBody(const JsonValue &value, const Body *otherwise)
{
    JsonObjectReader in(value);
    Body body;
    body.size = in.integer("size"_L1, 0);
    body.sha256 = in.bytes("sha256"_L1, "sha256Base64"_L1);
    body.truncated = in.boolean("truncated"_L1);
    if (in.has("text"_L1) && in.has("base64"_L1))
        in.fail("base64"_L1, u"cannot be combined with text; a body has only one of them"_s);
    if (in.has("base64"_L1))
        body.bytes = in.base64("base64"_L1);
    else
        body.bytes = otherwise && !in.has("text"_L1) ? otherwise->bytes : in.utf8("text"_L1);
    in.finish();
    return body;
}

Request readRequest(const JsonValue &value, const Request *otherwise)
{
    JsonObjectReader in(value);
    Request request;
    request.method = in.bytes("method"_L1, "methodBase64"_L1);
    request.url = in.bytes("url"_L1, "urlBase64"_L1);
    request.version = in.bytes("version"_L1, "versionBase64"_L1);
    request.headers = readHeaders(in, otherwise ? &otherwise->headers : nullptr);
    request.body = readBody(in.object("body"_L1), otherwise ? &otherwise->body : nullptr);
    in.finish();
    return request;
}

template <typename AnyResponse>
void readHead(JsonObjectReader &in, AnyResponse &response, const Headers *otherwise = nullptr)
{
    response.status = int(in.integer("status"_L1, 0, kMaxInt));
    response.reason = in.bytes("reason"_L1, "reasonBase64"_L1);
    response.version = in.bytes("version"_L1, "versionBase64"_L1);
    response.headers = readHeaders(in, otherwise);
}

InterimResponse readInterim(const JsonValue &value)
{
    JsonObjectReader in(value);
    InterimResponse response;
    readHead(in, response);
    in.finish();
    return response;
}

Response readResponse(const JsonValue &value, const Response *otherwise)
{
    JsonObjectReader in(value);
    Response response;
    readHead(in, response, otherwise ? &otherwise->headers : nullptr);
    response.interim = in.list<InterimResponse>("interim"_L1, readInterim);
    response.body = readBody(in.object("body"_L1), otherwise ? &otherwise->body : nullptr);
    in.finish();
    return response;
}

LedgerRow readLedgerRow(const JsonValue &value)
{
    JsonObjectReader in(value);
    LedgerRow row;
    row.part = in.text("part"_L1);
    row.before = in.text("before"_L1);
    row.after = in.text("after"_L1);
    row.verdict = in.named<PartVerdict>("verdict"_L1, partVerdict, partVerdictIds);
    row.reason = in.text("reason"_L1);
    row.source = in.text("source"_L1);
    if (in.has("predicted"_L1))
        row.predicted = in.text("predicted"_L1);
    in.finish();
    return row;
}

Redirect readRedirect(const JsonValue &value)
{
    JsonObjectReader in(value);
    Redirect redirect;
    redirect.location = in.bytes("location"_L1, "locationBase64"_L1);
    redirect.target = in.bytes("target"_L1, "targetBase64"_L1);
    redirect.verdict = in.named<RedirectVerdict>("verdict"_L1, redirectVerdict, redirectVerdictIds);
    redirect.reason = in.text("reason"_L1);
    redirect.source = in.optionalText("source"_L1);
    if (in.has("outcome"_L1))
        redirect.outcome = in.named<OutcomeKind>("outcome"_L1, outcomeKind, outcomeKindIds);
    redirect.ledger = in.list<LedgerRow>("ledger"_L1, readLedgerRow);
    in.finish();
    return redirect;
}

Timing readTiming(const JsonValue &value)
{
    JsonObjectReader in(value);
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

Certificate readCertificate(const JsonValue &value)
{
    JsonObjectReader in(value);
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

Tls readTls(const JsonValue &value)
{
    JsonObjectReader in(value);
    Tls tls;
    tls.protocol = in.text("protocol"_L1);
    tls.cipher = in.text("cipher"_L1);
    tls.chain = in.list<Certificate>("chain"_L1, readCertificate);
    tls.errors = in.texts("errors"_L1);
    in.finish();
    return tls;
}

ConnectAttempt readAttempt(const JsonValue &value)
{
    JsonObjectReader in(value);
    ConnectAttempt attempt;
    attempt.address = in.text("address"_L1);
    attempt.port = quint16(in.integer("port"_L1, 0, kMaxPort));
    attempt.start = in.integer("start"_L1, 0);
    attempt.time = in.integer("time"_L1, 0);
    attempt.error = in.text("error"_L1);
    in.finish();
    return attempt;
}

Connection readConnection(const JsonValue &value)
{
    JsonObjectReader in(value);
    Connection connection;
    connection.address = in.text("address"_L1);
    connection.port = quint16(in.integer("port"_L1, 0, kMaxPort));
    connection.reused = in.boolean("reused"_L1);
    if (const std::optional<JsonValue> tls = in.nullable("tls"_L1))
        connection.tls = readTls(*tls);
    if (in.has("attempts"_L1))
        connection.attempts = in.list<ConnectAttempt>("attempts"_L1, readAttempt);
    in.finish();
    return connection;
}

/// Empty when it is missing.
QByteArray readHash(JsonObjectReader &in, QLatin1StringView key)
{
    const QByteArray hash = in.optionalText(key).toLatin1();
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (in.has(key) && (hash.size() != kHashDigits || !std::all_of(hash.begin(), hash.end(), isDigit)))
        in.fail(key, u"expected a SHA-256 in %1 lower-case hexadecimal digits"_s.arg(kHashDigits));
    return hash;
}

Wire readWire(const JsonValue &value)
{
    JsonObjectReader in(value);
    Wire wire{in.base64("sent"_L1), in.base64("received"_L1), in.boolean("truncated"_L1),
              readHash(in, "sentOriginalSha256"_L1), readHash(in, "receivedOriginalSha256"_L1)};
    if (in.has("http2"_L1))
        wire.http2 = http2FromJson(in.object("http2"_L1));
    // They are made anew for what is written; verifyTrace() compares them.
    readHash(in, "sentSha256"_L1);
    readHash(in, "receivedSha256"_L1);
    in.finish();
    return wire;
}

QList<CookieVerdict> readVerdicts(JsonObjectReader &in, QLatin1StringView key, const QList<CookieFate> &fates)
{
    const auto byId = [&](QStringView id) {
        const std::optional<CookieFate> fate = cookieFate(id);
        return fate && fates.contains(*fate) ? fate : std::nullopt;
    };
    const auto ids = [&] {
        QStringList all;
        for (const CookieFate fate : fates)
            all.append(idOf(fate));
        return all;
    };
    return in.list<CookieVerdict>(key, [&](const JsonValue &value) {
        JsonObjectReader each(value);
        CookieVerdict verdict;
        verdict.name = each.bytes("name"_L1, "nameBase64"_L1);
        verdict.fate = each.named<CookieFate>("verdict"_L1, byId, ids);
        verdict.reason = each.text("reason"_L1);
        verdict.source = each.text("source"_L1);
        each.finish();
        return verdict;
    });
}

HopCookies readCookies(const JsonValue &value)
{
    JsonObjectReader in(value);
    HopCookies cookies;
    cookies.set = readVerdicts(in, "set"_L1, {CookieFate::Stored, CookieFate::Refused, CookieFate::Deleted});
    cookies.sent = readVerdicts(in, "sent"_L1, {CookieFate::Sent, CookieFate::Withheld});
    in.finish();
    return cookies;
}

void readIndex(JsonObjectReader &in, qsizetype expected)
{
    if (in.integer("index"_L1, 0) != expected)
        in.fail("index"_L1, u"expected %1, hops are in order and counted from 0"_s.arg(expected));
}

PlacedFault contradictionOf(const Body &body, const QString &place)
{
    const qint64 kept = body.bytes.size();
    if (body.bytes.contains(kRedactionMark) || (body.truncated ? kept <= body.size : kept == body.size))
        return {};
    return {place, u"is %1, but the body has %2 bytes and truncated is %3"_s.arg(
                       QString::number(body.size), QString::number(kept), body.truncated ? u"true"_s : u"false"_s)};
}

Finding readFinding(const JsonValue &value)
{
    JsonObjectReader in(value);
    Finding finding;
    finding.id = in.text("id"_L1);
    finding.severity = in.named<Severity>("severity"_L1, severity, severityIds);
    finding.hop = int(in.integer("hop"_L1, -1, kMaxInt));
    finding.title = in.text("title"_L1);
    finding.detail = in.text("detail"_L1);
    finding.source = in.text("source"_L1);
    in.finish();
    return finding;
}

Outcome readOutcome(const JsonValue &value)
{
    JsonObjectReader in(value);
    const Outcome outcome{in.named<OutcomeKind>("kind"_L1, outcomeKind, outcomeKindIds), in.text("message"_L1)};
    in.finish();
    return outcome;
}

void readFormatAndTool(JsonObjectReader &in)
{
    in.format("hopscope-trace"_L1, "version"_L1, kTraceFileVersion);
    JsonObjectReader tool(in.object("tool"_L1));
    tool.text("name"_L1);
    tool.text("version"_L1);
    tool.optionalText("commit"_L1);
    tool.finish();
}

Clock readClock(const JsonValue &value)
{
    JsonObjectReader in(value);
    Clock clock;
    for (const auto &[key, word] : {std::pair("source"_L1, u"system"_s), std::pair("timing"_L1, u"monotonic"_s)}) {
        if (in.text(key) != word)
            in.failWord(key, {word});
    }
    if (in.nullable("synchronized"_L1))
        clock.synchronized = in.boolean("synchronized"_L1);
    if (in.nullable("maxError"_L1))
        clock.maxError = in.integer("maxError"_L1, 0);
    in.finish();
    return clock;
}

Trace readTraceHead(JsonObjectReader &in)
{
    readFormatAndTool(in);
    Trace trace;
    trace.client = in.text("client"_L1);
    trace.started = in.time("started"_L1);
    if (const std::optional<JsonValue> clock = in.nullable("clock"_L1, true))
        trace.clock = readClock(*clock);
    trace.outcome = readOutcome(in.object("outcome"_L1));
    trace.findings = in.list<Finding>("findings"_L1, readFinding);
    return trace;
}

} // namespace

Header headerFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    const Header field{in.bytes("name"_L1, "nameBase64"_L1), in.bytes("value"_L1, "base64"_L1)};
    in.finish();
    return field;
}

Hop hopFromJson(const JsonValue &value, qsizetype index, const Hop *otherwise)
{
    static const Response kNone;
    JsonObjectReader in(value);
    Hop hop;
    readIndex(in, index);
    hop.kind = in.named<HopKind>("kind"_L1, hopKind, hopKindIds);
    hop.request = readRequest(in.object("request"_L1), otherwise ? &otherwise->request : nullptr);
    if (const std::optional<JsonValue> response = in.nullable("response"_L1)) {
        const Response *other = !otherwise ? nullptr : otherwise->response ? &*otherwise->response : &kNone;
        hop.response = readResponse(*response, other);
    }
    if (const std::optional<JsonValue> redirect = in.nullable("redirect"_L1))
        hop.redirect = readRedirect(*redirect);
    if (in.has("cookies"_L1))
        hop.cookies = readCookies(in.object("cookies"_L1));
    hop.timing = readTiming(in.object("timing"_L1));
    hop.connection = readConnection(in.object("connection"_L1));
    if (const std::optional<JsonValue> wire = in.nullable("wire"_L1))
        hop.wire = readWire(*wire);
    if (in.has("notes"_L1))
        hop.notes = in.texts("notes"_L1);
    if (in.nullable("error"_L1))
        hop.error = in.text("error"_L1);
    in.finish();
    value.check(contradictionOf(hop.request.body, u"request.body.size"_s));
    if (hop.response)
        value.check(contradictionOf(hop.response->body, u"response.body.size"_s));
    return hop;
}

Trace traceHeadFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    const Trace trace = readTraceHead(in);
    in.finish();
    return trace;
}

Trace traceFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    Trace trace = readTraceHead(in);
    trace.hops = in.list<Hop>(
        "hops"_L1, [index = qsizetype(0)](const JsonValue &hop) mutable { return hopFromJson(hop, index++); });
    in.finish();
    return trace;
}

Result<Trace> readTrace(const QByteArray &json)
{
    return readJsonFile<Trace>(json, traceFromJson);
}

} // namespace hopscope
