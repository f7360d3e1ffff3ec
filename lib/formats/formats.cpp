// SPDX-License-Identifier: MIT
#include "formats/formats.h"

#include "formats/tabletext.h"
#include "trace/tracejson.h"

#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr Format kFormats[] = {
    {.id = "table"_L1, .title = QT_TRANSLATE_NOOP("formats", "Text table"), .extension = "txt"_L1, .write = writeTable},
    {.id = "json"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Hopscope trace"),
     .extension = "json"_L1,
     .write = writeTrace},
};

} // namespace

std::span<const Format> formats()
{
    return kFormats;
}

const Format *findFormat(QStringView id)
{
    const auto found = std::ranges::find_if(kFormats, [&](const Format &format) { return id == format.id; });
    return found == std::end(kFormats) ? nullptr : found;
}

} // namespace hopscope
