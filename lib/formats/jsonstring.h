// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace hopscope
{

/// Length of the escape (RFC 8259 7) that `text` begins with, 0 if it is none.
qsizetype escapeLength(QByteArrayView text);
/// The UTF-8 of what stands between a JSON text's quotes, whose escapes are sound. Half of a surrogate pair becomes
/// U+FFFD.
QByteArray unescapedJson(QByteArrayView raw);

} // namespace hopscope
