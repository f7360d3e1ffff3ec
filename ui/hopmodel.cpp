// SPDX-License-Identifier: MIT
#include "ui/hopmodel.h"

namespace hopscope
{

namespace
{

qint64 endOf(const Hop &hop)
{
    return hop.timing.start + totalTime(hop.timing);
}

} // namespace

void HopModel::setHops(const QList<Hop> &hops)
{
    beginResetModel();
    m_hops = hops;
    m_cards.clear();
    m_endTime = 0;
    for (qsizetype i = 0; i < m_hops.size(); ++i) {
        m_cards.append(hopCard(m_hops, i));
        m_endTime = std::max(m_endTime, endOf(m_hops[i]));
    }
    endResetModel();
}

void HopModel::append(const Hop &hop)
{
    const int row = int(m_hops.size());
    beginInsertRows({}, row, row);
    m_hops.append(hop);
    m_cards.append(hopCard(m_hops, row));
    m_endTime = std::max(m_endTime, endOf(hop));
    endInsertRows();
}

void HopModel::replaceLast(const Hop &hop)
{
    const int row = int(m_hops.size()) - 1;
    m_hops.last() = hop;
    m_cards.last() = hopCard(m_hops, row);
    Q_EMIT dataChanged(index(row), index(row));
}

int HopModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

QVariant HopModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HopCard &hop = m_cards.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cardText(hop);
    case Qt::ToolTipRole:
        return hop.url.toHtmlEscaped();
    default:
        return {};
    }
}

} // namespace hopscope
