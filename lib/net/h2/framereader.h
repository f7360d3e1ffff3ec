// SPDX-License-Identifier: MIT
#pragma once

#include "trace/http2wire.h"

#include <QByteArray>

#include <memory>

struct nghttp2_hd_inflater;

namespace hopscope
{

/// Frames that are listed for one exchange.
inline constexpr qsizetype kMaxFramesKept = 2000;
/// Bytes of names and values that are kept of one field section.
inline constexpr qsizetype kMaxSectionBytes = 256 * 1024;

/// Reads the bytes of one direction of a connection as frames, whatever pieces they come in (RFC 9113 4). What it tells
/// is what the bytes say, and not what some session made of them: nothing is refused, and what cannot be read is told
/// as that.
class FrameReader
{
public:
    /// What was sent begins with the connection preface (RFC 9113 3.4).
    explicit FrameReader(bool isSent);
    ~FrameReader();

    struct Read {
        QList<Http2Frame> frames; ///< that are whole with these bytes
        QByteArray content;       ///< sent in DATA frames, without padding
        bool isCut = false;       ///< fields were left out, for their size or because they cannot be read
    };
    Read feed(QByteArrayView bytes);
    /// Frames that have begun and are not whole; they say so.
    QList<Http2Frame> unfinished() const;

private:
    struct Delete {
        void operator()(nghttp2_hd_inflater *inflater) const;
    };

    void beginFrame();
    qsizetype takePayload(QByteArrayView bytes, Read &read);
    void endFrame(Read &read);
    void readSection(Read &read);
    QByteArrayView sectionPart();
    void inflate(QByteArrayView part, bool isLast, Read &read);

    bool m_isSent;
    std::unique_ptr<nghttp2_hd_inflater, Delete> m_inflater;
    bool m_isBroken = false; ///< a field section could not be read, and so no later one can
    qsizetype m_prefaceLeft;
    QByteArray m_head; ///< of the frame, until it is whole
    bool m_inPayload = false;
    Http2Frame m_frame;
    QByteArray m_payload; ///< of any frame but DATA, as far as it is kept
    qint64 m_payloadLeft = 0;
    qint64 m_paddingLeft = -1; ///< of a DATA frame; -1: not known yet
    QList<Http2Frame> m_open;  ///< HEADERS or PUSH_PROMISE, and what continues it
    qsizetype m_sectionBytes = 0;
};

} // namespace hopscope
