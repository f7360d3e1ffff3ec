// SPDX-License-Identifier: MIT
#include "ui/look/style.h"

#include "ui/look/stylepaint.h"
#include "ui/look/theme.h"
#include "ui/look/widgets.h"

#include <QApplication>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTreeView>
#include <QWidget>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kFieldPadding = 8;
constexpr int kButtonPadding = 15;
constexpr int kMenuArrow = 18;
constexpr int kTabPaddingX = 4;
constexpr int kTabButtonGap = 14; ///< between the text of a tab, its button and the next tab
constexpr int kTabPaddingY = 8;
constexpr int kArrowWidth = 22;
constexpr int kScrollBarExtent = 12;
constexpr int kSmallestHandle = 24;
/// Of menus, of trees and of lists that pop up: what a pointer hits without care (WCAG 2.5.8).
constexpr int kLeastRow = 24;
constexpr int kRowPadding = 8; ///< above and below the text

bool isNamed(const QWidget *widget, QLatin1StringView name)
{
    return widget && widget->objectName() == name;
}

/// A link that opens a panel, or one that does something else.
bool looksLikeLink(const QWidget *widget)
{
    return isNamed(widget, "disclosure"_L1) || isNamed(widget, "link"_L1);
}

bool isInRail(const QWidget *widget)
{
    return widget && isNamed(widget->parentWidget(), "rail"_L1);
}

int controlHeight(const QFontMetrics &metrics)
{
    return std::max(metrics.height(), 20) + 10;
}

/// What is drawn with marks grows with the text.
int arrowRoom(const QFontMetrics &metrics)
{
    return std::max(kArrowWidth, metrics.height());
}

int menuArrowRoom(const QFontMetrics &metrics)
{
    return std::max(kMenuArrow, metrics.height() * 2 / 3);
}

QFontMetrics metricsOf(const QStyleOption *option, const QWidget *widget)
{
    return option ? option->fontMetrics : widget ? widget->fontMetrics() : QFontMetrics(QApplication::font());
}

/// A spin box without arrows is a field like any other.
bool isPlainSpinBox(const QStyleOptionComplex *option)
{
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    return spin && spin->frame && spin->buttonSymbols == QAbstractSpinBox::NoButtons;
}

QRect handleRect(const QStyleOptionSlider &option)
{
    const bool upright = option.orientation == Qt::Vertical;
    const int length = upright ? option.rect.height() : option.rect.width();
    const int range = option.maximum - option.minimum;
    int size = length;
    if (range > 0) {
        const double share = double(option.pageStep) / (double(range) + double(option.pageStep));
        size = std::clamp(int(share * length), std::min(kSmallestHandle, length), length);
    }
    const int at = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition, length - size,
                                                   option.upsideDown);
    return upright ? QRect(option.rect.left(), option.rect.top() + at, option.rect.width(), size)
                   : QRect(option.rect.left() + at, option.rect.top(), size, option.rect.height());
}

QRect scrollBarRect(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const QRect handle = handleRect(option);
    const QRect whole = option.rect;
    const bool upright = option.orientation == Qt::Vertical;
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return handle;
    case QStyle::SC_ScrollBarGroove:
        return whole;
    case QStyle::SC_ScrollBarSubPage:
        return upright ? QRect(whole.topLeft(), QSize(whole.width(), handle.top() - whole.top()))
                       : QRect(whole.topLeft(), QSize(handle.left() - whole.left(), whole.height()));
    case QStyle::SC_ScrollBarAddPage:
        return upright ? QRect(QPoint(whole.left(), handle.bottom() + 1), whole.bottomRight())
                       : QRect(QPoint(handle.right() + 1, whole.top()), whole.bottomRight());
    default:
        return {};
    }
}

/// Where the arrow of a button with a menu is: after its text.
QRect menuArrow(const QStyleOptionButton &button)
{
    const int room = menuArrowRoom(button.fontMetrics);
    const QRect right(button.rect.right() - room, button.rect.top(), room, button.rect.height());
    return QStyle::visualRect(button.direction, button.rect, right);
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
    setObjectName("hopscope"_L1);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_Widget:
        if (widget)
            paintGround(*painter, *option, *widget);
        return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            paintField(*painter, *option);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
    case PE_IndicatorRadioButton:
        paintIndicator(*painter, *option, element == PE_IndicatorRadioButton);
        return;
    case PE_Frame:
        paintFrame(*painter, *option);
        return;
    case PE_PanelItemViewItem:
        // What is selected looks as in the tables, whose delegates paint it themselves.
        if (option->state.testFlag(State_Selected))
            painter->fillRect(option->rect, QColor(colorsOf(option->palette).selection));
        else if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            painter->fillRect(item->rect, item->backgroundBrush);
        return;
    case PE_PanelItemViewRow:
        // Beside the item, where the branches of a tree are.
        if (option->state.testFlag(State_Selected)) {
            painter->fillRect(option->rect, QColor(colorsOf(option->palette).selection));
            return;
        }
        break;
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelStatusBar: {
        const Colors &colors = colorsOf(option->palette);
        painter->fillRect(option->rect, QColor(colors.header));
        painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), QColor(colors.line));
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const bool primary = isNamed(widget, "primary"_L1);
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            paintButton(*painter, *button, primary);
            if (button->features.testFlag(QStyleOptionButton::HasMenu))
                paintArrow(*painter, menuArrow(*button), *button);
        }
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button && primary) {
            QStyleOptionButton white = *button;
            white.palette.setColor(QPalette::Active, QPalette::ButtonText, option->palette.highlightedText().color());
            white.palette.setColor(QPalette::Inactive, QPalette::ButtonText, option->palette.highlightedText().color());
            QProxyStyle::drawControl(element, &white, painter, widget);
            return;
        }
        break;
    case CE_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            paintTab(*painter, *tab);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: {
        QStyleOptionHeader header;
        header.QStyleOption::operator=(*option);
        paintHeader(*painter, header);
        return;
    }
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader muted = *header;
            muted.palette.setColor(QPalette::ButtonText, QColor(colorsOf(option->palette).muted));
            if (option->direction == Qt::RightToLeft)
                muted.rect.adjust(0, 0, 2 - kFieldPadding, 0);
            else
                muted.rect.adjust(kFieldPadding - 2, 0, 0, 0);
            muted.state |= State_On; // bold
            painter->save();
            QFont bold = painter->font();
            bold.setBold(true);
            painter->setFont(bold);
            QProxyStyle::drawControl(element, &muted, painter, widget);
            painter->restore();
            return;
        }
        break;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            paintMenuBarItem(*painter, *item);
        return;
    case CE_MenuBarEmptyArea: {
        const Colors &colors = colorsOf(option->palette);
        painter->fillRect(option->rect, QColor(colors.header));
        return;
    }
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem plain = *item;
            plain.palette.setColor(QPalette::HighlightedText, QColor(colorsOf(option->palette).text));
            QProxyStyle::drawControl(element, &plain, painter, widget);
            return;
        }
        break;
    case CE_Splitter:
        painter->fillRect(option->rect, QColor(colorsOf(option->palette).line));
        return;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option); slider && control == CC_ScrollBar) {
        paintHandle(*painter, *slider, proxy()->subControlRect(control, option, SC_ScrollBarSlider, widget));
        return;
    }
    if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        tool && control == CC_ToolButton) {
        if (isInRail(widget))
            return paintRailButton(*painter, *tool);
        if (looksLikeLink(widget))
            return paintLinkButton(*painter, *tool, isMarkedAsWarning(widget));
    }
    if (control == CC_ComboBox) {
        paintField(*painter, *option);
        paintArrow(*painter, proxy()->subControlRect(control, option, SC_ComboBoxArrow, widget), *option);
        return;
    }
    if (control == CC_SpinBox && isPlainSpinBox(option)) {
        paintField(*painter, *option);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_LineEdit:
    case CT_ComboBox:
        result.setHeight(std::max(result.height(), controlHeight(option->fontMetrics)));
        if (type == CT_ComboBox)
            result.rwidth() += kFieldPadding + arrowRoom(option->fontMetrics) - kArrowWidth;
        return result;
    case CT_SpinBox:
        // As high as the fields beside it: the frame is that of the line in it.
        return {result.width() + kFieldPadding, controlHeight(option->fontMetrics)};
    case CT_ItemViewItem:
        if (widget && (widget->window()->windowType() == Qt::Popup || qobject_cast<const QTreeView *>(widget)))
            result.setHeight(std::max(result.height() + kRowPadding, kLeastRow));
        return result;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(std::max(result.height(), kLeastRow));
        return result;
    case CT_PushButton: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool hasMenu = button && button->features.testFlag(QStyleOptionButton::HasMenu);
        const int arrow = hasMenu ? menuArrowRoom(option->fontMetrics) - kMenuArrow : 0;
        return {size.width() + 2 * kButtonPadding + arrow, std::max(size.height(), controlHeight(option->fontMetrics))};
    }
    case CT_ToolButton:
        return looksLikeLink(widget) ? size + QSize(12, 6) : result;
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option); tab && widget) {
            QFont bold = widget->font();
            bold.setBold(true);
            return {QFontMetrics(bold).size(Qt::TextShowMnemonic, tab->text).width() + 2 * kTabPaddingX +
                        (tab->rightButtonSize.isValid() ? tab->rightButtonSize.width() + kTabButtonGap : 0),
                    option->fontMetrics.height() + 2 * kTabPaddingY};
        }
        return result;
    case CT_HeaderSection:
        return {result.width() + 2 * kFieldPadding, option->fontMetrics.height() + 13};
    default:
        return result;
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        rect.adjust(kFieldPadding - 4, 0, 4 - kFieldPadding, 0);
    return rect;
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option); slider && control == CC_ScrollBar)
        return visualRect(option->direction, option->rect, scrollBarRect(*slider, part));
    if (control == CC_ComboBox && (part == SC_ComboBoxArrow || part == SC_ComboBoxEditField)) {
        const QRect all = option->rect;
        const int room = arrowRoom(option->fontMetrics);
        const QRect arrow(all.right() - room, all.top(), room, all.height());
        const QRect field = all.adjusted(kFieldPadding - 4, 2, -room, -2);
        return visualRect(option->direction, all, part == SC_ComboBoxArrow ? arrow : field);
    }
    if (control == CC_SpinBox && isPlainSpinBox(option) && part == SC_SpinBoxEditField)
        return option->rect.adjusted(kFieldPadding - 3, 2, 3 - kFieldPadding, -2);
    return QProxyStyle::subControlRect(control, option, part, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return kScrollBarExtent;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return std::max(QProxyStyle::pixelMetric(metric, option, widget), metricsOf(option, widget).ascent());
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    // A combo box that shows its list like a menu puts it over itself and hides what is typed.
    if (hint == SH_ComboBox_Popup)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace hopscope
