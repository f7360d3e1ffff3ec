// SPDX-License-Identifier: MIT
#include "ui/inspect/cookiemodel.h"

#include "redirect/sources.h"
#include "ui/look/celldelegate.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString fateText(CookieFate fate)
{
    switch (fate) {
    case CookieFate::Stored:
        return CookieModel::tr("stored");
    case CookieFate::Refused:
        return CookieModel::tr("refused");
    case CookieFate::Deleted:
        return CookieModel::tr("deleted");
    case CookieFate::Sent:
        return CookieModel::tr("sent");
    case CookieFate::Withheld:
        break;
    }
    return CookieModel::tr("withheld");
}

bool isLostCookie(CookieFate fate)
{
    return fate == CookieFate::Refused || fate == CookieFate::Withheld;
}

} // namespace

QList<CookieRow> cookieRows(const QList<Hop> &hops, int row)
{
    QList<CookieRow> rows;
    const auto append = [&rows](const QList<CookieVerdict> &verdicts, const QString &message) {
        for (const CookieVerdict &verdict : verdicts)
            rows.append({verdict, message});
    };
    if (row == 0)
        append(hops.at(row).cookies.sent, CookieModel::tr("Request %1").arg(row + 1));
    append(hops.at(row).cookies.set, CookieModel::tr("Response %1").arg(row + 1));
    if (const qsizetype next = ledTo(hops, row); next >= 0)
        append(hops.at(next).cookies.sent, CookieModel::tr("Request %1").arg(next + 1));
    return rows;
}

void CookieModel::setHop(const Trace &trace, int row)
{
    beginResetModel();
    m_rows = cookieRows(trace.hops, row);
    endResetModel();
}

int CookieModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CookieModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CookieModel::text(const CookieRow &row, int column) const
{
    switch (column) {
    case Name:
        return row.verdict.name.isEmpty() ? tr("(no name)") : QString::fromUtf8(row.verdict.name);
    case Message:
        return row.message;
    case Verdict:
        return fateText(row.verdict.fate);
    case Why:
        return row.verdict.reason;
    default:
        return {};
    }
}

QVariant CookieModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CookieRow &row = m_rows.at(index.row());
    const int column = index.column();
    const QString &source = row.verdict.source;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case ToneRole:
        return column == Verdict
                   ? QVariant(int(isLostCookie(row.verdict.fate) ? PartVerdict::Dropped : PartVerdict::Kept))
                   : QVariant();
    case MonoRole:
        return column == Name && !row.verdict.name.isEmpty();
    case LinkRole:
        return column == Why && !source.isEmpty() ? QVariant(sourceLink(source)) : QVariant();
    case LinkTextRole:
        return column == Why && !source.isEmpty() ? QVariant(source) : QVariant();
    default:
        return {};
    }
}

QVariant CookieModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Cookie");
    case Message:
        return tr("Where");
    case Verdict:
        return tr("Verdict");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace hopscope
