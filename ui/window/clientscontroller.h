// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/storedrequest.h"
#include "ui/window/runcontroller.h"

namespace hopscope
{

class ClientsPage;
struct WindowParts;

/// The request of the Inspect page as several clients at once.
class ClientsController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit ClientsController(const WindowParts &parts);

    void connectPage(ClientsPage *page);
    bool isRunning() const { return m_run.isRunning(); }
    void cancel() { m_run.cancel(); }

Q_SIGNALS:
    /// Every client that was asked for has run.
    void ended();

private:
    void run(const QStringList &clients);
    void finish();
    /// The request of a trace that ran.
    StoredRequest requestOf(const Trace &trace) const;

    const WindowParts &m_parts;
    RunController m_run; ///< by place in m_traces
    ClientsPage *m_page = nullptr;
    QList<Trace> m_traces;
    TraceRequest m_request; ///< for each of them as its client
};

} // namespace hopscope
