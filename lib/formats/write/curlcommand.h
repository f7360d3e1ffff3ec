// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

namespace hopscope
{

/// A POSIX shell script with one curl command a hop that sends that request again, and nothing else: no redirect is
/// followed, no field is added, no file is read. What a command line cannot carry is named in a comment.
QByteArray writeCurl(const Trace &trace);
/// The command of one hop, with its comments.
QByteArray curlCommand(const Hop &hop);

} // namespace hopscope
