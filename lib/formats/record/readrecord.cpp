// SPDX-License-Identifier: MIT
#include "formats/record/readrecord.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

void RecordNotes::add(const QString &note)
{
    if (isKept())
        m_kept.append(note);
    else
        ++m_more;
}

QStringList RecordNotes::list() const
{
    QStringList notes = m_kept;
    if (m_more == 1)
        notes.append(u"1 more entry was left out or has such a fault"_s);
    else if (m_more > 1)
        notes.append(u"%1 more entries were left out or have such faults"_s.arg(m_more));
    return notes;
}

Result<ReadRecord> wholeRecord(const Result<QList<Trace>> &traces)
{
    return traces ? Result<ReadRecord>(ReadRecord{.traces = *traces, .notes = {}, .cutOff = {}})
                  : Result<ReadRecord>::failure(traces.error);
}

} // namespace hopscope
