// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// The lines of a user.js with which Firefox asks for nothing by itself, and sends everything, loopback hosts too, to
/// the proxy at that port of 127.0.0.1.
QByteArray firefoxPreferences(quint16 proxyPort);

} // namespace hopscope
