// SPDX-License-Identifier: MIT
#include "ui/compare/visitsview.h"

#include "ui/compare/visitsmodel.h"
#include "ui/look/celldelegate.h"
#include "ui/look/widgets.h"
#include "ui/look/wraptable.h"

#include <QHeaderView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace hopscope
{

VisitsView::VisitsView(QWidget *parent)
    : QWidget(parent),
      m_model(new VisitsModel(this)),
      m_sorted(new QSortFilterProxyModel(this)),
      m_table(new WrapTable),
      m_open(pushButton(tr("&Open in Inspect"),
                        tr("Show the requests of the second visit on the Inspect page (Return)"),
                        tr("Open the second visit on the Inspect page")))
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(SortRole);
    m_table->setModel(m_sorted);
    m_table->setColumns({{98, 12}, {112, 15}, {92, 4, true}, {92, 4, true}, {192, 2}, {150, 25}, {110, 12}});
    m_table->setAccessibleName(tr("First and second visit"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setReturnOpensLinks(false);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_sorted->sort(-1);
    m_open->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(titleBar(tr("First and second visit"), m_open));
    layout->addWidget(m_table, 1);
    connect(m_open, &QPushButton::clicked, this, &VisitsView::open);
    connect(m_table, &QTableView::activated, this, &VisitsView::open);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { m_open->setEnabled(chosen()); });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] { m_open->setEnabled(chosen()); });
}

void VisitsView::clear()
{
    m_model->clear();
}

void VisitsView::setVisits(int row, const ClientProfile &client, const Trace &first, const Trace &second)
{
    m_model->setVisits(row, client, first, second);
}

const Trace *VisitsView::chosen() const
{
    return m_model->secondVisit(m_sorted->mapToSource(m_table->currentIndex()).row());
}

void VisitsView::open()
{
    if (const Trace *trace = chosen())
        Q_EMIT openRequested(*trace);
}

} // namespace hopscope
