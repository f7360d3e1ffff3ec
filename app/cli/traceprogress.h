// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/statusline.h"
#include "net/tracer.h"

namespace hopscope::cli
{

/// What the request under way does, on one line of a terminal, while `tracer` runs; it outlives this.
class TraceProgress
{
public:
    TraceProgress(const Tracer &tracer, bool isQuiet);
    ~TraceProgress();
    Q_DISABLE_COPY_MOVE(TraceProgress)

private:
    StatusLine m_line;
    int m_number = 0; ///< of the request, from 1
    QMetaObject::Connection m_connection;
};

} // namespace hopscope::cli
