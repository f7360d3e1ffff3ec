// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope
{

/// "localhost" and every name below it, which are loopback (RFC 6761 6.3).
bool isLocalName(const QString &host);
/// Empty, or why no name server can know this name (RFC 1035 2.3.4). Some resolvers never answer when asked for it.
QString nameError(const QString &host);

} // namespace hopscope
