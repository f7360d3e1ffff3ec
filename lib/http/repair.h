// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>

namespace hopscope
{

/// What becomes of "<>[\]^`{|} and a stray %, which no URI may have.
enum class OddBytes { Encoded, AsTheyAre };

/// Makes a URI-reference of `location` in the way of curl 7.88 (lib/urlapi.c, measured): spaces become %20, or "+"
/// after the first "?"; bytes over 0x7f become %xx; one or three slashes before the host of an http URL count as two;
/// hosts are mapped by IDNA, odd IPv4 notations written out. curl refuses control bytes, and sends odd bytes as they
/// are.
Result<QByteArray> repairedReference(QByteArrayView location, OddBytes odd);

} // namespace hopscope
