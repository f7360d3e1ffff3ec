// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

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
    Result<QList<Trace>> (*read)(const QByteArray &bytes);
};

/// In the order in which they are asked whether a file is theirs.
std::span<const Reader> readers();

/// Reads traces with the first reader that knows `bytes`; at least one trace. UTF-16 with a byte order mark is read as
/// well. The error says what the bytes are and what can be read, or names the place in the file.
Result<QList<Trace>> readTraces(const QByteArray &bytes);

} // namespace hopscope
