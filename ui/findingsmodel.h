// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QAbstractListModel>

namespace hopscope
{

/// What to worry about in a trace, the worst first.
class FindingsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setFindings(const QList<Finding> &findings);
    /// The findings of this hop stand out; -1: none.
    void setHop(int hop);
    const Finding &finding(int row) const { return m_findings.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<Finding> m_given;
    QList<Finding> m_findings; ///< the worst first
    int m_hop = -1;
};

/// "1 error · 2 warnings · 1 note"; "nothing found" when there are none.
QString findingsSummary(const QList<Finding> &findings);

} // namespace hopscope
