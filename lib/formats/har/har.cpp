// SPDX-License-Identifier: MIT
#include "formats/har/har.h"

#include "formats/har/harmessage.h"
#include "formats/har/hartime.h"
#include "formats/write/hoptext.h"
#include "http/ipaddress.h"
#include "text/jsonwrite.h"
#include "trace/tracejson.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// So many pieces tell how long the whole will be.
constexpr qsizetype kPiecesForGuess = 200;
constexpr qsizetype kMaxGuess = 1024 * 1024 * 1024;

const QString kUnknownStart = u"The time is not known; 1970 is written instead."_s;

/// HAR wants a time; an unknown start becomes the epoch, a comment says so, and `_hopscope` has null.
QString timeText(const QDateTime &started, qint64 afterMicroseconds = 0)
{
    const QDateTime from = started.isValid() ? started : QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    return from.toUTC().addMSecs(afterMicroseconds / kMicrosecondsPerMillisecond).toString(Qt::ISODateWithMs);
}

double milliseconds(qint64 microseconds)
{
    return double(microseconds) / double(kMicrosecondsPerMillisecond);
}

/// -1 for a phase that did not happen.
double phase(qint64 microseconds)
{
    return microseconds > 0 ? milliseconds(microseconds) : -1;
}

QJsonObject timings(const Timing &t)
{
    QJsonObject object{{u"blocked"_s, -1},
                       {u"dns"_s, phase(t.dns)},
                       {u"connect"_s, phase(t.connect + t.tls)},
                       {u"ssl"_s, phase(t.tls)},
                       {u"send"_s, milliseconds(t.send)},
                       {u"wait"_s, milliseconds(t.wait)},
                       {u"receive"_s, milliseconds(t.receive)}};
    // HAR allows -1 for the first four only.
    if (!elapsed(t))
        object.insert("comment"_L1, u"The times are not known; 0 is written instead."_s);
    return object;
}

bool isAddress(const QByteArray &text)
{
    if (text.contains(':'))
        return bool(parseIpv6(text));
    const Result<QByteArray> ipv4 = canonicalIpv4(text);
    return ipv4 && *ipv4 == text;
}

bool isExact(const Headers &headers)
{
    return std::ranges::all_of(headers.fields,
                               [](const Header &field) { return exactText(field.name) && exactText(field.value); });
}

/// The trace file's message without what the HAR's own fields hold.
QJsonValue withoutKnown(const QJsonValue &message, const Headers &headers, const QByteArray &body)
{
    QJsonObject object = message.toObject();
    if (isExact(headers))
        object.remove("headers"_L1);
    QJsonObject bodyObject = object.value("body"_L1).toObject();
    if (!body.isEmpty()) {
        bodyObject.remove("text"_L1);
        bodyObject.remove("base64"_L1);
    }
    object.insert("body"_L1, bodyObject);
    return object;
}

QJsonObject beyondHar(const Hop &hop, qsizetype index)
{
    QJsonObject object = hopToJson(hop, index);
    const QByteArray sent = hop.request.body.size > 0 ? hop.request.body.bytes : QByteArray();
    object.insert("request"_L1, withoutKnown(object.value("request"_L1), hop.request.headers, sent));
    if (hop.response)
        object.insert("response"_L1,
                      withoutKnown(object.value("response"_L1), hop.response->headers, hop.response->body.bytes));
    return object;
}

QJsonObject entry(const Trace &trace, qsizetype index, const QString &page)
{
    const Hop &hop = trace.hops[index];
    const Timing &t = hop.timing;
    QJsonObject object{{u"pageref"_s, page},
                       {u"startedDateTime"_s, timeText(trace.started, t.start)},
                       {u"time"_s, milliseconds(elapsed(t).value_or(0))},
                       {u"request"_s, harRequest(hop)},
                       {u"response"_s, harResponse(hop)},
                       {u"cache"_s, QJsonObject()},
                       {u"timings"_s, timings(t)},
                       {u"_hopscope"_s, beyondHar(hop, index)}};
    if (!trace.started.isValid())
        object.insert("comment"_L1, kUnknownStart);
    if (isAddress(hop.connection.address.toLatin1()))
        object.insert("serverIPAddress"_L1, hop.connection.address);
    if (hop.connection.port != 0)
        object.insert("connection"_L1, QString::number(hop.connection.port));
    return object;
}

QByteArray member(const char *name, const QJsonObject &object)
{
    return '"' + QByteArray(name) + "\": " + jsonText(object).trimmed();
}

QString pageName(qsizetype number)
{
    return u"page_%1"_s.arg(number + 1);
}

QJsonObject page(const Trace &trace, qsizetype number)
{
    const QString title = trace.hops.isEmpty() ? QString() : harUrl(trace.hops.first().request.url);
    QJsonObject object{{u"id"_s, pageName(number)},
                       {u"startedDateTime"_s, timeText(trace.started)},
                       {u"title"_s, title},
                       {u"pageTimings"_s, QJsonObject()}};
    if (!trace.started.isValid())
        object.insert("comment"_L1, kUnknownStart);
    return object;
}

} // namespace

QByteArray writeHar(const Trace &trace)
{
    return writeHars({trace});
}

QByteArray writeHars(const QList<Trace> &traces)
{
    qsizetype total = 0;
    for (const Trace &trace : traces)
        total += trace.hops.size();
    QByteArray har;
    qsizetype pieces = 0;
    streamHars(traces, [&](const QByteArray &piece) {
        // Otherwise a long text would be copied each time that it outgrows its place.
        if (++pieces == kPiecesForGuess)
            har.reserve(std::min(kMaxGuess, har.size() / pieces * (total + traces.size()) / 8 * 9 + har.size()));
        har += piece;
        return true;
    });
    return har;
}

bool streamHars(const QList<Trace> &traces, const ByteSink &sink)
{
    const bool single = traces.size() == 1;
    if (!sink("{\"log\": {\n\"version\": \"1.2\",\n" +
              member("creator", {{u"name"_s, u"Hopscope"_s}, {u"version"_s, QStringLiteral(HOPSCOPE_VERSION)}}) +
              ",\n\"pages\": ["))
        return false;
    for (qsizetype i = 0; i < traces.size(); ++i) {
        QJsonObject object = page(traces[i], i);
        if (!single)
            object.insert("_hopscope"_L1, traceHeadToJson(traces[i]));
        if (!sink((i > 0 ? ",\n" : "") + jsonText(object).trimmed()))
            return false;
    }
    const QByteArray head = single ? member("_hopscope", traceHeadToJson(traces.constFirst())) + ",\n" : QByteArray();
    if (!sink("],\n" + head + "\"entries\": ["))
        return false;
    const char *between = "\n";
    for (qsizetype i = 0; i < traces.size(); ++i) {
        for (qsizetype hop = 0; hop < traces[i].hops.size(); ++hop) {
            if (!sink(between + jsonText(entry(traces[i], hop, pageName(i))).trimmed()))
                return false;
            between = ",\n";
        }
    }
    return sink("\n]}}\n");
}

} // namespace hopscope
