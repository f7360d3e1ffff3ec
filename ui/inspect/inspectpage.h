// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "trace/trace.h"
#include "ui/request/requestbar.h"

#include <QWidget>

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

Q_SIGNALS:
    /// 0: the selected hop has no response.
    void statusSelected(int status);
    /// Step mode: the next request is to be sent.
    void stepRequested();
    /// The chain is being dragged out of the window.
    void dragRequested();
    /// Something was put on the clipboard; `what` says so.
    void copied(const QString &what);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    HopPanel *panel();
    void showRow(int row);
    void flush();
    void finish();
    void selectQuietly(int row);
    void showMenu(int row, QPoint globalPoint);

    RequestBar *m_bar;
    ChainView *m_chain;
    HopPanel *m_panel = nullptr; ///< created with the first hop
    QStackedWidget *m_right;
    Trace m_trace;
    RedactionOptions m_redaction;
    QList<Hop> m_waiting; ///< hops that the chain has not got yet: a fast loop has thousands a second
    QTimer *m_flush;
    bool m_finishing = false; ///< the trace is over, the chain has not got all of it
    bool m_ended = false;
    bool m_selecting = false;
    bool m_chosen = false; ///< the user has selected a hop of this trace
};

/// The hop to look at first: the last redirect that changed method or body, else the first redirect that was refused or
/// the hop that failed, else the first hop.
int mostTellingHop(const Trace &trace);

} // namespace hopscope
