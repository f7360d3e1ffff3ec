// SPDX-License-Identifier: MIT
#include "ui/window/exportcontroller.h"

#include "formats/readers.h"
#include "formats/redaction/marks.h"
#include "paint/paintedformats.h"
#include "ui/files/recentfiles.h"
#include "ui/history/historypage.h"
#include "ui/history/historystore.h"
#include "ui/inspect/inspectpage.h"
#include "ui/look/widgets.h"
#include "ui/request/texts.h"
#include "ui/window/filecontroller.h"
#include "ui/window/fileprogress.h"
#include "ui/window/pagestack.h"
#include "ui/window/session.h"
#include "ui/window/statusmessages.h"
#include "ui/window/tracecontroller.h"
#include "ui/window/windowparts.h"

#include <QClipboard>
#include <QDrag>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Whether Open reads what is written in this format.
bool isRead(const Format &format)
{
    return std::ranges::any_of(readers(), [&](const Reader &reader) { return reader.id == format.id; });
}

} // namespace

bool needsFolder(qsizetype traces, const Format &format)
{
    return traces > 1 && !format.writeAll;
}

ExportController::ExportController(const WindowParts &parts)
    : QObject(parts.window),
      m_parts(parts),
      m_redact(new QAction(tr("&Redact secrets"), this)),
      m_button(linkButton(tr("Export ▾")))
{
    m_redact->setCheckable(true);
    m_redact->setChecked(true);
    m_redact->setToolTip(
        tr("Replace passwords and cookies with placeholders in everything that is exported or copied"));
    m_button->setAccessibleName(tr("Export what the page shows"));
    m_button->setToolTip(m_button->accessibleName());
    m_button->setMenu(parts.actions.exports);
    m_button->setPopupMode(QToolButton::InstantPopup);
    fillMenus();
    connectActions();
}

void ExportController::fillMenus()
{
    const QList<const Format *> all = allFormats();
    for (const Format *format : all) {
        const QAction *action = m_parts.actions.exports->addAction(tr("%1…").arg(formatTitle(*format)));
        connect(action, &QAction::triggered, this, [this, format] {
            const auto page = m_pages.constFind(m_parts.pages->currentWidget());
            if (page != m_pages.constEnd())
                page->write(*format);
            else
                exportTraces({m_parts.tracing->page()->trace()}, *format);
        });
        if (isBinary(*format))
            continue;
        const QAction *copy = m_parts.actions.copyAs->addAction(formatTitle(*format));
        connect(copy, &QAction::triggered, this, [this, format] { copyAs(*format); });
    }
    for (QMenu *menu : {m_parts.actions.exports, m_parts.actions.copyAs}) {
        menu->addSeparator();
        menu->addAction(m_redact);
    }
}

void ExportController::connectActions()
{
    connect(m_redact, &QAction::toggled, this, [this](bool redact) {
        m_parts.messages->say(redact ? tr("Exports replace passwords and cookies with placeholders.")
                                     : tr("Warning: exports now contain passwords and cookies. Do not share them."));
    });
    connect(m_parts.pages, &PageStack::shown, m_button, [this](int, const QWidget *shown) {
        const auto page = m_pages.constFind(shown);
        m_button->setVisible(page != m_pages.constEnd() && !page->hasButton);
    });
    connect(m_parts.actions.save, &QAction::triggered, this, [this] { chooseSave(false); });
    connect(m_parts.actions.saveSecrets, &QAction::triggered, this, [this] { chooseSave(true); });
}

void ExportController::addPage(QWidget *page, const std::function<void(const Format &)> &write, bool hasButton)
{
    m_pages.insert(page, {write, hasButton});
}

void ExportController::connectHistory(HistoryPage *page)
{
    connect(page, &HistoryPage::exportRequested, this, [this, page](const Format &format, bool toFolder) {
        exportHistory(page->idsToExport(), format, toFolder);
    });
    addPage(
        page,
        [this, page](const Format &format) {
            const QStringList ids = page->idsToExport();
            exportHistory(ids, format, ids.size() != 1 && !format.writeAll);
        },
        true);
}

TraceExport ExportController::exportOf(const QList<Trace> &traces, const Format &format, bool withSecrets) const
{
    return {.format = &format, .traces = traces, .withSecrets = withSecrets, .redaction = m_parts.session->redaction()};
}

TraceExport ExportController::exportOf(const QList<Trace> &traces, const Format &format) const
{
    return exportOf(traces, format, !m_redact->isChecked());
}

void ExportController::exportTraces(const QList<Trace> &traces, const Format &format)
{
    if (traces.isEmpty() || traces.constFirst().hops.isEmpty()) {
        m_parts.messages->say(tr("There is no trace to export."));
        return;
    }
    const QString path = choosePath(format, needsFolder(traces.size(), format));
    if (!path.isEmpty())
        writeTraces(path, traces, format);
}

void ExportController::writeTraces(const QString &path, const QList<Trace> &traces, const Format &format)
{
    write(path, exportOf(traces, format), needsFolder(traces.size(), format));
}

QString ExportController::choosePath(const Format &format, bool toFolder)
{
    if (toFolder)
        return QFileDialog::getExistingDirectory(m_parts.window, tr("Folder for the files"));
    const QString extension = QString(format.extension);
    return QFileDialog::getSaveFileName(m_parts.window, tr("Export"), u"trace."_s + extension,
                                        tr("%1 (*.%2);;All files (*)").arg(formatTitle(format), extension));
}

void ExportController::chooseSave(bool withSecrets)
{
    if (m_parts.tracing->page()->trace().hops.isEmpty()) {
        m_parts.messages->say(tr("There is no trace to save."));
        return;
    }
    const QString path = QFileDialog::getSaveFileName(m_parts.window, tr("Save trace"), u"trace.hopscope.json"_s,
                                                      tr("Traces (*.json);;All files (*)"));
    if (!path.isEmpty())
        saveTrace(path, withSecrets);
}

void ExportController::saveTrace(const QString &path, bool withSecrets)
{
    exportTrace(path, *findFormat(u"json"), withSecrets);
}

void ExportController::exportHistory(const QStringList &ids, const Format &format, bool toFolder)
{
    if (ids.isEmpty()) {
        m_parts.messages->say(tr("There is no trace to export."));
        return;
    }
    const QString path = choosePath(format, toFolder);
    if (!path.isEmpty())
        exportStored(path, ids, format, toFolder);
}

void ExportController::exportStored(const QString &path, const QStringList &ids, const Format &format, bool toFolder)
{
    const int job = begin(tr("Nothing was exported."));
    const bool withSecrets = !m_redact->isChecked();
    const QString reading = tr("Reading %1 traces").arg(ids.size());
    const auto read = [this, job, path, &format, toFolder, withSecrets, reading](const QList<Result<Trace>> &stored) {
        m_parts.messages->replace(reading, tr("%1 traces were read.").arg(stored.size()));
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
            m_parts.files->progress()->end(job);
            m_parts.messages->say(tr("None of the selected files can be read; nothing was exported."));
            Q_EMIT saved(false);
            return;
        }
        write(path, exportOf(traces, format, withSecrets), toFolder, int(stored.size() - traces.size()));
    };
    FileProgress *progress = m_parts.files->progress();
    progress->setFlag(job, m_parts.session->history()->read(ids, this, read, progress->progressOf(job)));
    m_parts.messages->say(reading);
}

void ExportController::exportTrace(const QString &path, const Format &format, bool withSecrets)
{
    write(path, exportOf({m_parts.tracing->page()->trace()}, format, withSecrets), false);
}

int ExportController::begin(const QString &whenStopped)
{
    return m_parts.files->progress()->begin(FileProgress::Kind::Writing, [this, whenStopped] {
        m_parts.messages->say(whenStopped);
        Q_EMIT saved(false);
    });
}

void ExportController::write(const QString &path, const TraceExport &what, bool toFolder, int unreadable)
{
    const int job = begin(toFolder ? tr("Writing was stopped; the files already written were kept.")
                                   : tr("Writing was stopped; nothing was written."));
    const qsizetype count = what.traces.size();
    const QString where = !toFolder    ? leftToRight(path)
                          : count == 1 ? tr("1 file in %1").arg(leftToRight(path))
                                       : tr("%1 files in %2").arg(QString::number(count), leftToRight(path));
    const QString toOpen = !toFolder && isRead(*what.format) ? path : QString();
    const auto done = [this, job, where, unreadable, toOpen, withSecrets = what.withSecrets](const Written &written) {
        m_parts.files->progress()->end(job);
        if (written.error.isEmpty() && !toOpen.isEmpty())
            rememberFile(toOpen);
        const QString left = unreadable > 0 ? tr(" Broken files left out: %1.").arg(unreadable) : QString();
        if (!written.error.isEmpty())
            m_parts.messages->say(written.error);
        else if (withSecrets)
            m_parts.messages->say(tr("Saved %1 with passwords and cookies.").arg(where) + left);
        else if (written.removed.isEmpty())
            m_parts.messages->say(tr("Saved %1; no secrets found.").arg(where) + left);
        else
            m_parts.messages->say(tr("Saved %1; redacted: %2.").arg(where, written.removed) + left);
        Q_EMIT saved(written.error.isEmpty());
    };
    const auto progress = m_parts.files->progress()->progressOf(job);
    m_parts.files->progress()->setFlag(job, toFolder ? writeTraceFiles(this, path, what, progress, done)
                                                     : writeTraceFile(this, path, what, progress, done));
}

void ExportController::copyAs(const Format &format)
{
    const Trace &trace = m_parts.tracing->page()->trace();
    if (trace.hops.isEmpty()) {
        m_parts.messages->say(tr("There is no trace to copy."));
        return;
    }
    const TraceExport what = exportOf({trace}, format);
    exportText(this, what, [this, &format, withSecrets = what.withSecrets](const Written &written) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(written.text));
        if (withSecrets)
            m_parts.messages->say(tr("Copied as %1 with passwords and cookies.").arg(formatTitle(format)));
        else if (written.removed.isEmpty())
            m_parts.messages->say(tr("Copied as %1; no secrets found.").arg(formatTitle(format)));
        else
            m_parts.messages->say(tr("Copied as %1; redacted: %2.").arg(formatTitle(format), written.removed));
        Q_EMIT copied();
    });
}

/// The chain under the pointer becomes a HAR, for a folder, a browser's tools or a ticket, and its text.
void ExportController::dragOut()
{
    const Trace &trace = m_parts.tracing->page()->trace();
    if (trace.hops.isEmpty())
        return;
    if (!m_dragFolder)
        m_dragFolder = std::make_unique<QTemporaryDir>();
    const QString path = m_dragFolder->filePath(u"trace.har"_s);
    const TraceExport har = exportOf({trace}, *findFormat(u"har"));
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

void ExportController::startDrag(QMimeData *mime)
{
    Q_EMIT dragReady(mime);
    if (!QGuiApplication::mouseButtons().testFlag(Qt::LeftButton)) {
        delete mime;
        return;
    }
    auto *drag = new QDrag(m_parts.window);
    drag->setMimeData(mime);
    drag->exec(Qt::CopyAction);
}

} // namespace hopscope
