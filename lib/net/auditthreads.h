// SPDX-License-Identifier: MIT
#pragma once

#include "net/readyrequest.h"

#include <QObject>

#include <memory>
#include <vector>

namespace hopscope
{

/// Whose connections a trace uses, see Tracer; they live on one of the threads.
struct LentConnections {
    int thread = -1;       ///< -1: none yet
    quint64 number = 0;    ///< of Network::nextTrace() on that thread
    qsizetype targets = 0; ///< servers that they lead to
};

/// Network threads, each with a Network of its own, on which the traces of an audit run. Lives on the thread of whoever
/// asks; that alone decides what is asked for and when.
class AuditThreads : public QObject
{
    Q_OBJECT

public:
    /// One for each core, as far as that helps.
    static int usualCount();

    explicit AuditThreads(int count = usualCount());
    /// Ends what is under way, and waits for the threads.
    ~AuditThreads() override;

    /// Starts a trace on the thread of `lent`, or on the one with the least to do. finished() follows for `id`, later
    /// than this call returns.
    void start(qint64 id, const ReadyRequest &ready, const LentConnections &lent = {});
    /// Closes connections that finished() handed back.
    void release(const LentConnections &lent);
    /// Ends all traces now.
    void cancel();

Q_SIGNALS:
    /// `lent` can be used for another trace, or released.
    void finished(qint64 id, const hopscope::LentConnections &lent, const hopscope::Trace &trace);

private:
    struct Worker;
    std::vector<std::unique_ptr<Worker>> m_workers;
    QList<int> m_active; ///< traces on each
};

} // namespace hopscope
