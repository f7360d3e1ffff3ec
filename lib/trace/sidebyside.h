// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>
#include <QString>

namespace hopscope
{

/// A place in a table of chains side by side.
struct SideCell {
    int hop = -1;         ///< of this chain, from 0; -1: the chain has none here
    bool differs = false; ///< from the first chain, which never differs
    bool first = false;   ///< the first difference of this chain
    QString why;          ///< "method GET instead of POST", "no request here", ...; empty when equal

    bool operator==(const SideCell &) const = default;
};

/// Rows of hops, one cell a trace, aligned with the first trace. Method, URL, body, status and what the client made of
/// the response count; what a client always sends of its own (User-Agent, ...) and time do not.
QList<QList<SideCell>> sideBySide(const QList<Trace> &traces);

} // namespace hopscope
