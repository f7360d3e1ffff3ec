// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for what chrome://net-export and --log-net-log write: an object with constants and events.
bool looksLikeNetLog(const QByteArray &text);

/// The URL requests in a NetLog of Chromium. A browser that crashed leaves a file that is cut off: what was whole is
/// read, and `cutOff` says where it ends.
Result<ReadRecord> readNetLog(const QByteArray &text);

} // namespace hopscope
