// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/runcontroller.h"

namespace hopscope
{

class InspectPage;
struct WindowParts;
enum class RunState;

/// The trace of the Inspect page: from the request bar over the engine to the chain, and what the menus do with it.
class TraceController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit TraceController(const WindowParts &parts);

    void connectPage(InspectPage *page);
    /// Null until the window has its pages.
    InspectPage *page() const { return m_page; }
    bool isRunning() const { return m_run.isRunning(); }
    void cancel() { m_run.cancel(); }

    void trace(const TraceRequest &request);
    /// The request of the page once more, as the user of the last trace.
    void visitAgain();
    void runDemo();
    void newRequest();
    /// A trace that was made before or elsewhere.
    void showTrace(const Trace &trace);

Q_SIGNALS:
    /// The trace that was asked for is over.
    void ended();

private:
    void connectActions();
    void fillSessions();
    void start(const TraceRequest &request, const ClientMemory &memory, bool isAgain);
    void setRunState(RunState state);
    void pause(const Request &next);
    void step();
    void finish(const Trace &trace);
    void paste();
    void copyUrl();
    void copyChain();
    void refuse();

    const WindowParts &m_parts;
    RunController m_run;
    InspectPage *m_page = nullptr;
    std::optional<ClientMemory> m_left; ///< what the client knew after the last trace; none before the first one
};

} // namespace hopscope
