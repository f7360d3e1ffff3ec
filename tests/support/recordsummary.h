// SPDX-License-Identifier: MIT
#pragma once

#include "formats/readers.h"

#include <QStringList>

namespace hopscope::test
{

/// "GET http://a.example/a 302 > GET http://a.example/b 200 | GET http://a.example/c 0": requests of each trace, traces
/// between bars; 0 is no response.
inline QString chainsOf(const QList<Trace> &traces)
{
    QStringList chains;
    for (const Trace &trace : traces) {
        QStringList hops;
        for (const Hop &hop : trace.hops) {
            hops.append(QString::fromUtf8(hop.request.method + ' ' + hop.request.url + ' ' +
                                          QByteArray::number(hop.response ? hop.response->status : 0)));
        }
        chains.append(hops.join(QStringLiteral(" > ")));
    }
    return chains.join(QStringLiteral(" | "));
}

/// What a file holds; empty, with a warning, if it cannot be read.
inline ReadRecord read(const QByteArray &text)
{
    const Result<ReadRecord> record = readRecord(text);
    if (!record)
        qWarning("%s", qPrintable(record.error));
    return record.value.value_or(ReadRecord());
}

/// chainsOf() of a file, or why it cannot be read.
inline QString chains(const QByteArray &text)
{
    const Result<ReadRecord> record = readRecord(text);
    return record ? chainsOf(record->traces) : record.error;
}

/// All that is said of a file and its requests.
inline QString notesOf(const ReadRecord &record)
{
    QStringList notes = record.notes;
    for (const Trace &trace : record.traces) {
        for (const Hop &hop : trace.hops)
            notes += hop.notes;
    }
    return notes.join(QLatin1Char(' '));
}

} // namespace hopscope::test
