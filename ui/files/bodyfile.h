// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"
#include "ui/files/onthread.h"

#include <QString>

namespace hopscope
{

/// Writes the bytes that were kept of a body, exactly, to a file, whole or not at all, on another thread. `done` gets a
/// sentence: what was saved and how much of the body is missing, or why nothing was.
CancelFlag writeBodyFile(QObject *receiver, const QString &path, const Body &body,
                         const std::function<void(const QString &said)> &done);

/// "orders.json" for a body of http://a.example/v2/orders: the end of the path, and what its type is usually called.
QString bodyFileName(const QByteArray &url, const QByteArray &contentType);

} // namespace hopscope
