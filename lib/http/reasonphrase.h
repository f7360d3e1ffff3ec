// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// RFC 9110 15; "Unnamed" for a status without a registered phrase.
QByteArray reasonPhrase(int status);

} // namespace hopscope
