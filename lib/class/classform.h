// SPDX-License-Identifier: MIT
#pragma once

#include "http/message.h"

#include <QString>

namespace hopscope
{

/// The cookie that tells devices apart. It goes to every port of the class, for a cookie knows no ports (RFC 6265 8.5).
inline constexpr QByteArrayView kClassCookie = "hopscope_class";

/// The value of a field of a posted form; empty where there is none. What is no UTF-8 becomes U+FFFD.
QString formValue(const Request &request, QByteArrayView name);
/// The number in it; -1 where it is none.
int formNumber(const Request &request, QByteArrayView name);
/// The token that the device shows; empty: none.
QByteArray tokenOf(const Request &request);
/// The request as the lesson has it: without the cookie of the class.
Request withoutClassCookie(Request request);
/// The path of an absolute URL, without its query.
QByteArray classPathOf(const QByteArray &url);

} // namespace hopscope
