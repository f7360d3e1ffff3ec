// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace hopscope
{

/// The trace as plain text for a terminal (UTF-8): a line a hop, and between the hops what became of the request. No
/// byte of a server reaches it as a control byte, state is told in words.
QByteArray writeTable(const Trace &trace);
/// The same of each, an empty line between two.
QByteArray writeTables(const QList<Trace> &traces);
/// The same for a terminal with colors (ECMA-48 SGR); they say nothing that the words do not.
QByteArray writeColoredTables(const QList<Trace> &traces);

/// Rows as lines of aligned columns, two spaces between them; the cells have to be terminalText() already.
QStringList alignedColumns(const QList<QStringList> &rows, const QList<Qt::Alignment> &alignments = {});

/// One sentence for an outcome: its message, or what its kind means when it has none.
QString outcomeText(const Outcome &outcome);

} // namespace hopscope
