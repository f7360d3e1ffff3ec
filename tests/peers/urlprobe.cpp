// SPDX-License-Identifier: MIT
// Reads lines "base<TAB>location" in hexadecimal and writes a line for each: the target by the URL standard, or "!".
#include "http/location.h"

#include <QByteArrayList>

#include <iostream>
#include <string>

int main()
{
    for (std::string line; std::getline(std::cin, line);) {
        const QByteArrayList fields = QByteArray::fromStdString(line).split('\t');
        const auto target = hopscope::resolveLocation(
            hopscope::LocationSyntax::Whatwg, QByteArray::fromHex(fields.first()), QByteArray::fromHex(fields.last()));
        std::cout << (target ? target->toStdString() : "!") << '\n';
    }
}
