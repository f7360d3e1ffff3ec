// SPDX-License-Identifier: MIT
#pragma once

#include "http/head.h"
#include "http/message.h"

#include <QCryptographicHash>

namespace hopscope
{

/// Takes the content of one request off the bytes of a connection as they come (RFC 9112 6.3): Content-Length, chunked,
/// or none. All of it is counted and hashed, the first kDefaultBodyLimit bytes are kept.
class ServerBodyReader
{
public:
    enum class State { More, Done, Bad };

    explicit ServerBodyReader(const RequestHead &head);

    /// Removes from `buffer` what belongs to the content. Done once all of it was there, Bad if the framing is broken.
    State read(QByteArray &buffer);
    State state() const { return m_state; }
    /// Why the content is Bad, a sentence.
    const QString &error() const { return m_error; }
    Body body() const;
    /// Bytes of the content that have come, kept or not.
    qint64 size() const { return m_body.size; }

private:
    enum class Part { Data, ChunkSize, ChunkEnd, Trailer };

    void take(QByteArray &buffer);
    void nextLine(const QByteArray &line);
    void fail(const QString &why);

    State m_state = State::Done;
    Part m_part = Part::Data;
    bool m_chunked = false;
    qint64 m_left = 0; ///< bytes of the content or of the chunk that are still to come
    QString m_error;
    Body m_body;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace hopscope
