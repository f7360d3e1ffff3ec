// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "trace/trace.h"
#include "ui/inspect/hopactions.h"
#include "ui/request/requestbar.h"

#include <QWidget>

class QMenu;
class QStackedWidget;
class QTimer;

namespace hopscope
{

class ChainView;
class HopPanel;

/// One request and its chain: asks for traces, shows them hop by hop.
class InspectPage : public QWidget
{
    Q_OBJECT

public:
    explicit InspectPage(QWidget *parent = nullptr);

    RequestBar *bar() const { return m_bar; }
    void setRequest(const TraceRequest &request) { m_bar->setRequest(request); }
    void setRunState(RunState state);
    /// A new trace of this client begins: the page is empty.
    void clear(const QString &client = {});
    void appendHop(const Hop &hop);
    /// Step mode: the trace waits, `next` would be sent.
    void showNext(const Request &next);
    /// The hop that was added last, changed.
    void replaceLast(const Hop &hop);
    /// Step mode: what the user makes of the next request; none if it is sent as it is.
    Result<std::optional<EditedRequest>> editedNext();
    /// The whole trace, at its end or from a file.
    void showTrace(const Trace &trace);
    const Trace &trace() const { return m_trace; }
    /// What is secret in what the context menu copies.
    void setRedaction(const RedactionOptions &redaction) { m_redaction = redaction; }
    /// -1 if none.
    int selectedRow() const;
    /// Of the selected hop, 0: it has no response.
    int selectedStatus() const;
    /// What the menus do with the selected hop; nothing if none is.
    void saveBody(BodyPart part);
    void openInBrowser();
    void traceFromHop();
    HopActions *actions() const { return m_actions; }

Q_SIGNALS:
    /// 0: the selected hop has no response.
    void statusSelected(int status);
    /// Step mode: the next request is to be sent.
    void stepRequested();
    /// The chain is being dragged out of the window.
    void dragRequested();
    /// Something was put on the clipboard, into a file or into the browser; `what` says so.
    void copied(const QString &what);
    /// The request of a hop is to be traced by itself.
    void traceRequested(const hopscope::TraceRequest &request);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    HopPanel *panel();
    void showRow(int row);
    void flush();
    void finish();
    void selectQuietly(int row);
    void showMenu(int row, QPoint globalPoint);
    void addActions(QMenu &menu, int row);

    RequestBar *m_bar;
    ChainView *m_chain;
    HopPanel *m_panel = nullptr; ///< created with the first hop
    QStackedWidget *m_right;
    Trace m_trace;
    RedactionOptions m_redaction;
    QList<Hop> m_waiting; ///< hops that the chain has not got yet: a fast loop has thousands a second
    QTimer *m_flush;
    HopActions *m_actions;
    RunState m_state = RunState::Idle;
    bool m_finishing = false; ///< the trace is over, the chain has not got all of it
    bool m_ended = false;
    bool m_selecting = false;
    bool m_chosen = false; ///< the user has selected a hop of this trace
};

/// The hop to look at first: the last redirect that changed method or body, else the first redirect that was refused or
/// the hop that failed, else the first hop.
int mostTellingHop(const Trace &trace);

} // namespace hopscope
