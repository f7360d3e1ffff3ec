// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "trace/trace.h"

namespace hopscope
{

/// True for text with a request line as `curl -v` writes it: "> GET / HTTP/1.1".
bool looksLikeCurlVerbose(const QByteArray &text);

/// What `curl -v` wrote to standard error, with or without -L, --trace-time, and the body in between: heads, addresses,
/// reuse and TLS as far as the text says. Requests of several URLs become several traces.
Result<QList<Trace>> readCurlVerbose(const QByteArray &text);

} // namespace hopscope
