// SPDX-License-Identifier: MIT
#pragma once

#include "findings/cookietable.h"

#include <QAbstractTableModel>
#include <QHash>

namespace hopscope
{

/// Every cookie of a chain, a row each, and what happened to it at every request, a column each.
class CookieGrid : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// False: these are shown already.
    bool setLines(const QList<CookieLine> &lines, qsizetype requests);
    /// Values are hidden until they are asked for.
    void setShowsValues(bool shows);
    /// The cell in sentences: what happened, why, and where that is written; empty where nothing did.
    QString detail(const QModelIndex &index) const;
    /// The request of a column, counted from 0; -1 for that of the names.
    static int hopOf(const QModelIndex &index) { return index.column() - 1; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<CookieStep> stepsAt(const QModelIndex &index) const;
    QString stepText(const CookieStep &step) const;

    QList<CookieLine> m_lines;
    QList<QHash<int, qsizetype>> m_first; ///< by row and request: the first of its steps
    int m_requests = 0;
    bool m_showsValues = false;
};

} // namespace hopscope
