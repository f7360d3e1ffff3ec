// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace hopscope
{

/// What curl -v tells of a connection before a request goes out on it: where to, and why it failed.
class CurlAttempt
{
public:
    /// A note of curl, without "* ".
    void note(const QByteArray &text);
    /// A proxy was asked with CONNECT to open a tunnel; a request through it is still to come.
    void tunnelTo(const Request &connect);
    /// A connection was begun, and no request has gone out on it.
    bool isUnderWay() const { return m_underWay; }
    /// curl's own words, the last ones; empty if it has not failed.
    QString failure() const { return m_failure; }
    /// "https://a.example:8443/" as far as curl tells it; empty if it does not.
    QByteArray url() const;
    /// "https" or "http" where curl's notes tell it: by TLS, whichever library does it, by HTTP/3, or by the port.
    /// Empty where they do not, and for a connection to a proxy.
    QByteArray scheme() const;
    /// The URL for which HTTP/2 or HTTP/3 has opened a stream; empty: not said.
    const QByteArray &stream() const { return m_stream; }
    /// A request has gone out: what comes after belongs to this connection, unless another one is begun.
    void requestSent();

private:
    QString m_host;
    int m_port = 0;
    bool m_tls = false;
    bool m_toProxy = false; ///< host and port are a proxy's
    bool m_underWay = false;
    bool m_isDone = false; ///< a request has gone out
    QByteArray m_stream;
    QString m_failure;
};

/// Whether a note of curl can only come from a connection that is secured.
bool isTlsNote(QByteArrayView text);

/// Whether a note of curl is about a connection that is being made.
bool isAttemptNote(QByteArrayView text);

} // namespace hopscope
