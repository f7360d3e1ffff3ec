// SPDX-License-Identifier: MIT
#include "ui/inspect/chainimage.h"

#include "paint/chainpicture.h"
#include "ui/look/theme.h"

#include <QPainter>

#include <cmath>

namespace hopscope
{

QImage chainImage(const Trace &trace, const QPalette &palette, const QFont &font, int width, qreal scale)
{
    const ChainStyle style = chainStyle(colorsOf(palette), font);
    const ChainPicture picture = chainPicture(trace);
    const PictureBlock end = pictureBlocks(picture, style, width).constLast();
    const int height = std::max(1, end.top + end.height);
    const qreal fitting = std::min(scale, qreal(kMaxImageHeight) / height);
    QImage image(int(std::ceil(width * fitting)), int(std::ceil(height * fitting)), QImage::Format_RGB32);
    image.fill(palette.color(QPalette::Base));
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(fitting, fitting);
    paintChain(painter, picture, style, width);
    return image;
}

} // namespace hopscope
