// SPDX-License-Identifier: MIT
#include "formats/redaction/echoes.h"

#include "formats/redaction/marks.h"

#include <QtEndian>

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr qsizetype kHashedBytes = 4;
static_assert(kHashedBytes <= kMinToldSecret && kMinToldSecret <= kMinEchoedSecret);

/// 16 bits of the first kHashedBytes bytes.
size_t startHash(const char *bytes)
{
    constexpr quint32 kMultiplier = 2654435761U; // Knuth's multiplicative hash
    return (qFromUnaligned<quint32>(bytes) * kMultiplier) >> 16U;
}

qsizetype commonLength(QByteArrayView a, QByteArrayView b)
{
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return end - a.begin();
}

} // namespace

void Echoes::insert(const QByteArray &text, const QByteArray &mark)
{
    if (text.size() < kMinToldSecret)
        return;
    m_marks.emplace(text, mark);
    m_starts.set(startHash(text.constData()));
}

Echoes::Marks::const_iterator Echoes::longestAt(QByteArrayView bytes) const
{
    // What bytes begins with is not above it; the nearest below that is no beginning bounds the length of the rest.
    while (bytes.size() >= kMinToldSecret) {
        const auto above = m_marks.upper_bound(bytes);
        if (above == m_marks.begin())
            break;
        const auto nearest = std::prev(above);
        const qsizetype common = commonLength(nearest->first, bytes);
        if (common == nearest->first.size())
            return nearest;
        bytes = bytes.first(common);
    }
    return m_marks.end();
}

QByteArray Echoes::replaced(const QByteArray &bytes) const
{
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype at = 0; at + kMinToldSecret <= bytes.size();) {
        const QByteArrayView rest = QByteArrayView(bytes).sliced(at);
        const auto found = m_starts.test(startHash(rest.data())) ? longestAt(rest) : m_marks.end();
        const qsizetype marked = rest[0] == '[' ? markLength(rest) : 0;
        if (marked > 0) {
            at += marked;
        } else if (found != m_marks.end()) {
            out += bytes.mid(done, at - done) + found->second;
            at += found->first.size();
            done = at;
        } else {
            ++at;
        }
    }
    return done == 0 ? bytes : out + bytes.mid(done);
}

} // namespace hopscope
