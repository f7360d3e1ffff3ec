// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>
#include <QStringList>

namespace hopscope
{

/// A place in a table of chains side by side.
struct SideCell {
    int hop = -1;         ///< of this chain, from 0; -1: the chain has none here
    bool differs = false; ///< from the first chain, which never differs
    bool first = false;   ///< the first difference of this chain
    /// What this client does and the first one does not: "sends POST instead of GET; sends Authorization to
    /// http://a.example, Browser does not". The client is the subject. Empty when equal.
    QString why;

    bool operator==(const SideCell &) const = default;
};

struct SideBySide {
    QList<QList<SideCell>> rows; ///< one cell a trace
    /// "Request 2: curl -L -X sends POST instead of GET", one line for each trace but the first; the number is the
    /// row's.
    QStringList firstDifferences;
};

/// Chains in rows that are aligned with the first one. Method, URL, body, status, what the client made of the response,
/// and fields (fieldDifferences()) count; what a client always sends of its own and time do not. `names` has the
/// clients as they are called in the texts, one a trace. Secrets are not in the texts, but what is in a URL is.
SideBySide sideBySide(const QList<Trace> &traces, const QStringList &names);

} // namespace hopscope
