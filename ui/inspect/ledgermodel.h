// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"
#include "ui/inspect/nextrequest.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// What became of each part of a request: the parts that people look for first, then every other field. Those of the
/// first that neither request has are one row at the end, which opens. Where an installed client sent the request, the
/// last column has what its profile predicts.
class LedgerModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Part, Before, After, Verdict, Why, Predicted, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `number` is that of the request before the redirect, counted from 1.
    void setLedger(const QList<LedgerRow> &ledger, int number, const NextRequest &next);

    /// "method", "body", the name of a field, ...; empty for the row that opens.
    QString part(int row) const { return isFold(row) ? QString() : rowAt(row).part; }
    /// Whether it is the row of what neither request has.
    bool isFold(int row) const { return m_absent.size() > 1 && row == m_rows.size(); }
    /// Shows below that row each part of its own; it stays so for the next ledgers.
    void setOpen(bool open);
    bool isOpen() const { return m_isOpen; }
    /// Whether there is a column of predictions.
    bool isPredicted() const { return m_isPredicted; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const LedgerRow &row, int column) const;
    QString predictionText(const LedgerRow &row) const;
    QVariant foldData(int column, int role) const;
    const LedgerRow &rowAt(int row) const;

    QList<LedgerRow> m_rows;
    QList<LedgerRow> m_absent; ///< in neither request, without a reason
    int m_number = 1;
    NextRequest m_next;
    bool m_isPredicted = false;
    bool m_isOpen = false;
    bool m_areShown = false; ///< the rows below; while they come and go the row above them keeps its mark
};

} // namespace hopscope
