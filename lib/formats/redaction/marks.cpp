// SPDX-License-Identifier: MIT
#include "formats/redaction/marks.h"

#include "formats/redaction/tracetexts.h"
#include "http/ascii.h"

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr QByteArrayView kPrefix = "[redacted ";
constexpr QByteArrayView kEncodedPrefix = "%5Bredacted%20";
constexpr int kMaxDigits = 8; ///< a longer number was not made here

/// A mark in a text: where its number stands.
struct MarkPlace {
    qsizetype start = -1; ///< -1: there is none
    qsizetype length = 0;
};

qsizetype digitsAt(QByteArrayView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && ascii::isDigit(text[end]))
        ++end;
    return end - at;
}

MarkPlace nextMark(QByteArrayView text, qsizetype from)
{
    for (qsizetype at = text.indexOf("redacted", from); at >= 0; at = text.indexOf("redacted", at + 1)) {
        for (const QByteArrayView prefix : {kPrefix, kEncodedPrefix}) {
            const qsizetype start = at - prefix.indexOf('r');
            if (start < from || !text.sliced(start).startsWith(prefix))
                continue;
            const qsizetype number = start + prefix.size();
            const qsizetype digits = digitsAt(text, number);
            const QByteArrayView rest = text.sliced(number + digits);
            if (digits > 0 && digits <= kMaxDigits && (rest.startsWith(']') || rest.startsWith("%5D")))
                return {number, digits};
        }
    }
    return {};
}

QByteArray renumbered(const QByteArray &text, int offset)
{
    QByteArray out;
    qsizetype done = 0;
    for (MarkPlace mark = nextMark(text, 0); mark.start >= 0; mark = nextMark(text, done)) {
        out +=
            text.mid(done, mark.start - done) + QByteArray::number(text.mid(mark.start, mark.length).toInt() + offset);
        done = mark.start + mark.length;
    }
    return done == 0 ? text : out + text.mid(done);
}

} // namespace

QByteArray markOf(int number)
{
    return kPrefix.toByteArray() + QByteArray::number(number) + ']';
}

qsizetype markLength(QByteArrayView text)
{
    if (!text.startsWith(kPrefix))
        return 0;
    const qsizetype digits = digitsAt(text, kPrefix.size());
    const qsizetype end = kPrefix.size() + digits;
    return digits > 0 && end < text.size() && text[end] == ']' ? end + 1 : 0;
}

bool isMark(QByteArrayView text)
{
    return !text.isEmpty() && markLength(text) == text.size();
}

int highestMark(QByteArrayView text)
{
    int highest = 0;
    for (MarkPlace mark = nextMark(text, 0); mark.start >= 0; mark = nextMark(text, mark.start + mark.length))
        highest = std::max(highest, text.sliced(mark.start, mark.length).toInt());
    return highest;
}

int highestMark(const Trace &trace)
{
    int highest = 0;
    forEachText(trace, [&](const auto &text) {
        if (text.contains(QLatin1StringView("redacted")))
            highest = std::max(highest, highestMark(asUtf8(text)));
    });
    return highest;
}

void renumberMarks(Trace &trace, int offset)
{
    forEachText(trace, [&](auto &text) {
        if (text.contains(QLatin1StringView("redacted")))
            setUtf8(text, renumbered(asUtf8(text), offset));
    });
}

void renumberMarks(QList<Trace> &traces, int &highest)
{
    int above = highest;
    for (Trace &trace : traces) {
        const int own = highestMark(trace);
        if (own == 0)
            continue;
        above = std::max(above, highest + own);
        if (highest > 0)
            renumberMarks(trace, highest);
    }
    highest = above;
}

} // namespace hopscope
