// SPDX-License-Identifier: MIT
#pragma once

#include "formats/formats.h"

namespace hopscope
{

/// RFC 4180 in UTF-8: a line of names, then a row a hop; times in milliseconds. Control bytes and direction marks are
/// written as \x1b, and a cell that a spreadsheet would take for a formula (=, +, -, @, tab or CR first) gets an
/// apostrophe before it.
QByteArray writeCsv(const Trace &trace);
/// A cell as those of writeCsv() are.
QString csvCell(const QString &text);
/// The rows of all traces under one line of names; of several, with the number of the trace, from 1, in the first
/// column.
QByteArray writeCsvOfAll(const QList<Trace> &traces);
/// The rows one after the other; a single trace has no column with its number.
bool streamCsv(const QList<Trace> &traces, const ByteSink &sink);

} // namespace hopscope
