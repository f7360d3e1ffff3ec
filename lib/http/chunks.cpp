// SPDX-License-Identifier: MIT
#include "http/chunks.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// 15 hexadecimal digits fit a qint64.
constexpr int kMaxSizeDigits = 15;

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

qsizetype ChunkScanner::feed(QByteArrayView bytes)
{
    qsizetype at = 0;
    while (at < bytes.size() && m_state != State::Done && m_error.isEmpty()) {
        if (m_state == State::Data) {
            const qint64 taken = std::min<qint64>(m_left, bytes.size() - at);
            m_left -= taken;
            m_data += taken;
            at += taken;
            if (m_left == 0)
                m_state = State::DataEnd;
            continue;
        }
        const char c = bytes.at(at++);
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
        const int digit = hexDigit(c);
        if (digit >= 0 && ++m_digits <= kMaxSizeDigits)
            m_left = m_left * 16 + digit;
        else if (digit >= 0)
            fail(u"a chunk's size has more than %1 digits"_s.arg(kMaxSizeDigits));
        else if (m_digits > 0 && (c == ';' || c == ' ' || c == '\t' || c == '\r'))
            m_state = State::Extension;
        else
            fail(u"byte 0x%1 stands where a chunk's size should be"_s.arg(static_cast<unsigned char>(c), 2, 16,
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

} // namespace hopscope
