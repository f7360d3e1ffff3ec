// SPDX-License-Identifier: MIT
#include "ui/inspect/chainview.h"

#include "ui/inspect/chainfilter.h"
#include "ui/inspect/hopdelegate.h"
#include "ui/look/widgets.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QListView>
#include <QResizeEvent>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What is dragged is not ready yet when dragging starts.
class ChainList : public QListView
{
public:
    explicit ChainList(ChainView *view) : QListView(view), m_view(view) { setDragEnabled(true); }

protected:
    /// Cards are as high as their width asks for. Qt lays out again by itself only when the height changes, so a scroll
    /// bar that appears would leave them too low.
    void resizeEvent(QResizeEvent *event) override
    {
        QListView::resizeEvent(event);
        if (event->size().width() != event->oldSize().width())
            scheduleDelayedItemsLayout();
    }

    void startDrag(Qt::DropActions) override { Q_EMIT m_view->dragRequested(); }

private:
    ChainView *m_view;
};

} // namespace

ChainView::ChainView(QWidget *parent)
    : QWidget(parent),
      m_model(new HopModel(this)),
      m_list(new ChainList(this)),
      m_filter(new ChainFilter),
      m_summary(new QLabel),
      m_empty(emptyState({})),
      m_stack(new QStackedLayout)
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new HopDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Chain of requests"));
    m_summary->setAccessibleName(tr("Summary of the chain"));

    setWaiting(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(titleBar(tr("Chain"), m_summary));
    layout->addWidget(m_filter);
    layout->addLayout(m_stack, 1);
    // Only now: a stacked layout without a parent shows its first widget as a window.
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_list);

    connect(m_filter, &ChainFilter::changed, this, &ChainView::applyFilter);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](QPoint point) {
        // The menu key asks for the middle of the view.
        const QModelIndex at = m_list->indexAt(point);
        const QModelIndex row = at.isValid() ? at : m_list->currentIndex();
        if (row.isValid())
            Q_EMIT menuRequested(row.row(), m_list->viewport()->mapToGlobal(point));
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { Q_EMIT hopSelected(current.row()); });
    refresh();
}

void ChainView::setHops(const QList<Hop> &hops)
{
    m_model->setHops(hops);
    applyFilter();
    m_list->scrollToTop();
}

void ChainView::append(const QList<Hop> &hops)
{
    const int first = int(m_model->hops().size());
    m_model->append(hops);
    hideRows(first);
    refresh();
}

void ChainView::setWaiting(bool waiting)
{
    m_empty->setText(waiting ? tr("Waiting for the first response.\nCancel (Esc) stops the trace.")
                             : tr("No chain yet.\nType a URL above, or paste a curl command, and press Trace "
                                  "(Ctrl+Return).\nTrace › Run demo shows an example without using the network."));
}

void ChainView::replaceLast(const Hop &hop)
{
    m_model->replaceLast(hop);
    applyFilter();
}

void ChainView::clearFilter()
{
    m_filter->clear();
}

void ChainView::focusFilter()
{
    m_filter->focusText();
}

void ChainView::focusCards()
{
    m_list->setFocus(Qt::ShortcutFocusReason);
}

bool ChainView::isHidden(int row) const
{
    return m_list->isRowHidden(row);
}

/// The rows from `first` on.
void ChainView::hideRows(int first)
{
    const HopFilter &filter = m_filter->filter();
    for (int row = first; row < int(hops().size()); ++row) {
        const bool isShown = passes(filter, hops().at(row));
        m_shown += isShown ? 1 : 0;
        if (m_list->isRowHidden(row) == isShown)
            m_list->setRowHidden(row, !isShown);
    }
    m_filter->setCount(m_shown, hops().size());
}

void ChainView::applyFilter()
{
    m_shown = 0;
    hideRows(0);
    refresh();
    const int row = selected();
    if (row < 0 || !m_list->isRowHidden(row))
        return;
    // The nearest card that is shown, below if there is one.
    for (int down = row; down < int(hops().size()); ++down) {
        if (!m_list->isRowHidden(down))
            return select(down);
    }
    for (int up = row; up >= 0; --up) {
        if (!m_list->isRowHidden(up))
            return select(up);
    }
}

void ChainView::setUnderWay(const std::optional<HopCard> &card)
{
    const int rows = m_model->rowCount();
    m_model->setUnderWay(card);
    if (rows == m_model->rowCount())
        return;
    refresh();
    // Who looks at the end of the chain sees what comes next.
    if (card && selected() == int(hops().size()) - 1)
        m_list->scrollToBottom();
}

int ChainView::selected() const
{
    return m_list->currentIndex().row();
}

QItemSelectionModel *ChainView::selectionModel() const
{
    return m_list->selectionModel();
}

void ChainView::select(int row)
{
    m_list->setCurrentIndex(m_model->index(row));
    m_list->scrollTo(m_model->index(row));
}

void ChainView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        m_list->doItemsLayout();
}

void ChainView::refresh()
{
    m_summary->setText(chainSummary(hops().size(), m_model->endTime()));
    m_summary->setToolTip(hops().size() > 1 ? pausesText(m_model->pausedTime()) : QString());
    m_filter->setVisible(hops().size() > 1 || !m_filter->filter().isEmpty());
    m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
}

QString chainSummary(qsizetype hops, qint64 microseconds)
{
    if (hops == 0)
        return {};
    // A redirect that waits for Step, or was canceled, has not been followed: only a request after it proves that.
    const qsizetype redirects = hops - 1;
    const QString requests = hops == 1 ? QCoreApplication::translate("ui", "1 request")
                                       : QCoreApplication::translate("ui", "%1 requests").arg(hops);
    const QString followed = redirects == 1 ? QCoreApplication::translate("ui", "1 redirect")
                                            : QCoreApplication::translate("ui", "%1 redirects").arg(redirects);
    const QString time = microseconds > 0 ? u" · "_s + durationText(microseconds) : QString();
    return u"%1 · %2%3"_s.arg(requests, followed, time);
}

QString pausesText(qint64 microseconds)
{
    return QCoreApplication::translate("ui",
                                       "The time of the requests. Another %1 passed between them and is not counted.")
        .arg(durationText(microseconds));
}

} // namespace hopscope
