// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// "0.1.0".
QByteArray toolVersion();
/// The commit that the program was built from, in hexadecimal, with "-changed" behind it when files differed from it;
/// "unknown" when it was built outside of a repository.
QByteArray toolCommit();

} // namespace hopscope
