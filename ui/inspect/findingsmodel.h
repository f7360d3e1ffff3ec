// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QAbstractListModel>

namespace hopscope
{

/// What to worry about in a trace, the worst first: what the same rule found in several requests is one row.
class FindingsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setFindings(const QList<Finding> &findings);
    /// The findings of this hop stand out; -1: none.
    void setHop(int hop);
    /// The first finding of a row, and its hops, from 0, ascending; none if it is about the whole chain.
    const Finding &finding(int row) const { return m_groups.at(row).findings.constFirst(); }
    const QList<int> &hops(int row) const { return m_groups.at(row).hops; }
    /// "1 error · 2 warnings · 1 note", counting rows; "no findings" when there are none.
    QString summary() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    /// What a rule found.
    struct Group {
        QList<Finding> findings; ///< all of the same severity
        QList<int> hops;         ///< each once, ascending
        QString text;

        bool operator==(const Group &) const = default;
    };
    static QString textOf(const QList<Finding> &findings);

    QList<Finding> m_given;
    QList<Group> m_groups; ///< the worst first
    int m_hop = -1;
};

/// "1–3, 5" of hops 0, 1, 2 and 4.
QString requestNumbers(const QList<int> &hops);

} // namespace hopscope
