// SPDX-License-Identifier: MIT
#pragma once

#include "ui/window/windowparts.h"

namespace hopscope
{

/// Opens the window's class by its menu, and says in red in the status bar while it is open to the network. It closes
/// with the window.
void connectClass(const WindowParts &parts);

} // namespace hopscope
