// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hopscope
{

// Values that are no secrets, although they stand where one could.

/// "NOT_FOUND", "invalid_grant", "NoSuchKey", "P2002": words and numbers of errors. Codes that are drawn by chance have
/// letters of both cases and digits in no such order.
bool isErrorName(const QByteArray &value);
/// Whether a value is made of a few words ("dark", "text/html"), which stand elsewhere for other reasons.
bool isWords(QByteArrayView value);

} // namespace hopscope
