// SPDX-License-Identifier: MIT
#include "text/jsontext.h"

#include "http/ascii.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kIndent = 2;
constexpr qsizetype kHexDigits = 4;

/// RFC 8259, section by section; stops at the first error.
class Reader
{
public:
    explicit Reader(QByteArrayView text) : m_text(text) {}

    Result<JsonNode> read();

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void skipSpace();
    bool fail(const QString &why);
    bool value(JsonNode &node, int depth);
    bool members(JsonNode &node, char close, int depth);
    bool string(QString &text);
    bool escape(QString &text);
    bool number(JsonNode &node);
    bool digits();
    bool literal(JsonNode &node);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QString m_error;
};

void Reader::skipSpace()
{
    while (m_at < m_text.size() && ascii::isSpace(m_text[m_at]))
        ++m_at;
}

bool Reader::fail(const QString &why)
{
    const QByteArrayView before = m_text.first(std::min(m_at, m_text.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const qsizetype line = std::count(before.begin(), before.end(), '\n') + 1;
    const qsizetype column = QString::fromUtf8(before.sliced(lineStart)).size() + 1;
    m_error = u"Line %1, column %2: %3."_s.arg(QString::number(line), QString::number(column), why);
    return false;
}

bool Reader::escape(QString &text)
{
    constexpr QByteArrayView kNames = "\"\\/bfnrt";
    constexpr QByteArrayView kValues = "\"\\/\b\f\n\r\t";
    const char c = peek();
    if (const qsizetype named = kNames.indexOf(c); named >= 0 && c != '\0') {
        text += QLatin1Char(kValues[named]);
        ++m_at;
        return true;
    }
    bool ok = false;
    const QByteArrayView hex = m_text.sliced(std::min(m_at + 1, m_text.size()));
    const ushort unit = hex.size() >= kHexDigits ? hex.first(kHexDigits).toByteArray().toUShort(&ok, 16) : ushort(0);
    if (c != 'u' || !ok)
        return fail(u"the backslash does not begin a valid escape"_s);
    text += QChar(unit);
    m_at += 1 + kHexDigits;
    return true;
}

bool Reader::string(QString &text)
{
    ++m_at;
    qsizetype from = m_at;
    const auto take = [&] { text += QString::fromUtf8(m_text.sliced(from, m_at - from)); };
    while (m_at < m_text.size() && uchar(m_text[m_at]) >= 0x20) {
        const char c = m_text[m_at];
        if (c == '"') {
            take();
            ++m_at;
            return true;
        }
        if (c == '\\') {
            take();
            ++m_at;
            if (!escape(text))
                return false;
            from = m_at;
        } else {
            ++m_at;
        }
    }
    return fail(m_at < m_text.size() ? u"a string cannot have a control character: write \\n or \\u"_s
                                     : u"a string is not closed"_s);
}

bool Reader::digits()
{
    const qsizetype from = m_at;
    while (ascii::isDigit(peek()))
        ++m_at;
    return m_at > from || fail(u"a digit is missing"_s);
}

bool Reader::number(JsonNode &node)
{
    const qsizetype from = m_at;
    node.kind = JsonNode::Number;
    if (peek() == '-')
        ++m_at;
    if (peek() == '0')
        ++m_at;
    else if (!digits())
        return false;
    if (peek() == '.' && (++m_at, !digits()))
        return false;
    if (peek() == 'e' || peek() == 'E') {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        if (!digits())
            return false;
    }
    node.text = QString::fromLatin1(m_text.sliced(from, m_at - from));
    return true;
}

bool Reader::literal(JsonNode &node)
{
    for (const QByteArrayView word : {QByteArrayView("true"), QByteArrayView("false"), QByteArrayView("null")}) {
        if (m_text.sliced(m_at).startsWith(word)) {
            node.text = QString::fromLatin1(word);
            m_at += word.size();
            return true;
        }
    }
    return fail(m_at < m_text.size() ? u"a value is missing here"_s : u"the text ends before the value"_s);
}

bool Reader::members(JsonNode &node, char close, int depth)
{
    ++m_at;
    skipSpace();
    if (peek() == close) {
        ++m_at;
        return true;
    }
    for (;;) {
        JsonNode child;
        if (close == '}') {
            if (peek() != '"')
                return fail(u"a name in quotation marks is missing here"_s);
            if (!string(child.key))
                return false;
            skipSpace();
            if (peek() != ':')
                return fail(u"a colon is missing after the name"_s);
            ++m_at;
            skipSpace();
        }
        if (!value(child, depth + 1))
            return false;
        node.children.append(child);
        skipSpace();
        if (peek() == close) {
            ++m_at;
            return true;
        }
        if (peek() != ',')
            return fail(u"a comma or \"%1\" is missing here"_s.arg(QLatin1Char(close)));
        ++m_at;
        skipSpace();
    }
}

bool Reader::value(JsonNode &node, int depth)
{
    if (depth > kMaxJsonDepth)
        return fail(u"nested more than %1 levels deep"_s.arg(kMaxJsonDepth));
    const char c = peek();
    if (c == '{' || c == '[') {
        node.kind = c == '{' ? JsonNode::Object : JsonNode::Array;
        return members(node, c == '{' ? '}' : ']', depth);
    }
    if (c == '"') {
        node.kind = JsonNode::String;
        return string(node.text);
    }
    return c == '-' || ascii::isDigit(c) ? number(node) : literal(node);
}

Result<JsonNode> Reader::read()
{
    JsonNode node;
    skipSpace();
    if (value(node, 0)) {
        skipSpace();
        if (m_at == m_text.size())
            return node;
        fail(u"the text continues after its value"_s);
    }
    return Result<JsonNode>::failure(m_error);
}

} // namespace

Result<JsonNode> readJson(QByteArrayView text)
{
    return Reader(text).read();
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
