// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope
{

inline constexpr int kMaxJsonDepth = 200;

/// A value of a JSON text (RFC 8259) as it stands there: members in their order, duplicates too, numbers digit by
/// digit.
struct JsonNode {
    enum Kind { Object, Array, String, Number, Literal };

    Kind kind = Literal;
    QString key;  ///< of a member
    QString text; ///< a string decoded; a number or literal as written
    QList<JsonNode> children;

    bool operator==(const JsonNode &) const = default;
};

/// The error says what is wrong, with line and column, both from 1.
Result<JsonNode> readJson(QByteArrayView text);

/// The same text, one member or element a line, indented by two spaces. `text` has passed readJson().
QByteArray formatJson(QByteArrayView text);

} // namespace hopscope
