// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// What became of the cookies around a redirect: of the request where it is the first, of the response, and of the next
/// request.
class CookieModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Message, Verdict, Why, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setHop(const Trace &trace, int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        CookieVerdict verdict;
        QString message;
    };
    void append(const QList<CookieVerdict> &verdicts, const QString &message);
    QString text(const Row &row, int column) const;

    QList<Row> m_rows;
};

} // namespace hopscope
