// SPDX-License-Identifier: MIT
#include "formats/write/shellquote.h"

#include "http/ascii.h"
#include "text/terminaltext.h"

namespace hopscope
{

bool isPlainText(const QByteArray &bytes)
{
    return terminalText(bytes).toUtf8() == bytes;
}

QByteArray printfFormat(const QByteArray &bytes)
{
    QByteArray format = "'";
    for (const char c : bytes) {
        const bool literal = ascii::isAlpha(c) || ascii::isDigit(c) || QByteArrayView(" _/.,:;=&?{}[]\"").contains(c);
        if (literal)
            format += c;
        else
            format += '\\' + QByteArray::number(uint(static_cast<unsigned char>(c)), 8).rightJustified(3, '0');
    }
    return format + '\'';
}

QByteArray shellWord(const QByteArray &bytes)
{
    if (isPlainText(bytes))
        return '\'' + QByteArray(bytes).replace('\'', "'\\''") + '\'';
    return "\"$(printf " + printfFormat(bytes) + ")\"";
}

} // namespace hopscope
