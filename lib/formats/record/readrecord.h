// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

#include <QList>
#include <QStringList>

#include <concepts>

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
    void add(const QString &note);
    /// Calls `make()` for the note if it is kept: the place of an error costs the way to it.
    template <std::invocable Make>
    void add(Make make)
    {
        if (isKept())
            m_kept.append(make());
        else
            ++m_more;
    }
    bool isEmpty() const { return m_kept.isEmpty(); }
    QString first() const { return m_kept.value(0); }
    QStringList list() const;

private:
    bool isKept() const { return m_kept.size() < kMostNotes; }

    QStringList m_kept;
    qsizetype m_more = 0;
};

/// The traces alone, of a file that is not cut off.
Result<QList<Trace>> wholeTraces(const Result<ReadRecord> &read);

} // namespace hopscope
