// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>

namespace hopscope
{

/// What is wrong with the certificate of `host`, in plain words; several errors joined with "; ".
QString certificateErrors(const QList<QSslError> &errors, const QString &host);
/// Protocol, cipher and chain of an encrypted connection.
Tls describeTls(const QSslConfiguration &session);

} // namespace hopscope
