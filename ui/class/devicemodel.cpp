// SPDX-License-Identifier: MIT
#include "ui/class/devicemodel.h"

#include "class/classtext.h"

#include <QFont>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString deviceCell(const DeviceRow &row)
{
    const QString name = row.name.isEmpty() ? QString() : row.name + u'\n';
    return u"%1. %2%3"_s.arg(QString::number(row.device), name, row.browser);
}

QString requestCell(const DeviceRow &row, int number)
{
    if (number >= row.cells.size())
        return {};
    const DeviceCell &cell = row.cells.at(number);
    const QString sent = cell.sent.isEmpty() ? classText(ClassText::NotSentYet) : cell.sent;
    return cell.difference.isEmpty()
               ? sent
               : sent + u'\n' + classText(ClassText::Differs).arg(cell.difference) + u'\n' +
                     classText(ClassText::Predicted).arg(row.client) + u": "_s +
                     (cell.predicted.isEmpty() ? classText(ClassText::NotSentYet) : cell.predicted);
}

/// What the columns of requests have no room for stands here.
QString comparedCell(const DeviceRow &row)
{
    QStringList lines{row.differs() ? DeviceModel::tr("Differs from %1").arg(row.client)
                                    : classText(ClassText::AsPredicted).arg(row.client)};
    for (int i = DeviceModel::Compared - DeviceModel::Request1; i < row.cells.size(); ++i)
        lines.append(classText(ClassText::RequestNumber).arg(i + 1) + u": "_s + requestCell(row, i));
    return lines.join(u'\n');
}

} // namespace

void DeviceModel::setRows(const QList<DeviceRow> &rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int DeviceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DeviceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(Columns);
}

QVariant DeviceModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const DeviceRow &row = m_rows.at(index.row());
    if (role == Qt::FontRole && index.column() == Compared && row.differs()) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Device:
        return deviceCell(row);
    case Visit:
        return row.visit;
    case Compared:
        return comparedCell(row);
    default:
        return requestCell(row, index.column() - Request1);
    }
}

QVariant DeviceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Device:
        return tr("Device");
    case Visit:
        return tr("Visit");
    case Compared:
        return tr("Prediction");
    default:
        return classText(ClassText::RequestNumber).arg(section - Request1 + 1);
    }
}

} // namespace hopscope
