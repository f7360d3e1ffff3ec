// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <bitset>
#include <map>

namespace hopscope
{

/// Secrets that occur elsewhere (an echoed header in a body, a message) are found there when they have this many bytes;
/// shorter ones would garble ordinary text.
inline constexpr qsizetype kMinEchoedSecret = 6;
/// The same for secrets that the user named as such.
inline constexpr qsizetype kMinToldSecret = 4;

/// Finds many texts in one pass and replaces each by its mark.
class Echoes
{
public:
    /// Texts under kMinToldSecret bytes are not looked for. The first mark of a text stays.
    void insert(const QByteArray &text, const QByteArray &mark);
    bool contains(QByteArrayView text) const { return m_marks.contains(text); }
    /// `bytes` with the longest known text at each place replaced; what stands in a mark is left alone.
    QByteArray replaced(const QByteArray &bytes) const;

private:
    struct Less {
        using is_transparent = void;
        bool operator()(QByteArrayView a, QByteArrayView b) const { return a.compare(b) < 0; }
    };
    using Marks = std::map<QByteArray, QByteArray, Less>;

    /// The longest text with which `bytes` begins.
    Marks::const_iterator longestAt(QByteArrayView bytes) const;

    static constexpr size_t kStarts = 65536;
    Marks m_marks;
    std::bitset<kStarts> m_starts; ///< hashes of the first bytes of all texts
};

} // namespace hopscope
