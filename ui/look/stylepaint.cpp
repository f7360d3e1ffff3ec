// SPDX-License-Identifier: MIT
#include "ui/look/stylepaint.h"

#include "ui/look/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <QTabWidget>
#include <QWidget>

#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double kRadius = 4;
constexpr int kMarkWidth = 3;

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

void paintRounded(QPainter &painter, const QRect &rect, QRgb fill, QRgb border, double width = 1)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(border), width));
    painter.setBrush(QColor(fill));
    const double half = width / 2;
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), kRadius, kRadius);
    painter.restore();
}

void fillBottom(QPainter &painter, const QRect &rect, QRgb color, int height)
{
    painter.fillRect(QRect(rect.left(), rect.bottom() + 1 - height, rect.width(), height), QColor(color));
}

void paintText(QPainter &painter, const QRect &rect, int flags, const QString &text, QRgb color, const QFont &font)
{
    painter.save();
    painter.setFont(font);
    painter.setPen(QColor(color));
    painter.drawText(rect, flags, text);
    painter.restore();
}

QFont boldIf(QFont font, bool bold)
{
    font.setBold(bold || font.bold());
    return font;
}

QFont underlinedIf(QFont font, bool underlined)
{
    font.setUnderline(underlined);
    return font;
}

} // namespace

void paintGround(QPainter &painter, const QStyleOption &option, const QWidget &widget)
{
    const Colors &colors = colorsOf(option.palette);
    const QString name = widget.objectName();
    const QRect rect = option.rect;
    if (name == "rail"_L1) {
        painter.fillRect(rect, QColor(colors.rail));
        const int edge = option.direction == Qt::RightToLeft ? rect.left() : rect.right();
        painter.fillRect(QRect(edge, rect.top(), 1, rect.height()), QColor(colors.line));
        return;
    }
    if (const auto *tabs = qobject_cast<const QTabWidget *>(&widget)) {
        const QRect strip(rect.left(), rect.top(), rect.width(), tabs->tabBar()->height());
        painter.fillRect(strip, QColor(colors.header));
        fillBottom(painter, strip, colors.line, 1);
        return;
    }
    painter.fillRect(rect, QColor(name == "title"_L1 ? colors.header
                                  : name == "bar"_L1 ? colors.window
                                                     : colors.surface));
    if (name != "page"_L1)
        fillBottom(painter, rect, colors.line, 1);
}

void paintField(QPainter &painter, const QStyleOption &option)
{
    const Colors &colors = colorsOf(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    paintRounded(painter, option.rect, enabled ? colors.surface : colors.window,
                 has(option, QStyle::State_HasFocus) ? colors.accent : colors.border);
}

void paintIndicator(QPainter &painter, const QStyleOption &option, bool round)
{
    const Colors &colors = colorsOf(option.palette);
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool on = has(option, QStyle::State_On);
    const int side = std::min(option.rect.width(), option.rect.height()) - 1;
    QRectF box(0.5, 0.5, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const QColor edge(!enabled                                    ? colors.border
                      : on || has(option, QStyle::State_HasFocus) ? colors.accent
                                                                  : colors.muted);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(edge);
    painter.setBrush(on ? edge : QColor(enabled ? colors.surface : colors.window));
    const qreal radius = round ? side / 2.0 : 3;
    painter.drawRoundedRect(box, radius, radius);
    const QColor mark(colors.onAccent);
    if (on && round) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(mark);
        painter.drawEllipse(box.center(), side / 5.0, side / 5.0);
    } else if (on) {
        painter.setPen(QPen(mark, side / 7.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&](qreal x, qreal y) { return QPointF(box.left() + x * side, box.top() + y * side); };
        painter.drawPolyline(QPolygonF{at(0.24, 0.54), at(0.43, 0.72), at(0.77, 0.3)});
    }
    painter.restore();
}

void paintFrame(QPainter &painter, const QStyleOption &option)
{
    const Colors &colors = colorsOf(option.palette);
    painter.save();
    painter.setPen(QColor(has(option, QStyle::State_HasFocus) ? colors.accent : colors.border));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

void paintButton(QPainter &painter, const QStyleOptionButton &option, bool primary)
{
    const Colors &colors = colorsOf(option.palette);
    const bool focused = has(option, QStyle::State_HasFocus);
    if (!has(option, QStyle::State_Enabled)) {
        paintRounded(painter, option.rect, colors.window, colors.line);
    } else if (primary) {
        paintRounded(painter, option.rect, colors.accent, focused ? colors.text : colors.accent, focused ? 2 : 1);
    } else {
        const bool pressed = has(option, QStyle::State_On) || has(option, QStyle::State_Sunken);
        const bool marked = focused || pressed || has(option, QStyle::State_MouseOver);
        paintRounded(painter, option.rect, pressed ? colors.selection : colors.surface,
                     marked ? colors.accent : colors.border, focused ? 2 : 1);
    }
}

void paintTab(QPainter &painter, const QStyleOptionTab &option)
{
    const Colors &colors = colorsOf(option.palette);
    const bool selected = has(option, QStyle::State_Selected);
    painter.fillRect(option.rect, QColor(selected ? colors.surface : colors.header));
    fillBottom(painter, option.rect, selected ? colors.accent : colors.line, selected ? 2 : 1);
    const QFont font = underlinedIf(boldIf(painter.font(), selected), has(option, QStyle::State_HasFocus));
    const bool lively = selected || has(option, QStyle::State_MouseOver);
    const int button = std::max(0, option.rightButtonSize.width());
    paintText(painter, option.rect.adjusted(0, 0, -button, 0), Qt::AlignCenter | Qt::TextShowMnemonic, option.text,
              lively ? colors.link : colors.muted, font);
}

void paintHeader(QPainter &painter, const QStyleOptionHeader &option)
{
    const Colors &colors = colorsOf(option.palette);
    painter.fillRect(option.rect, QColor(colors.header));
    fillBottom(painter, option.rect, colors.line, 1);
}

void paintMenuBarItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Colors &colors = colorsOf(option.palette);
    const bool open = has(option, QStyle::State_Selected);
    painter.fillRect(option.rect, QColor(open ? colors.selection : colors.header));
    const bool enabled = has(option, QStyle::State_Enabled);
    paintText(painter, option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text,
              open ? colors.link : (enabled ? colors.text : colors.muted), option.font);
}

void paintArrow(QPainter &painter, const QRect &rect, const QStyleOption &option)
{
    const Colors &colors = colorsOf(option.palette);
    const QPointF centre = QRectF(rect).center();
    const qreal unit = std::max(2.0, option.fontMetrics.height() / 8.0);
    const std::array points{centre + QPointF(-2 * unit, -unit), centre + QPointF(0, unit),
                            centre + QPointF(2 * unit, -unit)};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(colors.muted), 0.75 * unit));
    painter.drawPolyline(points.data(), int(points.size()));
    painter.restore();
}

void paintHandle(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle)
{
    const Colors &colors = colorsOf(option.palette);
    painter.fillRect(option.rect, QColor(colors.surface));
    if (option.maximum <= option.minimum)
        return;
    const bool held = has(option, QStyle::State_Sunken) || has(option, QStyle::State_MouseOver);
    const QRgb color = held ? colors.muted : colors.border;
    paintRounded(painter, handle.adjusted(2, 2, -2, -2), color, color);
}

void paintRailButton(QPainter &painter, const QStyleOptionToolButton &option)
{
    const Colors &colors = colorsOf(option.palette);
    const bool checked = has(option, QStyle::State_On);
    const QRect rect = option.rect;
    if (checked || has(option, QStyle::State_MouseOver))
        painter.fillRect(rect, QColor(checked ? colors.surface : colors.window));
    if (checked) {
        const int x = option.direction == Qt::RightToLeft ? rect.right() + 1 - kMarkWidth : rect.left();
        painter.fillRect(QRect(x, rect.top(), kMarkWidth, rect.height()), QColor(colors.accent));
    }
    const int lineHeight = option.fontMetrics.height();
    const int top = rect.top() + (rect.height() - option.iconSize.height() - lineHeight - 2) / 2;
    const QRect icon(rect.center().x() - option.iconSize.width() / 2, top, option.iconSize.width(),
                     option.iconSize.height());
    option.icon.paint(&painter, icon, Qt::AlignCenter, QIcon::Normal, checked ? QIcon::On : QIcon::Off);
    const QRect line(rect.left(), icon.bottom() + 2, rect.width(), lineHeight);
    paintText(painter, line, Qt::AlignCenter, option.text, checked ? colors.link : colors.muted,
              underlinedIf(boldIf(option.font, checked), has(option, QStyle::State_HasFocus)));
}

void paintLinkButton(QPainter &painter, const QStyleOptionToolButton &option, bool warns)
{
    const Colors &colors = colorsOf(option.palette);
    const bool checked = has(option, QStyle::State_On);
    const bool focused = has(option, QStyle::State_HasFocus);
    const bool filled = checked || has(option, QStyle::State_MouseOver);
    if (filled || focused || warns) {
        const QRgb fill = warns ? colors.warn.fill : filled ? colors.selection : colors.window;
        paintRounded(painter, option.rect, fill, focused ? colors.accent : warns ? colors.warn.border : fill);
    }
    paintText(painter, option.rect, Qt::AlignCenter, option.text, warns ? colors.warn.text : colors.link,
              underlinedIf(boldIf(option.font, checked), true));
}

} // namespace hopscope
