// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QString>

namespace hopscope
{

/// What a hop did, as a title: "303 See Other: POST becomes GET".
QString hopTitle(const Hop &hop);
/// What its response means and what comes of it, as HTML; what its card says already is not said again. `outcome` is
/// that of the trace, for its last hop.
QString meaningOf(const Trace &trace, qsizetype row, const Outcome *outcome);
/// Another status would have made a difference: the hop answered with a redirect, whatever became of it.
bool isRedirecting(const Hop &hop);
/// Long words, which are URLs, without their middle: they would be cut off at the edge. Other places have them whole.
QString shortWords(const QString &text);

} // namespace hopscope
