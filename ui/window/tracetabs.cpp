// SPDX-License-Identifier: MIT
#include "ui/window/tracetabs.h"

#include "ui/inspect/inspectpage.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMostTitle = 36; ///< characters of a tab

} // namespace

TraceTabs::TraceTabs(QWidget *parent)
    : QWidget(parent), m_strip(new QWidget), m_bar(new QTabBar), m_stack(new QStackedWidget)
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_bar->setDocumentMode(true);
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setMovable(true);
    m_bar->setElideMode(Qt::ElideMiddle);
    m_bar->setUsesScrollButtons(true);
    m_bar->setAccessibleName(tr("Open traces"));
    m_bar->installEventFilter(this);
    auto *more = new QToolButton;
    more->setText(u"+"_s);
    more->setAutoRaise(true);
    more->setAccessibleName(tr("New tab"));
    more->setToolTip(tr("New tab (Ctrl+T)"));
    m_strip->setObjectName(u"title"_s);
    m_strip->setAttribute(Qt::WA_StyledBackground);
    m_strip->installEventFilter(this);
    auto *row = new QHBoxLayout(m_strip);
    row->setContentsMargins(0, 0, 6, 0);
    row->setSpacing(2);
    row->addWidget(m_bar);
    row->addWidget(more);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(m_stack, 1);
    m_strip->hide();
    connect(more, &QToolButton::clicked, this, &TraceTabs::newRequested);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int tab) {
        if (InspectPage *page = pageAt(tab)) {
            m_stack->setCurrentWidget(page);
            Q_EMIT currentChanged(page);
        }
    });
}

InspectPage *TraceTabs::pageAt(int tab) const
{
    return tab < 0 ? nullptr : static_cast<InspectPage *>(m_bar->tabData(tab).value<QWidget *>());
}

int TraceTabs::tabOf(const InspectPage *page) const
{
    for (int tab = 0; tab < m_bar->count(); ++tab) {
        if (pageAt(tab) == page)
            return tab;
    }
    return -1;
}

void TraceTabs::add(InspectPage *page, const QString &title)
{
    m_stack->addWidget(page);
    // The data has to be there before the tab becomes the current one.
    const bool blocked = m_bar->blockSignals(true);
    const int tab = m_bar->addTab(title);
    m_bar->setTabData(tab, QVariant::fromValue<QWidget *>(page));
    addCloseButton(tab, page);
    m_bar->setCurrentIndex(tab);
    m_bar->blockSignals(blocked);
    m_stack->setCurrentWidget(page);
    showBar();
    Q_EMIT currentChanged(page);
}

void TraceTabs::addCloseButton(int tab, InspectPage *page)
{
    auto *close = new QToolButton;
    close->setText(u"✕"_s);
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::NoFocus); // Ctrl+W closes by key
    close->setAccessibleName(tr("Close tab"));
    close->setToolTip(tr("Close tab (Ctrl+W)"));
    connect(close, &QToolButton::clicked, page, [this, page] { Q_EMIT closeRequested(page); });
    m_bar->setTabButton(tab, QTabBar::RightSide, close);
}

void TraceTabs::remove(InspectPage *page)
{
    m_bar->removeTab(tabOf(page));
    m_stack->removeWidget(page);
    page->deleteLater();
    showBar();
}

void TraceTabs::showBar()
{
    m_strip->setVisible(m_bar->count() > 1);
}

void TraceTabs::setTitle(const InspectPage *page, const QString &title, const QString &toolTip)
{
    const int tab = tabOf(page);
    if (tab < 0)
        return;
    const int most = kMostTitle * fontMetrics().averageCharWidth();
    m_bar->setTabText(tab, fontMetrics().elidedText(title, Qt::ElideMiddle, most).replace(u'&', u"&&"_s));
    m_bar->setTabToolTip(tab, toolTip.toHtmlEscaped());
    m_bar->setAccessibleTabName(tab, title);
}

QList<InspectPage *> TraceTabs::pages() const
{
    QList<InspectPage *> pages;
    for (int tab = 0; tab < m_bar->count(); ++tab)
        pages.append(pageAt(tab));
    return pages;
}

InspectPage *TraceTabs::current() const
{
    return pageAt(m_bar->currentIndex());
}

void TraceTabs::setCurrent(InspectPage *page)
{
    m_bar->setCurrentIndex(tabOf(page));
}

void TraceTabs::turn(int by)
{
    const int count = m_bar->count();
    m_bar->setCurrentIndex((m_bar->currentIndex() + by + count) % count);
}

bool TraceTabs::eventFilter(QObject *watched, QEvent *event)
{
    const auto *mouse = dynamic_cast<QMouseEvent *>(event);
    if (mouse && watched == m_bar && event->type() == QEvent::MouseButtonRelease &&
        mouse->button() == Qt::MiddleButton) {
        if (InspectPage *page = pageAt(m_bar->tabAt(mouse->position().toPoint())))
            Q_EMIT closeRequested(page);
        return true;
    }
    if (mouse && watched == m_strip && event->type() == QEvent::MouseButtonDblClick) {
        Q_EMIT newRequested();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hopscope
