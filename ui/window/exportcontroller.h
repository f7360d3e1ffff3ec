// SPDX-License-Identifier: MIT
#pragma once

#include "ui/files/tracefiles.h"

#include <QHash>
#include <QObject>
#include <QTemporaryDir>

#include <functional>
#include <memory>

class QAction;
class QMimeData;
class QToolButton;
class QWidget;

namespace hopscope
{

class HistoryPage;
struct WindowParts;

/// Save, Export, Copy as and dragging out: each format of the table, with secrets or without.
class ExportController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit ExportController(const WindowParts &parts);

    /// File › Export on `page` calls `write`; pages that are not added export what the Inspect page shows. Pages
    /// without a button of their own get that in the status bar.
    void addPage(QWidget *page, const std::function<void(const Format &)> &write, bool hasButton = false);
    void connectHistory(HistoryPage *page);
    /// For the status bar.
    QToolButton *button() const { return m_button; }

    /// Asks for a file, or for a folder; empty: nothing is to be written.
    QString choosePath(const Format &format, bool toFolder);
    /// Into one file, or into a folder where the format holds one trace; saved() tells when.
    void writeTraces(const QString &path, const QList<Trace> &traces, const Format &format);
    /// Asks where to.
    void exportTraces(const QList<Trace> &traces, const Format &format);
    void exportHistory(const QStringList &ids, const Format &format, bool toFolder);
    /// The trace of the Inspect page; saved() tells when.
    void exportTrace(const QString &path, const Format &format, bool withSecrets);
    /// Traces of the history, into one file or into a folder.
    void exportStored(const QString &path, const QStringList &ids, const Format &format, bool toFolder);
    void saveTrace(const QString &path, bool withSecrets);
    void dragOut();

Q_SIGNALS:
    void saved(bool ok);
    /// Copy as has put its text on the clipboard.
    void copied();
    /// The chain is about to be dragged out of the window.
    void dragReady(const QMimeData *mime);

private:
    void fillMenus();
    void connectActions();
    void chooseSave(bool withSecrets);
    TraceExport exportOf(const QList<Trace> &traces, const Format &format, bool withSecrets) const;
    TraceExport exportOf(const QList<Trace> &traces, const Format &format) const;
    void write(const QString &path, const TraceExport &what, bool toFolder, int unreadable = 0);
    int begin(const QString &whenStopped);
    void copyAs(const Format &format);
    void startDrag(QMimeData *mime);

    const WindowParts &m_parts;
    QAction *m_redact;
    QToolButton *m_button;
    struct ExportingPage {
        std::function<void(const Format &)> write;
        bool hasButton = false;
    };
    QHash<const QWidget *, ExportingPage> m_pages;
    std::unique_ptr<QTemporaryDir> m_dragFolder; ///< of what is dragged out; created with the first drag
};

/// Whether so many traces in that format are files of their own.
bool needsFolder(qsizetype traces, const Format &format);

} // namespace hopscope
