// SPDX-License-Identifier: MIT
#pragma once

#include "formats/audit/auditlist.h"

namespace hopscope
{

/// A row whose target is the source of another row, by their places in the list of rows.
struct MapChain {
    qsizetype row = -1;
    qsizetype next = -1; ///< the row that begins where `row` ends
    qsizetype last = -1; ///< the row that the chain ends with; -1: it goes in a circle
};

/// The chains within a redirect map, in the order of the rows. Linear.
QList<MapChain> chainsWithin(const QList<AuditRow> &rows);
/// "line 3 leads to http://a/b, which line 7 sends on to http://a/c: make http://a/c the target of line 3".
QString chainSentence(const MapChain &chain, const QList<AuditRow> &rows);

} // namespace hopscope
