// SPDX-License-Identifier: MIT
#include "ui/theme.h"

#include <QApplication>
#include <QStyle>
#include <QStyleFactory>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
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

constexpr char16_t sheet[] = uR"(
QMenuBar, QStatusBar { background: %header; color: %text; }
QMenuBar { border-bottom: 1px solid %line; }
QStatusBar { border-top: 1px solid %line; }
QStatusBar QLabel { color: %muted; padding: 2px 8px; }
QToolTip { background: %surface; color: %text; border: 1px solid %border; padding: 4px; }
#bar { background: %window; border-bottom: 1px solid %line; }
#title { background: %header; border-bottom: 1px solid %line; }
#page, #details { background: %surface; }
QLineEdit, QComboBox, QSpinBox { background: %surface; color: %text; border: 1px solid %border; border-radius: 4px;
  padding: 4px 8px; min-height: 20px; selection-background-color: %accent; selection-color: %onAccent; }
QComboBox QLineEdit { border: none; padding: 0; min-height: 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/%arrow); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: %surface; color: %text; border: 1px solid %border; outline: 0;
  selection-background-color: %accent; selection-color: %onAccent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus { border: 1px solid %accent; }
QPlainTextEdit { background: %surface; color: %text; border: 1px solid %line; border-radius: 4px;
  selection-background-color: %accent; selection-color: %onAccent; }
QPushButton { background: %surface; color: %text; border: 1px solid %border; border-radius: 4px; padding: 4px 14px;
  min-height: 20px; }
QPushButton:hover { border-color: %accent; }
QPushButton:focus { border: 2px solid %accent; padding: 3px 13px; }
QPushButton:disabled { color: %muted; background: %window; border-color: %line; }
QPushButton:checked { background: %selection; border-color: %accent; }
QPushButton#primary { background: %accent; border: 1px solid %accent; color: %onAccent; font-weight: bold; }
QPushButton#primary:focus { border: 2px solid %text; }
QToolButton#disclosure { border: none; background: transparent; color: %link; padding: 2px 6px; text-decoration: underline; }
QToolButton#disclosure:hover { background: %selection; }
QToolButton#disclosure:checked { background: %selection; border-radius: 3px; font-weight: bold; }
QToolButton#disclosure:focus { border: 1px solid %accent; border-radius: 3px; padding: 1px 5px; }
QLabel#inputError { color: %bad; }
QLabel#muted { color: %muted; }
QLabel#banner { background: %warnFill; color: %warn; border: 1px solid %warnBorder; border-radius: 4px; padding: 8px; }
QTabWidget::pane { border: none; border-top: 1px solid %line; background: %surface; }
QTabBar { background: %header; }
QTabBar::tab { background: %header; color: %muted; padding: 7px 13px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: %link; background: %surface; border-bottom: 2px solid %accent; font-weight: bold; }
QTabBar::tab:focus { text-decoration: underline; }
QHeaderView { background: %header; border: none; }
QHeaderView::section { background: %header; color: %muted; border: none; border-bottom: 1px solid %line;
  padding: 6px 8px; font-weight: bold; text-align: left; }
QTableView, QListView { background: %surface; border: none; outline: 0; }
QTableView:focus { border: 1px solid %accent; }
QSplitter::handle { background: %line; }
QScrollBar:vertical { background: %surface; width: 12px; margin: 0; }
QScrollBar:horizontal { background: %surface; height: 12px; margin: 0; }
QScrollBar::handle { background: %border; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
#rail { background: %rail; border: none; border-right: 1px solid %line; }
#rail QToolButton { border: none; border-left: 3px solid transparent; background: transparent; color: %muted;
  padding: 8px 2px; }
#rail QToolButton:hover { background: %window; }
#rail QToolButton:checked { background: %surface; border-left: 3px solid %accent; color: %link; font-weight: bold; }
#rail QToolButton:focus { text-decoration: underline; }
)";

QString styleSheetOf(const Colors &c)
{
    const std::pair<QLatin1StringView, QRgb> values[] = {
        {"%warnBorder"_L1, c.warn.border},
        {"%warnFill"_L1, c.warn.fill},
        {"%warn"_L1, c.warn.text},
        {"%selection"_L1, c.selection},
        {"%onAccent"_L1, c.onAccent},
        {"%surface"_L1, c.surface},
        {"%header"_L1, c.header},
        {"%window"_L1, c.window},
        {"%border"_L1, c.border},
        {"%accent"_L1, c.accent},
        {"%muted"_L1, c.muted},
        {"%line"_L1, c.line},
        {"%text"_L1, c.text},
        {"%link"_L1, c.link},
        {"%rail"_L1, c.rail},
        {"%bad"_L1, c.bad.text},
    };
    QString css = QString::fromUtf16(sheet);
    css.replace("%arrow"_L1, c.dark ? "arrow-dark.svg"_L1 : "arrow-light.svg"_L1);
    for (const auto &[name, color] : values)
        css.replace(name, QColor(color).name());
    return css;
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

const Colors &colorsOf(const QPalette &palette)
{
    return isDark(palette) ? darkColors() : lightColors();
}

void applyColors(const Colors &colors)
{
    if (QApplication::style()->name() != "fusion"_L1)
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(paletteOf(colors));
    qApp->setStyleSheet(styleSheetOf(colors));
}

} // namespace hopscope
