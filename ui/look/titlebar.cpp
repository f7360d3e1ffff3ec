// SPDX-License-Identifier: MIT
#include "ui/look/titlebar.h"

#include "ui/look/widgets.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// A label that wraps has a hint of several lines.
int oneLineWidth(const QWidget &widget)
{
    const auto *label = qobject_cast<const QLabel *>(&widget);
    return label ? label->fontMetrics().size(0, label->text()).width() : widget.sizeHint().width();
}

void wrap(QWidget &widget, bool wraps)
{
    if (auto *label = qobject_cast<QLabel *>(&widget); label && label->wordWrap() != wraps)
        label->setWordWrap(wraps);
}

} // namespace

TitleBar::TitleBar(QLabel *title, QWidget *right)
    : m_row(new QBoxLayout(QBoxLayout::LeftToRight, this)), m_title(title), m_right(right)
{
    setObjectName(u"title"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_row->setContentsMargins(12, 6, 12, 6);
    makeBold(m_title);
    m_row->addWidget(m_title);
    m_row->addStretch();
    if (!m_right)
        return;
    m_right->setForegroundRole(QPalette::PlaceholderText);
    m_row->addWidget(m_right);
}

QSize TitleBar::minimumSizeHint() const
{
    const QMargins margins = m_row->contentsMargins();
    const int right = m_right ? m_right->minimumSizeHint().width() : 0;
    const int width = std::max(m_title->minimumSizeHint().width(), right) + margins.left() + margins.right();
    return {width, m_row->minimumSize().height()};
}

bool TitleBar::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        arrange();
    return done;
}

void TitleBar::arrange()
{
    if (!m_right)
        return;
    const QMargins margins = m_row->contentsMargins();
    const int wanted = oneLineWidth(*m_title) + m_row->spacing() + oneLineWidth(*m_right);
    const bool fits = wanted + margins.left() + margins.right() <= width();
    m_row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    wrap(*m_title, !fits);
    wrap(*m_right, !fits);
}

} // namespace hopscope
