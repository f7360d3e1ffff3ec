// SPDX-License-Identifier: MIT
#include "formats/formats.h"

#include "formats/secrets.h"

namespace hopscope
{

namespace
{

void redact(Secrets &secrets, Headers &headers)
{
    for (Header &field : headers.fields)
        field.value = secrets.fieldValue(field.name, field.value);
}

void redact(Secrets &secrets, QStringList &texts)
{
    for (QString &text : texts)
        text = secrets.text(text);
}

void redact(Secrets &secrets, Response &response)
{
    for (InterimResponse &interim : response.interim)
        redact(secrets, interim.headers);
    redact(secrets, response.headers);
    response.reason = secrets.text(response.reason);
    response.body.bytes = secrets.text(response.body.bytes);
}

void redact(Secrets &secrets, Redirect &redirect)
{
    redirect.location = secrets.url(redirect.location);
    redirect.target = secrets.url(redirect.target);
    redirect.reason = secrets.text(redirect.reason);
    for (LedgerRow &row : redirect.ledger) {
        const QByteArray name = row.part.toUtf8();
        row.before = QString::fromUtf8(secrets.fieldValue(name, row.before.toUtf8()));
        row.after = QString::fromUtf8(secrets.fieldValue(name, row.after.toUtf8()));
        row.reason = secrets.text(row.reason);
    }
}

void redact(Secrets &secrets, Hop &hop)
{
    redact(secrets, hop.request.headers);
    hop.request.url = secrets.url(hop.request.url);
    hop.request.body.bytes = secrets.text(hop.request.body.bytes);
    if (hop.response)
        redact(secrets, *hop.response);
    if (hop.redirect)
        redact(secrets, *hop.redirect);
    if (hop.wire) {
        hop.wire->sent = redactedWire(secrets, hop.wire->sent);
        hop.wire->received = redactedWire(secrets, hop.wire->received);
    }
    redact(secrets, hop.notes);
    hop.error = secrets.text(hop.error);
}

Trace redactWith(Secrets &secrets, Trace trace)
{
    for (Hop &hop : trace.hops)
        redact(secrets, hop);
    trace.outcome.message = secrets.text(trace.outcome.message);
    for (Finding &finding : trace.findings) {
        finding.title = secrets.text(finding.title);
        finding.detail = secrets.text(finding.detail);
    }
    return trace;
}

} // namespace

Trace redacted(const Trace &trace)
{
    Secrets secrets;
    redactWith(secrets,
               trace); // learns every secret, so that the second pass finds one that is echoed before its field
    return redactWith(secrets, trace);
}

} // namespace hopscope
