// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>

namespace hopscope
{

/// URL standard "host parser" and "host serializer". `special`: the scheme is http, https, ws, wss, ftp or file; other
/// schemes have opaque hosts. `text` may hold UTF-8 and %XX.
Result<QByteArray> parseHost(QByteArrayView text, bool special);

} // namespace hopscope
