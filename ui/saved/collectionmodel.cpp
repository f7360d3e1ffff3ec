// SPDX-License-Identifier: MIT
#include "ui/saved/collectionmodel.h"

#include <QMimeData>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString entryType()
{
    return u"application/x-hopscope-entry"_s;
}

} // namespace

void CollectionModel::setCollection(const Collection &collection)
{
    clear();
    m_items.clear();
    for (const CollectionEntry &entry : collection.entries) {
        auto *item = new QStandardItem;
        const QString method = QString::fromUtf8(entry.saved.request.method);
        item->setText(entry.isFolder          ? entry.name
                      : entry.error.isEmpty() ? tr("%1  %2").arg(method, entry.name)
                                              : tr("%1 (cannot be read)").arg(entry.name));
        item->setData(entry.path, PathRole);
        item->setData(entry.isFolder, FolderRole);
        item->setData(u"%1 %2"_s.arg(item->text(), entry.saved.request.url), SearchRole);
        item->setData(entry.isFolder ? tr("Folder %1").arg(entry.name) : item->text(), Qt::AccessibleTextRole);
        item->setToolTip((entry.isFolder          ? entry.path
                          : entry.error.isEmpty() ? entry.saved.request.url
                                                  : entry.error)
                             .toHtmlEscaped());
        item->setEditable(false);
        item->setDropEnabled(entry.isFolder);
        QStandardItem *parent = m_items.value(parentPath(entry.path));
        (parent ? parent : invisibleRootItem())->appendRow(item);
        m_items.insert(entry.path, item);
    }
}

QModelIndex CollectionModel::indexOf(const QString &path) const
{
    QStandardItem *item = m_items.value(path);
    return item ? indexFromItem(item) : QModelIndex();
}

QStringList CollectionModel::mimeTypes() const
{
    return {entryType()};
}

QMimeData *CollectionModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(entryType(), indexes.first().data(PathRole).toString().toUtf8());
    return data;
}

bool CollectionModel::dropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &parent)
{
    const QString path = QString::fromUtf8(data->data(entryType()));
    if (path.isEmpty())
        return false;
    Q_EMIT moveRequested(path, parent.data(PathRole).toString());
    return false; // the files say where it is then
}

} // namespace hopscope
