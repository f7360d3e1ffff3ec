// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/memory.h"

namespace hopscope
{

/// What a session brings along for the host of a URL, without secrets: "2 cookies (sid, cart), user name \"me\" for
/// Basic below /admin/". Cookies that have expired do not count; whether one is sent is up to the client. Empty when
/// there is nothing.
QString sessionFor(const ClientMemory &memory, const QByteArray &url, const QDateTime &now);

} // namespace hopscope
