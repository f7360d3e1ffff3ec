// SPDX-License-Identifier: MIT
#include "formats/tools/netlog.h"

#include "formats/har/harvalue.h"
#include "formats/record/recordedtraces.h"
#include "formats/tools/netlogsource.h"
#include "http/url.h"
#include "redirect/profile.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = NetLogEvent::Kind;

struct EventName {
    QByteArrayView name;
    Kind kind;
    QByteArrayView version;
};

constexpr EventName kEvents[] = {
    {"URL_REQUEST_START_JOB", Kind::Start, {}},
    {"HTTP_TRANSACTION_SEND_REQUEST_HEADERS", Kind::SentHead, "HTTP/1.1"},
    {"HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS", Kind::SentHead, "HTTP/2"},
    {"HTTP_TRANSACTION_SPDY_SEND_REQUEST_HEADERS", Kind::SentHead, "HTTP/2"},
    {"HTTP_TRANSACTION_QUIC_SEND_REQUEST_HEADERS", Kind::SentHead, "HTTP/3"},
    {"HTTP_TRANSACTION_READ_RESPONSE_HEADERS", Kind::ReceivedHead, {}},
    {"URL_REQUEST_FAKE_RESPONSE_HEADERS_CREATED", Kind::OwnHead, {}},
    {"URL_REQUEST_REDIRECTED", Kind::Redirected, {}},
};

constexpr double kMicrosecondsInMillisecond = 1000;
constexpr double kLatestMilliseconds = 9e12;

class NetLogReader
{
public:
    Result<ReadRecord> read(const QByteArray &text);

private:
    void readConstants(JsonCursor &in);
    void readEvent(JsonCursor &in);
    void readParams(JsonCursor &in, NetLogEvent &event);
    void keep(int source, int type, double milliseconds, NetLogEvent event);

    QHash<int, EventName> m_kinds; ///< by the number that this log gives the event
    QHash<int, QString> m_errors;
    double m_offset = 0; ///< milliseconds from 1970 to the start of the log's clock
    QHash<int, NetLogSource> m_sources;
    QList<int> m_order; ///< of the sources
    RecordNotes m_notes;
    qsizetype m_count = 0;
};

void NetLogReader::readConstants(JsonCursor &in)
{
    in.object([&](const QByteArray &name) {
        if (name == "logEventTypes" && in.peek() == JsonType::Object) {
            in.object([&](const QByteArray &event) {
                const auto found =
                    std::ranges::find_if(kEvents, [&](const EventName &each) { return each.name == event; });
                const int number = looseInt(in, -1);
                if (found != std::end(kEvents))
                    m_kinds.insert(number, *found);
            });
        } else if (name == "netError" && in.peek() == JsonType::Object) {
            in.object([&](const QByteArray &error) {
                const QString own = u"net::"_s + QString::fromLatin1(error);
                m_errors.insert(looseInt(in, 0), own);
            });
        } else if (name == "timeTickOffset") {
            m_offset = looseNumber(in, 0);
        } else {
            in.skip();
        }
    });
}

void NetLogReader::readParams(JsonCursor &in, NetLogEvent &event)
{
    if (in.peek() != JsonType::Object) {
        in.skip();
        return;
    }
    in.object([&](const QByteArray &name) {
        if (name == "url") {
            event.url = looseText(in);
        } else if (name == "method") {
            event.method = looseText(in);
        } else if (name == "line") {
            event.line = looseText(in).trimmed();
        } else if (name == "location") {
            event.location = looseText(in);
        } else if (name == "headers" && in.peek() == JsonType::List) {
            in.list([&] { event.headers.append(looseText(in)); });
        } else if (name == "net_error") {
            const int number = looseInt(in, 0);
            event.error = number == 0 ? QString() : m_errors.value(number, u"net error %1"_s.arg(number));
        } else {
            in.skip();
        }
    });
}

void NetLogReader::readEvent(JsonCursor &in)
{
    constexpr int end = 2; // PHASE_END
    NetLogEvent event;
    int source = -1;
    int type = -1;
    int phase = 0;
    double time = -1;
    in.object([&](const QByteArray &name) {
        if (name == "params")
            readParams(in, event);
        else if (name == "source" && in.peek() == JsonType::Object)
            in.object([&](const QByteArray &member) {
                if (member == "id")
                    source = looseInt(in, -1);
                else
                    in.skip();
            });
        else if (name == "type")
            type = looseInt(in, -1);
        else if (name == "phase")
            phase = looseInt(in, 0);
        else if (name == "time")
            time = looseNumber(in, -1);
        else
            in.skip();
    });
    const bool isHeadsEnd = phase == end && event.headers.isEmpty() && event.error.isEmpty();
    if (!in.failed() && source >= 0 && !isHeadsEnd)
        keep(source, type, time, event);
}

void NetLogReader::keep(int source, int type, double milliseconds, NetLogEvent event)
{
    const auto known = m_kinds.constFind(type);
    if (known == m_kinds.constEnd() && event.error.isEmpty())
        return;
    if (known != m_kinds.constEnd() && event.error.isEmpty()) {
        event.kind = known->kind;
        event.version = known->version.toByteArray();
    } else {
        event.kind = Kind::Failed;
    }
    const double time = m_offset + milliseconds;
    if (milliseconds >= 0 && std::isfinite(time) && time > 0 && time < kLatestMilliseconds)
        event.time = qint64(time * kMicrosecondsInMillisecond);
    if (!m_sources.contains(source)) {
        // Only what begins as the request of a URL is one.
        if (event.kind != Kind::Start || !isHttpScheme(splitUri(event.url).scheme.toLower()))
            return;
        m_order.append(source);
    }
    m_sources[source].take(event);
}

Result<ReadRecord> NetLogReader::read(const QByteArray &text)
{
    JsonCursor in(text);
    in.object([&](const QByteArray &name) {
        if (name == "constants") {
            readConstants(in);
        } else if (name == "events") {
            in.list([&] {
                ++m_count;
                readOrSkip(
                    in, [&] { readEvent(in); },
                    [&](const JsonCursor &before) {
                        m_notes.add([&] {
                            return u"event %1 was left out: %2"_s.arg(QString::number(m_count), before.error());
                        });
                    });
            });
        } else {
            in.skip();
        }
    });
    in.finish();
    QList<Recorded> exchanges;
    for (const int source : std::as_const(m_order))
        exchanges += m_sources[source].exchanges();
    return recordOf(exchanges, u"a NetLog of Chromium"_s, *findClient(u"browser"),
                    u"there are no HTTP requests in this NetLog"_s, m_notes, in.error());
}

} // namespace

bool looksLikeNetLog(const QByteArray &text)
{
    JsonCursor in(text);
    bool hasTypes = false;
    hasMember(in, [&](const QByteArray &name) {
        if (name != "constants")
            return false;
        hasTypes = hasMember(in, [](const QByteArray &member) { return member == "logEventTypes"; });
        return true;
    });
    return hasTypes;
}

Result<ReadRecord> readNetLog(const QByteArray &text)
{
    return NetLogReader().read(text);
}

} // namespace hopscope
