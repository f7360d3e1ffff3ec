// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/realclients.h"

namespace hopscope
{

/// The path of the program of a real client; the error says which package has it.
Result<QString> programOf(const RealClient &client);
/// What the program says about its version, "156.0.8078.108"; empty when it says nothing within a few seconds. Starts
/// the program and waits for it.
QString versionOf(const RealClient &client);
/// "installed: 156.0.8078.108" or "not installed". Starts the program.
QString installedText(const RealClient &client);

} // namespace hopscope
