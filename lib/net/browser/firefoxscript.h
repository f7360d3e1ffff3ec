// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope
{

/// Scripts that run inside Firefox with its own rights (Marionette, context chrome).
/// Begins to note what the tab sends, and stops what Firefox sends for itself. Arguments: the proxy's type, host and
/// port, a list of [host, address], certificates to trust (DER in base64), and bytes kept of a response.
QString firefoxObserver();
/// The notes since the last call as JSON: {"events": [...], "busy": whether the tab loads}.
QString firefoxPoll();
/// Shows an empty page of the origin that the argument names, without asking a server.
QString firefoxStartPage();
/// Runs the script that the argument is in the page (context content).
QString firefoxRunInPage();

} // namespace hopscope
