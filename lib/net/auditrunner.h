// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditlist.h"
#include "net/auditthreads.h"

#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QMultiMap>
#include <QObject>
#include <QQueue>
#include <QTimer>

namespace hopscope
{

/// What an audit does with the robots.txt of a host (RFC 9309).
enum class RobotsUse {
    Ignored,  ///< it is not asked for
    Shown,    ///< what it disallows is said
    Enforced, ///< and left out
};

/// How an audit treats the servers. A host is that of a URL in the list; where it leads to does not count.
struct AuditPace {
    int total = 50;                        ///< requests under way at most
    int perHost = 4;                       ///< of one host
    int delayMs = 0;                       ///< between two of one host
    int longestWaitMs = 120'000;           ///< that a Retry-After is waited for
    int refusals = 10;                     ///< in a row, after which a host is left alone
    RobotsUse robots = RobotsUse::Ignored; ///< it is a request to the host like the others
};

/// Asks for the URLs of a list, several at the same time, and hands each trace on without keeping it. What is asked for
/// and when is decided on its own thread; the traces run on AuditThreads. Linear in the rows.
class AuditRunner : public QObject
{
    Q_OBJECT

public:
    /// `ready` is what is sent, but for URL and method.
    AuditRunner(const ReadyRequest &ready, const AuditPace &pace, QObject *parent = nullptr);

    /// Each row is told of once, unless the audit is canceled: by rowFinished() or by rowLeftOut(). finished() always
    /// follows, later than this call returns.
    void start(const QList<AuditRow> &rows);
    /// While it is paused no row is begun; those under way come to their end.
    void setPaused(bool paused);
    /// What is under way is ended and not told of.
    void cancel();

Q_SIGNALS:
    void rowFinished(qsizetype row, const hopscope::Trace &trace);
    /// Nothing was sent for it, or nothing that counts.
    void rowLeftOut(qsizetype row, const QString &reason);
    /// One sentence: a host is left alone for a time, or for good.
    void hostHeld(const QString &sentence);
    /// One sentence, without its full stop: how many rows of a host its robots.txt disallows.
    void robotsRead(const QString &sentence, qsizetype disallowed);
    void finished();

private:
    struct Host {
        QString name;
        QQueue<qsizetype> rows; ///< and what stands for its robots.txt, robotsRow()
        QList<qsizetype> all;   ///< rows, in the order of the list; only where robots.txt is read
        bool waitsForRobots = false;
        int active = 0;
        qint64 notBefore = 0;  ///< of m_clock
        qint64 waitsFor = 0;   ///< its key in m_waiting
        bool isQueued = false; ///< in m_ready or m_waiting
        bool hasAnswered = false;
        int silent = 0;              ///< rows without a response, the last ones
        int refused = 0;             ///< rows that were answered with a refusal, before any other answer
        QString stopped;             ///< why it is left alone
        QList<LentConnections> idle; ///< that its next row can use
    };

    /// What stands for the robots.txt of a host among its rows.
    static constexpr qsizetype robotsRow(qsizetype host) { return -1 - host; }
    void queue(qsizetype host);
    void pump();
    void startRow(qsizetype host, qsizetype row);
    void startTrace(qsizetype host, qsizetype row, const ReadyRequest &ready);
    void keepConnections(qsizetype host, const LentConnections &lent);
    void releaseIdle(qsizetype host);
    void queueRobots(qsizetype host);
    void startRobots(qsizetype host);
    void readRobots(qsizetype host, const Trace &trace);
    void traceFinished(qsizetype row, const LentConnections &lent, const Trace &trace);
    bool waits(qsizetype host, qsizetype row, const Trace &trace);
    void judgeHost(qsizetype host, const Trace &trace);
    void stopHost(qsizetype host, const QString &reason);
    void endWhenDone();

    AuditThreads m_threads;
    ReadyRequest m_ready;
    AuditPace m_pace;
    QList<AuditRow> m_rows; ///< shared with whoever has the list: not to be changed
    QList<Host> m_hosts;
    QQueue<qsizetype> m_open;               ///< hosts that may be asked now
    QMultiMap<qint64, qsizetype> m_waiting; ///< hosts, by the time from which they may be asked
    QHash<qsizetype, qsizetype> m_underWay; ///< the host of each row that is asked for
    QHash<qsizetype, int> m_repeats;        ///< of rows that were asked for again
    QElapsedTimer m_clock;
    QTimer m_timer;
    int m_active = 0;
    bool m_canceled = false;
    bool m_paused = false;
    bool m_ended = false;
};

} // namespace hopscope
