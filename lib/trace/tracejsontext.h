// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QJsonDocument>

namespace hopscope
{

/// Parses JSON text. A syntax error gives line and column (both from 1, columns in bytes); a member that occurs twice
/// in one object is an error too (RFC 8259 4 leaves it to the reader, QJsonDocument would keep the last).
Result<QJsonDocument> parseJsonText(const QByteArray &json);

} // namespace hopscope
