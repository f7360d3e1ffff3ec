// SPDX-License-Identifier: MIT
#pragma once

#include "net/collection.h"

#include <QStandardItemModel>

namespace hopscope
{

/// Folders and requests as a tree. Requests and folders can be dragged into another folder.
class CollectionModel : public QStandardItemModel
{
    Q_OBJECT

public:
    enum Role { PathRole = Qt::UserRole + 1, FolderRole, SearchRole };

    using QStandardItemModel::QStandardItemModel;

    void setCollection(const Collection &collection);
    /// Invalid for a path that is none.
    QModelIndex indexOf(const QString &path) const;

    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void moveRequested(const QString &path, const QString &folder);

private:
    QHash<QString, QStandardItem *> m_items; ///< by path
};

} // namespace hopscope
