// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// A cookie of a message, and which message that is: "Request 2".
struct CookieRow {
    CookieVerdict verdict;
    QString message;
};

/// Of the request where hops[row] is the first, of its response, and of the request that it led to.
QList<CookieRow> cookieRows(const QList<Hop> &hops, int row);

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
    QString text(const CookieRow &row, int column) const;

    QList<CookieRow> m_rows;
};

} // namespace hopscope
