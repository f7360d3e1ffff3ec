// SPDX-License-Identifier: MIT
#pragma once

#include "class/classmatrix.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// The matrix of a class as a table: a row for each visit of a device, a column for each of the first requests, and
/// what differs from the prediction, in words.
class DeviceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Device, Visit, Request1, Request2, Request3, Compared, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<DeviceRow> &rows);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<DeviceRow> m_rows;
};

} // namespace hopscope
