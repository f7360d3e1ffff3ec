// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

namespace hopscope
{

/// The bytes on the wire, inside TLS, as a capture file (pcapng, draft-ietf-opsawg-pcapng) with link type RAW: packets
/// of TCP connections that are made up around them. True are the bytes, the server's address and port, and the times
/// of the first byte sent and of the first and last byte received; the client's address is one for documentation (RFC
/// 5737, 3849). Comments say so, and what has no bytes.
QByteArray writePcapng(const Trace &trace);
QByteArray writePcapngOfAll(const QList<Trace> &traces);

} // namespace hopscope
