// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/runcontroller.h"
#include "ui/window/visitscontroller.h"

namespace hopscope
{

class ComparePage;
struct WindowParts;

/// The redirect types of the Compare page, run on the built-in server, once each or in two visits.
class CompareController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit CompareController(const WindowParts &parts);

    void connectPage(ComparePage *page);
    bool isRunning() const { return m_run.isRunning() || m_visits.isRunning(); }
    void cancel();
    /// The row of this status is marked: it is what the Inspect page shows.
    void setStatus(int status);

Q_SIGNALS:
    /// Every row of the comparison that was asked for is filled.
    void ended();

private:
    void runAll();
    void runNext();
    void runOne(const QString &client, int status);

    const WindowParts &m_parts;
    RunController m_run; ///< by status
    VisitsController m_visits;
    QList<int> m_waiting; ///< statuses whose turn comes when the one before has ended
    ComparePage *m_page = nullptr;
    int m_status = 0;
};

} // namespace hopscope
