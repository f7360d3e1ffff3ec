// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace hopscope
{

/// Deeper JSON is refused.
inline constexpr int kMaxJsonDepth = 256;
/// How much of a text of the file stands in an error, in characters.
inline constexpr qsizetype kMaxJsonShown = 60;

enum class JsonType { Null, Bool, Number, Text, List, Object, Nothing };

/// "expected a list, found text".
QString expectedJson(const QString &what, JsonType found);
/// "a list".
QString nameOf(JsonType type);

/// Length of the escape (RFC 8259 7) that `text` begins with, 0 if it is none.
qsizetype escapeLength(QByteArrayView text);
/// The UTF-8 of what stands between a JSON text's quotes, whose escapes are sound. Half of a surrogate pair becomes
/// U+FFFD.
QByteArray unescapedJson(QByteArrayView raw);
/// A number that is sound JSON; nullopt if it is too large for a double. What is too small for one is 0.
std::optional<double> jsonNumber(QByteArrayView raw);

/// Without the byte order mark that some editors put before UTF-8 (RFC 8259 8.1).
QByteArrayView withoutMark(QByteArrayView json);
/// "line 3, column 7: `path`: `why`": every error of JSON. Columns are characters, from 1; lines count from
/// `firstLine`. `path` may be empty.
QString jsonFault(QByteArrayView json, qsizetype offset, const QString &path, const QString &why, int firstLine = 1);
/// A sentence that names the place of the first bytes that are no UTF-8; empty if all are.
QString invalidUtf8(QByteArrayView text, int firstLine = 1);

} // namespace hopscope
