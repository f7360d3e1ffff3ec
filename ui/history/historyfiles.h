// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "http/result.h"
#include "ui/history/historyentry.h"
#include "ui/history/storedrequest.h"

#include <functional>

namespace hopscope
{

/// What became of a trace that was to be kept.
struct AddedTrace {
    HistoryEntry entry; ///< with `broken` set it was not written
    TraceRequest taken; ///< the secrets of its request that were not written, see takenOut()
};

/// Where traces are kept: one trace file a trace, its request beside it in ID.request.json, notes and pin in
/// ID.note.json, deleted ones in "deleted" until they are too old to be wanted back, and an index that only saves time.
/// Everything here blocks: call it on another thread than the window's.
class HistoryFiles
{
public:
    explicit HistoryFiles(const QString &folder) : m_folder(folder) {}

    QString folder() const { return m_folder; }
    QString traceFile(const QString &id) const;

    /// Empty, or why nothing can be kept in the folder: no permission, no room.
    QString whyNothingIsKept() const;
    /// Reads the folder, newest first. Files that the index does not know are read and handed over in pieces; one that
    /// is no trace file is an entry that says why.
    void load(const std::function<void(const QList<HistoryEntry> &)> &piece);
    Result<Trace> trace(const QString &id) const;
    /// The request of a trace. The error says why there is none.
    Result<StoredRequest> request(const QString &id) const;
    /// Writes the trace, and its request if it is known, and adds them to the index.
    AddedTrace add(const Trace &trace, const std::optional<StoredRequest> &request, bool withSecrets,
                   const RedactionOptions &redaction);
    /// Empty, or why the notes were not written.
    QString writeNotes(const HistoryEntry &entry);
    /// Moves files to "deleted" and back. Empty, or the first reason why one was not moved.
    QString remove(const QStringList &ids);
    QString restore(const QStringList &ids);
    /// For good. A file that is no trace is never erased.
    void erase(const QStringList &ids);
    /// Erases what was deleted before `time`; the ids of the requests among it whose secrets may be kept.
    QStringList eraseDeleted(const QDateTime &time);

private:
    HistoryEntry read(const QString &id) const;
    void readNotes(HistoryEntry &entry) const;
    QHash<QString, HistoryEntry> readIndex() const;
    void writeIndex(const QList<HistoryEntry> &entries) const;
    void appendToIndex(const HistoryEntry &entry) const;
    QString move(const QStringList &ids, const QString &from, const QString &to) const;
    QString file(const QString &name) const { return m_folder + u'/' + name; }

    QString m_folder;
};

/// AppDataLocation/history.
QString historyFolder();

} // namespace hopscope
