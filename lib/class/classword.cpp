// SPDX-License-Identifier: MIT
#include "class/classword.h"

#include <QRandomGenerator>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

// Without those that sound or look like another one.
constexpr QLatin1StringView kConsonants = "bdfghjklmnprstwz"_L1;
constexpr QLatin1StringView kVowels = "aeiou"_L1;
constexpr int kTokenWords = 4; ///< of 32 bits
constexpr int kKeyWords = 8;

QChar oneOf(QLatin1StringView letters)
{
    return letters.at(QRandomGenerator::system()->bounded(int(letters.size())));
}

QByteArray randomBytes(int words)
{
    QByteArray bytes(words * qsizetype(sizeof(quint32)), Qt::Uninitialized);
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(bytes.data()),
                                         reinterpret_cast<quint32 *>(bytes.data()) + words);
    return bytes;
}

} // namespace

QString newClassWord()
{
    QString word;
    while (word.size() < kClassWordLength) {
        word += oneOf(kConsonants);
        word += oneOf(kVowels);
    }
    return word;
}

QString asClassWord(const QString &typed)
{
    QString word = typed.toLower();
    word.removeIf([](QChar letter) { return letter.isSpace(); });
    return word;
}

QByteArray newDeviceToken()
{
    return randomBytes(kTokenWords).toHex();
}

QByteArray newClassKey()
{
    return randomBytes(kKeyWords);
}

} // namespace hopscope
