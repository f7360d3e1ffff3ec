// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QDateTime>

#include <optional>

namespace hopscope
{

/// The time of Date, Expires or Last-Modified, in UTC: IMF-fixdate or one of the two obsolete formats (RFC 9110 5.6.7),
/// without regard to case, and in GMT only (RFC 9111 4.2). A year of two digits is one that is at most 50 years after
/// `now`. None for anything else.
std::optional<QDateTime> parseHttpDate(QByteArrayView text, const QDateTime &now);

} // namespace hopscope
