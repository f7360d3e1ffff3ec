// SPDX-License-Identifier: MIT
#include "net/watch/exchangerecorder.h"

#include "net/relay/contentcoding.h"
#include "net/watch/watchclock.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

Request recordedRequest(const ProxyRequest &request)
{
    return {.method = request.head.method,
            .url = request.url,
            .version = request.head.version,
            .headers = request.head.headers};
}

} // namespace

ExchangeRecorder::ExchangeRecorder(const ProxyRequest &request, qint64 bodyLimit)
    : m_request(request),
      m_job(std::make_unique<RelayJob>()),
      m_reader(request.head.method),
      m_sent(bodyLimit),
      m_received(bodyLimit),
      m_requestLeft(request.framing.length),
      m_started(microsecondsNow())
{
    m_job->request = recordedRequest(request);
    m_job->wireLimit = bodyLimit + kMaxHeadBytes;
    m_job->notes = request.head.notes + request.framing.notes;
    m_job->clock.start();
}

void ExchangeRecorder::sendHead(QTcpSocket &server, const QByteArray &head)
{
    m_sendStarted = m_job->now();
    m_upload.begin(*m_job, server, head);
}

qsizetype ExchangeRecorder::sendContent(QTcpSocket &server, QByteArrayView bytes)
{
    QByteArray data;
    qsizetype taken = 0;
    if (m_request.framing.kind == Framing::Kind::Chunked) {
        taken = m_requestChunks.feed(bytes, data);
        m_sent.add(data);
    } else {
        taken = qsizetype(std::min<qint64>(bytes.size(), m_requestLeft));
        m_requestLeft -= taken;
        m_sent.add(bytes.first(taken));
    }
    if (taken > 0)
        m_upload.write(*m_job, server, bytes.first(taken).toByteArray());
    return taken;
}

bool ExchangeRecorder::isRequestWhole() const
{
    return m_request.framing.kind == Framing::Kind::Chunked ? m_requestChunks.isComplete() : m_requestLeft == 0;
}

bool ExchangeRecorder::isSwitched() const
{
    return m_reader.head() && m_reader.head()->status == 101;
}

ResponseReader::Step ExchangeRecorder::receive(const QByteArray &bytes)
{
    if (m_job->firstByteAt < 0) {
        m_job->beginResponse();
        m_job->timing.send = std::max<qint64>(1, m_job->firstByteAt - m_sendStarted);
    }
    Wire &wire = m_job->wire;
    const qint64 room = std::max<qint64>(0, m_job->wireLimit - wire.received.size());
    wire.received += bytes.first(std::min<qint64>(room, bytes.size()));
    wire.truncated = wire.truncated || bytes.size() > room;
    const qint64 before = m_reader.contentBytes();
    const bool hadExcess = m_reader.hasExcess();
    const ResponseReader::Step step = m_reader.feed(bytes);
    m_total += bytes.size();
    m_job->interim = m_reader.interim();
    m_job->notes += step.notes;
    if (step.gotHead) {
        m_job->head = m_reader.head();
        m_job->headBytes = m_reader.headBytes();
        m_job->notes += m_reader.notes();
        m_decoder = std::make_unique<ContentDecoder>(codingsOf(*m_job->head, m_request.head.method));
    }
    if (!hadExcess && m_reader.hasExcess() && !isSwitched())
        m_job->notes.append(u"The server sent more bytes after the end of the response; they were not read."_s);
    if (m_reader.head())
        takeContent(bytes, before);
    if (m_reader.isComplete() && m_job->lastByteAt < 0)
        m_job->lastByteAt = m_job->now();
    return step;
}

/// The content in `piece`, the last one that was received; `before` is how much of it there was until then.
void ExchangeRecorder::takeContent(const QByteArray &piece, qint64 before)
{
    const qint64 headInPiece = std::max<qint64>(0, m_reader.headBytes() - (m_total - piece.size()));
    const QByteArrayView content = QByteArrayView(piece).sliced(std::min<qint64>(headInPiece, piece.size()));
    QByteArray data;
    if (m_reader.framing().kind == Framing::Kind::Chunked)
        m_responseChunks.feed(content, data);
    else
        data = content.first(std::min<qint64>(content.size(), m_reader.contentBytes() - before)).toByteArray();
    m_decoder->feed(data, [this](QByteArrayView decoded) {
        m_received.add(decoded);
        return true;
    });
}

ResponseReader::Step ExchangeRecorder::end(const QString &how, CloseKind kind)
{
    const bool wasWhole = m_reader.isComplete();
    const ResponseReader::Step step = m_reader.end(how, kind);
    m_job->notes += step.notes;
    if (step.isCut)
        m_received.cut();
    if (!wasWhole)
        m_job->lastByteAt = m_job->now();
    return step;
}

void ExchangeRecorder::finish(const QString &error, std::optional<OutcomeKind> failure)
{
    if (m_job->complete)
        return;
    m_job->finish();
    m_upload.end(*m_job);
    m_error = error;
    m_failure = failure;
    Timing &timing = m_job->timing;
    const qint64 end = m_job->lastByteAt >= 0 ? m_job->lastByteAt : m_job->now();
    if (m_job->firstByteAt < 0 && m_sendStarted > 0)
        timing.wait = std::max<qint64>(1, end - m_sendStarted);
    else if (m_job->firstByteAt >= 0)
        timing.receive = std::max<qint64>(1, end - m_job->firstByteAt);
    if (m_job->head && !m_reader.isComplete())
        m_received.cut();
    if (!m_decoder || !m_reader.isComplete())
        return;
    for (const CodingEnd &each : m_decoder->ends()) {
        if (each.isIncomplete())
            m_received.cut();
        m_job->notes.append(codingNote(each, m_received.body().size) +
                            u" The bytes as received are shown under Wire."_s);
    }
}

Request ExchangeRecorder::sentRequest() const
{
    Request request = m_job->request;
    request.body = m_sent.body();
    request.body.truncated = request.body.truncated || !isRequestWhole();
    request.headers.fields += m_job->proxyFields.fields;
    return request;
}

Hop ExchangeRecorder::hop() const
{
    Hop hop{.request = sentRequest(), .timing = m_job->timing, .connection = m_job->connection, .notes = m_job->notes};
    if (m_job->head)
        hop.response = Response{.version = m_job->head->version,
                                .status = m_job->head->status,
                                .reason = m_job->head->reason,
                                .headers = m_job->head->headers,
                                .interim = m_job->interim,
                                .body = m_received.body()};
    if (!m_job->wire.sent.isEmpty())
        hop.wire = m_job->wire;
    hop.error = m_error;
    return hop;
}

Recorded ExchangeRecorder::recordedAs(const Hop &hop) const
{
    const qint64 end = m_job->lastByteAt >= 0 ? m_job->lastByteAt : m_job->now();
    return {.hop = hop, .start = m_started, .duration = end};
}

WatchedExchange ExchangeRecorder::exchange(const WatchedClient &client, const QByteArray &connection) const
{
    WatchedExchange exchange{.client = client, .recorded = recordedAs(hop()), .failure = m_failure};
    exchange.recorded.page = connection;
    return exchange;
}

} // namespace hopscope
