// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QString>

namespace hopscope
{

/// The chain as an svg element without style of its own: htmlStyle() colours it. A loop is drawn as a way back.
QString htmlChain(const Trace &trace);

} // namespace hopscope
