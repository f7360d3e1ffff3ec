// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/trace.h"

#include <QObject>

#include <functional>

class QMenu;
class QWidget;

namespace hopscope
{

enum class BodyPart { Request, Response };

/// What can be done with one request of a chain beside copying: save its bodies, trace it by itself, open it in the
/// browser.
class HopActions : public QObject
{
    Q_OBJECT

public:
    /// Dialogs belong to `page`. `trace` outlives this. `base` has what is not of a request: time limits, proxy,
    /// certificates.
    HopActions(QWidget *page, const Trace &trace, const std::function<TraceRequest()> &base);

    /// The request that is selected, counted from 0; -1: none.
    void setRow(int row) { m_row = row; }
    /// Only then a request can be traced.
    void setIdle(bool idle) { m_isIdle = idle; }
    /// Everything of `row` as entries of a context menu.
    void addTo(QMenu &menu, int row);

    /// Asks for a file; told() says what came of it.
    void chooseBodyFile(BodyPart part) { chooseBodyFile(m_row, part); }
    void saveBody(const Hop &hop, BodyPart part, const QString &path);
    /// Says first that the browser sends a request of its own.
    void openInBrowser() { openInBrowser(m_row); }
    void traceFrom() { traceFrom(m_row); }

Q_SIGNALS:
    /// For the status bar.
    void told(const QString &what);
    void traceRequested(const hopscope::TraceRequest &request);

private:
    const Hop *hopAt(int row) const;
    void chooseBodyFile(int row, BodyPart part);
    void openInBrowser(int row);
    void traceFrom(int row);

    QWidget *m_page;
    const Trace &m_trace;
    std::function<TraceRequest()> m_base;
    int m_row = -1;
    bool m_isIdle = true;
};

/// The request of trace.hops[row] as one to begin with: method, URL, body, and every field that its client would not
/// write by itself, cookies and credentials too. The error says why it cannot be sent again.
Result<TraceRequest> requestFrom(const Trace &trace, int row, const TraceRequest &base);

} // namespace hopscope
