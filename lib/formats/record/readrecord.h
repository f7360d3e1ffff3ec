// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

#include <QList>
#include <QStringList>

namespace hopscope
{

/// What a file with traces holds.
struct ReadRecord {
    QList<Trace> traces;
    QStringList notes; ///< a sentence for each entry that was left out or is not as it was written; at most kMostNotes
    QString cutOff;    ///< why the rest of the file cannot be read; empty: all of it was. What was whole is in `traces`
};

/// More notes than this are counted only.
inline constexpr qsizetype kMostNotes = 20;

/// Notes of which the first are kept, and the others counted.
class RecordNotes
{
public:
    /// Whether the next note is kept, so that it is worth its words.
    bool isKept() const { return m_kept.size() < kMostNotes; }
    void add(const QString &note);
    bool isEmpty() const { return m_kept.isEmpty(); }
    QString first() const { return m_kept.value(0); }
    QStringList list() const;

private:
    QStringList m_kept;
    qsizetype m_more = 0;
};

/// The record of a reader that reads all or nothing.
Result<ReadRecord> wholeRecord(const Result<QList<Trace>> &traces);

} // namespace hopscope
