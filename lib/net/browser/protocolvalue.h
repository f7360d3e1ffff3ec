// SPDX-License-Identifier: MIT
#pragma once

#include "http/headers.h"
#include "text/jsontree.h"

namespace hopscope
{

/// A value of a message of a browser's protocol, or nothing; what is not there or of another type reads as empty, since
/// versions of a browser differ in what they tell.
class ProtocolValue
{
public:
    ProtocolValue() = default;
    explicit ProtocolValue(const JsonNode &node) : m_node(&node) {}

    ProtocolValue operator[](QByteArrayView name) const;
    bool exists() const { return m_node != nullptr && m_node->type != JsonType::Null; }
    QByteArray bytes() const;
    QString text() const { return QString::fromUtf8(bytes()); }
    double number(double otherwise = 0) const;
    int integer() const { return static_cast<int>(number()); }
    bool isTrue() const;
    QList<ProtocolValue> items() const;
    /// The members of an object whose values are texts. A line end in a value parts two lines of a field.
    Headers fields() const;

private:
    const JsonNode *m_node = nullptr;
};

/// A message, which lives as long as `text` does; nothing when it is not JSON.
class ProtocolMessage
{
public:
    explicit ProtocolMessage(const QByteArray &text);

    ProtocolValue root() const { return m_tree ? ProtocolValue(*m_tree) : ProtocolValue(); }

private:
    QByteArray m_text;
    Result<JsonNode> m_tree;
};

} // namespace hopscope
