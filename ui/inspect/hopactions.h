// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/trace.h"

#include <QObject>

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
    /// Dialogs belong to `page`.
    explicit HopActions(QWidget *page);

    /// Asks for a file; told() says what came of it.
    void chooseBodyFile(const Hop &hop, BodyPart part);
    void saveBody(const Hop &hop, BodyPart part, const QString &path);
    /// Says first that the browser sends a request of its own.
    void openInBrowser(const Hop &hop);
    /// `base` has what is not of the request: time limits, proxy, certificates.
    void traceFrom(const Trace &trace, int row, const TraceRequest &base);

Q_SIGNALS:
    /// For the status bar.
    void told(const QString &what);
    void traceRequested(const hopscope::TraceRequest &request);

private:
    QWidget *m_page;
};

/// The request of trace.hops[row] as one to begin with: method, URL, body, and every field that its client would not
/// write by itself, cookies and credentials too. The error says why it cannot be sent again.
Result<TraceRequest> requestFrom(const Trace &trace, int row, const TraceRequest &base);

} // namespace hopscope
