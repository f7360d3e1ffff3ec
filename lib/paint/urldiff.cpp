// SPDX-License-Identifier: MIT
#include "paint/urldiff.h"

#include <QStringView>

#include <algorithm>
#include <vector>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Longer URLs are compared by their common beginning only: the table below is quadratic.
constexpr qsizetype kMaxParts = 400;

using Parts = std::vector<QStringView>;

/// Host labels and port stand alone; path segments, parameters and the fragment keep the sign before them.
Parts split(QStringView url)
{
    Parts parts;
    const qsizetype scheme = url.indexOf("://"_L1);
    qsizetype from = 0;
    if (scheme > 0) {
        parts.push_back(url.first(scheme));
        parts.push_back(url.sliced(scheme, 3));
        from = scheme + 3;
    }
    bool inHost = true;
    for (qsizetype at = from; at < url.size(); ++at) {
        const QChar c = url[at];
        const bool startsPart = c == u'/' || c == u'?' || c == u'&' || c == u'#';
        const bool aloneInHost = inHost && (c == u'.' || c == u':' || c == u'@');
        if (!startsPart && !aloneInHost)
            continue;
        if (at > from)
            parts.push_back(url.sliced(from, at - from));
        from = at;
        if (startsPart) {
            inHost = false;
        } else {
            parts.push_back(url.sliced(at, 1));
            from = at + 1;
        }
    }
    if (from < url.size())
        parts.push_back(url.sliced(from));
    return parts;
}

std::vector<bool> commonByBeginning(const Parts &before, const Parts &after)
{
    std::vector<bool> common(after.size(), false);
    for (size_t i = 0; i < std::min(before.size(), after.size()) && before[i] == after[i]; ++i)
        common[i] = true;
    return common;
}

std::vector<bool> commonParts(const Parts &before, const Parts &after)
{
    const size_t rows = before.size();
    const size_t columns = after.size();
    if (rows > size_t(kMaxParts) || columns > size_t(kMaxParts))
        return commonByBeginning(before, after);
    std::vector<std::vector<int>> longest(rows + 1, std::vector<int>(columns + 1, 0));
    for (size_t i = rows; i-- > 0;) {
        for (size_t j = columns; j-- > 0;)
            longest[i][j] =
                before[i] == after[j] ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    }
    std::vector<bool> common(columns, false);
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        if (before[i] == after[j]) {
            common[j++] = true;
            ++i;
        } else if (longest[i + 1][j] >= longest[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return common;
}

} // namespace

QList<TextRange> changedParts(const QString &before, const QString &after)
{
    QList<TextRange> ranges;
    if (before.isEmpty())
        return ranges;
    const Parts parts = split(after);
    const std::vector<bool> common = commonParts(split(before), parts);
    qsizetype at = 0;
    for (size_t i = 0; i < parts.size(); ++i) {
        const qsizetype length = parts[i].size();
        if (!common[i]) {
            if (!ranges.isEmpty() && ranges.last().from + ranges.last().length == at)
                ranges.last().length += length;
            else
                ranges.append({at, length});
        }
        at += length;
    }
    return ranges;
}

FittedText fitText(const QString &text, const QList<TextRange> &marks, qsizetype perLine, qsizetype lines)
{
    QList<bool> marked(text.size(), false);
    for (const TextRange &range : marks)
        std::fill_n(marked.begin() + range.from, range.length, true);

    QString fitted = text;
    const qsizetype room = std::max<qsizetype>(perLine, 3) * std::max<qsizetype>(lines, 1);
    if (text.size() > room) {
        const qsizetype head = room / 2;
        const qsizetype tail = room - head - 1;
        fitted = text.first(head) + u'…' + text.last(tail);
        marked = marked.first(head) + QList<bool>{false} + marked.last(tail);
    }
    FittedText result;
    const qsizetype width = std::max<qsizetype>(perLine, 3);
    for (qsizetype at = 0; at < fitted.size(); at += width) {
        result.lines.append(fitted.mid(at, width));
        result.marked.append(marked.mid(at, width));
    }
    if (result.lines.isEmpty()) {
        result.lines.append(QString());
        result.marked.append(QList<bool>());
    }
    return result;
}

} // namespace hopscope
