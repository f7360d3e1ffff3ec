// SPDX-License-Identifier: MIT
#include "ui/inspect/hoppanel.h"

#include "ui/inspect/chainview.h"
#include "ui/inspect/findingsview.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/phases.h"
#include "ui/inspect/waterfall.h"
#include "ui/look/widgets.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSplitter>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Below this height the details need all of the room.
constexpr int kRoomForBoth = 560;
constexpr int kLinesForBoth = 30; ///< of large text
constexpr int kBottomHeight = 205;

/// Follows the chain.
PhaseLegend *legendOf(const HopModel &model)
{
    auto *legend = new PhaseLegend;
    const auto add = [legend, &model](int first, int last) {
        // The request under way is none of the hops.
        for (int row = first; row <= std::min(last, int(model.hops().size()) - 1); ++row)
            legend->add(model.hops().at(row).timing);
    };
    QObject::connect(&model, &QAbstractItemModel::modelReset, legend, [legend, add, &model] {
        legend->clear();
        add(0, model.rowCount() - 1);
    });
    QObject::connect(&model, &QAbstractItemModel::rowsInserted, legend,
                     [add](const QModelIndex &, int first, int last) { add(first, last); });
    QObject::connect(&model, &QAbstractItemModel::dataChanged, legend,
                     [add](const QModelIndex &first, const QModelIndex &last) { add(first.row(), last.row()); });
    // The chain may be there already.
    add(0, model.rowCount() - 1);
    return legend;
}

QWidget *timingBox(ChainView *chain)
{
    auto *waterfall = new Waterfall;
    waterfall->setModel(chain->model());
    QItemSelectionModel *own = waterfall->selectionModel();
    waterfall->setSelectionModel(chain->selectionModel());
    delete own;
    waterfall->setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(waterfall, &QWidget::customContextMenuRequested, chain, [chain, waterfall](QPoint point) {
        const QModelIndex at = waterfall->indexAt(point);
        const QModelIndex row = at.isValid() ? at : waterfall->currentIndex();
        if (row.isValid())
            Q_EMIT chain->menuRequested(row.row(), waterfall->viewport()->mapToGlobal(point));
    });
    waterfall->setAccessibleName(HopPanel::tr("Timing of the chain, one line per request"));
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(titleBar(HopPanel::tr("Timing"), legendOf(*chain->model())));
    layout->addWidget(waterfall, 1);
    return box;
}

} // namespace

HopPanel::HopPanel(ChainView *chain, QWidget *parent)
    : QWidget(parent),
      m_details(new HopDetails),
      m_bottom(new QWidget),
      m_right(new QWidget),
      m_findings(new FindingsView)
{
    auto *right = new QHBoxLayout(m_right);
    right->setContentsMargins(0, 0, 0, 0);
    right->addWidget(m_findings);
    QSplitter *both = lineSplitter(Qt::Horizontal, tr("Timing and findings"));
    both->addWidget(timingBox(chain));
    both->addWidget(m_right);
    both->setSizes({1000, 1000});
    auto *bottom = new QHBoxLayout(m_bottom);
    bottom->setContentsMargins(0, 0, 0, 0);
    bottom->addWidget(both);

    QSplitter *splitter = lineSplitter(Qt::Vertical, tr("Details, timing and findings"));
    splitter->addWidget(m_details);
    splitter->addWidget(m_bottom);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({1000, kBottomHeight});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_details, &HopDetails::hopRequested, this, &HopPanel::hopRequested);
    connect(m_findings, &FindingsView::hopRequested, this, &HopPanel::hopRequested);
}

void HopPanel::showHop(const Trace &trace, int row, bool ended)
{
    m_details->showHop(trace, row, ended);
    m_findings->showFindings(trace, ended);
    m_findings->setHop(row);
}

int HopPanel::roomForBoth(const QFontMetrics &metrics)
{
    return std::max(kRoomForBoth, kLinesForBoth * metrics.lineSpacing());
}

void HopPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void HopPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
}

void HopPanel::arrange()
{
    const bool room = height() >= roomForBoth(fontMetrics());
    if (room == !m_bottom->isHidden() && (room || m_details->indexOf(m_findings) >= 0))
        return;
    m_bottom->setVisible(room);
    if (room) {
        if (const int tab = m_details->indexOf(m_findings); tab >= 0)
            m_details->removeTab(tab);
        m_right->layout()->addWidget(m_findings);
        m_findings->show();
    } else {
        m_details->addTab(m_findings, tr("Findings"));
    }
}

} // namespace hopscope
