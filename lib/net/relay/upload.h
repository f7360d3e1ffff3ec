// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/relayjob.h"

#include <QCryptographicHash>
#include <QTcpSocket>

namespace hopscope
{

/// Bytes that a socket holds and has not handed to the system.
qint64 unsentBytes(const QTcpSocket &socket);

/// The head that goes out: the job's own, or what `proxy` gets of it when its type is not NoProxy; the job's record
/// says so then.
QByteArray headFor(RelayJob &job, const QNetworkProxy &proxy);

/// A request on its way out. Only what has left the program is recorded: a socket that breaks loses what it held.
class Upload
{
public:
    /// The head goes out, and what is written after it is content.
    void begin(RelayJob &job, QTcpSocket &socket, const QByteArray &head);
    void write(RelayJob &job, QTcpSocket &socket, const QByteArray &content);
    /// Records what has left since the last call; `socket` has `unsentBytes()` still.
    void noteLeft(RelayJob &job, const QTcpSocket &socket);
    /// Nothing more of it leaves: what the socket holds counts as not sent.
    void end(RelayJob &job);
    /// All that was written has left, or has been given up.
    bool isEmpty() const { return m_leaving.isEmpty(); }

private:
    QByteArray m_leaving; ///< written and not known to have left
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace hopscope
