// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace hopscope
{

/// What stands before each line of a text that went through a log or a mail, as a pattern: time stamps and counters
/// differ from line to line, their form does not.
class LinePrefix
{
public:
    LinePrefix() = default;
    /// The pattern of one line's beginning.
    explicit LinePrefix(QByteArrayView example);

    bool isEmpty() const { return m_tokens.isEmpty(); }
    /// How many bytes of `line` it takes; 0 where the line begins otherwise.
    qsizetype lengthIn(QByteArrayView line) const;

private:
    /// A run of letters and digits, of white space, or one other byte.
    struct Token {
        enum class Kind { Word, Space, Byte } kind = Kind::Byte;
        char byte = 0;
        qsizetype size = 0;
    };

    QList<Token> m_tokens;
};

/// What stands before the lines of a text that curl or a program like it wrote; empty where nothing does, and where the
/// lines do not begin alike.
LinePrefix linePrefixOf(const QByteArray &text);

} // namespace hopscope
