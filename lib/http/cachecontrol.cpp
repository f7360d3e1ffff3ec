// SPDX-License-Identifier: MIT
#include "http/cachecontrol.h"

#include "http/ascii.h"

#include <algorithm>

namespace hopscope
{

namespace
{

/// Where the list element that begins at `at` ends: at a comma outside of quoted strings, or at the end.
qsizetype endOfElement(QByteArrayView line, qsizetype at)
{
    bool inQuotes = false;
    for (; at < line.size(); ++at) {
        if (inQuotes && line[at] == '\\')
            ++at;
        else if (line[at] == '"')
            inQuotes = !inQuotes;
        else if (line[at] == ',' && !inQuotes)
            return at;
    }
    return line.size();
}

/// What a quoted string stands for, without its marks (RFC 9110 5.6.4).
QByteArray unquoted(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size());
    for (qsizetype i = 1; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size())
            ++i;
        result += text[i];
    }
    return result;
}

CacheDirective directiveOf(QByteArrayView element)
{
    CacheDirective result{.text = element.toByteArray()};
    const qsizetype equals = element.indexOf('=');
    if (equals < 0) {
        result.name = result.text.toLower();
        return result;
    }
    result.name = element.first(equals).trimmed().toByteArray().toLower();
    const QByteArrayView argument = element.sliced(equals + 1).trimmed();
    result.quoted = argument.startsWith('"');
    result.argument = result.quoted ? unquoted(argument) : argument.toByteArray();
    return result;
}

} // namespace

QList<CacheDirective> cacheDirectives(const Headers &headers)
{
    QList<CacheDirective> result;
    const QList<QByteArray> lines = headers.all("Cache-Control");
    for (const QByteArray &line : lines) {
        for (qsizetype at = 0; at < line.size();) {
            const qsizetype end = endOfElement(line, at);
            const QByteArrayView element = QByteArrayView(line).sliced(at, end - at).trimmed();
            if (!element.isEmpty())
                result.append(directiveOf(element));
            at = end + 1;
        }
    }
    return result;
}

std::optional<qint64> deltaSeconds(QByteArrayView text)
{
    if (text.isEmpty())
        return std::nullopt;
    qint64 seconds = 0;
    for (const char c : text) {
        if (!ascii::isDigit(c))
            return std::nullopt;
        seconds = std::min(seconds * 10 + (c - '0'), kMostDeltaSeconds);
    }
    return seconds;
}

} // namespace hopscope
