// SPDX-License-Identifier: MIT
#pragma once

#include "ui/history/historystore.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// The traces of the history that match a search, pinned ones on top; newest first until sort() says otherwise.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Pin, When, RequestColumn, Result, Hops, Time, Client, Notes, ColumnCount };

    /// `store` outlives the model.
    explicit HistoryModel(HistoryStore &store, QObject *parent = nullptr);

    void search(const QString &typed);
    QString idAt(int row) const { return m_shown.value(row); }
    /// -1 if it is not shown.
    int rowOf(const QString &id) const { return int(m_shown.indexOf(id)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    /// By what the traces are sorted.
    struct Key {
        QString id;
        bool pinned = false;
        qint64 number = 0;
        QString text;
        QDateTime started;
    };

    void refill();
    Key keyOf(const HistoryEntry &entry) const;
    bool isBefore(const Key &a, const Key &b) const;
    void onAdded(const QString &id);
    void onChanged(const QString &id);

    HistoryStore &m_store;
    QStringList m_words;
    QStringList m_shown;
    qsizetype m_pinned = 0; ///< so many at the top are pinned
    int m_column = When;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

/// "today 09:30:00", "yesterday 09:30:00", "2026-11-20 09:30".
QString whenText(const QDateTime &started);

} // namespace hopscope
