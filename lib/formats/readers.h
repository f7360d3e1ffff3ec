// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QList>
#include <QStringList>

#include <span>

namespace hopscope
{

/// A kind of file that traces are read from. One row of readers(): Open, convert and the tests all iterate that table.
struct Reader {
    QLatin1StringView id;
    const char *title;            ///< QT_TRANSLATE_NOOP("formats", ...)
    QLatin1StringView extensions; ///< "har json", separated by spaces
    bool (*sniff)(const QByteArray &bytes);
    Result<ReadRecord> (*read)(const QByteArray &bytes);
    /// Made for people: terminals and logs may have put something around it, see plainRecord(). What is longer than
    /// kMaxRecordedText does not come to `read`.
    bool isText = false;
};

/// In the order in which they are asked whether a file is theirs.
std::span<const Reader> readers();

/// Reads a file with the first reader that knows `bytes`; at least one trace. UTF-16 with a byte order mark is read as
/// well. The error says what the bytes are and what can be read, or names the place in the file.
Result<ReadRecord> readRecord(const QByteArray &bytes);
/// The traces alone, of a file that is not cut off.
Result<QList<Trace>> readTraces(const QByteArray &bytes);

} // namespace hopscope
