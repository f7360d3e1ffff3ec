// SPDX-License-Identifier: MIT
#pragma once

#include "net/readyrequest.h"

namespace hopscope
{

/// The command line of a Chromium that carries out this request with the profile in `folder`.
QStringList chromiumFlags(const ReadyRequest &ready, const QString &folder);
/// The same for one that the user drives in its window.
QStringList chromiumWindowFlags(const ReadyRequest &ready, const QString &folder);
/// What of the protocol and of this machine makes it another Chromium than the user's own, one sentence each.
QStringList chromiumNotes();

} // namespace hopscope
