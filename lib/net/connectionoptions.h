// SPDX-License-Identifier: MIT
#pragma once

#include "net/relayjob.h"

#include <QSslKey>

namespace hopscope
{

/// Proxy and host overrides of a trace; the TLS part is left out because loading certificates takes time.
ConnectionOptions connectionOptions(const TraceRequest &request);
/// CA certificates, client certificate and key of a trace.
QSslConfiguration tlsConfiguration(const TraceRequest &request);
/// The first RSA or elliptic-curve key in a PEM file; null if there is none or it has a passphrase.
QSslKey readKey(const QString &path);

} // namespace hopscope
