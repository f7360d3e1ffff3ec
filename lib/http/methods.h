// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace hopscope
{

/// A request with a safe method asks for no change on the server (RFC 9110 9.2.1). Methods are compared with case.
inline bool isSafeMethod(QByteArrayView method)
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS" || method == "TRACE";
}

} // namespace hopscope
