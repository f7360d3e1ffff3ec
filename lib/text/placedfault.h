// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope
{

/// What is wrong with a value as a whole, and where in its JSON ("routes[2].origin"); no reason: nothing.
struct PlacedFault {
    QString place;
    QString reason;
};

} // namespace hopscope
