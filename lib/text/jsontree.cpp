// SPDX-License-Identifier: MIT
#include "text/jsontree.h"

#include "http/ascii.h"
#include "text/jsoncursor.h"

#include <QStringDecoder>

namespace hopscope
{

namespace
{

constexpr int kIndent = 2;

bool isScalar(JsonType type)
{
    return type != JsonType::List && type != JsonType::Object;
}

bool isEscaped(const JsonNode &node)
{
    return node.type == JsonType::Text && node.raw.contains('\\');
}

/// fromUtf8() takes U+FEFF at the start for a byte order mark.
QString textOf(QByteArrayView utf8)
{
    if (!utf8.startsWith("\xef\xbb\xbf"))
        return QString::fromUtf8(utf8);
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(utf8);
}

} // namespace

QString JsonNode::key() const
{
    return name.contains('\\') ? textOf(unescapedJson(name)) : textOf(name);
}

QByteArray JsonNode::bytes() const
{
    if (!isScalar(type))
        return {};
    return isEscaped(*this) ? unescapedJson(raw) : raw.toByteArray();
}

QString JsonNode::text() const
{
    if (!isScalar(type))
        return {};
    return isEscaped(*this) ? textOf(unescapedJson(raw)) : textOf(raw);
}

Result<JsonNode> readJson(QByteArrayView text, int firstLine)
{
    JsonCursor in(text, firstLine);
    JsonNode node;
    in.skip(&node);
    in.finish();
    return in.failed() ? Result<JsonNode>::failure(in.error()) : node;
}

QByteArray formatJson(QByteArrayView text)
{
    QByteArray out;
    int depth = 0;
    bool quoted = false;
    const auto newLine = [&] { out += '\n' + QByteArray(depth * kIndent, ' '); };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            out += c;
            if (c == '\\' && i + 1 < text.size())
                out += text[++i];
            else if (c == '"')
                quoted = false;
            continue;
        }
        if (ascii::isSpace(c))
            continue;
        const bool opens = c == '{' || c == '[';
        if (c == '}' || c == ']') {
            --depth;
            if (!out.endsWith('{') && !out.endsWith('['))
                newLine();
        } else if (out.endsWith('{') || out.endsWith('[')) {
            newLine();
        }
        quoted = c == '"';
        out += c;
        depth += opens ? 1 : 0;
        if (c == ',')
            newLine();
        else if (c == ':')
            out += ' ';
    }
    return out;
}

} // namespace hopscope
