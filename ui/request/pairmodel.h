// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractTableModel>

namespace hopscope
{

/// A line of a table that the user fills: a header field, a field or a part of a form.
struct Pair {
    bool on = true; ///< off: kept in the table, not sent
    QString name;
    QString value; ///< or the path of a file
    bool isFile = false;
    QString type;     ///< Content-Type of a part
    QString fileName; ///< sent in place of the file's own

    bool operator==(const Pair &) const = default;
};

/// A row that is on and not empty.
bool isSent(const Pair &pair);

/// Names with values to edit, in their order, duplicates too. A check box switches a row off. An empty row at the end
/// takes the next one.
class PairModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPairs(const QList<Pair> &pairs);
    /// Without the empty row at the end.
    const QList<Pair> &pairs() const { return m_pairs; }
    void append(const Pair &pair);
    /// False for the empty row at the end.
    bool isPair(int row) const { return row >= 0 && row < m_pairs.size() - (m_appending ? 1 : 0); }
    /// Changes places with the row above (-1) or below (1). False at the ends.
    bool move(int row, int by);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

Q_SIGNALS:
    /// Anything of pairs().
    void changed();

private:
    QList<Pair> m_pairs;
    bool m_appending = false; ///< the last pair is still the row that waits for text
};

} // namespace hopscope
