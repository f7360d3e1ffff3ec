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
    if (RelayJob *job = m_job.data())
        framesOf(job->wire).stream = quint32(stream);
}

Wire &Http2Record::wire()
{
    RelayJob *job = m_job.data();
    return job ? job->wire : m_between;
}

void Http2Record::addTo(QByteArray &kept, QByteArrayView bytes)
{
    const RelayJob *job = m_job.data();
    const qint64 room = std::max<qint64>(0, (job ? job->wireLimit : kMaxHeadBytes) - kept.size());
    kept.append(bytes.first(qsizetype(std::min<qint64>(room, bytes.size()))));
    if (bytes.size() > room)
        wire().truncated = true;
}

void Http2Record::sent(QByteArrayView bytes)
{
    addTo(wire().sent, bytes);
    const FrameReader::Read read = m_sent.feed(bytes);
    add(read);
    RelayJob *job = m_job.data();
    if (!job || read.content.isEmpty())
        return;
    job->contentSent += read.content.size();
    m_hash.addData(read.content);
    const qint64 room = std::max<qint64>(0, job->wireLimit - job->sentContent.size());
    job->sentContent.append(read.content.first(qsizetype(std::min<qint64>(room, read.content.size()))));
}

void Http2Record::received(QByteArrayView bytes)
{
    addTo(wire().received, bytes);
    add(m_received.feed(bytes));
}

void Http2Record::add(const FrameReader::Read &read)
{
    Http2Wire &http2 = framesOf(wire());
    const qsizetype room = std::max<qsizetype>(0, kMaxFramesKept - http2.frames.size());
    http2.frames += read.frames.first(std::min(room, read.frames.size()));
    http2.truncated = http2.truncated || read.isCut || read.frames.size() > room;
}

void Http2Record::endContent()
{
    RelayJob *job = m_job.data();
    if (job && job->contentSent > 0 && job->contentSha256.isEmpty())
        job->contentSha256 = m_hash.result().toHex();
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
