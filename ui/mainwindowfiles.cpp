// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include "ui/inspectpage.h"
#include "ui/texts.h"
#include "ui/tracefiles.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

// Open, save and copy: what the window does with a trace besides making it.
namespace hopscope
{

using namespace Qt::StringLiterals;

void MainWindow::chooseOpen()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open trace"), {}, tr("Traces (*.json);;All files (*)"));
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
    say(tr("Reading %1").arg(path));
    readTraceFile(this, path, [this, path](const Result<Trace> &trace) {
        if (!trace)
            say(trace.error);
        if (trace) {
            cancelTrace();
            m_traceId = 0;
            setRunState(RunState::Idle);
            showPage(0);
            m_inspect->setRequest(requestOf(*trace));
            m_inspect->clear();
            m_inspect->showTrace(*trace);
            say(tr("Opened %1. %2").arg(path, endingText(*trace)));
        }
        Q_EMIT traceFileOpened(bool(trace));
    });
}

void MainWindow::saveTraceFile(const QString &path, bool withSecrets)
{
    writeTraceFile(this, path, m_inspect->trace(), withSecrets, [this, path, withSecrets](const QString &error) {
        const QString done = withSecrets ? tr("Saved %1 with passwords and cookies.")
                                         : tr("Saved %1; passwords and cookies are replaced by marks.");
        say(error.isEmpty() ? done.arg(path) : error);
        Q_EMIT traceFileSaved(error.isEmpty());
    });
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
