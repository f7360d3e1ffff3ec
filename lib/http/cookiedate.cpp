// SPDX-License-Identifier: MIT
#include "http/cookiedate.h"

#include "http/ascii.h"

#include <QByteArrayList>
#include <QTimeZone>

#include <array>

namespace hopscope
{

namespace
{

bool isDelimiter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x09 || (byte >= 0x20 && byte <= 0x2f) || (byte >= 0x3b && byte <= 0x40) ||
           (byte >= 0x5b && byte <= 0x60) || (byte >= 0x7b && byte <= 0x7e);
}

QByteArrayList dateTokens(QByteArrayView text)
{
    QByteArrayList tokens;
    QByteArray token;
    for (const char c : text) {
        if (!isDelimiter(c)) {
            token += c;
        } else if (!token.isEmpty()) {
            tokens.append(token);
            token.clear();
        }
    }
    if (!token.isEmpty())
        tokens.append(token);
    return tokens;
}

/// The `least` to `most` digits at the start of `text`, of which they are taken; none if their number is another one.
std::optional<int> takeDigits(QByteArrayView &text, int least, int most)
{
    int count = 0;
    int value = 0;
    while (count < text.size() && ascii::isDigit(text[count])) {
        if (count == most)
            return std::nullopt;
        value = value * 10 + (text[count++] - '0');
    }
    if (count < least)
        return std::nullopt;
    text = text.sliced(count);
    return value;
}

/// hms-time [ non-digit *OCTET ]
std::optional<std::array<int, 3>> timeOf(QByteArrayView token)
{
    std::array<int, 3> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0 && !token.startsWith(':'))
            return std::nullopt;
        if (i > 0)
            token = token.sliced(1);
        const std::optional<int> number = takeDigits(token, 1, 2);
        if (!number)
            return std::nullopt;
        parts[i] = *number;
    }
    return parts;
}

std::optional<int> monthOf(QByteArrayView token)
{
    constexpr QByteArrayView months = "janfebmaraprmayjunjulaugsepoctnovdec";
    constexpr qsizetype length = 3;
    if (token.size() < length)
        return std::nullopt;
    const qsizetype at = months.indexOf(token.first(length).toByteArray().toLower());
    return at >= 0 && at % length == 0 ? std::optional(static_cast<int>(at / length) + 1) : std::nullopt;
}

std::optional<int> numberOf(QByteArrayView token, int least, int most)
{
    return takeDigits(token, least, most);
}

} // namespace

std::optional<QDateTime> parseCookieDate(QByteArrayView text)
{
    std::optional<std::array<int, 3>> time;
    std::optional<int> day;
    std::optional<int> month;
    std::optional<int> year;
    for (const QByteArray &token : dateTokens(text)) {
        if (!time && (time = timeOf(token)))
            continue;
        if (!day && (day = numberOf(token, 1, 2)))
            continue;
        if (!month && (month = monthOf(token)))
            continue;
        if (!year)
            year = numberOf(token, 2, 4);
    }
    if (!time || !day || !month || !year)
        return std::nullopt;
    if (*year >= 70 && *year <= 99)
        *year += 1900;
    else if (*year < 70)
        *year += 2000;
    constexpr int firstYear = 1601;
    const QDate date(*year, *month, *day);
    const QTime clock((*time)[0], (*time)[1], (*time)[2]);
    if (*year < firstYear || !date.isValid() || !clock.isValid())
        return std::nullopt;
    return QDateTime(date, clock, Qt::UTC);
}

} // namespace hopscope
