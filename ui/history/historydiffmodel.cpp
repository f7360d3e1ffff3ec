// SPDX-License-Identifier: MIT
#include "ui/history/historydiffmodel.h"

#include "paint/labels.h"
#include "ui/look/celldelegate.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString placeOf(const TraceDifference &row)
{
    if (row.before < 0 && row.after < 0)
        return HistoryDiffModel::tr("whole trace");
    if (row.before == row.after)
        return HistoryDiffModel::tr("request %1").arg(row.before + 1);
    if (row.before < 0)
        return HistoryDiffModel::tr("request %1, only in the second").arg(row.after + 1);
    if (row.after < 0)
        return HistoryDiffModel::tr("request %1, only in the first").arg(row.before + 1);
    return HistoryDiffModel::tr("request %1, then %2").arg(row.before + 1).arg(row.after + 1);
}

QString valueOf(const TraceDifference &row, const QString &value)
{
    if (row.part == "time"_L1)
        return durationText(value.section(u' ', 0, 0).toLongLong());
    return value.isEmpty() ? HistoryDiffModel::tr("none") : value;
}

} // namespace

void HistoryDiffModel::setDifferences(const QList<TraceDifference> &differences)
{
    beginResetModel();
    m_rows.clear();
    for (const bool expected : {false, true}) {
        for (const TraceDifference &row : differences) {
            if (row.expected == expected)
                m_rows.append(row);
        }
    }
    endResetModel();
}

int HistoryDiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int HistoryDiffModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryDiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TraceDifference &row = m_rows[index.row()];
    const int column = index.column();
    if (role == MutedRole)
        return row.expected;
    if (role == MonoRole)
        return column == First || column == Second;
    if (role == BoldRole)
        return column == Part && !row.expected ? int(row.part.size()) : 0;
    if (role == ToneRole)
        return column == Change && !row.expected ? QVariant(int(row.verdict)) : QVariant();
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case Place:
        return placeOf(row);
    case Part:
        return row.part;
    case First:
        return valueOf(row, row.first);
    case Second:
        return valueOf(row, row.second);
    default:
        return row.expected ? tr("differs each time") : chipText({row.verdict, verdictText(row.verdict)});
    }
}

QVariant HistoryDiffModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    static constexpr const char *titles[] = {QT_TR_NOOP("Where"), QT_TR_NOOP("Part"), QT_TR_NOOP("First trace"),
                                             QT_TR_NOOP("Second trace"), QT_TR_NOOP("Change")};
    return section >= 0 && section < ColumnCount ? QVariant(tr(titles[section])) : QVariant();
}

} // namespace hopscope
