// SPDX-License-Identifier: MIT
#pragma once

#include "net/server/loopbackanswer.h"

#include <span>

namespace hopscope
{

/// A path of the loopback server and its answer, a pure function. One row of a table.
struct LoopbackRoute {
    const char *pattern;     ///< '#' stands for one digit, a trailing '*' for anything
    const char *examples;    ///< paths with queries, separated by spaces
    const char *description; ///< one sentence
    ServerAnswer (*answer)(const ServerRequest &request);
};

/// Every route, in the order in which / lists them.
QList<LoopbackRoute> loopbackRoutes();
/// The tables that loopbackRoutes() is made of.
std::span<const LoopbackRoute> redirectRoutes();
std::span<const LoopbackRoute> contentRoutes();
std::span<const LoopbackRoute> brokenRoutes();

/// nullptr if there is none for `path`.
const LoopbackRoute *findLoopbackRoute(QByteArrayView path);

/// Fills in path and query from the target in origin form or absolute form (RFC 9112 3.2).
void splitTarget(ServerRequest &request);

} // namespace hopscope
