// SPDX-License-Identifier: MIT
#pragma once

#include "net/relayjob.h"

#include <QSslCertificate>
#include <QSslKey>

namespace hopscope
{

/// The most that is read of a file with certificates or a key.
inline constexpr qint64 kMaxPemBytes = 16 * 1024 * 1024;

/// Proxy and host overrides of a trace; the TLS part is left out because loading certificates takes time.
ConnectionOptions connectionOptions(const TraceRequest &request);
/// CA certificates, client certificate and key of a trace.
QSslConfiguration tlsConfiguration(const TraceRequest &request);
/// The first RSA or elliptic-curve key in a PEM file; null if there is none or it has a passphrase.
QSslKey readKey(const QString &path);
/// All certificates in a PEM file; none if it cannot be read.
QList<QSslCertificate> readCertificates(const QString &path);

} // namespace hopscope
