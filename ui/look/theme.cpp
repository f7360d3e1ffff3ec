// SPDX-License-Identifier: MIT
#include "ui/look/theme.h"

#include "ui/look/style.h"

#include <QApplication>
#include <QToolTip>

namespace hopscope
{

QPalette paletteOf(const Colors &c)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, QRgb color) { palette.setColor(role, QColor(color)); };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.surface);
    set(QPalette::AlternateBase, c.header);
    set(QPalette::Text, c.text);
    set(QPalette::Button, c.surface);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, c.bad.text);
    set(QPalette::ToolTipBase, c.surface);
    set(QPalette::ToolTipText, c.text);
    set(QPalette::PlaceholderText, c.muted);
    set(QPalette::Highlight, c.accent);
    set(QPalette::HighlightedText, c.onAccent);
    set(QPalette::Link, c.link);
    set(QPalette::LinkVisited, c.link);
    set(QPalette::Light, c.surface);
    set(QPalette::Midlight, c.line);
    set(QPalette::Mid, c.border);
    set(QPalette::Dark, c.border);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(c.muted));
    return palette;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

const Colors &colorsOf(const QPalette &palette)
{
    const auto isOf = [&](const Colors &colors) {
        return palette.color(QPalette::Base) == QColor(colors.surface) &&
               palette.color(QPalette::Highlight) == QColor(colors.accent);
    };
    return isOf(contrastColors()) ? contrastColors() : isDark(palette) ? darkColors() : lightColors();
}

void applyColors(const Colors &colors)
{
    const QPalette palette = paletteOf(colors);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    if (!qobject_cast<Style *>(QApplication::style()))
        QApplication::setStyle(new Style);
}

} // namespace hopscope
