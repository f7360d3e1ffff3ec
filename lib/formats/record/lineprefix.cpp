// SPDX-License-Identifier: MIT
#include "formats/record/lineprefix.h"

#include "http/ascii.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Lines that are looked at for the first one that a program wrote.
constexpr int kMostSearched = 2000;
constexpr qsizetype kLongestPrefix = 160;
/// Of the lines after it, so many are compared.
constexpr int kMostLinesCompared = 12;

/// How lines begin that only curl, wget and programs like them write. What stands before is a prefix.
const QRegularExpression &marks()
{
    static const QRegularExpression pattern(
        uR"((?:\* {1,4}(?:Trying |Connected to |Host [^ ]+ was resolved|Hostname |Could not resolve |Uses proxy |Rebuilt URL|Established connection|IPv[46]: |Added ))"
        uR"(|> [A-Z]{2,12} [^ ]+ HTTP/\d|< HTTP/\d(?:\.\d)? \d{3}|== Info: |=> Send header, |HTTP/\d(?:\.\d)? \d{3}(?: |$))"
        uR"(|[A-Z]{3,7} [^ ]+ HTTP/\d(?:\.\d)?$|send: b?['"]|reply: ['"]|-{2,3}> [A-Z]{3,7} https?://|<-{2,3} \d{3} )"
        uR"(|Request URL:|---request begin---|--20\d\d-\d\d-\d\d \d\d:\d\d:\d\d--  https?://))"_s);
    return pattern;
}

/// What --trace-time and --trace-ids put before a line is curl's own.
QByteArrayView withoutCurlsOwn(QByteArrayView prefix)
{
    static const QRegularExpression own(uR"((?:\d\d:\d\d:\d\d\.\d{6} )?(?:\[\d+-[\dx]+\] )?$)"_s);
    const QRegularExpressionMatch match = own.match(QString::fromLatin1(prefix));
    return match.hasMatch() ? prefix.first(match.capturedStart()) : prefix;
}

/// Logs have ">> " before what is sent; what quotes a mail has nothing but such bytes.
bool isArrow(QStringView before)
{
    return (before.endsWith(u">> ") || before.endsWith(u"<< ") || before.endsWith(u'>') || before.endsWith(u'<')) &&
           std::any_of(before.begin(), before.end(), [](QChar c) { return ascii::isAlphanumeric(c.toLatin1()); });
}

/// Where a mark begins in a line, if what stands before it may be a prefix.
std::optional<qsizetype> markIn(const QByteArray &line)
{
    const QString text = QString::fromLatin1(line.left(kLongestPrefix * 2)).remove(u'\r');
    for (QRegularExpressionMatchIterator each = marks().globalMatch(text); each.hasNext();) {
        const qsizetype at = each.next().capturedStart();
        if (at > kLongestPrefix)
            return std::nullopt;
        // A word goes on into what looks like a mark, or a log quotes it.
        const char before = at == 0 ? ' ' : text[at - 1].toLatin1();
        if (isArrow(QStringView(text).first(at)))
            continue;
        const bool isMeter = ascii::isDigit(before) && line.contains("--:--:--");
        if ((!ascii::isAlphanumeric(before) || isMeter) && before != '"' && before != '\'' && before != '`')
            return at;
    }
    return std::nullopt;
}

/// What curl draws before a mark is not the log's: behind a carriage return, or its meter.
QByteArray beforeMeter(const QByteArray &line, qsizetype mark)
{
    // Its first column, the percentage, is three bytes wide: the space before them is the log's.
    static const QRegularExpression meter(uR"((?:  \d| \d\d|\d{3})[ \t]+(?:\d[\d.]*[kMGTPE]?[ \t]+){6}.*$)"_s);
    const qsizetype back = line.indexOf('\r');
    if (back >= 0 && back < mark)
        return line.first(back);
    const QByteArray before = line.first(mark);
    return before.contains("--:--:--") ? QString::fromLatin1(before).remove(meter).toLatin1() : before;
}

/// wget indents heads by itself; and words alone are prose.
bool mayBePrefix(QByteArrayView example, QByteArrayView rest)
{
    const bool isBlanks = std::all_of(example.begin(), example.end(), ascii::isBlank);
    if (isBlanks)
        return example != "  " || !rest.startsWith("HTTP/");
    return !std::all_of(example.begin(), example.end(), [](char c) { return ascii::isBlank(c) || ascii::isAlpha(c); });
}

} // namespace

LinePrefix::LinePrefix(QByteArrayView example)
{
    for (qsizetype at = 0; at < example.size();) {
        const char c = example[at];
        qsizetype end = at + 1;
        if (ascii::isAlphanumeric(c)) {
            while (end < example.size() && ascii::isAlphanumeric(example[end]))
                ++end;
            m_tokens.append({Token::Kind::Word, 0, end - at});
        } else if (ascii::isBlank(c)) {
            while (end < example.size() && ascii::isBlank(example[end]))
                ++end;
            m_tokens.append({Token::Kind::Space, 0, end - at});
        } else {
            m_tokens.append({Token::Kind::Byte, c, 1});
        }
        at = end;
    }
}

qsizetype LinePrefix::lengthIn(QByteArrayView line) const
{
    qsizetype at = 0;
    const bool endsInCr = line.endsWith('\r');
    const qsizetype size = line.size() - (endsInCr ? 1 : 0);
    for (qsizetype i = 0; i < m_tokens.size(); ++i) {
        const Token &token = m_tokens[i];
        const bool isLast = i + 1 == m_tokens.size();
        const qsizetype start = at;
        if (token.kind == Token::Kind::Byte) {
            if (at >= size || line[at] != token.byte)
                return 0;
            ++at;
        } else if (token.kind == Token::Kind::Word) {
            while (at < size && ascii::isAlphanumeric(line[at]))
                ++at;
            if (at == start)
                return 0;
        } else {
            // Programs take the space away from the end of an empty line, and some mailers that behind ">". What the
            // last token does not take is the line's own.
            while (at < size && ascii::isBlank(line[at]) && (!isLast || at - start < token.size))
                ++at;
            if (at == start && !isLast && (i == 0 || m_tokens[i - 1].byte != '>'))
                return 0;
        }
    }
    return at;
}

LinePrefix linePrefixOf(const QByteArray &text)
{
    int searched = 0;
    for (qsizetype from = 0; from < text.size() && searched < kMostSearched; ++searched) {
        const qsizetype found = text.indexOf('\n', from);
        const qsizetype end = found < 0 ? text.size() : found;
        const QByteArray line = text.sliced(from, end - from);
        from = end + 1;
        const std::optional<qsizetype> mark = markIn(line);
        if (!mark)
            continue;
        const QByteArray before = beforeMeter(line, *mark);
        const QByteArrayView example = withoutCurlsOwn(before);
        const LinePrefix prefix(example);
        if (prefix.isEmpty() || !mayBePrefix(example, QByteArrayView(line).sliced(*mark)))
            return {};
        int compared = 0;
        int alike = 0;
        for (qsizetype at = from; at < text.size() && compared < kMostLinesCompared;) {
            const qsizetype next = text.indexOf('\n', at);
            const qsizetype stop = next < 0 ? text.size() : next;
            const QByteArrayView each = QByteArrayView(text).sliced(at, stop - at);
            at = stop + 1;
            if (each.trimmed().isEmpty())
                continue;
            ++compared;
            alike += prefix.lengthIn(each) > 0 ? 1 : 0;
        }
        return alike * 2 >= compared ? prefix : LinePrefix();
    }
    return {};
}

} // namespace hopscope
