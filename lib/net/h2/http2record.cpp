// SPDX-License-Identifier: MIT
#include "net/h2/http2record.h"

#include <algorithm>
#include <utility>

namespace hopscope
{

namespace
{

Http2Wire &framesOf(Wire &wire)
{
    if (!wire.http2)
        wire.http2.emplace();
    return *wire.http2;
}

} // namespace

void Http2Record::begin(RelayJob &job)
{
    m_job = &job;
    job.wire = std::exchange(m_between, {});
    framesOf(job.wire);
    m_hash.reset();
}

void Http2Record::setStream(qint32 stream)
{
    if (m_job)
        m_job->wire.http2->stream = quint32(stream);
}

void Http2Record::addTo(QByteArray &kept, QByteArrayView bytes)
{
    Wire &wire = m_job ? m_job->wire : m_between;
    const qint64 limit = m_job ? m_job->wireLimit : kMaxHeadBytes;
    const qint64 room = std::max<qint64>(0, limit - kept.size());
    kept.append(bytes.first(qsizetype(std::min<qint64>(room, bytes.size()))));
    wire.truncated = wire.truncated || bytes.size() > room;
}

void Http2Record::sent(QByteArrayView bytes)
{
    Wire &wire = m_job ? m_job->wire : m_between;
    addTo(wire.sent, bytes);
    const FrameReader::Read read = m_sent.feed(bytes);
    add(read);
    if (!m_job || read.content.isEmpty())
        return;
    m_job->contentSent += read.content.size();
    m_hash.addData(read.content);
    const qint64 room = std::max<qint64>(0, m_job->wireLimit - m_job->sentContent.size());
    m_job->sentContent.append(read.content.first(qsizetype(std::min<qint64>(room, read.content.size()))));
}

void Http2Record::received(QByteArrayView bytes)
{
    Wire &wire = m_job ? m_job->wire : m_between;
    addTo(wire.received, bytes);
    add(m_received.feed(bytes));
}

void Http2Record::add(const FrameReader::Read &read)
{
    Http2Wire &http2 = framesOf(m_job ? m_job->wire : m_between);
    const qsizetype room = std::max<qsizetype>(0, kMaxFramesKept - http2.frames.size());
    http2.frames += read.frames.first(std::min(room, read.frames.size()));
    http2.truncated = http2.truncated || read.isCut || read.frames.size() > room;
}

void Http2Record::endContent()
{
    if (m_job && m_job->contentSent > 0 && m_job->contentSha256.isEmpty())
        m_job->contentSha256 = m_hash.result().toHex();
}

void Http2Record::end()
{
    if (!m_job)
        return;
    endContent();
    const QList<Http2Frame> unfinished = m_sent.unfinished() + m_received.unfinished();
    add({.frames = unfinished, .isCut = !unfinished.isEmpty()});
    m_job = nullptr;
}

} // namespace hopscope
