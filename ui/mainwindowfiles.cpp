// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include "formats/readers.h"
#include "ui/inspectpage.h"
#include "ui/readprogress.h"
#include "ui/texts.h"
#include "ui/tracefiles.h"
#include "ui/tracelist.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStatusBar>

// Open, drop, save and copy: what the window does with a trace besides making it.
namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// "Traces (*.har *.json *.log *.txt)" of every reader.
QString openFilter()
{
    QStringList patterns;
    for (const Reader &reader : readers()) {
        for (const QString &extension : QString(reader.extensions).split(u' ')) {
            if (const QString pattern = u"*."_s + extension; !patterns.contains(pattern))
                patterns.append(pattern);
        }
    }
    return MainWindow::tr("Traces, HARs, curl output (%1);;All files (*)").arg(patterns.join(u' '));
}

/// The http or https URL in a drop, empty if there is none.
QString droppedUrl(const QMimeData *data)
{
    QString text = data->hasUrls() && !data->urls().isEmpty() ? data->urls().constFirst().toString() : data->text();
    text = text.trimmed();
    const bool web =
        text.startsWith("http://"_L1, Qt::CaseInsensitive) || text.startsWith("https://"_L1, Qt::CaseInsensitive);
    return web && !text.contains(u'\n') ? text : QString();
}

QString droppedFile(const QMimeData *data)
{
    return data->hasUrls() && !data->urls().isEmpty() ? data->urls().constFirst().toLocalFile() : QString();
}

} // namespace

void MainWindow::connectFiles()
{
    m_traces = new TraceList;
    m_reading = new ReadProgress;
    // Between the rail and the pages.
    static_cast<QHBoxLayout *>(centralWidget()->layout())->insertWidget(1, m_traces);
    statusBar()->addPermanentWidget(m_reading);
    connect(m_traces, &TraceList::chosen, this, &MainWindow::showOpened);
    connect(m_reading, &ReadProgress::canceled, this, [this] {
        stopReading();
        say(tr("Reading was stopped; nothing was opened."));
        Q_EMIT traceFileOpened(false);
    });
    connectExport();
}

void MainWindow::stopReading()
{
    if (m_cancelReading)
        *m_cancelReading = true;
    m_cancelReading.reset();
    m_reading->hide();
}

void MainWindow::chooseOpen()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open trace"), {}, openFilter());
    if (!path.isEmpty())
        openTraceFile(path);
}

void MainWindow::chooseSave(bool withSecrets)
{
    if (m_inspect->trace().hops.isEmpty()) {
        say(tr("There is no trace to save."));
        return;
    }
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save trace"), u"trace.json"_s, tr("Traces (*.json);;All files (*)"));
    if (!path.isEmpty())
        saveTraceFile(path, withSecrets);
}

void MainWindow::openTraceFile(const QString &path)
{
    stopReading();
    say(tr("Reading %1").arg(path));
    const auto progress = [this](int percent) {
        m_reading->setPercent(percent);
        m_reading->show();
    };
    m_cancelReading = readTraceFile(this, path, progress, [this, path](const Result<QList<Trace>> &traces) {
        stopReading();
        if (!traces)
            say(traces.error);
        else
            showTraces(path, *traces);
        Q_EMIT traceFileOpened(bool(traces));
    });
}

void MainWindow::showTraces(const QString &path, const QList<Trace> &traces)
{
    if (traces.size() > 1) {
        m_traces->setTraces(traces);
        say(tr("Opened %1 with %2 traces: choose one in the list.").arg(path, QString::number(traces.size())));
        return;
    }
    m_traces->hide();
    showOpened(traces.constFirst());
    say(tr("Opened %1. %2").arg(path, endingText(traces.constFirst())));
}

void MainWindow::showOpened(const Trace &trace)
{
    cancelTrace();
    m_traceId = 0;
    setRunState(RunState::Idle);
    showPage(0);
    m_inspect->setRequest(requestOf(trace));
    m_inspect->clear();
    m_inspect->showTrace(trace);
    say(endingText(trace));
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedUrl(event->mimeData()).isEmpty() || !droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString file = droppedFile(event->mimeData());
    TraceRequest request;
    request.url = droppedUrl(event->mimeData());
    if (file.isEmpty() && request.url.isEmpty())
        return;
    event->acceptProposedAction();
    if (file.isEmpty())
        trace(prepared(request));
    else
        openTraceFile(file);
}

void MainWindow::saveTraceFile(const QString &path, bool withSecrets)
{
    exportTrace(path, *findFormat(u"json"), withSecrets);
}

void MainWindow::copyUrl()
{
    const int row = m_inspect->selectedRow();
    if (row < 0)
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_inspect->trace().hops.at(row).request.url));
    say(tr("URL copied."));
}

void MainWindow::copyChain()
{
    if (m_inspect->trace().hops.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(chainText(m_inspect->trace().hops));
    say(tr("Chain copied."));
}

} // namespace hopscope
