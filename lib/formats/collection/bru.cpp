// SPDX-License-Identifier: MIT
#include "formats/collection/bru.h"

#include "text/jsonstring.h"

#include <QString>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QByteArrayView kMultiline = "'''";

/// Blocks whose lines are content; all others have pairs.
bool isTextBlock(QByteArrayView name)
{
    return name == "body" || name == "tests" || name == "docs" || name.startsWith("script:") || name == "body:json" ||
           name == "body:text" || name == "body:xml" || name == "body:sparql" || name.startsWith("body:graphql");
}

class BruReader
{
public:
    explicit BruReader(QByteArrayView text) : m_text(withoutMark(text)) {}

    Result<QList<BruBlock>> read()
    {
        QList<BruBlock> blocks;
        while (next()) {
            if (m_line.trimmed().isEmpty())
                continue;
            const QByteArrayView line = m_line.trimmed();
            const char bracket = line.back();
            BruBlock block{.name = line.chopped(1).trimmed().toByteArray()};
            if ((bracket != '{' && bracket != '[') || block.name.isEmpty())
                return fault(m_number, u"expected a block such as \"headers {\", found \"%1\""_s.arg(
                                           QString::fromUtf8(line.first(std::min(line.size(), kMaxJsonShown)))));
            const int start = m_number;
            const bool isClosed = bracket == '['            ? readList(block)
                                  : isTextBlock(block.name) ? readText(block)
                                                            : readPairs(block);
            if (!isClosed)
                return fault(start, u"the block \"%1\" is not closed"_s.arg(QString::fromUtf8(block.name)));
            blocks.append(block);
        }
        return blocks;
    }

private:
    static Result<QList<BruBlock>> fault(int line, const QString &why)
    {
        return Result<QList<BruBlock>>::failure(u"line %1: %2"_s.arg(QString::number(line), why));
    }

    /// The next line without its end; false behind the last one.
    bool next()
    {
        if (m_at >= m_text.size())
            return false;
        const qsizetype end = m_text.indexOf('\n', m_at);
        m_line = m_text.sliced(m_at, (end < 0 ? m_text.size() : end) - m_at);
        m_at = end < 0 ? m_text.size() : end + 1;
        if (m_line.endsWith('\r'))
            m_line.chop(1);
        ++m_number;
        return true;
    }

    static QByteArrayView outdented(QByteArrayView line)
    {
        return line.startsWith("  ") ? line.sliced(2) : line.startsWith('\t') ? line.sliced(1) : line;
    }

    bool readText(BruBlock &block)
    {
        bool isFirst = true;
        while (next()) {
            if (m_line.startsWith('}') && m_line.trimmed() == "}")
                return true;
            if (!std::exchange(isFirst, false))
                block.text += '\n';
            block.text += outdented(m_line);
        }
        return false;
    }

    bool readList(BruBlock &block)
    {
        while (next()) {
            const QByteArrayView line = m_line.trimmed();
            if (line == "]")
                return true;
            for (const QByteArray &item : line.toByteArray().split(',')) {
                if (BruPair pair = pairOf(item.trimmed() + ':'); !pair.key.isEmpty())
                    block.pairs.append(pair);
            }
        }
        return false;
    }

    /// "key: value"; a key in quotation marks may have a colon in it.
    static BruPair pairOf(QByteArrayView line)
    {
        BruPair pair;
        while (line.startsWith('~') || line.startsWith('@')) {
            pair.enabled = pair.enabled && line.front() != '~';
            pair.local = pair.local || line.front() == '@';
            line = line.sliced(1);
        }
        qsizetype colon = line.indexOf(':');
        if (line.startsWith('"')) {
            qsizetype quote = 1;
            while (quote < line.size() && line[quote] != '"')
                quote += line[quote] == '\\' ? 2 : 1;
            if (quote < line.size()) {
                pair.key = line.sliced(1, quote - 1).toByteArray().replace("\\\"", "\"");
                colon = line.indexOf(':', quote);
            }
        }
        if (pair.key.isEmpty())
            pair.key = line.first(colon < 0 ? line.size() : colon).trimmed().toByteArray();
        pair.value = colon < 0 ? QByteArray() : line.sliced(colon + 1).trimmed().toByteArray();
        return pair;
    }

    bool readPairs(BruBlock &block)
    {
        while (next()) {
            const QByteArrayView line = m_line.trimmed();
            if (line == "}")
                return true;
            if (line.isEmpty())
                continue;
            BruPair pair = pairOf(line);
            if (pair.value.startsWith(kMultiline) && !readMultiline(pair.value))
                return false;
            // A list of a pair, such as that of tags.
            if (pair.value == "[" && !skipList())
                return false;
            block.pairs.append(pair);
        }
        return false;
    }

    bool skipList()
    {
        while (next()) {
            if (m_line.trimmed() == "]")
                return true;
        }
        return false;
    }

    /// ''' to the next ''', with the four spaces in front of each line taken away.
    bool readMultiline(QByteArray &value)
    {
        QByteArray text;
        QByteArrayView rest = QByteArrayView(value).sliced(kMultiline.size());
        if (const qsizetype end = rest.indexOf(kMultiline); end >= 0) {
            text = rest.first(end).toByteArray();
            value = text;
            return true;
        }
        text = rest.toByteArray();
        while (next()) {
            const QByteArrayView line = outdented(outdented(m_line));
            const qsizetype end = line.indexOf(kMultiline);
            const QByteArrayView part = end < 0 ? line : line.first(end);
            if (!text.isEmpty() && (end < 0 || !part.trimmed().isEmpty()))
                text += '\n';
            text += end < 0 ? part : part.trimmed().isEmpty() ? QByteArrayView() : part;
            if (end >= 0) {
                value = text;
                return true;
            }
        }
        return false;
    }

    QByteArrayView m_text;
    QByteArrayView m_line;
    qsizetype m_at = 0;
    int m_number = 0;
};

} // namespace

Result<QList<BruBlock>> readBru(QByteArrayView file)
{
    return BruReader(file).read();
}

} // namespace hopscope
