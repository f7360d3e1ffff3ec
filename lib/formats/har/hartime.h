// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace hopscope
{

inline constexpr qint64 kMicrosecondsPerMillisecond = 1000;

/// Of a time that a record has in milliseconds: from nothing to a hundred days, which is longer than anything that is
/// measured.
qint64 microsecondsOf(double milliseconds);

/// Microseconds since 1970 of a date as the writers of HARs put it: ISO 8601 with "T" or a space, any number of
/// decimals after "." or ",", and a zone as "Z", "+01:00", "+0100", "+01" or "UTC"; without a zone it counts as UTC.
/// Month, day and hour may lack their zero. A number counts since 1970 in whatever unit fits; dates of mails are read.
std::optional<qint64> parseHarTime(QByteArrayView text);

} // namespace hopscope
