// SPDX-License-Identifier: MIT
#pragma once

#include "text/jsonreader.h"
#include "trace/trace.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace hopscope
{

/// What the history shows of a stored trace without reading it again.
struct HistoryEntry {
    QString id; ///< name of the file without ".json"
    QDateTime started;
    QString client;
    QString method;
    QString url;
    QString finalUrl; ///< of the last request
    int hops = 0;
    int status = 0;     ///< of the last response; 0: none
    QString statusText; ///< "200 OK"
    OutcomeKind outcome = OutcomeKind::Final;
    qint64 microseconds = 0;      ///< from the first byte sent to the last one received
    qint64 bytes = 0;             ///< size of the file
    qint64 changed = 0;           ///< when the file was last written, milliseconds since 1970
    QString broken;               ///< empty, or why the file cannot be read
    bool hasPlaceholders = false; ///< as in StoredRequest
    QList<quint16> serverPorts;   ///< likewise; of the demo also where nothing was stored
    QString notes;
    bool pinned = false;
    QString haystack; ///< all that is searched, case folded

    bool operator==(const HistoryEntry &) const = default;
};

/// All of a trace but its file and its notes.
HistoryEntry historyEntryOf(const QString &id, const Trace &trace);
/// Fills `haystack` anew.
void makeSearchable(HistoryEntry &entry);
/// True if every word of `words` (case folded) is in the haystack.
bool matches(const HistoryEntry &entry, const QStringList &words);
/// Case folded words of what a user typed.
QStringList searchWords(const QString &typed);

/// A line of the index: everything but notes and pin, which have a file of their own.
QJsonObject historyEntryToJson(const HistoryEntry &entry);
HistoryEntry historyEntryFromJson(const JsonValue &value);

} // namespace hopscope
