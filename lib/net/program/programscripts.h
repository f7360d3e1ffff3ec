// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// Ends a script whose library or language is not there, or too old.
inline constexpr int kNoLibraryCode = 77;

// Each reads the request from the JSON file that its first argument names, sends it through the proxy of http_proxy,
// and writes one line to the error output where that fails.

/// For node -e: fetch() itself, over tunnels of the proxy.
QByteArray nodeScript();
/// For python3 -c: a session of requests, without the settings of the user (.netrc).
QByteArray pythonScript();

} // namespace hopscope
