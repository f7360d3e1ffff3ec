// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clients.h"

namespace hopscope::cli
{

/// Asks the loopback server on `port` twice for each of visitCases() as the same user of `client`, and prints what was
/// asked again, and why. The exit code.
int runVisits(const ClientPointer &client, quint16 port);

} // namespace hopscope::cli
