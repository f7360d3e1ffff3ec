// SPDX-License-Identifier: MIT
#pragma once

#include "http/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace hopscope
{

/// The words of a command line as the program gets them.
struct CommandWords {
    QList<QByteArray> words;
    QByteArray input;  ///< what "printf '...' |" in front of the command writes
    QStringList notes; ///< what a shell would have done and was not done here
    bool more = false; ///< another command follows
    bool cut = false;  ///< an operator of the shell ended the command, and what follows was not read

    bool operator==(const CommandWords &) const = default;
};

/// The first command of `text`, read by the rules of POSIX 2.2 and bash's $'...'. Nothing is expanded: a "$NAME" stays
/// and is noted. The error names a quotation mark that is not closed.
Result<CommandWords> shellWords(QByteArrayView text);

/// The first command of `text` by the rules of cmd.exe (^ takes the meaning from the next character) and of Microsoft's
/// C runtime (backslashes before quotation marks), as browsers on Windows copy commands.
Result<CommandWords> cmdWords(QByteArrayView text);

/// True if `text` has cmd.exe's ^ where sh would have \.
bool usesCmdQuoting(QByteArrayView text);

} // namespace hopscope
