// SPDX-License-Identifier: MIT
#include "formats/record/plainrecord.h"

#include "formats/record/lineprefix.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr char kEscape = '\x1b';
constexpr char kBell = '\a';

/// Length of the control sequence that `text` begins with (ECMA-48 5.4; OSC as terminals have it), 1 if it is none.
qsizetype sequenceLength(QByteArrayView text)
{
    if (text.size() < 2)
        return 1;
    if (text[1] == '[') {
        for (qsizetype i = 2; i < text.size(); ++i) {
            if (text[i] >= 0x40 && text[i] <= 0x7e)
                return i + 1;
            if (text[i] < 0x20 || text[i] > 0x3f)
                return i;
        }
        return text.size();
    }
    if (text[1] != ']' && text[1] != 'P' && text[1] != '_')
        return text[1] >= 0x20 ? 2 : 1;
    // Up to BEL or ST, on its line.
    for (qsizetype i = 2; i < text.size(); ++i) {
        if (text[i] == kBell)
            return i + 1;
        if (text[i] == kEscape)
            return std::min(text.size(), i + (i + 1 < text.size() && text[i + 1] == '\\' ? 2 : 0));
        if (text[i] == '\n')
            return i;
    }
    return text.size();
}

QByteArray withoutSequences(const QByteArray &text)
{
    if (!text.contains(kEscape))
        return text;
    QByteArray plain;
    plain.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype next = text.indexOf(kEscape, at);
        const qsizetype end = next < 0 ? text.size() : next;
        plain += QByteArrayView(text).sliced(at, end - at);
        at = next < 0 ? end : next + sequenceLength(QByteArrayView(text).sliced(next));
    }
    return plain;
}

/// What curl draws while it waits: three percentages and sizes, two speeds, three times and a speed. Or, with -#, a
/// bar.
QByteArray withoutMeter(const QByteArray &line)
{
    static const QRegularExpression meter(
        uR"(\r?(?:[ \t]*\d[\d.]*[kMGTPE]?[ \t]+){7}\d[\d.]*[kMGTPE]?[ \t]+(?:(?:--:--:--|\d+:\d\d:\d\d|\d+d \d+h)[ \t]+){3}[\d.]+[kMGTPE]?)"_s);
    static const QRegularExpression bar(
        uR"(^\r?[ #=O\-]*#[ #=O\-]*(?:[\d.]+%)?(?=(?:[*<>{}] |HTTP/|$))|^\r?#+ *[\d.]+%)"_s);
    const bool mayHaveMeter = line.contains("--:--:--") || line.count(':') >= 6 || line.contains("d ");
    const bool mayHaveBar = line.contains('#') && (line.startsWith('\r') || line.startsWith('#'));
    if (!mayHaveMeter && !mayHaveBar)
        return line;
    // Latin-1 keeps each byte.
    QString text = QString::fromLatin1(line);
    if (mayHaveMeter)
        text.remove(meter);
    if (mayHaveBar)
        text.remove(bar);
    return text.toLatin1();
}

/// What a terminal shows of a line in which the cursor went back to its start.
QByteArray lastOverwritten(QByteArray line)
{
    const bool hasEnd = line.endsWith('\r');
    if (hasEnd)
        line.chop(1);
    const qsizetype back = line.lastIndexOf('\r');
    if (back >= 0)
        line = line.sliced(back + 1);
    return hasEnd ? line + '\r' : line;
}

} // namespace

QByteArray plainRecord(const QByteArray &text)
{
    const QByteArray plain = withoutSequences(text);
    const LinePrefix prefix = linePrefixOf(plain);
    const bool mayHaveMeter =
        plain.contains("--:--:--") || plain.contains("% Xferd") || plain.contains("\r#") || plain.contains("#=#");
    if (prefix.isEmpty() && !mayHaveMeter)
        return plain;
    QByteArray result;
    result.reserve(plain.size());
    for (qsizetype at = 0; at <= plain.size();) {
        const qsizetype found = plain.indexOf('\n', at);
        const qsizetype end = found < 0 ? plain.size() : found;
        const QByteArray line = plain.sliced(at, end - at);
        const QByteArray own = line.sliced(prefix.lengthIn(line));
        const QByteArray shown = mayHaveMeter ? withoutMeter(own) : own;
        result += shown.size() == own.size() ? shown : lastOverwritten(shown);
        if (found >= 0)
            result += '\n';
        at = end + 1;
    }
    return result;
}

} // namespace hopscope
