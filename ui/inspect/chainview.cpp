// SPDX-License-Identifier: MIT
#include "ui/inspect/chainview.h"

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
    layout->addLayout(m_stack, 1);
    // Only now: a stacked layout without a parent shows its first widget as a window.
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_list);

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
    m_list->scrollToTop();
    refresh();
}

void ChainView::append(const QList<Hop> &hops)
{
    m_model->append(hops);
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
    m_stack->setCurrentIndex(hops().isEmpty() ? 0 : 1);
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
