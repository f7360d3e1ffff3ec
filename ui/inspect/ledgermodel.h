// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"
#include "ui/inspect/nextrequest.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// What became of each part of a request: the parts that people look for first, then every other field.
class LedgerModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Part, Before, After, Verdict, Why, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `number` is that of the request before the redirect, counted from 1.
    void setLedger(const QList<LedgerRow> &ledger, int number, const NextRequest &next);

    /// "method", "body", the name of a field, ...
    const QString &part(int row) const { return m_rows.at(row).part; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const LedgerRow &row, int column) const;

    QList<LedgerRow> m_rows;
    int m_number = 1;
    NextRequest m_next;
};

} // namespace hopscope
