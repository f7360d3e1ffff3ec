// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QObject>

class QMimeData;
class QWidget;

namespace hopscope
{

class FileProgress;
class TraceList;
struct ReadFiles;
struct WindowParts;

/// Opens what the user has: files of traces, chosen or dropped, and URLs that are dropped.
class FileController : public QObject
{
    Q_OBJECT

public:
    /// `parts` outlives this; its window is the parent.
    explicit FileController(const WindowParts &parts);

    /// For the layout: the traces of one file, and how far reading and writing are.
    TraceList *list() const { return m_list; }
    FileProgress *progress() const { return m_progress; }

    void choose();
    void open(const QStringList &paths);
    /// A file that may be gone: then it leaves the list of recent files.
    void openRecent(const QString &path);
    /// Opens what was open when the program ended, and what the command line names: files, or a URL. Nothing of both at
    /// the first start: the demo.
    void openArguments(const QStringList &arguments);
    /// What a later start names: files, or a URL. Desktops give files as paths or as URLs, any number at once.
    void take(const QStringList &arguments);
    /// Files, or the URL of a request that is traced.
    static bool accepts(const QMimeData &data);
    void take(const QMimeData &data);

Q_SIGNALS:
    void opened(bool ok);

private:
    void fillRecent();
    void askAboutCut(const QString &name, ReadFiles read);
    void finish(const QString &name, const ReadFiles &read);
    void show(const QString &name, const QList<Trace> &traces, const QStringList &notes);

    const WindowParts &m_parts;
    TraceList *m_list;
    FileProgress *m_progress;
};

} // namespace hopscope
