// SPDX-License-Identifier: MIT
#pragma once

#include "findings/expectations.h"
#include "formats/redaction/redaction.h"
#include "trace/hopphase.h"
#include "ui/inspect/chainsearch.h"
#include "ui/inspect/hopactions.h"
#include "ui/request/requestbar.h"

#include <QWidget>

class QStackedWidget;
class QTimer;

namespace hopscope
{

class ChainFinder;
class ChainView;
class ExpectationsView;
class FindBar;
class HopPanel;
class UnderWay;

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
    /// What the request under way does now: a card, until its hop comes or the trace waits or ends.
    void showProgress(const HopProgress &progress);
    /// Step mode: the trace waits, `next` would be sent.
    void showNext(const Request &next);
    /// The hop that was added last, changed.
    void replaceLast(const Hop &hop);
    /// Step mode: what the user makes of the next request; none if it is sent as it is.
    Result<std::optional<EditedRequest>> editedNext();
    /// The whole trace, at its end or from a file, and what its request expects.
    void showTrace(const Trace &trace, const Expectations &expectations = {});
    const Trace &trace() const { return m_trace; }
    /// What is secret in what the context menu copies.
    void setRedaction(const RedactionOptions &redaction) { m_redaction = redaction; }
    /// -1 if none.
    int selectedRow() const;
    /// Of the selected hop, 0: it has no response.
    int selectedStatus() const;
    /// What the menus do with the selected hop.
    HopActions *actions() const { return m_actions; }
    ChainFinder *finder() const { return m_finder; }
    /// The keys go to the filter of the chain.
    void filterChain();

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
    void showMatch(const ChainMatch &match);

    RequestBar *m_bar;
    ExpectationsView *m_judgement;
    ChainView *m_chain;
    HopPanel *m_panel = nullptr; ///< created with the first hop
    QStackedWidget *m_right;
    Trace m_trace;
    Expectations m_expectations;
    RedactionOptions m_redaction;
    QList<Hop> m_waiting; ///< hops that the chain has not got yet: a fast loop has thousands a second
    QTimer *m_flush;
    UnderWay *m_underWay;
    HopActions *m_actions;
    FindBar *m_findBar;
    ChainFinder *m_finder;
    bool m_finishing = false; ///< the trace is over, the chain has not got all of it
    bool m_ended = false;
    bool m_selecting = false;
    bool m_chosen = false; ///< the user has selected a hop of this trace
};

/// The hop to look at first: the last redirect that changed method or body, else the first redirect that was refused or
/// the hop that failed, else the first hop.
int mostTellingHop(const Trace &trace);

} // namespace hopscope
