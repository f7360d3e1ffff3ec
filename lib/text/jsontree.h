// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"
#include "text/jsonstring.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace hopscope
{

/// A value of a JSON text (RFC 8259) as it stands there: members in their order, duplicates too, numbers digit by
/// digit. It points into the text, which has to live as long.
struct JsonNode {
    JsonType type = JsonType::Nothing;
    QByteArrayView name; ///< of a member, between its quotes
    QByteArrayView raw;  ///< a text between its quotes, everything else as written
    QList<JsonNode> children;

    /// The member's name.
    QString key() const;
    /// A text decoded, as UTF-8; a number, true, false or null as written; nothing of lists and objects.
    QByteArray bytes() const;
    QString text() const;
};

/// The error says what is wrong, with line and column. Bytes that are no UTF-8 stay in the tree.
Result<JsonNode> readJson(QByteArrayView text, int firstLine = 1);

/// The same text, one member or element a line, indented by two spaces. `text` has passed readJson().
QByteArray formatJson(QByteArrayView text);

} // namespace hopscope

Q_DECLARE_TYPEINFO(hopscope::JsonNode, Q_RELOCATABLE_TYPE);
