// SPDX-License-Identifier: MIT
#pragma once

#include "net/browser/browserrun.h"
#include "net/browser/protocolvalue.h"

namespace hopscope
{

/// Takes over status, fields, connection, TLS and times of a Network.Response; what the raw head has told stays.
void takeResponse(Hop &hop, const ProtocolValue &response);
/// Takes over status and fields of Network.responseReceivedExtraInfo: from the raw head where there is one.
void takeRawHead(Hop &hop, const ProtocolValue &extra);

} // namespace hopscope
