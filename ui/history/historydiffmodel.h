// SPDX-License-Identifier: MIT
#pragma once

#include "trace/tracediff.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// What differs between two traces, hop by hop; what differs between any two runs stands muted.
class HistoryDiffModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Place, Part, First, Second, Change, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setDifferences(const QList<TraceDifference> &differences);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<TraceDifference> m_rows;
};

} // namespace hopscope
