// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clients.h"

#include <QStringList>

class QSettings;

namespace hopscope
{

/// Organization and application of the window's settings.
inline constexpr QLatin1StringView kSettingsName("hopscope");

/// Where the window and the command line look for own clients: $HOPSCOPE_CLIENTS, or hopscope/clients in the folder of
/// the user's data (~/.local/share).
QString clientFolder();

/// The built-in clients and those of every *.json of the folder, by file name; a folder that does not exist has none.
Clients readClients(const QString &folder);

/// The ids of the user's stack (redirect/client/clientstack.h), each once.
QStringList readClientStack(const QSettings &settings);
void writeClientStack(QSettings &settings, const QStringList &stack);
/// The same of the window's settings, for other programs.
QStringList readClientStack();

} // namespace hopscope
