// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/hopphase.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>

namespace hopscope
{

class Session;

/// Traces of one kind on the session's engine, each under a key of the caller's choice; what other windows and kinds
/// run is not heard here. What still runs at the end of the controller is canceled.
class RunController : public QObject
{
    Q_OBJECT

public:
    explicit RunController(const std::shared_ptr<Session> &session, QObject *parent = nullptr);
    ~RunController() override;

    void start(int key, const TraceRequest &request);
    void step(const std::optional<EditedRequest> &edited, StepTo to = StepTo::Next);
    bool isRunning() const { return !m_keys.isEmpty(); }
    /// Ends all that run; finished() follows for each.
    void cancel();
    /// Ends all that run, and nothing more is heard of them.
    void abandon();

Q_SIGNALS:
    void progress(int key, const hopscope::HopProgress &progress);
    void hopFinished(int key, const hopscope::Hop &hop);
    void hopEdited(int key, const hopscope::Hop &hop);
    void paused(int key, const hopscope::Request &next);
    /// What the client knows after the trace; finished() is next.
    void remembered(int key, const hopscope::ClientMemory &memory);
    void finished(int key, const hopscope::Trace &trace);
    /// After the finished() of the last one.
    void allFinished();

private:
    void hear();

    std::shared_ptr<Session> m_session;
    QHash<int, int> m_keys; ///< of the engine's number of what runs
    bool m_hears = false;
};

} // namespace hopscope
