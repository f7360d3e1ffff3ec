// SPDX-License-Identifier: MIT
#include "ui/lessons/classtype.h"

#include "ui/look/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QFontDatabase>
#include <QFontInfo>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hopscope
{

namespace
{

constexpr QSizeF kProjector{1920, 1080};
constexpr double kProjectorPixels = 28;
/// On a small window it is at least that much larger than other text.
constexpr double kLeastScale = 1.15;
constexpr int kMostGrowth = 2;

} // namespace

QPalette projectorPalette()
{
    QPalette palette = paletteOf(darkColors());
    palette.setColor(QPalette::Window, Qt::black);
    palette.setColor(QPalette::WindowText, Qt::white);
    palette.setColor(QPalette::Text, Qt::white);
    return palette;
}

int leastClassPixels(QSize view)
{
    const double share = std::min(view.width() / kProjector.width(), view.height() / kProjector.height());
    const double usual = QFontInfo(QFontDatabase::systemFont(QFontDatabase::GeneralFont)).pixelSize();
    const double now = QFontInfo(QApplication::font()).pixelSize();
    const double zoom = std::max(1.0, now / std::max(1.0, usual));
    return int(std::ceil(std::max(kProjectorPixels * share * zoom, now * kLeastScale)));
}

int fittingClassPixels(int least, int room, const std::function<int(int)> &heightWith)
{
    int fits = least;
    int most = least * kMostGrowth;
    while (fits < most) {
        const int next = (fits + most + 1) / 2;
        if (heightWith(next) <= room)
            fits = next;
        else
            most = next - 1;
    }
    return fits;
}

int columnHeight(const QBoxLayout &column, int width, const QList<const QWidget *> &except)
{
    const QMargins margins = column.contentsMargins();
    const int inner = width - margins.left() - margins.right();
    int height = margins.top() + margins.bottom();
    for (int i = 0; i < column.count(); ++i) {
        QLayoutItem *item = column.itemAt(i);
        if (!item->widget() || except.contains(item->widget()))
            continue;
        // A new font reaches the layouts above a widget only with events that are still on their way.
        const QList<QWidget *> below = item->widget()->findChildren<QWidget *>();
        for (QWidget *each : below)
            each->updateGeometry();
        item->widget()->updateGeometry();
        if (item->minimumSize().width() > inner)
            return std::numeric_limits<int>::max();
        height += column.spacing() +
                  (item->hasHeightForWidth() ? item->heightForWidth(inner) : item->widget()->sizeHint().height());
    }
    return height;
}

} // namespace hopscope
