// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

namespace hopscope
{

/// What a table shows of the chain of a row, without its trace.
struct ShownChain {
    QList<int> statuses; ///< of the responses in their order; 0 where there was none
    QString end;         ///< URL of the last request; empty when nothing was sent
    int redirects = 0;

    bool operator==(const ShownChain &) const = default;
};

ShownChain shownChain(const Trace &trace);
/// "301 → 200"; a request without a response is "–".
QString statusesText(const ShownChain &chain);
/// The trace in a line of auditLine(). The error says what is wrong with it.
Result<Trace> auditTrace(const QByteArray &line);

} // namespace hopscope
