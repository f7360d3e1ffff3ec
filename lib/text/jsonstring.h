// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace hopscope
{

/// Length of the escape (RFC 8259 7) that `text` begins with, 0 if it is none.
qsizetype escapeLength(QByteArrayView text);
/// The UTF-8 of what stands between a JSON text's quotes, whose escapes are sound. Half of a surrogate pair becomes
/// U+FFFD.
QByteArray unescapedJson(QByteArrayView raw);

/// "line 3, column 7" of an offset; both from 1, columns in bytes.
QString jsonPlace(QByteArrayView json, qsizetype offset);
/// A sentence that names the place of the first bytes that are no UTF-8; empty if all are.
QString invalidUtf8(QByteArrayView text);

} // namespace hopscope
