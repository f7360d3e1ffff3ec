// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QList>

namespace hopscope
{

/// The built-in demo against a LoopbackServer with these ports: a POST that meets 307 to another origin, 303, and 200.
TraceRequest demoRequest(const QList<quint16> &ports);
/// The first port of the server if this is the demo's request; nothing if not.
QList<quint16> demoPorts(const QByteArray &method, const QByteArray &url);

} // namespace hopscope
