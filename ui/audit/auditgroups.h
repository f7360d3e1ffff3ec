// SPDX-License-Identifier: MIT
#pragma once

#include "ui/audit/auditmodel.h"

#include <QAbstractListModel>

namespace hopscope
{

/// The causes of an audit with how many rows each has; the first line stands for all rows.
class AuditGroups : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setGroups(const QList<AuditGroupCount> &groups);
    /// nullopt for the line of all rows.
    std::optional<AuditGroupCount> groupAt(int row) const;
    /// The line of the group with that verdict and cause; that of all rows if there is none.
    int rowOf(AuditVerdict verdict, const QString &cause) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<AuditGroupCount> m_groups;
    qsizetype m_all = 0;
};

/// "1 URL", "5000 URLs".
QString urlsText(qsizetype count);

} // namespace hopscope
