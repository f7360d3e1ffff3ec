// SPDX-License-Identifier: MIT
#include "paint/paintedformats.h"

#include "paint/chainfiles.h"
#include "paint/htmlpage.h"

#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr Format kPaintedFormats[] = {
    {.id = "html"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Web page"),
     .extension = "html"_L1,
     .write = writeHtml,
     .writeAll = writeHtmlOfAll},
    {.id = "svg"_L1, .title = QT_TRANSLATE_NOOP("formats", "Picture, SVG"), .extension = "svg"_L1, .write = writeSvg},
    {.id = "png"_L1, .title = QT_TRANSLATE_NOOP("formats", "Picture, PNG"), .extension = "png"_L1, .write = writePng},
    {.id = "pdf"_L1,
     .title = QT_TRANSLATE_NOOP("formats", "Picture, PDF"),
     .extension = "pdf"_L1,
     .write = writePdf,
     .writeAll = writePdfOfAll},
};

} // namespace

std::span<const Format> paintedFormats()
{
    return kPaintedFormats;
}

QList<const Format *> allFormats()
{
    QList<const Format *> all;
    for (const std::span<const Format> table : {formats(), paintedFormats()}) {
        for (const Format &format : table)
            all.append(&format);
    }
    return all;
}

const Format *findAnyFormat(QStringView id)
{
    const QList<const Format *> all = allFormats();
    const auto found = std::ranges::find_if(all, [&](const Format *format) { return id == format->id; });
    return found == all.end() ? nullptr : *found;
}

} // namespace hopscope
