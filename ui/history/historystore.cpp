// SPDX-License-Identifier: MIT
#include "ui/history/historystore.h"

#include "net/requestfile.h"
#include "ui/secrets/secretstore.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace hopscope
{

namespace
{

/// How long a deleted trace can be brought back by hand from the folder "deleted".
constexpr int kKeepDeletedDays = 7;
constexpr qsizetype kPercent = 100;

QString secretKey(const QString &id)
{
    return QStringLiteral("history/") + id;
}

} // namespace

HistoryStore::HistoryStore(const QString &folder, const std::shared_ptr<SecretStore> &secrets, QObject *parent)
    : QObject(parent), m_secrets(secrets), m_files(folder), m_worker(QStringLiteral("history"))
{
    m_worker.post([this] {
        report(m_files.whyNothingIsKept());
        const QStringList erased = m_files.eraseDeleted(QDateTime::currentDateTime().addDays(-kKeepDeletedDays));
        answer([this, erased] { forgetSecrets(erased); });
        m_files.load([this](const QList<HistoryEntry> &piece) { answer([this, piece] { insert(piece); }); });
        answer([this] {
            m_loaded = true;
            prune();
            Q_EMIT loaded();
        });
    });
}

void HistoryStore::answer(const std::function<void()> &job)
{
    QMetaObject::invokeMethod(this, job, Qt::QueuedConnection);
}

void HistoryStore::report(const QString &error)
{
    if (!error.isEmpty())
        answer([this, error] { Q_EMIT failed(error); });
}

const HistoryEntry *HistoryStore::find(const QString &id) const
{
    const auto found = m_entries.constFind(id);
    return found == m_entries.constEnd() ? nullptr : &*found;
}

void HistoryStore::insert(const QList<HistoryEntry> &entries)
{
    QStringList fresh;
    for (const HistoryEntry &entry : entries) {
        if (!m_entries.contains(entry.id))
            fresh.append(entry.id);
        m_entries.insert(entry.id, entry);
    }
    if (fresh.isEmpty())
        return;
    const auto newer = [this](const QString &a, const QString &b) {
        const HistoryEntry &first = *m_entries.constFind(a);
        const HistoryEntry &second = *m_entries.constFind(b);
        return first.started == second.started ? a > b : first.started > second.started;
    };
    QStringList merged;
    merged.reserve(m_ids.size() + fresh.size());
    std::merge(m_ids.cbegin(), m_ids.cend(), fresh.cbegin(), fresh.cend(), std::back_inserter(merged), newer);
    m_ids = merged;
    Q_EMIT reset();
}

void HistoryStore::take(const QStringList &ids)
{
    for (const QString &id : ids)
        m_entries.remove(id);
    m_ids.removeIf([this](const QString &id) { return !m_entries.contains(id); });
    Q_EMIT reset();
}

void HistoryStore::setServerPorts(const QList<quint16> &ports)
{
    m_ports = ports;
    Q_EMIT reset();
}

void HistoryStore::setLimit(int count)
{
    m_limit = count;
    if (m_loaded)
        prune();
}

void HistoryStore::prune()
{
    if (m_limit < 0 || m_ids.size() <= m_limit)
        return;
    QStringList gone;
    for (qsizetype i = m_limit; i < m_ids.size(); ++i) {
        const HistoryEntry &entry = *m_entries.constFind(m_ids[i]);
        if (!entry.pinned && entry.notes.isEmpty() && entry.broken.isEmpty())
            gone.append(entry.id);
    }
    if (gone.isEmpty())
        return;
    QStringList withSecrets;
    for (const QString &id : std::as_const(gone)) {
        if (m_entries.constFind(id)->hasPlaceholders)
            withSecrets.append(id);
    }
    take(gone);
    m_worker.post([this, gone] { m_files.erase(gone); });
    forgetSecrets(withSecrets);
}

void HistoryStore::forgetSecrets(const QStringList &ids)
{
    for (const QString &id : ids) {
        if (m_secrets)
            m_secrets->remove(secretKey(id));
    }
}

void HistoryStore::add(const Trace &trace, const std::optional<StoredRequest> &request, bool withSecrets,
                       const RedactionOptions &redaction)
{
    m_worker.post([this, trace, request, withSecrets, redaction] {
        const AddedTrace kept = m_files.add(trace, request, withSecrets, redaction);
        if (!kept.entry.broken.isEmpty()) {
            report(kept.entry.broken);
            return;
        }
        answer([this, entry = kept.entry, taken = kept.taken] {
            // What the key store does not take stays a placeholder, which is asked for when the request is sent again.
            if (m_secrets && entry.hasPlaceholders)
                m_secrets->write(secretKey(entry.id), writeRequest(taken), this, [](const QString &) {});
            if (m_entries.contains(entry.id))
                return;
            m_entries.insert(entry.id, entry);
            const auto older = std::find_if(m_ids.cbegin(), m_ids.cend(), [&](const QString &id) {
                return m_entries.constFind(id)->started <= entry.started;
            });
            m_ids.insert(older - m_ids.cbegin(), entry.id);
            Q_EMIT added(entry.id);
            if (m_loaded)
                prune();
        });
    });
}

CancelFlag HistoryStore::read(const QStringList &ids, QObject *receiver,
                              const std::function<void(const QList<Result<Trace>> &)> &done,
                              const std::function<void(int)> &progress)
{
    const QPointer<QObject> waiting(receiver);
    const auto canceled = std::make_shared<std::atomic_bool>(false);
    const auto reply = [this, waiting, canceled](const std::function<void()> &call) {
        answer([waiting, canceled, call] {
            if (waiting && !*canceled)
                call();
        });
    };
    m_worker.post([this, ids, canceled, reply, done, progress] {
        QList<Result<Trace>> traces;
        qsizetype percent = 0;
        for (qsizetype i = 0; i < ids.size() && !*canceled; ++i) {
            traces.append(m_files.trace(ids[i]));
            const qsizetype now = (i + 1) * kPercent / ids.size();
            if (progress && std::exchange(percent, now) != now)
                reply([progress, now] { progress(int(now)); });
        }
        reply([done, traces] { done(traces); });
    });
    return canceled;
}

CancelFlag HistoryStore::readChain(const QString &id, QObject *receiver,
                                   const std::function<void(const Result<ChainPicture> &)> &done)
{
    const QPointer<QObject> waiting(receiver);
    const auto canceled = std::make_shared<std::atomic_bool>(false);
    m_worker.post([this, id, waiting, canceled, done] {
        if (*canceled)
            return;
        const Result<Trace> trace = m_files.trace(id);
        const Result<ChainPicture> chain =
            trace ? Result<ChainPicture>(chainPicture(*trace)) : Result<ChainPicture>::failure(trace.error);
        answer([waiting, canceled, done, chain] {
            if (waiting && !*canceled)
                done(chain);
        });
    });
    return canceled;
}

void HistoryStore::readRun(const QString &id, QObject *receiver,
                           const std::function<void(const Result<StoredRun> &)> &done)
{
    const QPointer<QObject> waiting(receiver);
    m_worker.post([this, id, waiting, done] {
        const Result<Trace> trace = m_files.trace(id);
        Result<StoredRun> run = Result<StoredRun>::failure(trace.error);
        if (trace)
            run = StoredRun{.trace = *trace, .request = m_files.request(id).value};
        answer([this, id, waiting, done, run] {
            if (!waiting)
                return;
            if (!m_secrets || !run || !run->request || !run->request->hasPlaceholders) {
                done(run);
                return;
            }
            m_secrets->read(secretKey(id), waiting, [run, done](const SecretStore::Value &value) {
                StoredRun whole = *run;
                const Result<TraceRequest> taken =
                    value ? readRequest(*value) : Result<TraceRequest>::failure(value.error);
                if (taken)
                    whole.request->request = putBack(whole.request->request, *taken);
                done(whole);
            });
        });
    });
}

void HistoryStore::update(const HistoryEntry &entry)
{
    m_entries.insert(entry.id, entry);
    Q_EMIT changed(entry.id);
    m_worker.post([this, entry] { report(m_files.writeNotes(entry)); });
}

void HistoryStore::setNotes(const QString &id, const QString &notes)
{
    const HistoryEntry *found = find(id);
    if (!found || found->notes == notes)
        return;
    HistoryEntry entry = *found;
    entry.notes = notes;
    makeSearchable(entry);
    update(entry);
}

void HistoryStore::setPinned(const QStringList &ids, bool pinned)
{
    for (const QString &id : ids) {
        const HistoryEntry *found = find(id);
        if (!found || found->pinned == pinned)
            continue;
        HistoryEntry entry = *found;
        entry.pinned = pinned;
        update(entry);
    }
}

int HistoryStore::remove(const QStringList &ids)
{
    QList<HistoryEntry> entries;
    QStringList gone;
    for (const QString &id : ids) {
        const HistoryEntry *found = find(id);
        if (!found || !found->broken.isEmpty())
            continue;
        entries.append(*found);
        gone.append(id);
    }
    if (gone.isEmpty())
        return 0;
    std::sort(entries.begin(), entries.end(), [](const HistoryEntry &a, const HistoryEntry &b) {
        return a.started == b.started ? a.id > b.id : a.started > b.started;
    });
    m_removed.append(entries);
    take(gone);
    m_worker.post([this, gone] { report(m_files.remove(gone)); });
    return int(gone.size());
}

bool HistoryStore::undoRemove()
{
    if (m_removed.isEmpty())
        return false;
    const QList<HistoryEntry> entries = m_removed.takeLast();
    QStringList ids;
    for (const HistoryEntry &entry : entries)
        ids.append(entry.id);
    m_worker.post([this, ids] { report(m_files.restore(ids)); });
    insert(entries);
    return true;
}

} // namespace hopscope
