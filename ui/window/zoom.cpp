// SPDX-License-Identifier: MIT
#include "ui/window/zoom.h"

#include <QApplication>
#include <QFont>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace hopscope
{

namespace
{

constexpr double kStep = 1.1;
constexpr const char *kSystemFont = "hopscopeSystemFont";

} // namespace

void applyZoom(int level)
{
    // The system's font, remembered where all windows find it before the first of them changes it.
    if (!qApp->property(kSystemFont).isValid())
        qApp->setProperty(kSystemFont, QApplication::font());
    const QFont system = qApp->property(kSystemFont).value<QFont>();
    const double factor = std::pow(kStep, std::clamp(level, kSmallestZoom, kLargestZoom + kPresentationZoom));
    QFont font = system;
    if (system.pointSizeF() > 0)
        font.setPointSizeF(system.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, int(std::lround(system.pixelSize() * factor))));
    if (font == QApplication::font())
        return;
    QApplication::setFont(font);
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows)
        window->setFont(font);
    // Qt tells widgets only while the application's own loop runs, and not those with a font of their own.
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        QEvent changed(QEvent::ApplicationFontChange);
        QApplication::sendEvent(widget, &changed);
    }
}

} // namespace hopscope
