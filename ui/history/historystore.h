// SPDX-License-Identifier: MIT
#pragma once

#include "paint/chainpicture.h"
#include "ui/files/tracefiles.h"
#include "ui/files/worker.h"
#include "ui/history/historyfiles.h"
#include "ui/history/runagain.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

namespace hopscope
{

class SecretStore;

/// The traces of now and earlier, as every window sees them. Files are read and written on a thread of its own, in the
/// order of the calls; the destructor waits until all is written.
class HistoryStore : public QObject
{
    Q_OBJECT

public:
    /// Without `secrets` what is secret in a request is not kept.
    explicit HistoryStore(const QString &folder, const std::shared_ptr<SecretStore> &secrets = {},
                          QObject *parent = nullptr);

    /// Newest first.
    const QStringList &ids() const { return m_ids; }
    /// A default entry for an unknown id.
    HistoryEntry entry(const QString &id) const { return m_entries.value(id); }
    const HistoryEntry *find(const QString &id) const;
    QString traceFile(const QString &id) const { return m_files.traceFile(id); }
    QString folder() const { return m_files.folder(); }
    bool isLoaded() const { return m_loaded; }
    /// Of the built-in server, once it runs.
    void setServerPorts(const QList<quint16> &ports);
    /// Whether the trace is one of the built-in server of an earlier start.
    bool isServerGone(const HistoryEntry &entry) const { return hopscope::isServerGone(entry.serverPorts, m_ports); }

    /// Only the newest `count` traces are kept; pinned ones, those with notes and broken ones are never removed.
    void setLimit(int count);
    /// Without `withSecrets` placeholders stand in the files, and what they replace in the request goes to the secrets.
    void add(const Trace &trace, const std::optional<StoredRequest> &request, bool withSecrets,
             const RedactionOptions &redaction = {});
    /// Reads stored traces; `done` and `progress`, which gets percents, are called on this thread, unless `receiver` is
    /// gone by then.
    CancelFlag read(const QStringList &ids, QObject *receiver,
                    const std::function<void(const QList<Result<Trace>> &)> &done,
                    const std::function<void(int)> &progress = {});
    /// Reads one and makes the picture of its chain.
    CancelFlag readChain(const QString &id, QObject *receiver,
                         const std::function<void(const Result<ChainPicture> &)> &done);
    /// Reads one with its request, in which the secrets are again where they were kept. `done` is called as above.
    void readRun(const QString &id, QObject *receiver, const std::function<void(const Result<StoredRun> &)> &done);
    void setNotes(const QString &id, const QString &notes);
    void setPinned(const QStringList &ids, bool pinned);
    /// Can be undone. Broken files are left where they are; returns how many traces went.
    int remove(const QStringList &ids);
    /// Brings back what the last remove() took; false if there is nothing.
    bool undoRemove();

Q_SIGNALS:
    void loaded();
    /// The list is another one.
    void reset();
    void added(const QString &id);
    void changed(const QString &id);
    /// One sentence: a file was not written or moved.
    void failed(const QString &reason);

private:
    /// Runs on this thread.
    void answer(const std::function<void()> &job);
    void report(const QString &error);
    void insert(const QList<HistoryEntry> &entries);
    void take(const QStringList &ids);
    void update(const HistoryEntry &entry);
    void prune();
    void forgetSecrets(const QStringList &ids);

    std::shared_ptr<SecretStore> m_secrets;
    HistoryFiles m_files; ///< its functions run on the other thread
    QStringList m_ids;
    QHash<QString, HistoryEntry> m_entries;
    QList<QList<HistoryEntry>> m_removed; ///< the last one is undone first
    QList<quint16> m_ports;
    int m_limit = -1;
    bool m_loaded = false;
    Worker m_worker;
};

} // namespace hopscope
