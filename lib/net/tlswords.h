// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QSslError>
#include <QSslSocket>

namespace hopscope
{

/// What is wrong with the certificate of `host`, in plain words; several errors joined with "; ".
QString certificateErrors(const QList<QSslError> &errors, const QString &host);
/// Protocol, cipher and chain of an encrypted socket.
Tls describeTls(const QSslSocket &socket);

} // namespace hopscope
