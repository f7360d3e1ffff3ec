// SPDX-License-Identifier: MIT
#include "net/browser/protocolvalue.h"

#include <algorithm>

namespace hopscope
{

ProtocolValue ProtocolValue::operator[](QByteArrayView name) const
{
    if (!m_node || m_node->type != JsonType::Object)
        return {};
    const QList<JsonNode> &members = m_node->children;
    const auto found = std::ranges::find_if(members, [&](const JsonNode &each) { return each.name == name; });
    return found == members.end() ? ProtocolValue() : ProtocolValue(*found);
}

QByteArray ProtocolValue::bytes() const
{
    return m_node && m_node->type == JsonType::Text ? m_node->bytes() : QByteArray();
}

double ProtocolValue::number(double otherwise) const
{
    return m_node && m_node->type == JsonType::Number ? jsonNumber(m_node->raw).value_or(otherwise) : otherwise;
}

bool ProtocolValue::isTrue() const
{
    return m_node && m_node->type == JsonType::Bool && m_node->raw == "true";
}

QList<ProtocolValue> ProtocolValue::items() const
{
    QList<ProtocolValue> values;
    if (m_node && m_node->type == JsonType::List) {
        for (const JsonNode &each : m_node->children)
            values.append(ProtocolValue(each));
    }
    return values;
}

Headers ProtocolValue::fields() const
{
    Headers headers;
    if (!m_node || m_node->type != JsonType::Object)
        return headers;
    for (const JsonNode &each : m_node->children) {
        for (const QByteArray &line : each.bytes().split('\n'))
            headers.append(each.key().toUtf8(), line);
    }
    return headers;
}

ProtocolMessage::ProtocolMessage(const QByteArray &text) : m_text(text), m_tree(readJson(m_text)) {}

} // namespace hopscope
