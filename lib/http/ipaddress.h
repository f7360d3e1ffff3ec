// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>

#include <array>
#include <cstdint>

namespace hopscope
{

using Ipv6 = std::array<std::uint16_t, 8>;

/// URL standard "ends in a number checker": whether the host has to be read as an IPv4 address.
bool endsInNumber(QByteArrayView host);
/// URL standard "IPv4 parser" and "IPv4 serializer": 127.1, 0x7f.1, 017700000001 become 127.0.0.1.
Result<QByteArray> canonicalIpv4(QByteArrayView host);
/// URL standard "IPv6 parser"; `text` is what stands between the brackets.
Result<Ipv6> parseIpv6(QByteArrayView text);
/// URL standard "IPv6 serializer" (RFC 5952 4), without brackets.
QByteArray serializeIpv6(const Ipv6 &address);

} // namespace hopscope
