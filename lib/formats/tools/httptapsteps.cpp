// SPDX-License-Identifier: MIT
#include "formats/tools/httptapsteps.h"

#include "formats/har/hartime.h"
#include "formats/har/harvalue.h"
#include "formats/record/recordedhead.h"
#include "formats/record/recordedtraces.h"
#include "http/url.h"
#include "redirect/profile.h"
#include "text/jsoncursor.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxStepStatus = 999;

/// Reads an object member by member; null is none.
template <typename Member>
void objectOrNull(JsonCursor &in, Member member)
{
    if (in.peek() == JsonType::Null)
        in.skip();
    else
        in.object(member);
}

void readTiming(JsonCursor &in, Timing &timing)
{
    objectOrNull(in, [&](const QByteArray &name) {
        if (name == "dns_ms")
            timing.dns = microsecondsOf(looseNumber(in, 0));
        else if (name == "connect_ms")
            timing.connect = microsecondsOf(looseNumber(in, 0));
        else if (name == "tls_ms")
            timing.tls = microsecondsOf(looseNumber(in, 0));
        else if (name == "wait_ms")
            timing.wait = microsecondsOf(looseNumber(in, 0));
        else if (name == "xfer_ms")
            timing.receive = microsecondsOf(looseNumber(in, 0));
        else
            in.skip();
    });
}

void readNetwork(JsonCursor &in, Hop &hop)
{
    Tls tls;
    Certificate certificate;
    objectOrNull(in, [&](const QByteArray &name) {
        if (name == "ip")
            hop.connection.address = QString::fromUtf8(looseText(in));
        else if (name == "http_version")
            hop.request.version = looseText(in);
        else if (name == "tls_version")
            tls.protocol = QString::fromUtf8(looseText(in));
        else if (name == "tls_cipher")
            tls.cipher = QString::fromUtf8(looseText(in));
        else if (name == "cert_cn")
            certificate.subject = QString::fromUtf8(looseText(in));
        else if (name == "cert_issuer")
            certificate.issuer = QString::fromUtf8(looseText(in));
        else
            in.skip();
    });
    if (!certificate.subject.isEmpty())
        tls.chain = {certificate};
    if (!tls.protocol.isEmpty())
        hop.connection.tls = tls;
    if (hop.request.version == "HTTP/2.0")
        hop.request.version = "HTTP/2";
}

void readStepRequest(JsonCursor &in, Request &request)
{
    objectOrNull(in, [&](const QByteArray &name) {
        if (name == "method") {
            request.method = looseText(in);
        } else if (name == "headers") {
            request.headers = looseFields(in);
        } else if (name == "body_bytes") {
            const qint64 size = looseSize(in, 0);
            request.body = {.size = size, .truncated = size > 0};
        } else {
            in.skip();
        }
    });
}

void readStepResponse(JsonCursor &in, Hop &hop)
{
    Response response{.version = {}};
    QByteArray location;
    objectOrNull(in, [&](const QByteArray &name) {
        if (name == "status") {
            response.status = std::clamp(looseInt(in, 0), 0, kMaxStepStatus);
        } else if (name == "bytes") {
            const qint64 size = looseSize(in, 0);
            response.body = {.size = size, .truncated = size > 0};
        } else if (name == "location") {
            location = looseText(in);
        } else if (name == "headers") {
            response.headers = looseFields(in);
        } else {
            in.skip();
        }
    });
    if (!location.isEmpty() && !response.headers.contains("Location"))
        response.headers.append("Location", location);
    if (response.status > 0)
        hop.response = response;
}

Recorded readStep(JsonCursor &in)
{
    Recorded step;
    Hop &hop = step.hop;
    hop.request = {.method = "GET", .version = {}};
    in.object([&](const QByteArray &name) {
        if (name == "url")
            hop.request.url = in.text();
        else if (name == "request")
            readStepRequest(in, hop.request);
        else if (name == "timing")
            readTiming(in, hop.timing);
        else if (name == "network")
            readNetwork(in, hop);
        else if (name == "response")
            readStepResponse(in, hop);
        else if (name == "error")
            hop.error = QString::fromUtf8(looseText(in));
        else
            in.skip();
    });
    if (!isHttpScheme(splitUri(hop.request.url).scheme))
        in.fail(u"\"%1\" is not the URL of a request"_s.arg(QString::fromUtf8(hop.request.url)));
    if (hop.response)
        hop.response->version = hop.request.version;
    else if (hop.error.isEmpty())
        hop.error = noResponseText();
    if (hop.response && !hop.error.isEmpty())
        hop.notes.append(std::exchange(hop.error, {}));
    if (!hop.connection.address.isEmpty())
        hop.connection.port = quint16(originOf(hop.request.url).value_or(Origin{.port = 0}).port);
    return step;
}

} // namespace

bool looksLikeHttptap(const QByteArray &text)
{
    JsonCursor in(text);
    bool hasUrl = false;
    bool hasSteps = false;
    return hasMember(in, [&](const QByteArray &name) {
        hasUrl |= name == "initial_url";
        hasSteps |= name == "steps";
        return hasUrl && hasSteps;
    });
}

Result<ReadRecord> readHttptap(const QByteArray &text)
{
    JsonCursor in(text, 1, JsonNan::IsNull);
    QList<Recorded> steps;
    RecordNotes notes;
    int number = 0;
    in.object([&](const QByteArray &name) {
        if (name != "steps") {
            in.skip();
            return;
        }
        in.list([&] {
            ++number;
            readOrSkip(
                in,
                [&] {
                    Recorded step = readStep(in);
                    if (in.failed())
                        return;
                    // The steps are one chain.
                    step.continues = !steps.isEmpty();
                    steps.append(step);
                },
                [&](const JsonCursor &before) {
                    notes.add(
                        [&] { return u"step %1 was left out: %2"_s.arg(QString::number(number), before.error()); });
                });
        });
    });
    in.finish();
    return recordOf(steps, u"a report of httptap"_s, *findClient(u"rfc9110"), u"this report of httptap has no steps"_s,
                    notes, in.error());
}

} // namespace hopscope
