// SPDX-License-Identifier: MIT
#pragma once

#include "net/watch/watchengine.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// The chains of a watch in the order in which they ended. While it is paused, those that come are kept, and shown when
/// it goes on.
class WatchModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Client, Method, Status, Url, Verdict, ColumnCount };

    explicit WatchModel(QObject *parent = nullptr);

    void add(const QList<WatchedRow> &rows);
    void clear();
    void setPaused(bool paused);
    /// Only the rows in which each of these words stands somewhere, in any case.
    void setWords(const QStringList &words);

    /// All rows, also those that are not shown.
    const QList<WatchedRow> &rows() const { return m_rows; }
    const WatchedRow &shownRow(int row) const { return m_rows[m_shown[row]]; }
    /// Rows that came since it was paused.
    qsizetype waiting() const { return m_rows.size() - m_looked; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isShown(const WatchedRow &row) const;
    void showMore();
    QString textOf(const WatchedRow &row, int column) const;

    QList<WatchedRow> m_rows;
    QList<qsizetype> m_shown;
    qsizetype m_looked = 0; ///< rows that may be shown
    bool m_isPaused = false;
    QStringList m_words;
};

} // namespace hopscope
