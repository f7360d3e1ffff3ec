// SPDX-License-Identifier: MIT
#include "formats/audit/listkinds.h"

#include "text/htmlreader.h"

#include <QHash>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kShortestFence = 3;
constexpr QByteArrayView kBareSchemes[] = {"http://", "https://"};

/// Links that name no http or https URL: other schemes, and places in the page itself.
bool isElsewhere(QByteArrayView link)
{
    if (link.isEmpty() || link.startsWith('#'))
        return true;
    const qsizetype colon = link.indexOf(':');
    if (colon <= 0)
        return false;
    const QByteArray scheme = link.first(colon).toByteArray().toLower();
    const bool isScheme = std::all_of(scheme.begin(), scheme.end(),
                                      [](char c) { return (c >= 'a' && c <= 'z') || c == '+' || c == '-'; });
    return isScheme && scheme != "http" && scheme != "https";
}

void addLink(QByteArrayView link, qint64 line, ListReading &reading)
{
    if (const QString reason = notTextReason(link); !reason.isEmpty())
        reading.fail(line, reason);
    else if (!isElsewhere(link))
        reading.rows.append({.place = reading.at(line), .source = QString::fromUtf8(link), .isLink = true});
}

/// A line of Markdown, from its start to its end.
class MarkdownLine
{
public:
    MarkdownLine(QByteArrayView text, qint64 number, ListReading &reading)
        : m_text(text), m_number(number), m_reading(reading)
    {
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype run = runAt(at);
            if (run > 0)
                m_lastRun[run] = at;
            at += std::max<qsizetype>(run, 1);
        }
    }

    void read()
    {
        if (readDefinition())
            return;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '\\')
                m_at += 2;
            else if (c == '`')
                skipCode();
            else if (c == '[')
                m_isImage.append(m_at > 0 && m_text[m_at - 1] == '!'), ++m_at;
            else if (c == ']')
                closeBracket();
            else if (!readBare())
                ++m_at;
        }
    }

private:
    qsizetype runAt(qsizetype at) const
    {
        qsizetype end = at;
        while (end < m_text.size() && m_text[end] == '`')
            ++end;
        return end - at;
    }

    /// CommonMark 6.1: up to the next run of as many backticks.
    void skipCode()
    {
        const qsizetype run = runAt(m_at);
        const bool isClosed = m_lastRun.value(run, -1) > m_at;
        m_at += run;
        while (isClosed) {
            const qsizetype other = runAt(m_at);
            m_at += std::max<qsizetype>(other, 1);
            if (other == run)
                return;
        }
    }

    /// A destination (CommonMark 6.3) at `at`; empty, and `at` unchanged, when there is none. It never goes past "](",
    /// where the next one may begin.
    QByteArrayView destination(qsizetype &at, char end) const
    {
        qsizetype start = at;
        while (start < m_text.size() && m_text[start] == ' ')
            ++start;
        const bool isBracketed = start < m_text.size() && m_text[start] == '<';
        qsizetype i = start + (isBracketed ? 1 : 0);
        for (int depth = 0; i < m_text.size(); ++i) {
            const char c = m_text[i];
            if (isBracketed ? c == '>' : c == ' ' || c == '\t' || (c == end && depth == 0))
                break;
            if (m_text.sliced(i).startsWith("]("))
                return {};
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        if (i >= m_text.size() && (isBracketed || end != '\0'))
            return {};
        at = i;
        const qsizetype first = start + (isBracketed ? 1 : 0);
        return m_text.sliced(first, i - first);
    }

    /// "[name]: URL"
    bool readDefinition()
    {
        const QByteArrayView start = m_text.trimmed();
        const qsizetype close = start.startsWith('[') ? start.indexOf("]:") : -1;
        if (close < 0 || start.startsWith("[^"))
            return false;
        qsizetype at = (start.data() - m_text.data()) + close + 2;
        addLink(destination(at, '\0'), m_number, m_reading);
        return true;
    }

    void closeBracket()
    {
        const bool isImage = !m_isImage.isEmpty() && m_isImage.takeLast();
        ++m_at;
        if (m_at >= m_text.size() || m_text[m_at] != '(')
            return;
        qsizetype at = m_at + 1;
        const QByteArrayView link = destination(at, ')');
        if (link.isEmpty())
            return;
        m_at = at;
        if (!isImage)
            addLink(link, m_number, m_reading);
    }

    /// A URL by itself, or in angle brackets.
    bool readBare()
    {
        const QByteArrayView rest = m_text.sliced(m_at);
        const bool begins = std::ranges::any_of(kBareSchemes, [&](QByteArrayView scheme) {
            return rest.first(std::min(rest.size(), scheme.size())).compare(scheme, Qt::CaseInsensitive) == 0;
        });
        if (!begins)
            return false;
        const auto *const end =
            std::find_if(rest.begin(), rest.end(), [](char c) { return QByteArrayView(" \t<>\"`]|").contains(c); });
        QByteArrayView link = rest.first(end - rest.begin());
        m_at += link.size();
        while (!link.isEmpty() && QByteArrayView(".,;:!?'*_").contains(link.back()))
            link.chop(1);
        // GFM 6.9: a bracket at the end belongs to the text unless it was opened in the URL.
        for (auto extra = std::count(link.begin(), link.end(), ')') - std::count(link.begin(), link.end(), '(');
             extra > 0 && link.endsWith(')'); --extra)
            link.chop(1);
        addLink(link, m_number, m_reading);
        return true;
    }

    QByteArrayView m_text;
    qint64 m_number;
    ListReading &m_reading;
    qsizetype m_at = 0;
    QHash<qsizetype, qsizetype> m_lastRun; ///< of backticks, by its length
    QList<bool> m_isImage;                 ///< for each open bracket
};

/// The fence of a code block at the start of a line; 0 if there is none.
char fenceOf(QByteArrayView line)
{
    const QByteArrayView text = line.trimmed();
    if (text.size() < kShortestFence || (text.front() != '`' && text.front() != '~'))
        return '\0';
    const auto isFence = [&](char c) { return c == text.front(); };
    return std::all_of(text.begin(), text.begin() + kShortestFence, isFence) ? text.front() : '\0';
}

} // namespace

bool looksLikeHtmlPage(const QByteArray &text)
{
    const QByteArray start = text.first(std::min<qsizetype>(text.size(), 1024)).trimmed().toLower();
    return start.startsWith('<') && !start.startsWith("<http");
}

void readHtmlLinks(const QByteArray &text, ListReading &reading)
{
    HtmlReader reader(text);
    qint64 line = 1;
    const char *counted = text.constData();
    while (const std::optional<HtmlTag> tag = reader.next()) {
        line += std::count(counted, tag->name.data(), '\n');
        counted = tag->name.data();
        const bool isBase = tag->name.compare("base", Qt::CaseInsensitive) == 0;
        const bool isLink =
            tag->name.compare("a", Qt::CaseInsensitive) == 0 || tag->name.compare("area", Qt::CaseInsensitive) == 0;
        if (tag->isEnd || (!isBase && !isLink))
            continue;
        const std::optional<QByteArray> href = attributeOf(*tag, "href");
        if (href && isLink)
            addLink(href->trimmed(), line, reading);
        else if (href && reading.base.isEmpty())
            reading.base = href->trimmed();
    }
}

bool looksLikeMarkdown(const QByteArray &text)
{
    return text.contains("](") || text.contains("<http://") || text.contains("<https://") || text.contains("]: http");
}

void readMarkdownLinks(const QByteArray &text, ListReading &reading)
{
    char fence = '\0';
    eachLine(text, [&](QByteArrayView line, qint64 number) {
        const char here = fenceOf(line);
        if (fence != '\0')
            fence = here == fence ? '\0' : fence;
        else if (here != '\0')
            fence = here;
        else
            MarkdownLine(line, number, reading).read();
    });
}

} // namespace hopscope
