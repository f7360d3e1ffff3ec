// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QByteArray>

namespace hopscope
{

/// A Mermaid sequence diagram: the client, each origin, each request and its answer. Every character that could mean
/// something to Mermaid or HTML is written as an entity, #59;
QByteArray writeMermaid(const Trace &trace);

} // namespace hopscope
