// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// The output of a program as it was before it went through terminals, pipes, logs and mails: without colours and links
/// (ECMA-48, OSC 8), curl's progress meter, and what stands before each line (time stamps of CI, "> " of a mail, names
/// of containers, indents). It has the same number of lines. A text in which nothing of that is recognised stays as it
/// is.
QByteArray plainRecord(const QByteArray &text);

} // namespace hopscope
