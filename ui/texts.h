// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

namespace hopscope
{

/// How a trace ended, in one sentence for the status bar.
QString endingText(const Trace &trace);
/// The chain as plain text, one line a hop.
QString chainText(const QList<Hop> &hops);
/// The list of keyboard shortcuts as HTML.
QString shortcutsHtml();
/// Name, version and licence as HTML.
QString aboutHtml();

} // namespace hopscope
