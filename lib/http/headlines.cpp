// SPDX-License-Identifier: MIT
#include "http/headlines.h"

#include "http/head.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QByteArrayView trimmedBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && ascii::isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && ascii::isBlank(text.back()))
        text.chop(1);
    return text;
}

QString bareLfNote(const QList<int> &lines)
{
    const QString what = u"with a bare LF instead of CRLF."_s;
    if (lines.size() == 1)
        return u"Line %1 ends "_s.arg(lines.first()) + what;
    const bool inOneRun = lines.last() - lines.first() == lines.size() - 1;
    if (inOneRun)
        return u"Lines %1 to %2 end "_s.arg(lines.first()).arg(lines.last()) + what;
    return u"%1 lines, the first of them line %2, end "_s.arg(lines.size()).arg(lines.first()) + what;
}

} // namespace

bool HeadLines::fail(const QString &why)
{
    if (m_error.isEmpty())
        m_error = why;
    return false;
}

void HeadLines::note(const QString &text)
{
    if (!m_notes.contains(text))
        m_notes.append(text);
}

QStringList HeadLines::notes() const
{
    return m_bareLf.isEmpty() ? m_notes : QStringList(bareLfNote(m_bareLf)) + m_notes;
}

std::optional<QByteArrayView> HeadLines::next()
{
    const QString tooLong = u"The head exceeds the limit of %1 bytes."_s.arg(kMaxHeadBytes);
    const qsizetype end = m_bytes.indexOf('\n', m_next);
    if (end < 0 && m_bytes.size() <= kMaxHeadBytes) {
        const qsizetype nul = m_bytes.indexOf('\0', m_next);
        fail(nul >= 0 ? u"Byte 0x00 at offset %1 is not allowed in a head."_s.arg(nul)
                      : u"The head ends at offset %1 without the empty line that closes it."_s.arg(m_bytes.size()));
        return std::nullopt;
    }
    if (end < 0 || end >= kMaxHeadBytes) {
        fail(tooLong);
        return std::nullopt;
    }
    m_offset = m_next;
    m_next = end + 1;
    if (++m_number > kMaxHeadLines) {
        fail(u"The head exceeds the limit of %1 lines."_s.arg(kMaxHeadLines));
        return std::nullopt;
    }
    QByteArrayView line = m_bytes.sliced(m_offset, end - m_offset);
    if (const qsizetype nul = line.indexOf('\0'); nul >= 0) {
        fail(u"Byte 0x00 at offset %1 is not allowed in a head."_s.arg(m_offset + nul));
        return std::nullopt;
    }
    if (line.endsWith('\r'))
        line.chop(1);
    else
        m_bareLf.append(m_number);
    if (!line.contains('\r'))
        return line;
    note(u"Line %1 has a CR that does not end a line; it counts as a space."_s.arg(m_number));
    m_repaired = line.toByteArray().replace('\r', ' ');
    return m_repaired;
}

std::optional<QByteArrayView> HeadLines::startLine()
{
    // A peer that sends no HTTP at all may never end a line: the first bytes are judged all the same.
    if (!m_bytes.contains('\n') && m_bytes.size() <= kMaxHeadBytes && !m_bytes.contains('\0')) {
        m_number = 1;
        m_next = m_bytes.size();
        if (!m_bytes.isEmpty())
            return m_bytes;
    }
    std::optional<QByteArrayView> line = next();
    int empty = 0;
    for (; line && line->isEmpty(); line = next())
        ++empty;
    if (empty == 1)
        note(u"Line 1 is empty, before the start line."_s);
    else if (empty > 1)
        note(u"Lines 1 to %1 are empty, before the start line."_s.arg(empty));
    return line;
}

bool HeadLines::readFields(Headers &headers)
{
    for (;;) {
        const std::optional<QByteArrayView> line = next();
        if (!line)
            return false;
        if (line->isEmpty())
            return true;
        if (!(ascii::isBlank(line->front()) ? fold(headers, *line) : readField(headers, *line)))
            return false;
    }
}

bool HeadLines::fold(Headers &headers, QByteArrayView line)
{
    if (headers.fields.isEmpty()) {
        note(u"Line %1 begins with white space before any field and is left out."_s.arg(m_number));
        return true;
    }
    note(u"Line %1 is folded; it is joined to the previous line with one space."_s.arg(m_number));
    noteControls(line);
    const QByteArrayView more = trimmedBlanks(line);
    QByteArray &value = headers.fields.last().value;
    if (!value.isEmpty() && !more.isEmpty())
        value += ' ';
    value += more;
    return true;
}

bool HeadLines::readField(Headers &headers, QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return fail(u"Line %1, at offset %2, is a field without a colon."_s.arg(m_number).arg(m_offset));
    QByteArrayView name = line.first(colon);
    while (!name.isEmpty() && ascii::isBlank(name.back()))
        name.chop(1);
    if (name.isEmpty())
        return fail(u"Line %1, at offset %2, is a field without a name."_s.arg(m_number).arg(m_offset));
    if (name.size() < colon)
        note(u"Line %1 has white space before the colon."_s.arg(m_number));
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (!isToken(name.sliced(i, 1))) {
            return fail(
                u"Byte %1 at offset %2 is not allowed in a field name (line %3)."_s.arg(ascii::nameOfByte(name[i]))
                    .arg(m_offset + i)
                    .arg(m_number));
        }
    }
    const QByteArrayView value = trimmedBlanks(line.sliced(colon + 1));
    noteControls(value);
    headers.append(name.toByteArray(), value.toByteArray());
    return true;
}

void HeadLines::noteControls(QByteArrayView text)
{
    const auto bad = std::find_if(text.begin(), text.end(), [](char c) { return ascii::isControl(c) && c != '\t'; });
    if (bad != text.end())
        note(u"Line %1 has the control byte %2."_s.arg(m_number).arg(ascii::nameOfByte(*bad)));
}

} // namespace hopscope
