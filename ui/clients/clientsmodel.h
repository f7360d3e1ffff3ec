// SPDX-License-Identifier: MIT
#pragma once

#include "trace/sidebyside.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// Chains of several clients side by side: a row a request, a column a client, aligned with the first client; the last
/// row says how each chain ended.
class ClientsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTraces(const QList<Trace> &traces);
    const QList<Trace> &traces() const { return m_traces; }
    /// One line for each client but the first.
    const QStringList &firstDifferences() const { return m_sides.firstDifferences; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// The first part of a cell's text stands out.
    QString remarkOf(int row, int column) const;
    QString textOf(int row, int column) const;

    QList<Trace> m_traces;
    SideBySide m_sides;
};

} // namespace hopscope
