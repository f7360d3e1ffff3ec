// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

namespace hopscope
{

/// HAR 1.2: one page, one entry a hop, redirects with their bodies and an absolute redirectURL. Times are milliseconds
/// and sum to `time`; a phase that did not happen is -1, and `connect` includes `ssl` as HAR wants it. What HAR has no
/// field for is under `_hopscope`, in the words of the trace file: there a member is left out when HAR's own field
/// holds exactly the same.
QByteArray writeHar(const Trace &trace);

} // namespace hopscope
