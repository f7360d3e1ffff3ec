// SPDX-License-Identifier: MIT
#pragma once

#include "formats/record/readrecord.h"

namespace hopscope
{

/// True for text with a request line or a note as `curl -v` or `curl --trace` write them: "> GET / HTTP/1.1".
bool looksLikeCurlVerbose(const QByteArray &text);

/// What `curl -v`, `-vv`, `--trace` or `--trace-ascii` wrote, with or without -L, --trace-time, --trace-ids, and the
/// body in between: heads, addresses, reuse and TLS as far as the text says; bodies from --trace. Requests of several
/// URLs become several traces.
Result<ReadRecord> readCurlVerbose(const QByteArray &text);

} // namespace hopscope
