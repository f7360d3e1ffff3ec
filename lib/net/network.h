// SPDX-License-Identifier: MIT
#pragma once

#include "net/relay/relay.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QQueue>
#include <QUrl>

namespace hopscope
{

/// Switches off everything that QNetworkAccessManager does with a request by itself.
void silence(QNetworkRequest &request);

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
    /// The URL by which QNetworkAccessManager is to know a target. Its host is invented: the relay goes where the job
    /// says, and no name is too long or too odd for the way there. Each target has its own until its trace is released,
    /// so that QNetworkAccessManager holds no trace up with its limit of six connections for a host.
    QUrl laneFor(const RelayTarget &target);
    /// Different targets of a trace so far.
    qsizetype targetsOf(quint64 trace) const { return m_targets.count(trace); }
    /// Closes the connections of a trace and gives its lanes to others.
    void release(quint64 trace);

private:
    // The manager goes first when both are destroyed: its connections end before the relay does.
    Relay m_relay;
    QNetworkAccessManager m_manager;
    quint64 m_lastTrace = 0;
    QHash<RelayTarget, int> m_lanes;
    QMultiHash<quint64, RelayTarget> m_targets; ///< of each trace
    QQueue<int> m_freeLanes;
    int m_laneCount = 0;
};

} // namespace hopscope
