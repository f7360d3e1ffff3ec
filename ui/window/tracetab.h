// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/runagain.h"
#include "ui/window/runcontroller.h"

namespace hopscope
{

class InspectPage;
struct WindowParts;
enum class RunState;

/// The trace as the store of tabs has it.
struct StoredTrace {
    QString name;          ///< empty: it is not stored
    bool isUnread = false; ///< of an earlier run, and not read yet
};

/// One tab of the Inspect page: a request, its trace from the request bar over the engine to the chain, and what its
/// client knows afterwards. The page is its parent.
class TraceTab : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this.
    TraceTab(const WindowParts &parts, InspectPage *page);

    InspectPage *page() const { return m_page; }
    RunState state() const { return m_state; }
    bool isRunning() const { return m_run.isRunning(); }
    /// Whether "Visit again" has a user who was here before.
    bool canVisitAgain() const;
    /// Nothing was typed, nothing was traced.
    bool isUnused() const;
    /// Shows the built-in demo, as long as no request of the user's own is written over it.
    bool isDemo() const { return m_isDemo; }
    /// What the status bar says of it.
    const QString &message() const { return m_message; }
    /// "POST shop.example/orders · 200", and all of it.
    QString title() const;
    QString toolTip() const;
    /// The request as it stands in the bar; what cannot be read of it is as it was traced last.
    StoredRequest request() const;

    /// `doubt` is confirmed first.
    void trace(const TraceRequest &request, const QString &doubt = {});
    /// The same, and nothing of it is kept.
    void traceDemo(const TraceRequest &request);
    /// The request of the page once more, as the user of the last trace.
    void visitAgain();
    void step(StepTo to);
    void cancel() { m_run.cancel(); }
    /// A trace that was made before or elsewhere.
    /// `stored`: as the store of tabs has it already.
    void show(const StoredRun &run, const StoredTrace &stored = {});
    /// Only its request.
    void fill(const StoredRun &run);
    void say(const QString &message);

    const StoredTrace &stored() const { return m_stored; }
    void setStored(const StoredTrace &stored) { m_stored = stored; }

Q_SIGNALS:
    /// Title or run state.
    void changed();
    void said();
    /// There is another trace.
    void shown();
    /// The trace that was asked for is over.
    void ended();
    /// The user wants this traced, and what is here to stay.
    void anotherRequested(const hopscope::TraceRequest &request);

private:
    void connectBar();
    void begin(const TraceRequest &request, const QString &doubt = {});
    void start(const TraceRequest &request, const ClientMemory &memory, bool isAgain, const QString &doubt = {});
    void setState(RunState state);
    void finish(const Trace &trace);

    const WindowParts &m_parts;
    InspectPage *m_page;
    RunController m_run;
    RunState m_state;
    bool m_isDemo = false;
    bool m_keeps = true;         ///< the trace that runs goes to the history
    StoredRequest m_request;     ///< of the trace
    Expectations m_expectations; ///< likewise, without variables
    QString m_message;
    StoredTrace m_stored;
    std::optional<ClientMemory> m_left; ///< what the client knew after the last trace; none before the first one
};

} // namespace hopscope
