// SPDX-License-Identifier: MIT
#include "ui/history/historyfiles.h"

#include "net/requestfile.h"
#include "text/wholefile.h"
#include "trace/tracejson.h"
#include "ui/look/uitext.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSet>
#include <QStandardPaths>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QLatin1StringView kTraceEnd = ".json"_L1;
constexpr QLatin1StringView kNotesEnd = ".note.json"_L1;
constexpr QLatin1StringView kRequestEnd = ".request.json"_L1;
/// All that belongs to a trace.
constexpr QLatin1StringView kEnds[] = {kTraceEnd, kNotesEnd, kRequestEnd};
constexpr QLatin1StringView kIndex = "index.jsonl"_L1;
constexpr QLatin1StringView kDeleted = "deleted"_L1;
constexpr qint64 kMaxHistoryFileBytes = 64 * 1024 * 1024;
constexpr qint64 kMaxNotesBytes = 1024 * 1024;
constexpr int kPieceMs = 250;
constexpr qsizetype kPieceEntries = 500; ///< so that taking them over is not felt

QString newId(const QDateTime &started)
{
    const QString time = started.toUTC().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    return u"%1-%2"_s.arg(time).arg(QRandomGenerator::global()->bounded(0x10000), 4, 16, QLatin1Char('0'));
}

void setFile(HistoryEntry &entry, const QFileInfo &file)
{
    entry.bytes = file.size();
    entry.changed = file.lastModified().toMSecsSinceEpoch();
}

void setRequest(HistoryEntry &entry, const StoredRequest &stored)
{
    entry.hasPlaceholders = stored.hasPlaceholders;
    entry.serverPorts = stored.serverPorts;
}

bool isNewer(const HistoryEntry &a, const HistoryEntry &b)
{
    return a.started == b.started ? a.id > b.id : a.started > b.started;
}

/// Written when the history is opened, to see whether there is room and permission.
constexpr QLatin1StringView kProbe("probe");
constexpr qsizetype kProbeBytes = 4096;

QString writeWhole(const QString &path, const QByteArray &bytes)
{
    WholeFile file(path, FileAccess::OwnerOnly);
    if (file.open() && file.write(bytes))
        return {};
    return UiText::tr("%1 cannot be written: %2").arg(path, file.errorString());
}

struct StoredNotes {
    QString text;
    bool pinned = false;
};

StoredNotes notesFromJson(const JsonValue &value)
{
    JsonObjectReader in(value);
    const StoredNotes notes{in.text("notes"_L1), in.boolean("pinned"_L1)};
    in.finish();
    return notes;
}

Result<StoredRequest> requestIn(const QString &path)
{
    QFile source(path);
    if (!source.open(QIODevice::ReadOnly))
        return Result<StoredRequest>::failure(UiText::tr("The request cannot be read: %1").arg(source.errorString()));
    return readStoredRequest(source.read(kMaxRequestFileBytes));
}

} // namespace

QString historyFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/history"_s;
}

QString HistoryFiles::traceFile(const QString &id) const
{
    return file(id + kTraceEnd);
}

QString HistoryFiles::whyNothingIsKept() const
{
    if (!QDir().mkpath(m_folder))
        return UiText::tr("Traces are not kept: the folder %1 cannot be created. Check its permissions.").arg(m_folder);
    // Also for the files of a version that left them readable.
    QFile::setPermissions(m_folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    const QString probe = file(kProbe);
    const QString error = writeWhole(probe, QByteArray(kProbeBytes, '\n'));
    QFile::remove(probe);
    return error.isEmpty()
               ? QString()
               : UiText::tr("Traces are not kept: %1. Free some space or check the permissions.").arg(error);
}

Result<Trace> HistoryFiles::trace(const QString &id) const
{
    QFile source(traceFile(id));
    if (source.size() > kMaxHistoryFileBytes)
        return Result<Trace>::failure(UiText::tr("The file is too large for a trace file."));
    if (!source.open(QIODevice::ReadOnly))
        return Result<Trace>::failure(UiText::tr("The file cannot be read: %1").arg(source.errorString()));
    const Result<Trace> trace = readTrace(source.readAll());
    return trace ? trace : Result<Trace>::failure(UiText::tr("This is not a trace file: %1").arg(trace.error));
}

HistoryEntry HistoryFiles::read(const QString &id) const
{
    const QFileInfo info(traceFile(id));
    const Result<Trace> stored = trace(id);
    HistoryEntry entry = stored ? historyEntryOf(id, *stored) : HistoryEntry{.id = id, .broken = stored.error};
    if (!entry.started.isValid())
        entry.started = info.lastModified();
    setFile(entry, info);
    if (const Result<StoredRequest> sent = request(id))
        setRequest(entry, *sent);
    return entry;
}

Result<StoredRequest> HistoryFiles::request(const QString &id) const
{
    return requestIn(file(id + kRequestEnd));
}

void HistoryFiles::readNotes(HistoryEntry &entry) const
{
    QFile source(file(entry.id + kNotesEnd));
    if (!source.open(QIODevice::ReadOnly))
        return;
    const Result<StoredNotes> notes = readJsonFile<StoredNotes>(source.read(kMaxNotesBytes), notesFromJson);
    if (notes) {
        entry.notes = notes->text;
        entry.pinned = notes->pinned;
        return;
    }
    // The next note that is written must not take the place of what may be mended by hand.
    const QString aside = source.fileName() + u".broken"_s;
    source.close();
    QFile::rename(source.fileName(), aside);
    entry.notes = UiText::tr("(The notes could not be read; they are kept in %1)").arg(QFileInfo(aside).fileName());
}

QHash<QString, HistoryEntry> HistoryFiles::readIndex() const
{
    QHash<QString, HistoryEntry> entries;
    QFile source(file(kIndex));
    if (!source.open(QIODevice::ReadOnly))
        return entries;
    while (!source.atEnd()) {
        // What is no line of the index is found again by reading the trace.
        const Result<HistoryEntry> entry = readJsonFile<HistoryEntry>(source.readLine(), historyEntryFromJson);
        if (entry)
            entries.insert(entry->id, *entry);
    }
    return entries;
}

void HistoryFiles::writeIndex(const QList<HistoryEntry> &entries) const
{
    QByteArray lines;
    for (const HistoryEntry &entry : entries)
        lines += QJsonDocument(historyEntryToJson(entry)).toJson(QJsonDocument::Compact) + '\n';
    writeWhole(file(kIndex), lines);
}

void HistoryFiles::appendToIndex(const HistoryEntry &entry) const
{
    QFile index(file(kIndex));
    if (index.open(QIODevice::Append, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        index.write(QJsonDocument(historyEntryToJson(entry)).toJson(QJsonDocument::Compact) + '\n');
}

void HistoryFiles::load(const std::function<void(const QList<HistoryEntry> &)> &piece)
{
    const QHash<QString, HistoryEntry> known = readIndex();
    QList<HistoryEntry> all;
    QList<HistoryEntry> next;
    QList<QFileInfo> unknown;
    QSet<QString> withNotes;
    QDirIterator files(m_folder, {u"*.json"_s}, QDir::Files);
    while (files.hasNext()) {
        const QFileInfo info = files.nextFileInfo();
        const QString name = info.fileName();
        if (name.endsWith(kNotesEnd)) {
            withNotes.insert(name.chopped(kNotesEnd.size()));
            continue;
        }
        if (name.endsWith(kRequestEnd))
            continue;
        const auto found = known.constFind(name.chopped(kTraceEnd.size()));
        const bool current = found != known.constEnd() && found->bytes == info.size() &&
                             found->changed == info.lastModified().toMSecsSinceEpoch();
        if (current)
            next.append(*found);
        else
            unknown.append(info);
    }
    const auto handOver = [&] {
        for (HistoryEntry &entry : next) {
            if (withNotes.contains(entry.id))
                readNotes(entry);
            makeSearchable(entry);
        }
        std::sort(next.begin(), next.end(), isNewer);
        all += next;
        for (qsizetype i = 0; i < next.size(); i += kPieceEntries)
            piece(next.mid(i, kPieceEntries));
        next.clear();
    };
    QElapsedTimer time;
    time.start();
    for (const QFileInfo &info : std::as_const(unknown)) {
        next.append(read(info.fileName().chopped(kTraceEnd.size())));
        if (time.elapsed() > kPieceMs) {
            handOver();
            time.restart();
        }
    }
    handOver();
    if (!unknown.isEmpty() || known.size() != all.size())
        writeIndex(all);
}

AddedTrace HistoryFiles::add(const Trace &trace, const std::optional<StoredRequest> &request, bool withSecrets,
                             const RedactionOptions &redaction)
{
    const Trace stored = withSecrets ? trace : redacted(trace, redaction).trace;
    // Where a record does not say when it began, the list has the time at which it came; the trace stays as it is.
    const QDateTime when = stored.started.isValid() ? stored.started : QDateTime::currentDateTimeUtc();
    const QString id = newId(when);
    AddedTrace added{.entry = historyEntryOf(id, stored), .taken = {}};
    HistoryEntry &entry = added.entry;
    entry.started = when;
    QDir().mkpath(m_folder);
    if (request) {
        StoredRequest shown = *request;
        if (!withSecrets) {
            shown.request = withoutSecrets(request->request, redaction);
            added.taken = takenOut(request->request, shown.request);
            shown.hasPlaceholders = added.taken != TraceRequest();
        }
        setRequest(entry, shown);
        entry.broken = writeWhole(file(id + kRequestEnd), writeStoredRequest(shown));
    }
    if (entry.broken.isEmpty())
        entry.broken = writeWhole(traceFile(id), writeTrace(stored));
    makeSearchable(entry);
    if (!entry.broken.isEmpty()) {
        QFile::remove(file(id + kRequestEnd));
        return added;
    }
    setFile(entry, QFileInfo(traceFile(id)));
    appendToIndex(entry);
    return added;
}

QString HistoryFiles::writeNotes(const HistoryEntry &entry)
{
    const QString path = file(entry.id + kNotesEnd);
    if (entry.notes.isEmpty() && !entry.pinned) {
        QFile::remove(path);
        return {};
    }
    const QJsonObject object{{u"notes"_s, entry.notes}, {u"pinned"_s, entry.pinned}};
    return writeWhole(path, QJsonDocument(object).toJson());
}

QString HistoryFiles::move(const QStringList &ids, const QString &from, const QString &to) const
{
    QString error;
    for (const QString &id : ids) {
        for (const QLatin1StringView end : kEnds) {
            QFile source(from + u'/' + id + end);
            if (source.exists() && !source.rename(to + u'/' + id + end) && error.isEmpty())
                error = UiText::tr("%1 cannot be moved: %2").arg(source.fileName(), source.errorString());
        }
    }
    return error;
}

QString HistoryFiles::remove(const QStringList &ids)
{
    QDir(m_folder).mkpath(QString(kDeleted));
    const QString error = move(ids, m_folder, file(kDeleted));
    // The time of a file says when it was deleted.
    for (const QString &id : ids) {
        for (const QLatin1StringView end : kEnds) {
            QFile moved(file(kDeleted) + u'/' + id + end);
            if (moved.exists() && moved.open(QIODevice::ReadWrite))
                moved.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
        }
    }
    return error;
}

QString HistoryFiles::restore(const QStringList &ids)
{
    return move(ids, file(kDeleted), m_folder);
}

void HistoryFiles::erase(const QStringList &ids)
{
    for (const QString &id : ids) {
        for (const QLatin1StringView end : kEnds)
            QFile::remove(file(id + end));
    }
}

QStringList HistoryFiles::eraseDeleted(const QDateTime &time)
{
    QStringList ids;
    QDirIterator files(file(kDeleted), {u"*.json"_s}, QDir::Files);
    while (files.hasNext()) {
        const QFileInfo info = files.nextFileInfo();
        if (info.lastModified() >= time)
            continue;
        const QString name = info.fileName();
        const bool isRequest = name.endsWith(kRequestEnd);
        const Result<StoredRequest> sent =
            isRequest ? requestIn(info.filePath()) : Result<StoredRequest>(StoredRequest());
        // A store of keys is not woken for what cannot be there.
        const bool mayHaveSecrets = isRequest && (!sent || sent->hasPlaceholders);
        if (QFile::remove(info.filePath()) && mayHaveSecrets)
            ids.append(name.chopped(kRequestEnd.size()));
    }
    return ids;
}

} // namespace hopscope
