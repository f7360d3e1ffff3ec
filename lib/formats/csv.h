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

} // namespace hopscope
