// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "trace/trace.h"

namespace hopscope
{

/// The client that most likely made these recorded requests: by User-Agent, and where it has several profiles, the one
/// whose rules agree best with the record. `fallback` when the User-Agent names none of the known clients. `agent`
/// takes the place of the User-Agent where the record itself tells which program it was; empty where it does not.
const ClientProfile &likelyClient(const QList<Hop> &hops, const ClientProfile &fallback, const QByteArray &agent = {});

} // namespace hopscope
