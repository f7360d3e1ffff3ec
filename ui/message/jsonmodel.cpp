// SPDX-License-Identifier: MIT
#include "ui/message/jsonmodel.h"

#include <vector>

namespace hopscope
{

using namespace Qt::StringLiterals;

struct JsonModel::Item {
    JsonNode node;
    Item *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Item>> children;
};

JsonModel::JsonModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Item>()) {}

JsonModel::~JsonModel() = default;

void JsonModel::setJson(const QByteArray &text, const JsonNode &root)
{
    beginResetModel();
    m_text = text;
    m_root = std::make_unique<Item>();
    m_root->node.children = {root};
    build(*m_root);
    endResetModel();
}

void JsonModel::build(Item &item)
{
    for (const JsonNode &node : std::as_const(item.node.children)) {
        auto child = std::make_unique<Item>();
        child->node = node;
        child->parent = &item;
        child->row = int(item.children.size());
        build(*child);
        item.children.push_back(std::move(child));
    }
}

const JsonModel::Item &JsonModel::itemOf(const QModelIndex &index) const
{
    return index.isValid() ? *static_cast<const Item *>(index.internalPointer()) : *m_root;
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, itemOf(parent).children[size_t(row)].get());
}

QModelIndex JsonModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Item *above = itemOf(index).parent;
    return above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int JsonModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(itemOf(parent).children.size());
}

int JsonModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent);
    return ColumnCount;
}

QString JsonModel::nameOf(const Item &item)
{
    if (!item.parent || !item.parent->parent)
        return u"$"_s;
    return item.parent->node.type == JsonType::List ? u"[%1]"_s.arg(item.row) : item.node.key();
}

QVariant JsonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Item &item = itemOf(index);
    if (index.column() == Name)
        return role == Qt::DisplayRole ? QVariant(nameOf(item)) : QVariant(pathOf(index).toHtmlEscaped());
    if (role != Qt::DisplayRole)
        return {};
    switch (item.node.type) {
    case JsonType::Object:
        return item.children.size() == 1 ? tr("{1 member}") : tr("{%1 members}").arg(item.children.size());
    case JsonType::List:
        return item.children.size() == 1 ? tr("[1 element]") : tr("[%1 elements]").arg(item.children.size());
    case JsonType::Text:
        return u'"' + item.node.text() + u'"';
    default:
        return item.node.text();
    }
}

QVariant JsonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

QString JsonModel::pathOf(const QModelIndex &index) const
{
    QString path;
    for (const Item *item = &itemOf(index); item->parent; item = item->parent) {
        const QString name = nameOf(*item);
        const bool isMember = item->parent->parent && item->parent->node.type == JsonType::Object;
        path.prepend(isMember ? u'.' + name : name);
    }
    return path;
}

} // namespace hopscope
