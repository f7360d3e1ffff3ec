// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/hopphase.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <memory>

namespace hopscope
{

/// The network thread as seen from another thread: traces and the loopback server run there, values come back by
/// signals.
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(QObject *parent = nullptr);
    /// Cancels every trace, closes the ports and waits for the thread.
    ~Engine() override;

    /// Starts a trace and returns its number. Its files are read on the network thread; for a request that fails
    /// prepare(), finished() brings its refusedTrace().
    int start(const TraceRequest &request);
    /// `edited` is sent in the place of what waits: checkEditedRequest() first.
    void step(int id, const std::optional<EditedRequest> &edited = {}, StepTo to = StepTo::Next);
    void cancel(int id);

    /// Opens the loopback server's ports; serverStarted() or serverFailed() follows. Port 0 picks a free one.
    void startServer(quint16 firstPort = 0);

Q_SIGNALS:
    /// What the request under way does now; no more of it after its hopFinished().
    void progress(int id, const hopscope::HopProgress &progress);
    void hopFinished(int id, const hopscope::Hop &hop);
    void hopEdited(int id, const hopscope::Hop &hop);
    void paused(int id, const hopscope::Request &next);
    /// What the client knows after the trace; finished() is next. Not for a request that was refused.
    void remembered(int id, const hopscope::ClientMemory &memory);
    void finished(int id, const hopscope::Trace &trace);
    void serverStarted(const QList<quint16> &ports);
    void serverFailed(const QString &reason);

private:
    struct Worker;
    QThread m_thread;
    std::unique_ptr<Worker> d;
    int m_lastId = 0;
};

} // namespace hopscope
