// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

namespace hopscope::cli
{

/// trace --clients: sends `request` as each client of the comma-separated list and prints the chains side by side.
int runClientChains(const TraceRequest &request, const QString &clients, bool withSecrets);

} // namespace hopscope::cli
