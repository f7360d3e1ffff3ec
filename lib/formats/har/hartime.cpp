// SPDX-License-Identifier: MIT
#include "formats/har/hartime.h"

#include "http/ascii.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace hopscope
{

namespace
{

constexpr qint64 kMicrosecondsPerMinute = 60'000'000;
constexpr double kLongestMilliseconds = 100.0 * 24 * 3600 * 1000;

/// Reads a text from left to right; `failed` stays.
struct Scanner {
    QByteArrayView text;
    bool failed = false;

    bool take(QByteArrayView anyOf)
    {
        if (text.isEmpty() || !anyOf.contains(text.front()))
            return false;
        text = text.sliced(1);
        return true;
    }

    void need(QByteArrayView anyOf) { failed |= !take(anyOf); }

    bool hasDigit() const { return !text.isEmpty() && ascii::isDigit(text.front()); }

    int digits(int count)
    {
        int value = 0;
        for (; count > 0 && hasDigit(); --count, text = text.sliced(1))
            value = value * 10 + (text.front() - '0');
        failed |= count > 0;
        return value;
    }

    /// One digit or two: some programs leave out the zero.
    int oneOrTwo()
    {
        const int first = digits(1);
        return hasDigit() ? first * 10 + digits(1) : first;
    }
};

/// Decimals of a second, as microseconds; what is finer is cut off.
qint64 fraction(Scanner &in)
{
    qint64 unit = 100'000;
    qint64 sum = 0;
    in.failed |= !in.hasDigit();
    for (; in.hasDigit(); unit /= 10)
        sum += in.digits(1) * unit;
    return sum;
}

/// Since 1970 in seconds, milliseconds, microseconds or nanoseconds, whichever lies between 1980 and 2255; with
/// decimals or without.
std::optional<qint64> parseEpoch(QByteArrayView text)
{
    const bool isNumeral = std::all_of(text.begin(), text.end(), [](char c) { return ascii::isDigit(c) || c == '.'; });
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumeral || !isNumber)
        return std::nullopt;
    constexpr double earliest = 315'532'800;
    constexpr double latest = 9'000'000'000;
    for (const double perSecond : {1.0, 1e3, 1e6, 1e9}) {
        if (value >= earliest * perSecond && value <= latest * perSecond)
            return qint64(std::llround(value / perSecond * double(kMicrosecondsPerMillisecond * 1000)));
    }
    return std::nullopt;
}

/// As in mail and in the Date field.
std::optional<qint64> parseMailDate(QByteArrayView text)
{
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(text), Qt::RFC2822Date);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch() * kMicrosecondsPerMillisecond) : std::nullopt;
}

/// Minutes east of Greenwich.
int zone(Scanner &in)
{
    while (in.take(" ")) {
    }
    if (in.take("Zz"))
        return 0;
    if (in.text == "UTC" || in.text == "GMT") {
        in.text = {};
        return 0;
    }
    const int sign = in.text.startsWith('-') ? -1 : 1;
    if (!in.take("+-"))
        return 0;
    const int hours = in.digits(2);
    in.take(":");
    const int minutes = in.hasDigit() ? in.digits(2) : 0;
    in.failed |= hours > 23 || minutes > 59;
    return sign * (hours * 60 + minutes);
}

} // namespace

qint64 microsecondsOf(double milliseconds)
{
    return std::isfinite(milliseconds) ? qint64(std::llround(std::clamp(milliseconds, 0.0, kLongestMilliseconds) *
                                                             double(kMicrosecondsPerMillisecond)))
                                       : 0;
}

std::optional<qint64> parseHarTime(QByteArrayView text)
{
    if (const std::optional<qint64> epoch = parseEpoch(text.trimmed()))
        return epoch;
    Scanner in{text.trimmed()};
    const int year = in.digits(4);
    in.need("-");
    const int month = in.oneOrTwo();
    in.need("-");
    const QDate date(year, month, in.oneOrTwo());
    in.need("Tt ");
    const int hour = in.oneOrTwo();
    in.need(":");
    const int minute = in.digits(2);
    const int second = in.take(":") ? in.digits(2) : 0;
    const qint64 micros = in.take(".,") ? fraction(in) : 0;
    const int east = zone(in);
    // A leap second counts as the one before it.
    const QTime time(hour, minute, second == 60 ? 59 : second);
    if (in.failed || !in.text.isEmpty() || !date.isValid() || !time.isValid())
        return parseMailDate(text.trimmed());
    return QDateTime(date, time, Qt::UTC).toMSecsSinceEpoch() * kMicrosecondsPerMillisecond + micros -
           east * kMicrosecondsPerMinute;
}

} // namespace hopscope
