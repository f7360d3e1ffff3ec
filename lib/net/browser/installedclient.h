// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/realclients.h"

namespace hopscope
{

/// The path of the program of a real client; the error says which package has it.
Result<QString> programOf(const RealClient &client);
/// Why it cannot be run, and what to do.
QString notInstalledText(const RealClient &client);
/// What the program is to be asked for its version with, that of its module where it has one; and the version in what
/// it says, empty if there is none.
QStringList versionArguments(const RealClient &client);
QString versionIn(const QByteArray &output);
/// "156.0.8078.108" for each; empty when the program is not there or says nothing within a few seconds. Starts all of
/// them at once and waits for them.
QStringList versionsOf(std::span<const RealClient> clients);
QString versionOf(const RealClient &client);
/// Whether the program is there, and its module. Starts the program for that.
bool isInstalled(const RealClient &client);
/// The same where versionOf() has been asked already.
bool isInstalled(const RealClient &client, const QString &version);
/// "installed: 156.0.8078.108" or "not installed". Starts the program.
QString installedText(const RealClient &client);
QString installedText(const RealClient &client, const QString &version);

} // namespace hopscope
