// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope
{

/// The ports that a client connects to with neither http nor https.
enum class PortPolicy {
    None,
    Fetch,   ///< Fetch, "port blocking"; Firefox 153 has the same list (measured)
    Chromium ///< Chromium 156 (measured, but for port 0): that list without 4190 and 6679
};

/// Fetch, "block bad port".
bool isBlockedPort(PortPolicy policy, int port);
/// Why a browser does not connect to that port: one sentence. Its source is kPortBlocking.
QString blockedPortReason(int port);

inline constexpr const char *kPortBlocking = "Fetch, port blocking";

} // namespace hopscope
