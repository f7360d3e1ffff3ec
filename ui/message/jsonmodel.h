// SPDX-License-Identifier: MIT
#pragma once

#include "text/jsontree.h"

#include <QAbstractItemModel>

#include <memory>

namespace hopscope
{

/// A JSON text as a tree: name or index, and value.
class JsonModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };

    explicit JsonModel(QObject *parent = nullptr);
    ~JsonModel() override;

    /// `root` is the tree of `text`.
    void setJson(const QByteArray &text, const JsonNode &root);
    /// "$.items[2].name", for the clipboard.
    QString pathOf(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Item;
    static void build(Item &item);
    const Item &itemOf(const QModelIndex &index) const;
    static QString nameOf(const Item &item);

    QByteArray m_text;            ///< which the nodes point into
    std::unique_ptr<Item> m_root; ///< its only child is the text's value
};

} // namespace hopscope
