// SPDX-License-Identifier: MIT
#include "ui/audit/audittable.h"

#include "ui/audit/auditmodel.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace hopscope
{

namespace
{

/// In characters, and the share of what is left.
constexpr struct {
    int characters;
    int share;
} kAuditColumns[AuditModel::ColumnCount] = {{17, 0}, {21, 0}, {30, 3}, {26, 2}, {13, 0}, {22, 1}, {24, 3}, {12, 1}};

} // namespace

AuditTable::AuditTable(QWidget *parent) : LineTable(tr("Results of the audit"), parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    horizontalHeader()->setAccessibleName(tr("Columns of the results"));
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this] {
        if (!m_distributing)
            m_hasOwnWidths = true;
    });
}

void AuditTable::setModel(QAbstractItemModel *model)
{
    const QScopedValueRollback quiet(m_distributing, true);
    LineTable::setModel(model);
    distribute();
}

void AuditTable::resizeEvent(QResizeEvent *event)
{
    LineTable::resizeEvent(event);
    distribute();
}

void AuditTable::changeEvent(QEvent *event)
{
    LineTable::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        distribute();
}

void AuditTable::distribute()
{
    if (!model() || m_hasOwnWidths)
        return;
    const QScopedValueRollback quiet(m_distributing, true);
    const int character = fontMetrics().averageCharWidth();
    int spare = viewport()->width();
    int shares = 0;
    for (const auto &column : kAuditColumns) {
        spare -= column.characters * character;
        shares += column.share;
    }
    for (int column = 0; column < AuditModel::ColumnCount; ++column)
        setColumnWidth(column, kAuditColumns[column].characters * character +
                                   std::max(spare, 0) * kAuditColumns[column].share / shares);
}

} // namespace hopscope
