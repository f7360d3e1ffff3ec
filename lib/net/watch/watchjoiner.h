// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/watchverdict.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <map>

namespace hopscope
{

/// What is told of a tunnel that was not opened, in the place of a judgement.
Redirect tunnelRedirect();

/// The chain of exchanges of one client, in order, as recordedTraces() makes it, with the verdict on each redirect in
/// the notes.
QList<Trace> watchedTraces(const QList<WatchedExchange> &exchanges, const WatchJudge &judge);

/// Makes chains of exchanges while they come, and says when one has ended: with a response that leads nowhere, or when
/// its client has ended or asks for something else.
class WatchJoiner : public QObject
{
    Q_OBJECT

public:
    explicit WatchJoiner(const WatchJudge &judge, QObject *parent = nullptr);

    void begin(quint64 exchange, const WatchedClient &client, const QByteArray &url);
    void answer(quint64 exchange, const Recorded &record);
    void end(quint64 exchange, const WatchedExchange &record);
    /// Nothing more comes: what waits has ended.
    void flush();
    /// Nothing is under way, and no redirect waits for a request that may follow.
    bool isIdle() const { return m_underWay.empty() && m_waiting.isEmpty(); }
    /// Looks again whether a client has ended.
    void settle();

Q_SIGNALS:
    void chainEnded(const hopscope::Trace &trace, const hopscope::WatchedClient &client);
    void becameIdle();

private:
    struct UnderWay {
        qint64 process = -1;
        QByteArray url;            ///< as a key
        QList<QByteArray> targets; ///< of its redirect, as keys
    };

    bool hasEnded(qint64 process, const QList<WatchedExchange> &chain) const;
    qint64 heardMs() const;
    void tick();
    void listen();
    void rest();
    void settle(qint64 process, bool isLast);
    void settleAll(bool isLast);

    WatchJudge m_judge;
    std::map<quint64, UnderWay> m_underWay;          ///< by exchange
    QHash<qint64, QList<WatchedExchange>> m_waiting; ///< by process; those whose chain has not ended
    QTimer m_tick;                                   ///< while something waits
    QElapsedTimer m_since;                           ///< the last tick
    qint64 m_heardMs = 0;                            ///< until then
    qint64 m_lookedAt = 0;                           ///< whether chains have ended
};

} // namespace hopscope
