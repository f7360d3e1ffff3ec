// SPDX-License-Identifier: MIT
#include "formats/redaction.h"
#include "paint/paintedformats.h"
#include "ui/inspectpage.h"
#include "ui/mainwindow.h"
#include "ui/tracefiles.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>

// Export and Copy as: every format of the table, with secrets or without.
namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString titleOf(const Format &format)
{
    return QCoreApplication::translate("formats", format.title);
}

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
        QAction *action = m_actions.exports->addAction(tr("%1…").arg(titleOf(*format)));
        connect(action, &QAction::triggered, this, [this, format] { chooseExport(*format); });
        if (!isText(*format))
            continue;
        QAction *copy = m_actions.copyAs->addAction(titleOf(*format));
        connect(copy, &QAction::triggered, this, [this, format] { copyAs(*format); });
    }
    for (QMenu *menu : {m_actions.exports, m_actions.copyAs}) {
        menu->addSeparator();
        menu->addAction(m_redact);
    }
}

void MainWindow::chooseExport(const Format &format)
{
    if (m_inspect->trace().hops.isEmpty()) {
        say(tr("There is no trace to export."));
        return;
    }
    const QString extension = QString(format.extension);
    const QString path = QFileDialog::getSaveFileName(this, tr("Export trace"), u"trace."_s + extension,
                                                      tr("%1 (*.%2);;All files (*)").arg(titleOf(format), extension));
    if (!path.isEmpty())
        exportTrace(path, format, !m_redact->isChecked());
}

void MainWindow::exportTrace(const QString &path, const Format &format, bool withSecrets)
{
    const Trace &trace = m_inspect->trace();
    writeTraceFile(this, path, format, trace, withSecrets, [this, path, withSecrets](const Written &written) {
        if (!written.error.isEmpty())
            say(written.error);
        else if (withSecrets)
            say(tr("Saved %1 with passwords and cookies.").arg(path));
        else if (written.removed.isEmpty())
            say(tr("Saved %1; no secrets found.").arg(path));
        else
            say(tr("Saved %1; replaced by marks: %2.").arg(path, written.removed));
        Q_EMIT traceFileSaved(written.error.isEmpty());
    });
}

void MainWindow::copyAs(const Format &format)
{
    const Trace &trace = m_inspect->trace();
    if (trace.hops.isEmpty()) {
        say(tr("There is no trace to copy."));
        return;
    }
    const bool redact = m_redact->isChecked();
    const Redaction shown = redact ? redacted(trace, RedactionOptions()) : Redaction{.trace = trace, .removed = {}};
    QGuiApplication::clipboard()->setText(QString::fromUtf8(format.write(shown.trace)));
    const QString removed = removedText(shown.removed);
    if (!redact)
        say(tr("Copied as %1 with passwords and cookies.").arg(titleOf(format)));
    else if (removed.isEmpty())
        say(tr("Copied as %1; no secrets found.").arg(titleOf(format)));
    else
        say(tr("Copied as %1; replaced by marks: %2.").arg(titleOf(format), removed));
}

} // namespace hopscope
