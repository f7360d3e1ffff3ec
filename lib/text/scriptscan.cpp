// SPDX-License-Identifier: MIT
#include "text/scriptscan.h"

#include "http/ascii.h"
#include "http/headers.h"

#include <QList>

#include <algorithm>

namespace hopscope
{

namespace
{

/// Objects whose member `location` is the page's own, or that of a frame around it.
constexpr QByteArrayView kRoots[] = {"window", "document",   "self",   "top",
                                     "parent", "globalThis", "frames", "defaultView"};
/// What is assigned to these is loaded; a hash only scrolls.
constexpr QByteArrayView kParts[] = {"href", "pathname", "search", "host", "hostname", "port", "protocol"};
constexpr QByteArrayView kCalls[] = {"assign", "replace"};
constexpr QByteArrayView kDeclares[] = {"let", "const", "class", "function", "import"};
/// Behind these a slash begins a regular expression and no division.
constexpr QByteArrayView kBeforeRegExp[] = {"return", "typeof", "case",       "in",   "of", "delete", "void",
                                            "throw",  "new",    "instanceof", "else", "do", "await",  "yield"};
bool isWordByte(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || c == '_' || c == '$' || ascii::isHighByte(c);
}

struct ScriptToken {
    enum Kind { End, Word, Text, Literal, Mark };
    Kind kind = End;
    QByteArrayView text; ///< of a Text what is between the quotes
    int depth = 0;       ///< open braces

    bool isMark(QByteArrayView mark) const { return kind == Mark && text == mark; }
};

/// The tokens of a script, without space and comments.
class ScriptReader
{
public:
    explicit ScriptReader(QByteArrayView script) : m_script(script) {}

    ScriptToken next();

private:
    ScriptToken read();
    bool skipComment();
    ScriptToken word();
    ScriptToken quoted();
    ScriptToken templateText();
    bool skipRegExp();
    ScriptToken mark();
    bool expectsRegExp() const;
    QByteArrayView rest() const { return m_script.sliced(m_at); }
    bool atEnd() const { return m_at >= m_script.size(); }

    QByteArrayView m_script;
    qsizetype m_at = 0;
    int m_depth = 0;
    ScriptToken m_before;
    QList<int> m_templates;         ///< the depth at which each open "${" began
    qsizetype m_noRegExpBefore = 0; ///< up to here a slash has turned out to begin none
};

ScriptToken ScriptReader::next()
{
    while (!atEnd() && (ascii::isSpace(m_script[m_at]) || ascii::isControl(m_script[m_at]) || skipComment()))
        ++m_at;
    m_before = atEnd() ? ScriptToken() : read();
    m_before.depth = m_depth;
    return m_before;
}

ScriptToken ScriptReader::read()
{
    const char c = m_script[m_at];
    if (isWordByte(c))
        return word();
    if (c == '"' || c == '\'')
        return quoted();
    if (c == '`')
        return templateText();
    if (c == '}' && !m_templates.isEmpty() && m_templates.last() == m_depth - 1) {
        m_depth = m_templates.takeLast();
        return templateText();
    }
    if (c == '/' && expectsRegExp() && skipRegExp())
        return {ScriptToken::Literal, {}};
    return mark();
}

/// To the last byte of a comment, or the one behind the script; "<!--" begins one, too (ECMAScript B.1.1).
bool ScriptReader::skipComment()
{
    const bool isBlock = rest().startsWith("/*");
    if (!isBlock && !rest().startsWith("//") && !rest().startsWith("<!--"))
        return false;
    const qsizetype end = isBlock ? m_script.indexOf("*/", m_at + 2) : m_script.indexOf('\n', m_at);
    m_at = end < 0 ? m_script.size() : end + (isBlock ? 1 : 0);
    return true;
}

ScriptToken ScriptReader::word()
{
    const qsizetype start = m_at;
    while (!atEnd() && isWordByte(m_script[m_at]))
        ++m_at;
    return {ScriptToken::Word, m_script.sliced(start, m_at - start)};
}

ScriptToken ScriptReader::quoted()
{
    const char quote = m_script[m_at++];
    const qsizetype start = m_at;
    while (!atEnd() && m_script[m_at] != quote && m_script[m_at] != '\n')
        m_at += m_script[m_at] == '\\' ? 2 : 1;
    const qsizetype end = std::min(m_at, m_script.size());
    m_at = end + 1;
    return {ScriptToken::Text, m_script.sliced(start, end - start)};
}

/// Up to the end of a template, or to "${", whose content is code.
ScriptToken ScriptReader::templateText()
{
    for (++m_at; !atEnd() && m_script[m_at] != '`'; ++m_at) {
        if (m_script[m_at] == '\\') {
            ++m_at;
        } else if (rest().startsWith("${")) {
            m_at += 2;
            m_templates.append(m_depth++);
            return {ScriptToken::Mark, "{"};
        }
    }
    ++m_at;
    return {ScriptToken::Literal, {}};
}

/// Otherwise a slash is a division.
bool ScriptReader::expectsRegExp() const
{
    if (m_before.kind == ScriptToken::Word)
        return isExactlyOneOf(kBeforeRegExp, m_before.text);
    return m_before.kind == ScriptToken::End ||
           (m_before.kind == ScriptToken::Mark && m_before.text != ")" && m_before.text != "]");
}

/// A regular expression ends in its line; false when none does.
bool ScriptReader::skipRegExp()
{
    if (m_at < m_noRegExpBefore)
        return false;
    bool inClass = false;
    qsizetype at = m_at + 1;
    for (; at < m_script.size() && m_script[at] != '\n'; ++at) {
        const char c = m_script[at];
        if (c == '\\') {
            ++at;
        } else if (c == '[' || c == ']') {
            inClass = c == '[';
        } else if (c == '/' && !inClass) {
            m_at = at + 1;
            return true;
        }
    }
    m_noRegExpBefore = at;
    return false;
}

/// One byte, or an operator that begins like another one that matters.
ScriptToken ScriptReader::mark()
{
    for (const QByteArrayView each : {"===", "!==", "==", "!=", "<=", ">=", "=>", "+=", "?."}) {
        if (rest().startsWith(each)) {
            m_at += each.size();
            return {ScriptToken::Mark, each};
        }
    }
    const QByteArrayView one = m_script.sliced(m_at++, 1);
    if (one == "{")
        ++m_depth;
    else if (one == "}")
        --m_depth;
    return {ScriptToken::Mark, one};
}

/// A member expression, such as window.location["href"].
struct MemberChain {
    QList<QByteArrayView> names; ///< the first one is empty when it is no name
    qsizetype end = 0;           ///< the token behind
};

/// That of the word or the dot at `at`.
MemberChain chainAt(const QList<ScriptToken> &tokens, qsizetype at)
{
    const auto isMark = [&](qsizetype i, QByteArrayView mark) { return i < tokens.size() && tokens[i].isMark(mark); };
    MemberChain chain{{QByteArrayView()}, at};
    if (tokens[at].kind == ScriptToken::Word)
        chain = {{tokens[at].text}, at + 1};
    while (chain.end + 1 < tokens.size()) {
        const ScriptToken &next = tokens[chain.end + 1];
        if ((isMark(chain.end, ".") || isMark(chain.end, "?.")) && next.kind == ScriptToken::Word)
            chain.end += 2;
        else if (isMark(chain.end, "[") && next.kind == ScriptToken::Text && isMark(chain.end + 2, "]"))
            chain.end += 3;
        else
            break;
        chain.names.append(next.text);
    }
    return chain;
}

bool isAssignment(const ScriptToken &token)
{
    return token.isMark("=") || token.isMark("+=");
}

/// "let location" is another one; outside of functions "var location" is the page's own.
bool isDeclared(const QList<ScriptToken> &tokens, qsizetype at)
{
    const ScriptToken before = at > 0 ? tokens[at - 1] : ScriptToken();
    return before.kind == ScriptToken::Word &&
           (isExactlyOneOf(kDeclares, before.text) || (before.text == "var" && before.depth > 0));
}

bool isChange(const QList<ScriptToken> &tokens, qsizetype at, const MemberChain &chain)
{
    const ScriptToken after = chain.end < tokens.size() ? tokens[chain.end] : ScriptToken();
    const bool isCall = after.isMark("(");
    const QByteArrayView last = chain.names.last();
    if (chain.names.size() > 1 && isCall && last == "requestSubmit")
        return true;
    if (chain.names.size() > 1 && isCall && last == "submit") // With an argument it is jQuery's, which waits.
        return chain.end + 1 < tokens.size() && tokens[chain.end + 1].isMark(")");
    const auto isRoot = [](QByteArrayView name) { return isExactlyOneOf(kRoots, name); };
    const auto location = std::find_if_not(chain.names.begin(), chain.names.end(), isRoot);
    const qsizetype members = chain.names.end() - location - 1;
    if (location == chain.names.end() || *location != "location" || members > 1)
        return false;
    if (members == 1)
        return isCall ? isExactlyOneOf(kCalls, last) : isAssignment(after) && isExactlyOneOf(kParts, last);
    return isAssignment(after) && !isDeclared(tokens, at);
}

} // namespace

bool changesLocation(QByteArrayView script)
{
    ScriptReader reader(script);
    QList<ScriptToken> tokens;
    for (ScriptToken token = reader.next(); token.kind != ScriptToken::End; token = reader.next())
        tokens.append(token);
    for (qsizetype at = 0; at < tokens.size();) {
        if (tokens[at].kind != ScriptToken::Word && !tokens[at].isMark(".") && !tokens[at].isMark("?.")) {
            ++at;
            continue;
        }
        const MemberChain chain = chainAt(tokens, at);
        if (isChange(tokens, at, chain))
            return true;
        at = std::max(chain.end, at + 1);
    }
    return false;
}

} // namespace hopscope
