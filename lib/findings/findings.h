// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QLatin1StringView>

#include <optional>
#include <span>

namespace hopscope
{

/// One place where a check found something.
struct Found {
    int hop = -1; ///< counts from 0, -1 is the whole trace
    QString detail;
    QString source;                   ///< empty: that of the row
    std::optional<Severity> severity; ///< none: that of the row
};

/// One thing to look for in a trace. One row of findingTable().
struct FindingRow {
    QLatin1StringView id;
    Severity severity = Severity::Note;
    const char *title; ///< QT_TRANSLATE_NOOP("findings", ...)
    QList<Found> (*check)(const Trace &trace);
    const char *source;
};

std::span<const FindingRow> findingTable();

/// What is worth a look in `trace`, by hop, then in the order of the table; findings of the whole trace come last.
/// Only hops, outcome and client are looked at, not the findings that the trace has already.
QList<Finding> findingsOf(const Trace &trace);

} // namespace hopscope
