// SPDX-License-Identifier: MIT
#include "ui/history/historybar.h"

#include "ui/look/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace hopscope
{

namespace
{

/// Characters of the search that have to be seen at least.
constexpr int kLeastSearch = 20;

} // namespace

HistoryBar::HistoryBar(QWidget *parent)
    : QWidget(parent),
      m_rows(barRow(this)),
      m_search(new QLineEdit),
      m_open(pushButton(tr("&Open"), tr("Show the trace on the Inspect page (Return)"))),
      m_again(pushButton(tr("&Run again"), tr("Send the same request again (Ctrl+R)"))),
      m_pin(pushButton(tr("&Pin"), tr("Pinned traces stay on top and are never removed (Ctrl+P)"))),
      m_sort(pushButton(tr("&Sort"), tr("Sort the traces by a column; a click on its header does the same"))),
      m_export(pushButton(tr("E&xport"), tr("Write the selected traces, or all that are shown, to files"))),
      m_delete(pushButton(tr("&Delete"), tr("Delete the selected traces; can be undone (Del)"))),
      m_count(new QLabel)
{
    m_search->setAccessibleName(tr("Search the history"));
    m_search->setPlaceholderText(tr("Search URL, client, status, notes"));
    m_search->setClearButtonEnabled(true);
    for (QPushButton *each : {m_sort, m_export})
        each->setMenu(new QMenu(each));
    m_count->setAccessibleName(tr("Number of traces"));
    makeMuted(m_count);
    auto *first = new QHBoxLayout;
    first->setSpacing(m_rows->spacing());
    first->addWidget(m_search, 1);
    first->addWidget(m_count);
    m_rows->addLayout(first, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(m_rows->spacing());
    for (QPushButton *each : {m_open, m_again, m_pin, m_sort, m_export, m_delete}) {
        buttons->addWidget(each);
        each->setEnabled(false);
    }
    m_rows->addLayout(buttons);
}

void HistoryBar::arrange()
{
    const QMargins margins = m_rows->contentsMargins();
    const int search = kLeastSearch * m_search->fontMetrics().averageCharWidth();
    const int wanted = margins.left() + search + m_count->sizeHint().width() + 2 * m_rows->spacing() +
                       m_rows->itemAt(1)->sizeHint().width() + margins.right();
    m_rows->setDirection(width() < wanted ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void HistoryBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void HistoryBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

} // namespace hopscope
