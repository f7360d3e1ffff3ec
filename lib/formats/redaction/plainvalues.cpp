// SPDX-License-Identifier: MIT
#include "formats/redaction/plainvalues.h"

#include "http/ascii.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxErrorName = 60; ///< bytes
constexpr qsizetype kMaxWords = 20;     ///< bytes; what is longer may be drawn by chance
constexpr int kLeastLettersOfWord = 2;  ///< small ones behind a capital, on average

} // namespace

bool isErrorName(const QByteArray &value)
{
    static const QRegularExpression names(
        u"^(?:[a-z]+(?:[_. -][a-z]+)*|[A-Z]+(?:[_. -][A-Z]+)*|[a-z]*(?:[A-Z][a-z]+)+|[A-Z]{1,6}[_-]?[0-9]{1,5})$"_s);
    const auto large = std::count_if(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const auto small = std::count_if(value.begin(), value.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool words = large == 0 || small == 0 || small >= kLeastLettersOfWord * large;
    return value.size() <= kMaxErrorName && words && names.match(QString::fromLatin1(value)).hasMatch();
}

bool isWords(QByteArrayView value)
{
    const auto isOfWord = [](char c) { return ascii::isAlpha(c) || QByteArrayView("/-_. ").contains(c); };
    return value.size() <= kMaxWords && std::all_of(value.begin(), value.end(), isOfWord);
}

} // namespace hopscope
