// SPDX-License-Identifier: MIT
#include "ui/request/pairmodel.h"

namespace hopscope
{

bool isSent(const Pair &pair)
{
    return pair.on && !(pair.name.trimmed().isEmpty() && pair.value.trimmed().isEmpty());
}

void PairModel::setPairs(const QList<Pair> &pairs)
{
    if (pairs == m_pairs)
        return;
    beginResetModel();
    m_pairs = pairs;
    endResetModel();
}

void PairModel::append(const Pair &pair)
{
    // The row that waits for text becomes the pair, and another one comes below it: whoever edits stays in the row.
    const int row = int(m_pairs.size());
    beginInsertRows({}, row + 1, row + 1);
    m_appending = true;
    m_pairs.append(Pair());
    endInsertRows();
    m_appending = false;
    m_pairs.last() = pair;
    Q_EMIT dataChanged(index(row, Name), index(row, Value));
    Q_EMIT changed();
}

bool PairModel::move(int row, int by)
{
    if (!isPair(row) || !isPair(row + by))
        return false;
    beginMoveRows({}, row, row, {}, by > 0 ? row + 2 : row - 1);
    m_pairs.move(row, row + by);
    endMoveRows();
    Q_EMIT changed();
    return true;
}

int PairModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_pairs.size()) + 1;
}

int PairModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PairModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (!isPair(index.row())) {
        const bool hint = role == Qt::DisplayRole && index.column() == Name;
        return hint ? QVariant(tr("Add…")) : QVariant();
    }
    const Pair &pair = m_pairs.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Value && pair.isFile)
            return tr("file %1").arg(pair.value);
        return index.column() == Name ? pair.name : pair.value;
    case Qt::EditRole:
        return index.column() == Name ? pair.name : pair.value;
    case Qt::CheckStateRole:
        return index.column() == Name ? QVariant(pair.on ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Name && !pair.on ? tr("%1, not sent").arg(pair.name) : data(index, Qt::DisplayRole);
    case Qt::ToolTipRole:
        return index.column() == Name ? tr("Unchecked rows are not sent.") : QVariant();
    default:
        return {};
    }
}

bool PairModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::EditRole && role != Qt::CheckStateRole))
        return false;
    if (!isPair(index.row())) {
        if (role != Qt::EditRole || value.toString().isEmpty())
            return false;
        append(index.column() == Name ? Pair{.name = value.toString()} : Pair{.value = value.toString()});
        return true;
    }
    Pair &pair = m_pairs[index.row()];
    const Pair before = pair;
    if (role == Qt::CheckStateRole)
        pair.on = value.toInt() == Qt::Checked;
    else if (index.column() == Name)
        pair.name = value.toString();
    else
        pair.value = value.toString();
    if (pair != before) {
        Q_EMIT dataChanged(index.siblingAtColumn(Name), index.siblingAtColumn(Value));
        Q_EMIT changed();
    }
    return true;
}

Qt::ItemFlags PairModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable;
    if (index.column() == Name && isPair(index.row()))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant PairModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

bool PairModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || count <= 0 || row < 0 || row + count > m_pairs.size())
        return false;
    beginRemoveRows({}, row, row + count - 1);
    m_pairs.remove(row, count);
    endRemoveRows();
    Q_EMIT changed();
    return true;
}

} // namespace hopscope
