// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// A kernel refuses one argument of 128 KiB or more.
inline constexpr qsizetype kMaxShellArgument = 100 * 1024;

/// One word for a POSIX shell, any bytes but NUL and line ends at the end. What could steer the terminal that it is
/// pasted into is written in octal, "$(printf '\033')".
QByteArray shellWord(const QByteArray &bytes);
/// The format of printf(1) that writes exactly these bytes, in quotes; any bytes.
QByteArray printfFormat(const QByteArray &bytes);
/// Whether shellWord() shows the bytes as they are.
bool isPlainText(const QByteArray &bytes);

} // namespace hopscope
