// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <optional>

namespace hopscope
{

/// Why a host is another one in each network.
struct PrivateScope {
    const char *what; ///< "a private address"
    const char *source;
};

/// Of an address that is not reachable from everywhere (RFC 6890), or of a name that the DNS of the Internet does not
/// hold (RFC 6761, RFC 6762, RFC 8375, or one without a dot); nullopt of any other host. `host` in lower case, as in an
/// origin; addresses in every notation of the URL standard.
std::optional<PrivateScope> privateScope(QByteArrayView host);

} // namespace hopscope
