// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay.h"

#include <QNetworkAccessManager>
#include <QObject>

namespace hopscope
{

/// What the traces of one thread share: QNetworkAccessManager with everything it does by itself switched off, and the
/// relay beneath it.
class Network : public QObject
{
    Q_OBJECT

public:
    explicit Network(QObject *parent = nullptr);

    QNetworkAccessManager &manager() { return m_manager; }
    Relay &relay() { return m_relay; }
    /// A number no other trace of this Network has.
    quint64 nextTrace() { return ++m_lastTrace; }

private:
    // The manager goes first when both are destroyed: its connections end before the relay does.
    Relay m_relay;
    QNetworkAccessManager m_manager;
    quint64 m_lastTrace = 0;
};

} // namespace hopscope
