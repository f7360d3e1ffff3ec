// SPDX-License-Identifier: MIT
#pragma once

#include "net/h2/framereader.h"
#include "net/relay/relayjob.h"

#include <QPointer>

namespace hopscope
{

/// What passes a connection of HTTP/2, written into the job under way. What passes between two jobs stands with the
/// later one.
class Http2Record
{
public:
    void begin(RelayJob &job);
    /// The stream of the job's request is open.
    void setStream(qint32 stream);
    /// Bytes that have left the program.
    void sent(QByteArrayView bytes);
    void received(QByteArrayView bytes);
    /// No more of the job's content leaves.
    void endContent();
    /// The job's record is complete, with the frames that are not whole.
    void end();

private:
    void add(const FrameReader::Read &read);
    Wire &wire();
    void addTo(QByteArray &kept, QByteArrayView bytes);

    QPointer<RelayJob> m_job;
    Wire m_between; ///< since the last job
    FrameReader m_sent{true};
    FrameReader m_received{false};
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace hopscope
