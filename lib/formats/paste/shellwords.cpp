// SPDX-License-Identifier: MIT
#include "formats/paste/commandwords.h"

#include "http/ascii.h"

#include <QChar>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxOctalDigits = 3;

int digitOf(char c, int base)
{
    const int value = ascii::hexValue(c);
    return value < base ? value : -1;
}

QByteArray utf8Of(char32_t point)
{
    return QString::fromUcs4(&point, 1).toUtf8();
}

/// Goes through a command line byte by byte.
class Reader
{
public:
    explicit Reader(QByteArrayView text) : m_text(text) {}

    Result<CommandWords> read();
    /// What printf writes for the text as its format, without "%".
    QByteArray printed();

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    bool follows(QByteArrayView what) const { return m_text.sliced(m_at).startsWith(what); }
    void add(char c) { add(QByteArray(1, c)); }
    void add(const QByteArray &bytes);
    void endWord();
    bool endCommand();
    void skipComment();
    void singleQuoted();
    void doubleQuoted();
    void ansiQuoted();
    void dollar();
    bool printfCall();
    void escape();
    char32_t number(int base, qsizetype most);
    void fail(const QString &why) { m_error = m_error.isEmpty() ? why : m_error; }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QByteArray m_word;
    bool m_inWord = false;
    CommandWords m_result;
    QString m_error;
};

void Reader::add(const QByteArray &bytes)
{
    m_word += bytes;
    m_inWord = true;
}

void Reader::endWord()
{
    if (m_inWord)
        m_result.words.append(m_word);
    m_word.clear();
    m_inWord = false;
}

void Reader::skipComment()
{
    while (!atEnd() && peek() != '\n')
        ++m_at;
}

char32_t Reader::number(int base, qsizetype most)
{
    char32_t value = 0;
    for (qsizetype i = 0; i < most && !atEnd() && digitOf(peek(), base) >= 0; ++i, ++m_at)
        value = value * char32_t(base) + char32_t(digitOf(peek(), base));
    return value;
}

/// bash, "ANSI-C Quoting"; the backslash has been passed.
void Reader::escape()
{
    constexpr QByteArrayView kNames = "abeEfnrtv";
    constexpr QByteArrayView kValues = "\a\b\033\033\f\n\r\t\v";
    const char c = peek();
    if (digitOf(c, 8) >= 0) {
        add(char(number(8, kMaxOctalDigits)));
        return;
    }
    ++m_at;
    if (const qsizetype named = kNames.indexOf(c); named >= 0)
        add(kValues[named]);
    else if (c == 'x')
        add(char(number(16, 2)));
    else if (c == 'u' || c == 'U')
        add(utf8Of(number(16, c == 'u' ? 4 : 8)));
    else if (QByteArrayView("\\'\"?").contains(c))
        add(c);
    else
        add(QByteArray("\\") + c);
}

void Reader::singleQuoted()
{
    const qsizetype end = m_text.indexOf('\'', m_at);
    if (end < 0) {
        fail(u"A ' is not closed: copy the whole command."_s);
        m_at = m_text.size();
        return;
    }
    add(m_text.sliced(m_at, end - m_at).toByteArray());
    m_at = end + 1;
}

void Reader::ansiQuoted()
{
    add(QByteArray());
    while (!atEnd()) {
        const char c = peek();
        ++m_at;
        if (c == '\'')
            return;
        if (c == '\\' && !atEnd())
            escape();
        else
            add(c);
    }
    fail(u"A $' is not closed: copy the whole command."_s);
}

QByteArray Reader::printed()
{
    while (!atEnd()) {
        const char c = peek();
        ++m_at;
        if (c == '\\' && !atEnd())
            escape();
        else
            add(c);
    }
    return m_word;
}

/// "$(printf '...')" with the escapes of printf and nothing else: how bytes that no terminal shows are written.
bool Reader::printfCall()
{
    constexpr QByteArrayView kBegin = "$(printf '";
    if (!follows(kBegin))
        return false;
    const qsizetype end = m_text.indexOf("')", m_at + kBegin.size());
    if (end < 0)
        return false;
    m_at += kBegin.size();
    add(Reader(m_text.sliced(m_at, end - m_at)).printed());
    m_at = end + 2;
    return true;
}

void Reader::dollar()
{
    if (printfCall())
        return;
    const char next = peek(1);
    if (ascii::isAlpha(next) || next == '_' || next == '{' || next == '(') {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && (ascii::isAlpha(m_text[end]) || ascii::isDigit(m_text[end]) ||
                                       QByteArrayView("_{}(").contains(m_text[end])))
            ++end;
        m_result.notes.append(u"%1 stays as it is, because no shell expands it"_s.arg(
            QString::fromUtf8(m_text.sliced(m_at, end - m_at))));
    }
    add('$');
    ++m_at;
}

void Reader::doubleQuoted()
{
    add(QByteArray());
    while (!atEnd()) {
        const char c = peek();
        if (c == '$') {
            dollar();
            continue;
        }
        ++m_at;
        if (c == '"')
            return;
        // POSIX 2.2.3: only before these does the backslash go.
        if (c == '\\' && QByteArrayView("$`\"\\\n").contains(peek()) && !atEnd()) {
            if (peek() != '\n')
                add(peek());
            ++m_at;
        } else {
            add(c);
        }
    }
    fail(u"A \" is not closed: copy the whole command."_s);
}

/// An operator ends the command. True if what follows is to be read too.
bool Reader::endCommand()
{
    endWord();
    const char c = peek();
    QList<QByteArray> &words = m_result.words;
    if (c == '|' && words.size() == 2 && words.constFirst() == "printf") {
        const QByteArray format = words.constLast();
        m_result.input = Reader(format).printed();
        words.clear();
        ++m_at;
        return true;
    }
    if (words.isEmpty() && (c == '\n' || c == ';')) {
        ++m_at;
        return true;
    }
    const QByteArray rest = m_text.sliced(m_at).toByteArray();
    m_result.cut = !rest.trimmed().isEmpty();
    m_result.more = rest.contains("\ncurl ") || rest.contains("; curl ") || rest.contains("&& curl ");
    return false;
}

Result<CommandWords> Reader::read()
{
    while (!atEnd()) {
        const char c = peek();
        if (c == '\\') {
            m_at += follows("\\\r\n") ? 3 : 2;
            if (m_at - 1 < m_text.size() && m_text[m_at - 1] != '\n')
                add(m_text[m_at - 1]);
        } else if (c == '\'') {
            ++m_at;
            singleQuoted();
        } else if (c == '"') {
            ++m_at;
            doubleQuoted();
        } else if (follows("$'")) {
            m_at += 2;
            ansiQuoted();
        } else if (c == '$') {
            dollar();
        } else if (c == ' ' || c == '\t' || c == '\r') {
            endWord();
            ++m_at;
        } else if (c == '#' && !m_inWord) {
            skipComment();
        } else if (QByteArrayView("\n;|&<>").contains(c)) {
            if (!endCommand())
                break;
        } else {
            add(c);
            ++m_at;
        }
    }
    endWord();
    return m_error.isEmpty() ? Result<CommandWords>(m_result) : Result<CommandWords>::failure(m_error);
}

} // namespace

Result<CommandWords> shellWords(QByteArrayView text)
{
    return Reader(text).read();
}

} // namespace hopscope
