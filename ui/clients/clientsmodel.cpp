// SPDX-License-Identifier: MIT
#include "ui/clients/clientsmodel.h"

#include "paint/labels.h"
#include "ui/look/celldelegate.h"
#include "ui/request/texts.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

void ClientsModel::setTraces(const QList<Trace> &traces)
{
    beginResetModel();
    m_traces = traces;
    QStringList names;
    for (const Trace &trace : traces)
        names.append(clientTitle(trace.client));
    m_sides = sideBySide(traces, names);
    endResetModel();
}

int ClientsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_traces.isEmpty() ? 0 : int(m_sides.rows.size()) + 1;
}

int ClientsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_traces.isEmpty() ? 0 : int(m_traces.size()) + 1;
}

QString ClientsModel::remarkOf(int row, int column) const
{
    if (column == 0 || row >= m_sides.rows.size())
        return {};
    const SideCell &cell = m_sides.rows[row][column - 1];
    if (cell.first)
        return tr("≠ First difference: %1").arg(cell.why);
    return cell.differs ? u"≠ %1"_s.arg(cell.why) : QString();
}

QString ClientsModel::textOf(int row, int column) const
{
    const bool ending = row == m_sides.rows.size();
    if (column == 0)
        return ending ? tr("End") : QString::number(row + 1);
    const Trace &trace = m_traces[column - 1];
    if (ending)
        return endingText(trace);
    const SideCell &cell = m_sides.rows[row][column - 1];
    if (cell.hop < 0)
        return {};
    const Hop &hop = trace.hops[cell.hop];
    QString text = u"%1 %2"_s.arg(QString::fromUtf8(hop.request.method), QString::fromUtf8(hop.request.url));
    if (hop.request.body.size > 0)
        text += u" · "_s + tr("body %1").arg(sizeText(hop.request.body.size));
    return text + u'\n' + (hop.response ? statusLabel(*hop.response) : hop.error);
}

QVariant ClientsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    const QString remark = remarkOf(row, column);
    switch (role) {
    case Qt::DisplayRole: {
        const QString text = textOf(row, column);
        return remark.isEmpty() || text.isEmpty() ? remark + text : remark + u'\n' + text;
    }
    case BoldRole:
        return column == 0 ? 8 : int(remark.size());
    case SeverityRole:
        return remark.isEmpty() ? QVariant() : QVariant(int(Severity::Warning));
    case HighlightRole:
        return column > 0 && row < m_sides.rows.size() && m_sides.rows[row][column - 1].first;
    case MutedRole:
        return row == m_sides.rows.size();
    default:
        return {};
    }
}

QVariant ClientsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    return section == 0 ? tr("Request") : clientTitle(m_traces.value(section - 1).client);
}

} // namespace hopscope
