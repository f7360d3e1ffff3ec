// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>

namespace hopscope
{

/// Makes a URI-reference of `location` in the way of curl 7.88 (lib/urlapi.c, measured): spaces become %20, or "+"
/// after the first "?"; bytes over 0x7f become %xx; one or three slashes before the host of an http URL count as two;
/// hosts are mapped by IDNA, odd IPv4 notations written out. curl refuses control bytes. What curl sends as it is
/// although no URI may have it ("<>[\]^`{|} and a stray %) becomes %XX here.
Result<QByteArray> repairedReference(QByteArrayView location);

} // namespace hopscope
