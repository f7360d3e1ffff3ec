// SPDX-License-Identifier: MIT
#include "formats/record/readrecord.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

void RecordNotes::add(const QString &note)
{
    add([&] { return note; });
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

Result<QList<Trace>> wholeTraces(const Result<ReadRecord> &read)
{
    if (!read || !read->cutOff.isEmpty())
        return Result<QList<Trace>>::failure(read ? read->cutOff : read.error);
    return read->traces;
}

} // namespace hopscope
