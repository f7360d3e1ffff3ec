// SPDX-License-Identifier: MIT
#include "collected.h"
#include "fuzz.h"

#include "formats/collection/bruno.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const QByteArray file = input.toByteArray();
    requireSound(readBruno({{QStringLiteral("a.bru"), file}}));
    // The same file as what others inherit, and as an environment.
    requireSound(readBruno({{QStringLiteral("collection.bru"), file},
                            {QStringLiteral("environments/e.bru"), file},
                            {QStringLiteral("f/folder.bru"), file},
                            {QStringLiteral("f/a.bru"), file}}));
}

} // namespace hopscope::fuzz
