// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/runcontroller.h"

#include <vector>

namespace hopscope
{

class ComparePage;
struct WindowParts;

/// The redirect types of the Compare page, each visited twice by one user on the built-in server.
class VisitsController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit VisitsController(const WindowParts &parts);

    void connectPage(ComparePage *page);
    bool isRunning() const { return m_run.isRunning(); }
    void cancel();

Q_SIGNALS:
    /// Every type was visited twice, or could not be.
    void ended();

private:
    /// One user's way, of whom visitCases() has one each.
    struct Visitor {
        TraceRequest request;
        Trace first;
        ClientMemory memory; ///< after the first visit
    };

    void runAll();
    void finish(int key, const Trace &trace);

    const WindowParts &m_parts;
    RunController m_run; ///< by the place in m_visitors, and for second visits as many places further as there are
    ComparePage *m_page = nullptr;
    std::vector<Visitor> m_visitors;
    bool m_canceled = false; ///< no second visit is begun any more
};

} // namespace hopscope
