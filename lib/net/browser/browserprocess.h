// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>

namespace hopscope
{

/// Between fork and exec: a process group of its own, which ends with the thread that started it.
void leadGroup();
/// Ends the process and what it has started, and waits for it.
void endGroup(QProcess &process);
/// The end of what the process wrote to its error output.
QString lastOutput(QProcess &process);

} // namespace hopscope
