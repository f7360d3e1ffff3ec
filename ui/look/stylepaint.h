// SPDX-License-Identifier: MIT
#pragma once

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComplex;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionSlider;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QRect;
class QWidget;

// How Style's controls are drawn.
namespace hopscope
{

/// Ground of a bar, title, rail or page, by the widget's object name; of a tab widget the strip behind its tabs.
void paintGround(QPainter &painter, const QStyleOption &option, const QWidget &widget);
/// Ground and border of a field to type in or choose from.
void paintField(QPainter &painter, const QStyleOption &option);
/// The box of a check box, or the circle of a radio button; what is on is filled and has a mark.
void paintIndicator(QPainter &painter, const QStyleOption &option, bool round);
void paintFrame(QPainter &painter, const QStyleOption &option);
void paintButton(QPainter &painter, const QStyleOptionButton &option, bool primary);
void paintTab(QPainter &painter, const QStyleOptionTab &option);
void paintHeader(QPainter &painter, const QStyleOptionHeader &option);
void paintMenuBarItem(QPainter &painter, const QStyleOptionMenuItem &option);
void paintArrow(QPainter &painter, const QRect &rect, const QStyleOption &option);
void paintHandle(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle);
void paintRailButton(QPainter &painter, const QStyleOptionToolButton &option);
/// `warns`: in the colours of a warning.
void paintLinkButton(QPainter &painter, const QStyleOptionToolButton &option, bool warns);

} // namespace hopscope
