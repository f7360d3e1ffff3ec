// SPDX-License-Identifier: MIT
#pragma once

#include "formats/redaction/redaction.h"
#include "net/readyrequest.h"

#include <optional>

namespace hopscope::cli
{

/// trace --clients: sends `request` as each client of the comma-separated list and prints the chains side by side,
/// redacted by `redaction` if there is one.
int runClientChains(const ReadyRequest &request, const Clients &clients, const QString &list,
                    const std::optional<RedactionOptions> &redaction);

} // namespace hopscope::cli
