// SPDX-License-Identifier: MIT
#include "ui/window/navrail.h"

#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/window/pages.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kSmallestWidth = 86;
constexpr int kIconSize = 22;
constexpr int kPaddingX = 8;
constexpr int kPaddingY = 20;

} // namespace

NavRail::NavRail(QWidget *parent) : QWidget(parent), m_buttons(new QButtonGroup(this))
{
    setObjectName(u"rail"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 1, 0);
    layout->setSpacing(0);
    int number = 0;
    for (const Page &page : pages()) {
        auto *button = new QToolButton;
        button->setText(QCoreApplication::translate("pages", page.title));
        button->setAccessibleName(button->text());
        button->setToolTip(u"%1 (Ctrl+%2)"_s.arg(button->text()).arg(number + 1));
        button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        button->setIconSize({kIconSize, kIconSize});
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_buttons->addButton(button, number++);
        layout->addWidget(button);
    }
    layout->addStretch();
    tint();
    fit();
    connect(m_buttons, &QButtonGroup::idClicked, this, &NavRail::pageRequested);
}

void NavRail::setCurrent(int page)
{
    m_buttons->button(page)->setChecked(true);
    // Tab goes to the button of the page that is shown, the arrow keys go on from there.
    const QList<QAbstractButton *> buttons = m_buttons->buttons();
    for (QAbstractButton *button : buttons)
        button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
}

void NavRail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        fit();
}

void NavRail::fit()
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int width = kSmallestWidth;
    const QList<QAbstractButton *> buttons = m_buttons->buttons();
    for (QAbstractButton *button : buttons) {
        width = std::max(width, metrics.horizontalAdvance(button->text()) + 2 * kPaddingX);
        button->setFixedHeight(kIconSize + metrics.height() + kPaddingY);
    }
    setFixedWidth(width);
}

void NavRail::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    const int next = m_buttons->checkedId() + step;
    if (step == 0 || !m_buttons->button(next)) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_buttons->button(next)->setFocus();
    Q_EMIT pageRequested(next);
}

void NavRail::tint()
{
    const Colors &colors = colorsOf(palette());
    int number = 0;
    for (const Page &page : pages()) {
        if (QAbstractButton *button = m_buttons->button(number++))
            button->setIcon(tintedIcon(page.icon, QColor(colors.muted), QColor(colors.link)));
    }
}

} // namespace hopscope
