// SPDX-License-Identifier: MIT
#include "ui/inspect/urlmodel.h"

#include "paint/labels.h"
#include "ui/look/celldelegate.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString partTitle(const UrlPartRow &row)
{
    switch (row.part) {
    case UrlPart::Scheme:
        return UrlModel::tr("Scheme");
    case UrlPart::UserInfo:
        return UrlModel::tr("User");
    case UrlPart::Host:
        return UrlModel::tr("Host");
    case UrlPart::Port:
        return UrlModel::tr("Port");
    case UrlPart::Path:
        return UrlModel::tr("Path");
    case UrlPart::Parameter:
        return row.tracking ? UrlModel::tr("%1 (campaign)").arg(row.name) : row.name;
    case UrlPart::Fragment:
        return UrlModel::tr("Fragment");
    }
    return {};
}

QString valueText(const QString &value)
{
    if (value.isNull())
        return UrlModel::tr("none");
    return value.isEmpty() ? UrlModel::tr("empty") : value;
}

bool isLost(const UrlPartRow &row)
{
    return row.part == UrlPart::Parameter && row.verdict == PartVerdict::Dropped;
}

} // namespace

void UrlModel::setRows(const QList<UrlPartRow> &rows, int number, const NextRequest &next)
{
    beginResetModel();
    m_rows = rows;
    m_number = number;
    m_next = next;
    endResetModel();
}

int UrlModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int UrlModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString UrlModel::text(const UrlPartRow &row, int column) const
{
    switch (column) {
    case Part:
        return partTitle(row);
    case Before:
        return valueText(row.before);
    case After:
        return valueText(row.after);
    case Verdict:
        return chipText({row.verdict, isLost(row) ? tr("lost") : verdictText(row.verdict)});
    default:
        return {};
    }
}

QVariant UrlModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const UrlPartRow &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case ToneRole:
        return column == Verdict ? QVariant(int(row.verdict)) : QVariant();
    case MonoRole:
        return (column == Before && !row.before.isEmpty()) || (column == After && !row.after.isEmpty()) ||
               (column == Part && row.part == UrlPart::Parameter);
    case MutedRole:
        return (column == Before && row.before.isEmpty()) || (column == After && row.after.isEmpty());
    case BoldRole:
        return column == Part && isLost(row) ? int(row.name.size()) : 0;
    default:
        return {};
    }
}

QVariant UrlModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Part:
        return tr("Part");
    case Before:
        return tr("URL of request %1").arg(m_number);
    case After:
        return nextUrlTitle(m_next);
    case Verdict:
        return tr("Verdict");
    default:
        return {};
    }
}

QString lostParametersText(const QList<UrlPartRow> &rows)
{
    const auto lost = std::count_if(rows.begin(), rows.end(), isLost);
    if (lost == 0)
        return {};
    const auto tracking =
        std::count_if(rows.begin(), rows.end(), [](const UrlPartRow &row) { return isLost(row) && row.tracking; });
    const QString first =
        lost == 1 ? UrlModel::tr("1 query parameter is lost") : UrlModel::tr("%1 query parameters are lost").arg(lost);
    if (tracking == 0)
        return UrlModel::tr("%1.").arg(first);
    return tracking == 1 ? UrlModel::tr("%1, 1 of them for campaign tracking.").arg(first)
                         : UrlModel::tr("%1, %2 of them for campaign tracking.").arg(first).arg(tracking);
}

} // namespace hopscope
