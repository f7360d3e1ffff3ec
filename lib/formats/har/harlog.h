// SPDX-License-Identifier: MIT
#pragma once

#include "formats/har/harentry.h"
#include "formats/record/readrecord.h"

namespace hopscope
{

/// The entries that other programs wrote, as they are read, before they become chains.
class ForeignEntries
{
public:
    /// Reads the next value as an entry. One that is bad is left out with a note, which counts the entries from 1.
    /// `own` gets an entry of Hopscope instead, and may be null.
    void read(JsonCursor &in, QList<HarEntry> *own);
    /// The exchanges as Hopscope has them, once all are read. Relative URLs are made absolute where the others tell
    /// how.
    QList<Recorded> take();
    RecordNotes &notes() { return m_notes; }
    qsizetype count() const { return m_count; }

private:
    QList<Recorded> m_entries;
    QList<qsizetype> m_numbers; ///< of each entry in the file, from 1
    qsizetype m_count = 0;
    RecordNotes m_notes;
};

} // namespace hopscope
