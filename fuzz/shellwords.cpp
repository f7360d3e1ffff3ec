// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "formats/paste/commandwords.h"
#include "formats/write/shellquote.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    requireEither(shellWords(input));
    requireEither(cmdWords(input));
    usesCmdQuoting(input);

    QByteArray bytes = input.toByteArray();
    const Result<CommandWords> printed = shellWords("printf " + printfFormat(bytes) + " | curl");
    require(printed && printed->input == bytes && printed->words == QList<QByteArray>{"curl"},
            "what printf writes reads back");
    bytes.replace('\0', ' ');
    while (bytes.endsWith('\n'))
        bytes.chop(1);
    const Result<CommandWords> word = shellWords("curl " + shellWord(bytes));
    require(word && word->words == QList<QByteArray>{"curl", bytes}, "a word for a shell reads back");
}

} // namespace hopscope::fuzz
