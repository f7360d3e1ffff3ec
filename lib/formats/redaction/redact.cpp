// SPDX-License-Identifier: MIT
#include "formats/redaction/redaction.h"

#include "formats/formats.h"
#include "formats/redaction/marks.h"
#include "formats/redaction/secrets.h"
#include "text/terminaltext.h"

#include <algorithm>
#include <utility>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNameShown = 60; ///< characters of a name that a server may have chosen

void redact(Secrets &secrets, Headers &headers)
{
    for (Header &field : headers.fields)
        field.value = secrets.fieldValue(field.name, field.value);
}

void redactField(Secrets &secrets, const QByteArray &name, QString &value)
{
    const QByteArray bytes = value.toUtf8();
    if (const QByteArray out = secrets.fieldValue(name, bytes); out != bytes)
        value = QString::fromUtf8(out);
}

void redact(Secrets &secrets, QStringList &texts)
{
    for (QString &text : texts)
        text = secrets.text(text);
}

/// The content of a request is kept as it was sent; when it is compressed nobody can look for secrets in it.
bool isCompressedRequest(const Body &body, const Headers &headers, MessageKind kind)
{
    const QByteArray coding = headers.combined("Content-Encoding");
    return kind == MessageKind::Request && !coding.isEmpty() && !equalsIgnoringCase(coding, "identity") &&
           !body.bytes.isValidUtf8();
}

/// Whether there was a secret.
bool redact(Secrets &secrets, Body &body, const Headers &headers, MessageKind kind)
{
    const QByteArray before = body.bytes;
    body.bytes = isCompressedRequest(body, headers, kind)
                     ? kHiddenContent.toByteArray()
                     : secrets.content(headers.first("Content-Type").value_or(QByteArray()), before, kind);
    return body.bytes != before;
}

void redact(Secrets &secrets, Redirect &redirect)
{
    redirect.location = secrets.url(redirect.location);
    redirect.target = secrets.url(redirect.target);
    redirect.reason = secrets.text(redirect.reason);
    for (LedgerRow &row : redirect.ledger) {
        const QByteArray name = row.part.toUtf8();
        redactField(secrets, name, row.before);
        redactField(secrets, name, row.after);
        if (row.predicted)
            redactField(secrets, name, *row.predicted);
        row.reason = secrets.text(row.reason);
    }
}

/// Whether the wire has content that could be decompressed to a secret.
struct Hidden {
    bool sent = false;
    bool received = false;
};

Hidden redactMessages(Secrets &secrets, Hop &hop)
{
    Hidden hidden;
    redact(secrets, hop.request.headers);
    hop.request.url = secrets.url(hop.request.url);
    hidden.sent =
        redact(secrets, hop.request.body, hop.request.headers, MessageKind::Request) || hop.request.body.truncated;
    if (!hop.response)
        return hidden;
    for (InterimResponse &interim : hop.response->interim)
        redact(secrets, interim.headers);
    redact(secrets, hop.response->headers);
    // What was not kept may hold a secret, too.
    hidden.received = redact(secrets, hop.response->body, hop.response->headers, MessageKind::Response) ||
                      hop.response->body.truncated;
    hop.response->reason = secrets.text(hop.response->reason);
    return hidden;
}

/// What was replaced before is no original any more.
void rememberOriginals(Wire &wire, const Wire &before)
{
    if (wire.sent != before.sent && wire.sentOriginal.isEmpty())
        wire.sentOriginal = sha256Of(before.sent);
    if (wire.received != before.received && wire.receivedOriginal.isEmpty())
        wire.receivedOriginal = sha256Of(before.received);
}

/// Fields are compressed on the wire, and content is cut into frames: nobody can mark a secret there, so that the bytes
/// of a direction in which there is one are left out, or may be one that was not read.
void redactHttp2(Secrets &secrets, Wire &wire, Hidden hidden)
{
    hidden.sent = hidden.sent || wire.http2->truncated;
    hidden.received = hidden.received || wire.http2->truncated;
    for (Http2Frame &frame : wire.http2->frames) {
        const Http2Frame before = frame;
        redact(secrets, frame.fields);
        frame.detail = secrets.text(frame.detail);
        bool &isHidden = frame.isSent ? hidden.sent : hidden.received;
        isHidden = isHidden || frame != before;
    }
    for (const auto &[bytes, isHidden] :
         {std::pair(&wire.sent, hidden.sent), std::pair(&wire.received, hidden.received)}) {
        if (isHidden || secrets.text(*bytes) != *bytes)
            *bytes = kHiddenContent.toByteArray();
    }
}

/// `number` counts the messages' secrets for a hop, -1: they are not counted.
void redact(Secrets &secrets, Hop &hop, int number)
{
    secrets.countFor(number);
    const Hidden hidden = redactMessages(secrets, hop);
    secrets.countFor(-1);
    if (hop.redirect)
        redact(secrets, *hop.redirect);
    if (hop.wire) {
        const Wire before = *hop.wire;
        if (before.http2) {
            redactHttp2(secrets, *hop.wire, hidden);
        } else {
            hop.wire->sent = redactedWire(secrets, before.sent, MessageKind::Request, hidden.sent);
            hop.wire->received = redactedWire(secrets, before.received, MessageKind::Response, hidden.received);
        }
        rememberOriginals(*hop.wire, before);
    }
    for (QList<CookieVerdict> *verdicts : {&hop.cookies.set, &hop.cookies.sent}) {
        for (CookieVerdict &verdict : *verdicts) {
            verdict.name = secrets.text(verdict.name);
            verdict.reason = secrets.text(verdict.reason);
        }
    }
    redact(secrets, hop.notes);
    hop.error = secrets.text(hop.error);
}

Trace redactWith(Secrets &secrets, Trace trace, bool counts)
{
    for (qsizetype i = 0; i < trace.hops.size(); ++i)
        redact(secrets, trace.hops[i], counts ? int(i) : -1);
    trace.outcome.message = secrets.text(trace.outcome.message);
    for (Finding &finding : trace.findings) {
        finding.title = secrets.text(finding.title);
        finding.detail = secrets.text(finding.detail);
    }
    return trace;
}

int highestOf(const QList<Trace> &traces)
{
    int highest = 0;
    for (const Trace &trace : traces)
        highest = std::max(highest, highestMark(trace));
    return highest;
}

QString placeText(const Removed &removed)
{
    const QString name = terminalText(removed.name, kMaxNameShown);
    switch (removed.place) {
    case SecretPlace::Field:
    case SecretPlace::Shape:
        return name;
    case SecretPlace::UserInfo:
        return u"user name and password in a URL"_s;
    case SecretPlace::Parameter:
        return u"URL parameter "_s + name;
    case SecretPlace::Path:
        return u"URL path "_s + name;
    case SecretPlace::ContentField:
        break;
    }
    return u"body field "_s + name;
}

} // namespace

QList<Redaction> redacted(const QList<Trace> &traces, const RedactionOptions &options)
{
    Secrets secrets(options, highestOf(traces));
    QList<Redaction> all;
    // learns every secret, so that the second pass finds one that is echoed before its field
    for (const Trace &trace : traces) {
        Trace once = redactWith(secrets, trace, true);
        all.append({once, secrets.takeRemoved()});
    }
    for (qsizetype i = 0; i < traces.size() && !secrets.isEmpty(); ++i)
        all[i].trace = redactWith(secrets, traces[i], false);
    return all;
}

Trace redactedBeside(const Trace &trace, const Trace &other, const RedactionOptions &options)
{
    Secrets secrets(options, highestOf({other, trace}));
    redactWith(secrets, other, false);
    const Trace once = redactWith(secrets, trace, false);
    return secrets.isEmpty() ? once : redactWith(secrets, trace, false);
}

Redaction redacted(const Trace &trace, const RedactionOptions &options)
{
    return redacted(QList<Trace>{trace}, options).first();
}

Trace redacted(const Trace &trace)
{
    return redacted(trace, RedactionOptions{}).trace;
}

std::pair<qsizetype, bool> placeOf(RemovedPlaces &places, SecretPlace place, const QByteArray &name, qsizetype next)
{
    const auto known = places.constFind({int(place), name});
    if (known != places.constEnd())
        return {*known, false};
    places.insert({int(place), name}, next);
    return {next, true};
}

QList<Removed> removedFrom(const QList<Redaction> &redactions)
{
    QList<Removed> all;
    RemovedPlaces places;
    for (const Redaction &redaction : redactions) {
        for (const Removed &each : redaction.removed) {
            const auto [at, isNew] = placeOf(places, each.place, each.name, all.size());
            if (isNew)
                all.append({each.place, each.name, 0, {}});
            all[at].count += each.count;
        }
    }
    return all;
}

bool hasMarks(const Trace &trace)
{
    return highestMark(trace) > 0;
}

QString removedText(const QList<Removed> &removed)
{
    QStringList parts;
    for (const Removed &each : removed)
        parts.append(u"%1 (%2)"_s.arg(placeText(each), QString::number(each.count)));
    return parts.join(u", "_s);
}

} // namespace hopscope
