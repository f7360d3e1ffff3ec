// SPDX-License-Identifier: MIT
#include "formats/paste/commandwords.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What cmd.exe hands to the program: carets are gone, an unescaped line break or operator outside of quotation marks
/// ends the command. `end` is where it ended.
QByteArray withoutCarets(const QByteArray &text, qsizetype &end)
{
    QByteArray line;
    bool quoted = false;
    for (end = 0; end < text.size(); ++end) {
        const char c = text[end];
        if (c == '"')
            quoted = !quoted;
        if (c == '^' && !quoted) {
            ++end;
            // A line break is taken away; the character after it has no meaning either.
            if (end < text.size() && text[end] == '\n')
                ++end;
            if (end < text.size())
                line += text[end];
        } else if (c == '\n' || (!quoted && QByteArrayView("&|<>").contains(c))) {
            break;
        } else {
            line += c;
        }
    }
    return line;
}

/// Microsoft, "Parsing C command-line arguments". False: a quotation mark is not closed.
bool splitLine(const QByteArray &line, QList<QByteArray> &words)
{
    QByteArray word;
    bool inWord = false;
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        qsizetype slashes = 0;
        while (i < line.size() && line[i] == '\\') {
            ++slashes;
            ++i;
        }
        const bool beforeQuote = i < line.size() && line[i] == '"';
        word += QByteArray(beforeQuote ? slashes / 2 : slashes, '\\');
        inWord = inWord || slashes > 0;
        if (i >= line.size())
            break;
        if (beforeQuote && slashes % 2 == 1) {
            word += '"';
        } else if (beforeQuote && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            word += '"';
            ++i;
        } else if (beforeQuote) {
            quoted = !quoted;
            inWord = true;
        } else if ((line[i] == ' ' || line[i] == '\t') && !quoted) {
            if (inWord)
                words.append(word);
            word.clear();
            inWord = false;
        } else {
            word += line[i];
            inWord = true;
        }
    }
    if (inWord)
        words.append(word);
    return !quoted;
}

} // namespace

bool usesCmdQuoting(QByteArrayView text)
{
    return text.contains(QByteArrayView("^\"")) || text.contains(QByteArrayView(" ^\n")) ||
           text.contains(QByteArrayView(" ^\r\n"));
}

Result<CommandWords> cmdWords(QByteArrayView text)
{
    const QByteArray all = text.toByteArray().replace("\r\n", "\n").trimmed();
    qsizetype end = 0;
    CommandWords result;
    if (!splitLine(withoutCarets(all, end), result.words))
        return Result<CommandWords>::failure(u"A \" is not closed: copy the whole command."_s);
    result.more = all.sliced(std::min(end, all.size())).contains("curl ");
    return result;
}

} // namespace hopscope
