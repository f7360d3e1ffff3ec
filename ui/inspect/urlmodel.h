// SPDX-License-Identifier: MIT
#pragma once

#include "paint/urlparts.h"
#include "ui/inspect/nextrequest.h"

#include <QAbstractTableModel>

namespace hopscope
{

/// Two URLs side by side, part by part.
class UrlModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Part, Before, After, Verdict, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// `number` is that of the request with the old URL, counted from 1.
    void setRows(const QList<UrlPartRow> &rows, int number, const NextRequest &next);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const UrlPartRow &row, int column) const;

    QList<UrlPartRow> m_rows;
    int m_number = 1;
    NextRequest m_next;
};

/// What was lost on the way, in a sentence: "2 parameters are lost, 1 of them is for campaign statistics." Empty if
/// nothing was.
QString lostParametersText(const QList<UrlPartRow> &rows);

} // namespace hopscope
