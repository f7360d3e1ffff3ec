// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope::cli
{

/// Prints what differs between two files of measured clients; "-" is standard input. kExitExpectation if anything does.
int runClientDiff(const QString &before, const QString &after, bool asJson);

} // namespace hopscope::cli
