// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QList>

namespace hopscope
{

/// The built-in demo against a LoopbackServer with these ports: a POST that meets 307 to another origin, 303, and 200.
TraceRequest demoRequest(const QList<quint16> &ports);

} // namespace hopscope
