// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "trace/trace.h"

namespace hopscope
{

/// The ids of the clients that a User-Agent names, the usual one first; empty for none that is known.
QStringList clientsNamed(const QByteArray &userAgent);

/// The client that most likely made these recorded requests: by User-Agent, and where it has several profiles, the one
/// whose rules agree best with the record. `fallback` when the User-Agent names none of the known clients. `agent`
/// takes the place of the User-Agent where the record itself tells which program it was; empty where it does not.
const ClientProfile &likelyClient(const QList<Hop> &hops, const ClientProfile &fallback, const QByteArray &agent = {});

/// The client as a User-Agent names it, "okhttp/4.12.0", if it is one whose rules nobody has measured; empty for the
/// known ones, and where nothing is named. `agent` as for likelyClient().
QByteArray unknownClient(const Request &first, const QByteArray &agent = {});

} // namespace hopscope
