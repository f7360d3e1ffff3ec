// SPDX-License-Identifier: MIT
#include "http/httpdate.h"

#include "http/ascii.h"
#include "http/headers.h"

#include <QTimeZone>

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

constexpr QByteArrayView kShortDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr QByteArrayView kLongDays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr QByteArrayView kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr int kNameLength = 3;
constexpr int kClockLength = 8; // 08:49:37
constexpr int kYearsAhead = 50; // RFC 9110 5.6.7, of a year of two digits
constexpr int kYearsOfTwoDigits = 100;
constexpr int kLeapSecond = 60;

/// Whether `text` has the form of `pattern`: "0" stands for a digit, "_" for a digit or a space, "a" for a letter, and
/// any other character for itself in either case.
bool hasForm(QByteArrayView text, QByteArrayView pattern)
{
    return text.size() == pattern.size() &&
           std::equal(text.begin(), text.end(), pattern.begin(), [](char c, char wanted) {
               switch (wanted) {
               case '0':
                   return ascii::isDigit(c);
               case '_':
                   return ascii::isDigit(c) || c == ' ';
               case 'a':
                   return ascii::isAlpha(c);
               default:
                   return equalsIgnoringCase(QByteArrayView(&c, 1), QByteArrayView(&wanted, 1));
               }
           });
}

/// The digits of `text` as a number; a space counts as 0.
int valueOf(QByteArrayView text)
{
    int value = 0;
    for (const char c : text)
        value = value * 10 + (c == ' ' ? 0 : c - '0');
    return value;
}

/// 1 to 12; 0 for a name that is none.
int monthNumber(QByteArrayView name)
{
    const auto found = std::find_if(std::begin(kMonths), std::end(kMonths),
                                    [&](QByteArrayView each) { return equalsIgnoringCase(each, name); });
    return found == std::end(kMonths) ? 0 : static_cast<int>(found - std::begin(kMonths)) + 1;
}

std::optional<QDateTime> utcTime(int year, QByteArrayView month, QByteArrayView day, QByteArrayView clock)
{
    const QDate date(year, monthNumber(month), valueOf(day));
    // QTime has no leap second.
    const int seconds = valueOf(clock.sliced(6, 2));
    const QTime time(valueOf(clock.first(2)), valueOf(clock.sliced(3, 2)),
                     seconds == kLeapSecond ? kLeapSecond - 1 : seconds);
    if (!date.isValid() || !time.isValid())
        return std::nullopt;
    return QDateTime(date, time, Qt::UTC);
}

/// The year of this century, or of the one after or before, that is nearest to `now` in the sense of RFC 9110 5.6.7.
std::optional<QDateTime> nearestTime(int ofTwoDigits, QByteArrayView rest, const QDateTime &now)
{
    const auto in = [&](int year) {
        return utcTime(year, rest.sliced(5, kNameLength), rest.sliced(2, 2), rest.sliced(12, kClockLength));
    };
    const QDateTime latest = now.toUTC().addYears(kYearsAhead);
    const int lastYear = latest.date().year();
    const int year = lastYear - (lastYear - ofTwoDigits) % kYearsOfTwoDigits;
    const std::optional<QDateTime> time = in(year);
    return time && *time > latest ? in(year - kYearsOfTwoDigits) : time;
}

} // namespace

std::optional<QDateTime> parseHttpDate(QByteArrayView text, const QDateTime &now)
{
    // Sun, 06 Nov 1994 08:49:37 GMT
    if (hasForm(text, "aaa, 00 aaa 0000 00:00:00 GMT")) {
        return isOneOf(kShortDays, text.first(kNameLength))
                   ? utcTime(valueOf(text.sliced(12, 4)), text.sliced(8, kNameLength), text.sliced(5, 2),
                             text.sliced(17, kClockLength))
                   : std::nullopt;
    }
    // Sun Nov  6 08:49:37 1994
    if (hasForm(text, "aaa aaa _0 00:00:00 0000")) {
        return isOneOf(kShortDays, text.first(kNameLength))
                   ? utcTime(valueOf(text.last(4)), text.sliced(4, kNameLength), text.sliced(8, 2),
                             text.sliced(11, kClockLength))
                   : std::nullopt;
    }
    // Sunday, 06-Nov-94 08:49:37 GMT
    constexpr QByteArrayView tail = ", 00-aaa-00 00:00:00 GMT";
    const qsizetype comma = text.size() - tail.size();
    if (comma < 0 || !hasForm(text.sliced(comma), tail) || !isOneOf(kLongDays, text.first(comma)))
        return std::nullopt;
    const QByteArrayView rest = text.sliced(comma);
    return nearestTime(valueOf(rest.sliced(9, 2)), rest, now);
}

} // namespace hopscope
