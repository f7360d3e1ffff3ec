// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/relay.h"
#include "net/relay/upstream.h"

#include <QPointer>

namespace hopscope
{

/// A connection of QNetworkAccessManager whose TLS passes through unread, for HTTP/2: one job.
class TunnelConnection : public QObject
{
    Q_OBJECT

public:
    /// Takes over `downstream`, and what has been read of it; deletes itself when that ends. The job is the one whose
    /// id is `user`.
    TunnelConnection(Relay &relay, QTcpSocket *downstream, const QByteArray &user, const QByteArray &input);

private:
    void open();
    void pumpUp();
    void pumpDown();
    void takeRecord();
    void closed(const QString &reason, const QByteArray &unread);
    void fail(OutcomeKind kind, const QString &reason);
    bool isBusy() const { return m_job && !m_job->complete; }

    QTcpSocket *m_downstream;
    Upstream *m_upstream = nullptr;
    QByteArray m_input; ///< read from downstream and not sent yet
    QPointer<RelayJob> m_job;
};

} // namespace hopscope
