// SPDX-License-Identifier: MIT
#include "ui/audit/audittable.h"

#include "ui/audit/auditmodel.h"

#include <QHeaderView>

namespace hopscope
{

AuditTable::AuditTable(QWidget *parent) : LineTable(tr("Results of the audit"), parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setColumns({{17, 0}, {21, 0}, {30, 3}, {26, 2}, {13, 0}, {22, 1}, {24, 3}, {12, 1}});
    horizontalHeader()->setAccessibleName(tr("Columns of the results"));
}

} // namespace hopscope
