// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace hopscope
{

inline constexpr int kClassWordLength = 6;

/// A word to say aloud and write on a board: consonant, vowel, three times. Drawn from the system's random numbers.
QString newClassWord();
/// What a student typed as the word would be: letters in lower case, without spaces.
QString asClassWord(const QString &typed);
/// What tells devices apart: 128 random bits as hex.
QByteArray newDeviceToken();
/// A key for signatures: 256 random bits.
QByteArray newClassKey();

} // namespace hopscope
