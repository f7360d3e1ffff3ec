// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "formats/readers.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/texts.h"
#include "ui/window/fileprogress.h"
#include "ui/window/tracelist.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>

// Open, drop, save and copy: what the window does with a trace besides making it.
namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kListShare = 1;
constexpr int kPagesShare = 4;

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

QStringList droppedFiles(const QMimeData *data)
{
    QStringList files;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace

void MainWindow::connectFiles()
{
    m_traces = new TraceList;
    m_files = new FileProgress;
    // Between the rail and the pages, which get most of the room.
    auto *row = static_cast<QHBoxLayout *>(centralWidget()->layout());
    row->insertWidget(1, m_traces, kListShare);
    row->setStretchFactor(m_stack, kPagesShare);
    statusBar()->addPermanentWidget(m_files);
    connect(m_traces, &TraceList::chosen, this, &MainWindow::showOpened);
    connectExport();
}

void MainWindow::chooseOpen()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Open traces"), {}, openFilter());
    if (!paths.isEmpty())
        openTraceFiles(paths);
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

void MainWindow::openTraceFiles(const QStringList &paths)
{
    const QString name = paths.size() == 1 ? leftToRight(paths.constFirst()) : tr("%1 files").arg(paths.size());
    const int job = m_files->begin(FileProgress::Kind::Reading, [this] {
        say(tr("Reading was stopped; nothing was opened."));
        Q_EMIT traceFileOpened(false);
    });
    say(tr("Reading %1").arg(name));
    const auto done = [this, job, name](const ReadFiles &read) {
        m_files->end(job);
        if (!read.traces.isEmpty())
            showTraces(name, read.traces);
        const QString first = read.errors.value(0);
        if (read.errors.size() == 1)
            say(first);
        else if (!read.errors.isEmpty())
            say(tr("%1 files were not opened; the first: %2").arg(QString::number(read.errors.size()), first));
        Q_EMIT traceFileOpened(!read.traces.isEmpty());
    };
    m_files->setFlag(job, readTraceFiles(this, paths, m_files->progressOf(job), done));
}

void MainWindow::showTraces(const QString &name, const QList<Trace> &traces)
{
    if (traces.size() > 1) {
        m_traces->setTraces(traces);
        say(tr("Opened %1 with %2 traces: choose one in the list.").arg(name, QString::number(traces.size())));
        return;
    }
    m_traces->hide();
    showOpened(traces.constFirst());
    say(tr("Opened %1. %2").arg(name, endingText(traces.constFirst())));
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
    if (event->source() == this)
        return; // the chain that is being dragged out
    if (!droppedUrl(event->mimeData()).isEmpty() || !droppedFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QStringList files = droppedFiles(event->mimeData());
    TraceRequest request;
    request.url = droppedUrl(event->mimeData());
    if (files.isEmpty() && request.url.isEmpty())
        return;
    event->acceptProposedAction();
    if (files.isEmpty())
        trace(prepared(request));
    else
        openTraceFiles(files);
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
