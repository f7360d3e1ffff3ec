// SPDX-License-Identifier: MIT
#include "ui/icons.h"

#include <QPainter>
#include <QSvgRenderer>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kSize = 24;
constexpr int kScale = 2;

QPixmap tinted(QSvgRenderer &picture, QColor color)
{
    QPixmap pixmap(kSize * kScale, kSize * kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    picture.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    painter.end();
    pixmap.setDevicePixelRatio(kScale);
    return pixmap;
}

} // namespace

QIcon tintedIcon(const QString &name, QColor normal, QColor checked)
{
    QSvgRenderer picture(u":/icons/%1.svg"_s.arg(name));
    QIcon icon(tinted(picture, normal));
    icon.addPixmap(tinted(picture, checked), QIcon::Normal, QIcon::On);
    return icon;
}

} // namespace hopscope
