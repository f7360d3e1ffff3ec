// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserrun.h"
#include "net/browser/protocolvalue.h"

namespace hopscope
{

/// Of Network.requestWillBeSentExtraInfo: each stored cookie, sent or withheld with Chromium's reasons.
QList<CookieVerdict> sentCookies(const ProtocolValue &extra);
/// Of Network.responseReceivedExtraInfo: the Set-Cookie lines that Chromium refused, with its reasons.
void noteRefusedCookies(BrowserHop &hop, const ProtocolValue &extra);

} // namespace hopscope
