// SPDX-License-Identifier: MIT
#pragma once

#include "http/hsts.h"
#include "http/result.h"

namespace hopscope
{

// Files of known HSTS hosts. Blank lines and lines that begin with # are comments; an error names the line. What has
// expired is read, too: the time says so.

/// The file of curl --hsts: a host, with a dot in front when the names below it are included, and the time in quotes,
/// in UTC, as in .a.example "20271101 12:00:00" or a.example "unlimited". Of two lines for one host the later time
/// counts, and what the first one says about the names below.
Result<HstsStore> parseCurlHsts(QByteArrayView text);
/// Likewise; a port is not written, because curl knows none.
QByteArray writeCurlHsts(const HstsStore &store);

/// The file of wget (~/.wget-hsts): host, port (0: the default), 1 when the names below the host are included, the time
/// when it was stored in seconds since 1970, and max-age in seconds, separated by blanks.
Result<HstsStore> parseWgetHsts(QByteArrayView text);
/// Likewise, each host as if it had been stored `now`; an expired one is left out.
QByteArray writeWgetHsts(const HstsStore &store, const QDateTime &now);

} // namespace hopscope
