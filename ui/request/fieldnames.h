// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace hopscope
{

/// Names of request fields that are worth completing (RFC 9110 to 9112, Fetch, and what services ask for), sorted.
QStringList requestFieldNames();

} // namespace hopscope
