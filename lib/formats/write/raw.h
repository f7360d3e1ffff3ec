// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

namespace hopscope
{

/// The bytes on the wire and nothing else: for each hop what was sent, then what was received. A hop whose bytes are
/// not known gives none.
QByteArray writeRaw(const Trace &trace);

} // namespace hopscope
