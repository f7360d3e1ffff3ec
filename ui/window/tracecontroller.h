// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/runagain.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace hopscope
{

class InspectPage;
class TraceTab;
class TraceTabs;
struct StoredTabs;
struct WindowParts;

/// The open traces of a window: which tab gets what is traced or opened, and what the menus do with the one that is
/// shown.
class TraceController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit TraceController(const WindowParts &parts);

    void connectPage(TraceTabs *tabs);
    /// Of the tab that is shown. Null until the window has its pages.
    InspectPage *page() const;
    /// In any tab.
    bool isRunning() const;
    /// What runs in the tab that is shown.
    void cancel();

    /// In the tab that is shown.
    void trace(const TraceRequest &request);
    /// In a tab of its own, unless the one that is shown is unused.
    void traceApart(const TraceRequest &request);
    /// A request that was saved, in the bar of a tab of its own unless the one that is shown is unused.
    void open(const TraceRequest &request);
    /// Asks where the request of the bar is saved.
    void saveRequest();
    void runDemo();
    /// The same as a welcome, unless the user has begun something meanwhile.
    void welcome();
    /// The request of a trace of the history, in a tab of its own; what is not as it was is confirmed first.
    void traceAgain(const StoredRun &run);
    /// A trace of the history, in a tab of its own unless the one that is shown is unused.
    void showStored(const StoredRun &run);
    /// The same for one that was made elsewhere; its request can only be guessed.
    void showTrace(const Trace &trace) { showStored({.trace = trace, .request = {}}); }
    /// The same for one of several: in the tab of the one that was chosen before.
    void showListed(const Trace &trace);

    /// What comes back at the next start: the demo and unused tabs do not.
    StoredTabs openTabs() const;
    /// The tabs of an earlier run, behind what is open.
    void restore(const StoredTabs &tabs);

Q_SIGNALS:
    /// A trace that was asked for is over.
    void ended();
    /// The tabs of the last run are there.
    void restored();
    /// Which tabs there are, or what was traced in one.
    void tabsChanged();

private:
    void connectActions();
    TraceTab *addTab();
    TraceTab *current() const;
    /// The tab that is shown when nothing is in it, else a new one.
    TraceTab *freeTab();
    void close(InspectPage *page);
    void reopen();
    void showState();
    void showMessage();
    void keepTrace(TraceTab *tab);
    void readStored(TraceTab *tab);
    void paste();

    const WindowParts &m_parts;
    TraceTabs *m_tabs = nullptr;
    QHash<const InspectPage *, TraceTab *> m_tabOf;
    QPointer<TraceTab> m_listed; ///< shows one of several traces of a file
    QList<StoredRun> m_closed;   ///< the last one is opened again first
};

} // namespace hopscope
