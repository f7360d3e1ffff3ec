// SPDX-License-Identifier: MIT
#include "http/chunks.h"

#include "http/ascii.h"

#include <algorithm>
#include <optional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// 15 hexadecimal digits fit a qint64.
constexpr int kMaxSizeDigits = 15;

/// The size that a chunk's first line begins with, as ChunkScanner reads it.
std::optional<qint64> sizeOf(QByteArrayView line)
{
    qint64 size = 0;
    qsizetype digits = 0;
    for (; digits < line.size() && ascii::hexValue(line[digits]) >= 0; ++digits) {
        if (digits == kMaxSizeDigits)
            return std::nullopt;
        size = size * 16 + ascii::hexValue(line[digits]);
    }
    const bool ends = digits < line.size() && QByteArrayView("; \t\r\n").contains(line[digits]);
    return digits > 0 && ends ? std::optional(size) : std::nullopt;
}

} // namespace

qsizetype ChunkScanner::feed(QByteArrayView bytes, QByteArray &data)
{
    qsizetype at = 0;
    while (at < bytes.size() && m_state != State::Done && m_error.isEmpty()) {
        if (m_state == State::Data) {
            const qint64 taken = std::min<qint64>(m_left, bytes.size() - at);
            data += bytes.sliced(at, taken);
            m_left -= taken;
            m_data += taken;
            at += taken;
            if (m_left == 0)
                m_state = State::DataEnd;
            continue;
        }
        const char c = bytes.at(at++);
        m_hasBareLineFeed = m_hasBareLineFeed || (c == '\n' && !m_isAfterReturn);
        m_isAfterReturn = c == '\r';
        if (m_state == State::Trailer)
            trailerByte(c);
        else if (m_state == State::DataEnd && c == '\n')
            m_state = State::Size;
        else if (m_state == State::DataEnd && c != '\r')
            fail(u"a chunk has more data than its size says"_s);
        else if (m_state == State::Size || m_state == State::Extension)
            sizeByte(c);
    }
    return at;
}

void ChunkScanner::sizeByte(char c)
{
    if (++m_lineBytes > kMaxChunkLineBytes) {
        fail(u"a chunk's first line is longer than %1 bytes"_s.arg(kMaxChunkLineBytes));
    } else if (c == '\n') {
        endOfSizeLine();
    } else if (m_state == State::Size) {
        const int digit = ascii::hexValue(c);
        if (digit >= 0 && ++m_digits <= kMaxSizeDigits)
            m_left = m_left * 16 + digit;
        else if (digit >= 0)
            fail(u"a chunk's size has more than %1 digits"_s.arg(kMaxSizeDigits));
        else if (m_digits > 0 && (c == ';' || c == ' ' || c == '\t' || c == '\r'))
            m_state = State::Extension;
        else
            fail(u"byte 0x%1 is where a chunk's size should be"_s.arg(static_cast<unsigned char>(c), 2, 16,
                                                                      QLatin1Char('0')));
    }
}

void ChunkScanner::endOfSizeLine()
{
    if (m_digits == 0)
        fail(u"a chunk has no size"_s);
    m_state = m_left > 0 ? State::Data : State::Trailer;
    m_digits = 0;
    m_lineBytes = 0;
}

void ChunkScanner::trailerByte(char c)
{
    if (c == '\n') {
        if (m_lineBytes == 0)
            m_state = State::Done;
        m_lineBytes = 0;
    } else if (c != '\r' && ++m_lineBytes > kMaxChunkLineBytes) {
        fail(u"a trailer field is longer than %1 bytes"_s.arg(kMaxChunkLineBytes));
    }
}

void ChunkScanner::fail(const QString &what)
{
    m_error = what;
}

ChunkedContent readChunks(const QByteArray &bytes)
{
    ChunkedContent content;
    qsizetype at = 0;
    qsizetype rest = 0;
    for (;;) {
        const qsizetype newline = bytes.indexOf('\n', at);
        const QByteArray line = bytes.mid(at, newline < 0 ? 0 : newline + 1 - at);
        const qint64 size = sizeOf(line).value_or(0);
        if (size <= 0)
            break;
        if (content.chunks == 0)
            content.firstLine = line;
        ++content.chunks;
        const QByteArray chunk = bytes.mid(newline + 1, size);
        content.data += chunk;
        if (chunk.size() == size)
            content.wholeBytes = content.data.size();
        rest = newline + 1 + chunk.size();
        at = rest;
        while (at < bytes.size() && bytes[at] == '\r')
            ++at;
        at = at < bytes.size() && bytes[at] == '\n' ? at + 1 : rest;
    }
    content.rest = bytes.mid(rest);
    return content;
}

} // namespace hopscope
