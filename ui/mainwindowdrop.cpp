// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include <QDragEnterEvent>
#include <QMimeData>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The http or https URL in a drop, empty if there is none.
QString droppedUrl(const QMimeData *data)
{
    QString text = data->hasUrls() && !data->urls().isEmpty() ? data->urls().constFirst().toString() : data->text();
    text = text.trimmed();
    const bool web =
        text.startsWith("http://"_L1, Qt::CaseInsensitive) || text.startsWith("https://"_L1, Qt::CaseInsensitive);
    return web && !text.contains(u'\n') ? text : QString();
}

} // namespace

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedUrl(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString url = droppedUrl(event->mimeData());
    if (url.isEmpty())
        return;
    event->acceptProposedAction();
    TraceRequest request;
    request.url = url;
    trace(prepared(request));
}

} // namespace hopscope
