// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/ownclient.h"

#include <QStringList>

namespace hopscope
{

/// The own clients of a folder, and one sentence for each of its files that is none.
struct ClientFiles {
    QList<ClientPointer> clients; ///< by file name
    QStringList faults;           ///< "FILE: place: reason"
};

/// Where the window and the command line look for own clients: $HOPSCOPE_CLIENTS, or hopscope/clients in the folder of
/// the user's data (~/.local/share).
QString clientFolder();

/// Reads every *.json of the folder; one that does not exist has none.
ClientFiles readClientFiles(const QString &folder);
/// Those of clientFolder(), read when they are asked for first.
const ClientFiles &ownClients();
/// The built-in clients, then the user's own; they live as long as the program.
QList<const ClientProfile *> allClients();

} // namespace hopscope
