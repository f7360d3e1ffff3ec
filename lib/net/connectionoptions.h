// SPDX-License-Identifier: MIT
#pragma once

#include "net/readyrequest.h"
#include "net/relay/relayjob.h"

namespace hopscope
{

/// Proxy and host overrides of a trace; the TLS part is left out because loading certificates takes time.
ConnectionOptions connectionOptions(const TraceRequest &request);
/// CA certificates, client certificate and key of a trace.
QSslConfiguration tlsConfiguration(const ReadyRequest &ready);

} // namespace hopscope
