// SPDX-License-Identifier: MIT
#pragma once

#include "net/readyrequest.h"

namespace hopscope::cli
{

/// trace --clients: sends `request` as each client of the comma-separated list and prints the chains side by side.
int runClientChains(const ReadyRequest &request, const Clients &clients, const QString &list, bool withSecrets);

} // namespace hopscope::cli
