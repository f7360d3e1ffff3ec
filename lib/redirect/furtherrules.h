// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"

#include <QStringList>

namespace hopscope
{

/// What a table of status and method does not show of a client: sentences about a method or body that comes back, about
/// a body that can be read only once, and about 1xx responses. Nothing where it is as with most clients.
QStringList furtherRules(const ClientProfile &profile);

} // namespace hopscope
