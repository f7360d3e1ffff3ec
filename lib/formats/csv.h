// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

namespace hopscope
{

/// RFC 4180 in UTF-8: a line of names, then a row a hop; times in milliseconds. Control bytes and direction marks are
/// written as \x1b, and a cell that a spreadsheet would take for a formula (=, +, -, @, tab or CR first) gets an
/// apostrophe before it.
QByteArray writeCsv(const Trace &trace);
/// The rows of all traces under one line of names, with the number of the trace, from 1, in the first column.
QByteArray writeCsvOfAll(const QList<Trace> &traces);

} // namespace hopscope
