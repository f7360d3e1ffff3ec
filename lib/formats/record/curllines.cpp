// SPDX-License-Identifier: MIT
#include "formats/record/curllines.h"

#include "formats/record/curlattempt.h"
#include "formats/record/recordedhead.h"
#include "http/ascii.h"

#include <QHash>

#include <algorithm>
#include <optional>

namespace hopscope
{

namespace
{

using Kind = CurlLine::Kind;

constexpr qsizetype kFewestOffsetDigits = 4;
constexpr qsizetype kBytesInRow = 16; ///< of --trace
constexpr qsizetype kColumnsOfByte = 3;

/// What begins a block of bytes in the output of --trace.
struct Section {
    QByteArrayView beginning;
    Kind kind;
};

constexpr Section kSections[] = {{"=> Send header", Kind::Sent},    {"<= Recv header", Kind::Received},
                                 {"=> Send data", Kind::SentData},  {"<= Recv data", Kind::ReceivedData},
                                 {"=> Send SSL data", Kind::Other}, {"<= Recv SSL data", Kind::Other}};

bool fits(QByteArrayView line, QByteArrayView pattern)
{
    if (line.size() < pattern.size())
        return false;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '0' ? !ascii::isDigit(line[i]) : line[i] != pattern[i])
            return false;
    }
    return true;
}

/// A line without the time and the numbers that --trace-time and --trace-ids put before it.
struct Marked {
    QByteArrayView text;
    std::optional<int> transfer;
};

Marked withoutMarks(QByteArrayView line)
{
    constexpr QByteArrayView time = "00:00:00.000000 ";
    Marked marked{line, std::nullopt};
    if (fits(line, time))
        marked.text = line.sliced(time.size());
    const qsizetype end = marked.text.indexOf(']');
    const qsizetype dash = marked.text.indexOf('-');
    if (!marked.text.startsWith('[') || dash < 2 || end < dash || marked.text.size() < end + 2 ||
        marked.text[end + 1] != ' ')
        return marked;
    bool isNumber = false;
    const int transfer = marked.text.sliced(1, dash - 1).toInt(&isNumber);
    const QByteArrayView connection = marked.text.sliced(dash + 1, end - dash - 1);
    const bool isConnection = connection == "x" || std::all_of(connection.begin(), connection.end(), ascii::isDigit);
    if (!isNumber || !isConnection)
        return marked;
    marked.transfer = transfer;
    marked.text = marked.text.sliced(end + 2);
    return marked;
}

class LineReader
{
public:
    QList<QList<CurlLine>> read(const QByteArray &text);

private:
    void take(QByteArrayView whole);
    bool takeRow(QByteArrayView line);
    void takeHexRow(QByteArrayView row, qsizetype left);
    void takeTextRow(QByteArrayView row, qsizetype offset);
    bool beginSection(QByteArrayView line);
    void endSection();
    void add(Kind kind, const QByteArray &text);
    void takePlain(QByteArrayView text);

    QList<QList<CurlLine>> m_transfers;
    QHash<int, qsizetype> m_placeOf;
    qsizetype m_current = 0;
    int m_number = 0;
    std::optional<Kind> m_section;
    qsizetype m_size = 0; ///< of the section, as curl says
    QByteArray m_bytes;   ///< of it so far
    bool m_isExact = true;
};

void LineReader::add(Kind kind, const QByteArray &text)
{
    m_transfers[m_current].append({kind, text, m_number, m_isExact});
}

/// "=> Send header, 83 bytes (0x53)".
bool LineReader::beginSection(QByteArrayView line)
{
    const auto found =
        std::ranges::find_if(kSections, [&](const Section &section) { return line.startsWith(section.beginning); });
    if (found == std::end(kSections))
        return false;
    endSection();
    m_section = found->kind;
    const QByteArrayView rest = line.sliced(found->beginning.size());
    const qsizetype comma = rest.indexOf(", ");
    const qsizetype space = comma < 0 ? -1 : rest.indexOf(' ', comma + 2);
    m_size = space < 0 ? 0 : rest.sliced(comma + 2, space - comma - 2).toLongLong();
    return true;
}

void LineReader::endSection()
{
    if (!m_section)
        return;
    const Kind kind = *m_section;
    const QByteArray bytes = std::exchange(m_bytes, {});
    m_section.reset();
    if (kind == Kind::Sent || kind == Kind::Received) {
        QList<QByteArray> lines = linesOf(bytes);
        if (lines.constLast().isEmpty())
            lines.removeLast();
        for (const QByteArray &each : std::as_const(lines))
            add(kind, each);
    } else if (kind != Kind::Other) {
        m_isExact = m_isExact && bytes.size() == m_size;
        add(kind, bytes);
    }
    m_isExact = true;
}

void LineReader::takeHexRow(QByteArrayView row, qsizetype left)
{
    for (qsizetype i = 0; i < std::min(left, kBytesInRow); ++i) {
        const int high = ascii::hexValue(row[i * kColumnsOfByte]);
        const int low = ascii::hexValue(row[i * kColumnsOfByte + 1]);
        m_bytes += static_cast<char>(high * 16 + low);
    }
}

/// Rows of --trace-ascii end where a line of the bytes ends, whose CRLF is not written, or after 64 of them.
void LineReader::takeTextRow(QByteArrayView row, qsizetype offset)
{
    for (; m_bytes.size() < offset && m_bytes.size() + 2 >= offset; m_bytes += "\r\n") {
    }
    m_bytes += row;
    m_isExact = m_isExact && !row.contains('.');
    if (m_bytes.size() + 2 == m_size)
        m_bytes += "\r\n";
}

bool LineReader::takeRow(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    // Editors take the space away behind which nothing stands.
    const bool isEmpty = colon + 1 == line.size();
    if (colon < kFewestOffsetDigits || colon > 2 * kFewestOffsetDigits || (!isEmpty && line[colon + 1] != ' '))
        return false;
    bool isNumber = false;
    const qsizetype offset = line.first(colon).toLongLong(&isNumber, 16);
    if (!isNumber || offset > m_size)
        return false;
    const QByteArrayView row = line.sliced(isEmpty ? colon + 1 : colon + 2);
    const qsizetype left = m_size - offset;
    bool isHex = row.size() >= kBytesInRow * kColumnsOfByte && offset == m_bytes.size() && left > 0;
    for (qsizetype i = 0; isHex && i < kBytesInRow; ++i) {
        const QByteArrayView cell = row.sliced(i * kColumnsOfByte, kColumnsOfByte);
        isHex =
            i < left ? ascii::hexValue(cell[0]) >= 0 && ascii::hexValue(cell[1]) >= 0 && cell[2] == ' ' : cell == "   ";
    }
    if (isHex)
        takeHexRow(row, left);
    else
        takeTextRow(row, offset);
    return true;
}

void LineReader::takePlain(QByteArrayView text)
{
    const bool isMarked = text.size() >= 2 && text[1] == ' ';
    const QByteArray rest = text.size() > 2 ? text.sliced(2).toByteArray() : QByteArray();
    if (text == ">" || (isMarked && text[0] == '>'))
        add(Kind::Sent, rest);
    else if (text == "<" || (isMarked && text[0] == '<'))
        add(Kind::Received, rest);
    else if (isMarked && text[0] == '*')
        add(Kind::Note, rest);
    else
        add(Kind::Other, text.toByteArray());
}

void LineReader::take(QByteArrayView whole)
{
    if (m_section && takeRow(whole))
        return;
    const Marked marked = withoutMarks(whole);
    constexpr QByteArrayView info = "== Info: ";
    const bool isInfo = marked.text.startsWith(info);
    if (marked.transfer) {
        endSection();
        const auto found = m_placeOf.constFind(*marked.transfer);
        m_current = found == m_placeOf.constEnd() ? m_transfers.size() : *found;
        if (found == m_placeOf.constEnd()) {
            // What stands before the first number belongs to it.
            m_current = m_placeOf.isEmpty() ? 0 : m_current;
            m_placeOf.insert(*marked.transfer, m_current);
            if (m_current == m_transfers.size())
                m_transfers.append(QList<CurlLine>());
        }
    }
    if (beginSection(marked.text))
        return;
    endSection();
    if (isInfo)
        add(Kind::Note, marked.text.sliced(info.size()).toByteArray());
    else
        takePlain(marked.text);
}

QList<QList<CurlLine>> LineReader::read(const QByteArray &text)
{
    m_transfers.append(QList<CurlLine>());
    for (const QByteArray &line : linesOf(text)) {
        ++m_number;
        take(line);
    }
    endSection();
    return m_transfers;
}

} // namespace

QList<QList<CurlLine>> curlLines(const QByteArray &text)
{
    return LineReader().read(text);
}

bool isCurlLine(QByteArrayView line)
{
    const QByteArrayView text = withoutMarks(line).text;
    constexpr QByteArrayView info = "== Info: ";
    return (text.startsWith("> ") && isRequestLine(text.sliced(2))) ||
           (text.startsWith("* ") && isAttemptNote(text.sliced(2))) ||
           (text.startsWith(info) && isAttemptNote(text.sliced(info.size()))) || text.startsWith("=> Send header, ");
}

} // namespace hopscope
