// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clients.h"

#include <QStringList>

namespace hopscope
{

/// Where the window and the command line look for own clients: $HOPSCOPE_CLIENTS, or hopscope/clients in the folder of
/// the user's data (~/.local/share).
QString clientFolder();

/// The built-in clients and those of every *.json of the folder, by file name; a folder that does not exist has none.
Clients readClients(const QString &folder);

} // namespace hopscope
