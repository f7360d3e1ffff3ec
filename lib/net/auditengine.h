// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/shownchain.h"
#include "net/auditrun.h"

#include <QThread>

#include <memory>

namespace hopscope
{

/// A row that is settled, as a table shows it. Its trace is in the log.
struct SettledRow {
    qsizetype row = -1;
    AuditResult result;
    ShownChain chain;
    qint64 offset = -1;    ///< of its line in the log; -1: nothing was asked
    bool wasKnown = false; ///< from the log, as it was found
};

/// An audit on a thread of its own, as seen from another one: values come back by signals, many rows at once.
class AuditEngine : public QObject
{
    Q_OBJECT

public:
    explicit AuditEngine(QObject *parent = nullptr);
    /// Ends what is under way, and waits for the thread.
    ~AuditEngine() override;

    /// Begins an audit, unless one is under way; finished() follows.
    void start(const AuditOrder &order);
    bool isRunning() const { return m_isRunning; }
    void setPaused(bool paused);
    /// What is left is told of as not asked for.
    void cancel();

Q_SIGNALS:
    void portion(const QList<hopscope::SettledRow> &rows);
    /// One sentence: a host is left alone for a time, or for good, or its robots.txt disallows some of its rows.
    void hostHeld(const QString &sentence);
    /// For each host, AuditRunner::robotsRead().
    void robotsRead(const QString &sentence);
    /// `error`: why it was ended before, one sentence; empty if it was not.
    void finished(const QString &error);

private:
    struct Worker;
    void tell(const QList<SettledRow> &rows);
    void end(const QString &error);

    QThread m_thread;
    std::unique_ptr<Worker> d;
    bool m_isRunning = false;
};

} // namespace hopscope
