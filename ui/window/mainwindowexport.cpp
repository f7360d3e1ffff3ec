// SPDX-License-Identifier: MIT
#include "formats/redaction/marks.h"
#include "paint/paintedformats.h"
#include "ui/clients/clientspage.h"
#include "ui/history/historypage.h"
#include "ui/history/historystore.h"
#include "ui/inspect/inspectpage.h"
#include "ui/request/texts.h"
#include "ui/window/fileprogress.h"
#include "ui/window/mainwindow.h"

#include <QClipboard>
#include <QDrag>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QUrl>

// Export and Copy as: every format of the table, with secrets or without.
namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isText(const Format &format)
{
    return format.extension != "bin"_L1 && format.extension != "png"_L1 && format.extension != "pdf"_L1;
}

} // namespace

void MainWindow::connectExport()
{
    m_redact = new QAction(tr("&Redact secrets"), this);
    m_redact->setCheckable(true);
    m_redact->setChecked(true);
    m_redact->setToolTip(tr("Replace passwords and cookies by marks in what is exported or copied"));
    connect(m_redact, &QAction::toggled, this, [this](bool redact) {
        say(redact ? tr("Exports replace passwords and cookies by marks.")
                   : tr("Warning: exports now contain passwords and cookies. Do not pass them on."));
    });
    const QList<const Format *> all = allFormats();
    for (const Format *format : all) {
        QAction *action = m_actions.exports->addAction(tr("%1…").arg(formatTitle(*format)));
        connect(action, &QAction::triggered, this, [this, format] { chooseExport(*format); });
        if (!isText(*format))
            continue;
        QAction *copy = m_actions.copyAs->addAction(formatTitle(*format));
        connect(copy, &QAction::triggered, this, [this, format] { copyAs(*format); });
    }
    for (QMenu *menu : {m_actions.exports, m_actions.copyAs}) {
        menu->addSeparator();
        menu->addAction(m_redact);
    }
}

TraceExport MainWindow::exportOf(const QList<Trace> &traces, const Format &format, bool withSecrets) const
{
    return {.format = &format,
            .traces = traces,
            .withSecrets = withSecrets,
            .redaction = {.names = m_preferences.secretNames}};
}

/// File › Export: what the page shows.
void MainWindow::chooseExport(const Format &format)
{
    QWidget *page = m_stack->currentWidget();
    if (page == m_historyPage) {
        const bool one = m_historyPage->idsToExport().size() == 1 || format.writeAll;
        exportHistory(format, !one);
        return;
    }
    const QList<Trace> traces = page == m_clients ? m_clients->traces() : QList<Trace>{m_inspect->trace()};
    if (traces.isEmpty() || traces.constFirst().hops.isEmpty()) {
        say(tr("There is no trace to export."));
        return;
    }
    const bool toFolder = traces.size() > 1 && !format.writeAll;
    const QString path = exportPath(format, toFolder);
    if (!path.isEmpty())
        exportTraces(path, exportOf(traces, format, !m_redact->isChecked()), toFolder);
}

QString MainWindow::exportPath(const Format &format, bool toFolder)
{
    if (toFolder)
        return QFileDialog::getExistingDirectory(this, tr("Folder for the files"));
    const QString extension = QString(format.extension);
    return QFileDialog::getSaveFileName(this, tr("Export"), u"trace."_s + extension,
                                        tr("%1 (*.%2);;All files (*)").arg(formatTitle(format), extension));
}

void MainWindow::exportHistory(const Format &format, bool toFolder)
{
    const QStringList ids = m_historyPage->idsToExport();
    if (ids.isEmpty()) {
        say(tr("There is no trace to export."));
        return;
    }
    const QString path = exportPath(format, toFolder);
    if (!path.isEmpty())
        exportStored(path, ids, format, toFolder);
}

void MainWindow::exportStored(const QString &path, const QStringList &ids, const Format &format, bool toFolder)
{
    const int job = beginWriting(tr("Nothing was exported."));
    const bool withSecrets = !m_redact->isChecked();
    const auto write = [this, job, path, &format, toFolder, withSecrets](const QList<Result<Trace>> &stored) {
        QList<Trace> traces;
        int highest = 0;
        for (const Result<Trace> &each : stored) {
            if (!each)
                continue;
            QList<Trace> one{*each};
            if (!toFolder)
                renumberMarks(one, highest);
            traces += one;
        }
        if (traces.isEmpty()) {
            m_files->end(job);
            say(tr("None of the selected files can be read; nothing was exported."));
            Q_EMIT traceFileSaved(false);
            return;
        }
        exportTraces(path, exportOf(traces, format, withSecrets), toFolder, int(stored.size() - traces.size()));
    };
    m_files->setFlag(job, history()->read(ids, this, write, m_files->progressOf(job)));
    say(tr("Reading %1 traces").arg(ids.size()));
}

void MainWindow::exportTrace(const QString &path, const Format &format, bool withSecrets)
{
    exportTraces(path, exportOf({m_inspect->trace()}, format, withSecrets), false);
}

int MainWindow::beginWriting(const QString &whenStopped)
{
    return m_files->begin(FileProgress::Kind::Writing, [this, whenStopped] {
        say(whenStopped);
        Q_EMIT traceFileSaved(false);
    });
}

void MainWindow::exportTraces(const QString &path, const TraceExport &what, bool toFolder, int unreadable)
{
    const int job = beginWriting(toFolder ? tr("Writing was stopped; the files written so far stay.")
                                          : tr("Writing was stopped; nothing was written."));
    const qsizetype count = what.traces.size();
    const QString where = !toFolder    ? leftToRight(path)
                          : count == 1 ? tr("1 file in %1").arg(leftToRight(path))
                                       : tr("%1 files in %2").arg(QString::number(count), leftToRight(path));
    const auto done = [this, job, where, unreadable, withSecrets = what.withSecrets](const Written &written) {
        m_files->end(job);
        const QString left = unreadable > 0 ? tr(" Broken files left out: %1.").arg(unreadable) : QString();
        if (!written.error.isEmpty())
            say(written.error);
        else if (withSecrets)
            say(tr("Saved %1 with passwords and cookies.").arg(where) + left);
        else if (written.removed.isEmpty())
            say(tr("Saved %1; no secrets found.").arg(where) + left);
        else
            say(tr("Saved %1; replaced by marks: %2.").arg(where, written.removed) + left);
        Q_EMIT traceFileSaved(written.error.isEmpty());
    };
    const auto progress = m_files->progressOf(job);
    m_files->setFlag(job, toFolder ? writeTraceFiles(this, path, what, progress, done)
                                   : writeTraceFile(this, path, what, progress, done));
}

void MainWindow::copyAs(const Format &format)
{
    const Trace &trace = m_inspect->trace();
    if (trace.hops.isEmpty()) {
        say(tr("There is no trace to copy."));
        return;
    }
    const TraceExport what = exportOf({trace}, format, !m_redact->isChecked());
    exportText(this, what, [this, &format, withSecrets = what.withSecrets](const Written &written) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(written.text));
        if (withSecrets)
            say(tr("Copied as %1 with passwords and cookies.").arg(formatTitle(format)));
        else if (written.removed.isEmpty())
            say(tr("Copied as %1; no secrets found.").arg(formatTitle(format)));
        else
            say(tr("Copied as %1; replaced by marks: %2.").arg(formatTitle(format), written.removed));
        Q_EMIT copied();
    });
}

/// The chain under the pointer becomes a HAR, for a folder, a browser's tools or a ticket, and its text.
void MainWindow::dragOut()
{
    if (m_inspect->trace().hops.isEmpty())
        return;
    if (!m_dragFolder)
        m_dragFolder = std::make_unique<QTemporaryDir>();
    const QString path = m_dragFolder->filePath(u"trace.har"_s);
    const TraceExport har = exportOf({m_inspect->trace()}, *findFormat(u"har"), !m_redact->isChecked());
    TraceExport text = har;
    text.format = findFormat(u"table");
    // Both are ready before the pointer has moved far; a button that was let go of by then drags nothing.
    writeTraceFile(this, path, har, {}, [this, path, text](const Written &file) {
        exportText(this, text, [this, path, file](const Written &written) {
            auto *mime = new QMimeData;
            mime->setText(QString::fromUtf8(written.text));
            if (file.error.isEmpty())
                mime->setUrls({QUrl::fromLocalFile(path)});
            startDrag(mime);
        });
    });
}

void MainWindow::startDrag(QMimeData *mime)
{
    Q_EMIT dragReady(mime);
    if (!QGuiApplication::mouseButtons().testFlag(Qt::LeftButton)) {
        delete mime;
        return;
    }
    auto *drag = new QDrag(this);
    drag->setMimeData(mime);
    drag->exec(Qt::CopyAction);
}

} // namespace hopscope
