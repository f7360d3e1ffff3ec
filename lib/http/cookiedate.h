// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QDateTime>

#include <optional>

namespace hopscope
{

/// RFC 6265 5.1.1: the date of an Expires attribute, in UTC; none if the algorithm fails.
std::optional<QDateTime> parseCookieDate(QByteArrayView text);

} // namespace hopscope
