// SPDX-License-Identifier: MIT
#include "net/server/loopbackbody.h"

#include "http/framing.h"
#include "net/tracerequest.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxChunkLine = 4096;

} // namespace

ServerBodyReader::ServerBodyReader(const RequestHead &head)
{
    const Result<Framing> framing = requestFraming(head);
    if (!framing) {
        fail(framing.error);
    } else if (framing->kind == Framing::Kind::Chunked) {
        m_chunked = true;
        m_part = Part::ChunkSize;
        m_state = State::More;
    } else if (framing->length > 0) {
        m_left = framing->length;
        m_state = State::More;
    }
}

void ServerBodyReader::fail(const QString &why)
{
    m_error = why;
    m_state = State::Bad;
}

ServerBodyReader::State ServerBodyReader::read(QByteArray &buffer)
{
    while (m_state == State::More && !buffer.isEmpty()) {
        if (m_part == Part::Data) {
            take(buffer);
            continue;
        }
        const qsizetype end = buffer.indexOf('\n');
        if (end < 0) {
            if (buffer.size() > kMaxChunkLine)
                fail(u"A chunk line is longer than %1 bytes (RFC 9112 7.1)."_s.arg(kMaxChunkLine));
            break;
        }
        const QByteArray line = buffer.left(end).trimmed();
        buffer.remove(0, end + 1);
        nextLine(line);
    }
    return m_state;
}

void ServerBodyReader::take(QByteArray &buffer)
{
    const qsizetype size = static_cast<qsizetype>(std::min<qint64>(m_left, buffer.size()));
    const QByteArrayView data = QByteArrayView(buffer).first(size);
    m_hash.addData(data);
    m_body.size += size;
    m_body.bytes += data.first(std::min<qint64>(size, kDefaultBodyLimit - m_body.bytes.size()));
    buffer.remove(0, size);
    m_left -= size;
    if (m_left > 0)
        return;
    m_part = Part::ChunkEnd;
    if (!m_chunked)
        m_state = State::Done;
}

/// RFC 9112 7.1: size line, data, empty line, ..., size 0, trailer fields, empty line.
void ServerBodyReader::nextLine(const QByteArray &line)
{
    if (m_part == Part::ChunkEnd) {
        m_part = Part::ChunkSize;
        if (!line.isEmpty())
            fail(u"A chunk has more data than its size says (RFC 9112 7.1)."_s);
    } else if (m_part == Part::Trailer) {
        if (line.isEmpty())
            m_state = State::Done;
    } else {
        bool ok = false;
        m_left = line.split(';').first().trimmed().toLongLong(&ok, 16);
        if (!ok || m_left < 0)
            fail(u"A chunk has no valid size (RFC 9112 7.1)."_s);
        m_part = m_left == 0 ? Part::Trailer : Part::Data;
    }
}

Body ServerBodyReader::body() const
{
    Body body = m_body;
    if (body.size > 0)
        body.sha256 = m_hash.result().toHex();
    body.truncated = body.size > body.bytes.size();
    return body;
}

} // namespace hopscope
