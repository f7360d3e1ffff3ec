// SPDX-License-Identifier: MIT
#include "ui/message/fieldmodel.h"

#include "ui/look/bytestext.h"
#include "ui/look/celldelegate.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

QList<Field> fieldsOf(const Headers &headers)
{
    QList<Field> fields;
    for (const Header &header : headers.fields)
        fields.append({plainText(header.name), plainText(header.value)});
    return fields;
}

void FieldModel::setFields(const QList<Field> &fields)
{
    beginResetModel();
    m_fields = fields;
    endResetModel();
}

int FieldModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size());
}

int FieldModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant FieldModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Field &field = m_fields.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == 0 ? field.name : field.value;
    case MonoRole:
        return true;
    case MutedRole:
        return index.column() == 0;
    case CopyRole:
        return QString(field.name + u": "_s + field.value);
    default:
        return {};
    }
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Name") : tr("Value");
}

} // namespace hopscope
