// SPDX-License-Identifier: MIT
#include "ui/inspect/ledgermodel.h"

#include "paint/labels.h"
#include "redirect/sources.h"
#include "trace/prediction.h"
#include "ui/look/celldelegate.h"

#include <algorithm>
#include <array>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Always shown, in this order, under these names.
struct Standard {
    QLatin1StringView part;
    const char *title;
};
constexpr std::array standardParts = {
    Standard{"method"_L1, QT_TRANSLATE_NOOP("hopscope::LedgerModel", "Method")},
    Standard{"body"_L1, QT_TRANSLATE_NOOP("hopscope::LedgerModel", "Body")},
    Standard{"Content-Type"_L1, QT_TRANSLATE_NOOP("hopscope::LedgerModel", "Content-Type")},
    Standard{"Authorization"_L1, QT_TRANSLATE_NOOP("hopscope::LedgerModel", "Authorization")},
    Standard{"Cookie"_L1, QT_TRANSLATE_NOOP("hopscope::LedgerModel", "Cookie")},
    Standard{"fragment"_L1, QT_TRANSLATE_NOOP("hopscope::LedgerModel", "Fragment")},
};

bool isPart(const LedgerRow &row, QLatin1StringView part)
{
    return row.part.compare(part, Qt::CaseInsensitive) == 0;
}

bool isStandard(const LedgerRow &row)
{
    return std::any_of(standardParts.begin(), standardParts.end(),
                       [&](const Standard &standard) { return isPart(row, standard.part); });
}

bool isAbsent(const LedgerRow &row)
{
    return row.before.isEmpty() && row.after.isEmpty();
}

QString partTitle(const LedgerRow &row)
{
    for (const Standard &standard : standardParts) {
        if (isPart(row, standard.part))
            return LedgerModel::tr(standard.title);
    }
    return isPart(row, "url"_L1) ? LedgerModel::tr("URL") : row.part;
}

/// "Fetch, HTTP-redirect fetch, step 12" is "Fetch, step 12": the column is narrow.
QString shortSource(const QString &source)
{
    const QStringList parts = source.split(u", "_s);
    return parts.size() > 2 ? u"%1, %2"_s.arg(parts.constFirst(), parts.constLast()) : source;
}

/// The rows of a ledger in the order in which they are shown.
struct SortedRows {
    QList<LedgerRow> present; ///< the parts that people look for, then what changed, then the rest
    QList<LedgerRow> absent;  ///< of the first those that neither request has, without a reason
};

SortedRows sortedRows(const QList<LedgerRow> &ledger)
{
    SortedRows rows;
    if (ledger.isEmpty())
        return rows;
    for (const Standard &standard : standardParts) {
        const auto found = std::find_if(ledger.begin(), ledger.end(),
                                        [&](const LedgerRow &row) { return isPart(row, standard.part); });
        const LedgerRow row = found == ledger.end() ? LedgerRow{.part = standard.part} : *found;
        (isAbsent(row) && row.reason.isEmpty() ? rows.absent : rows.present).append(row);
    }
    const auto appendIf = [&](auto wanted) {
        std::copy_if(ledger.begin(), ledger.end(), std::back_inserter(rows.present),
                     [&](const LedgerRow &row) { return !isStandard(row) && !isAbsent(row) && wanted(row); });
    };
    appendIf([](const LedgerRow &row) { return row.verdict != PartVerdict::Kept; });
    appendIf([](const LedgerRow &row) { return row.verdict == PartVerdict::Kept; });
    return rows;
}

} // namespace

void LedgerModel::setLedger(const QList<LedgerRow> &ledger, int number, const NextRequest &next)
{
    m_number = number;
    m_next = next;
    const SortedRows rows = sortedRows(ledger);
    // The same ledger stays where it is scrolled to.
    if (rows.present == m_rows && rows.absent == m_absent) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        return;
    }
    beginResetModel();
    m_isPredicted = hasPredictions(ledger);
    m_rows = rows.present;
    m_absent = rows.absent;
    endResetModel();
}

void LedgerModel::setOpen(bool open)
{
    if (open == m_isOpen)
        return;
    const bool hasFold = m_absent.size() > 1;
    const int first = int(m_rows.size()) + 1;
    const int last = int(m_rows.size() + m_absent.size());
    if (hasFold && open)
        beginInsertRows({}, first, last);
    else if (hasFold)
        beginRemoveRows({}, first, last);
    m_areShown = open;
    if (hasFold && open)
        endInsertRows();
    else if (hasFold)
        endRemoveRows();
    m_isOpen = open;
    if (!hasFold)
        return;
    Q_EMIT dataChanged(index(first - 1, 0), index(first - 1, columnCount() - 1));
}

/// A single part that is absent needs no row to open.
const LedgerRow &LedgerModel::rowAt(int row) const
{
    const qsizetype below = row - m_rows.size() - (m_absent.size() > 1 ? 1 : 0);
    return row < m_rows.size() ? m_rows.at(row) : m_absent.at(below);
}

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    const qsizetype absent = m_absent.size() < 2 ? m_absent.size() : m_areShown ? m_absent.size() + 1 : 1;
    return int(m_rows.size() + absent);
}

int LedgerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_isPredicted ? ColumnCount : int(Predicted);
}

QString LedgerModel::text(const LedgerRow &row, int column) const
{
    switch (column) {
    case Part:
        return partTitle(row);
    case Before:
        return row.before.isEmpty() ? tr("none") : row.before;
    case After:
        return row.after.isEmpty() ? tr("none") : row.after;
    case Verdict:
        return isAbsent(row) ? u"—"_s : chipText({row.verdict, verdictText(row.verdict)});
    case Why:
        return isAbsent(row) && row.reason.isEmpty() ? tr("In neither request") : row.reason;
    case Predicted:
        return predictionText(row);
    default:
        return {};
    }
}

QString LedgerModel::predictionText(const LedgerRow &row) const
{
    if (!row.predicted)
        return tr("no prediction");
    if (!isUnpredicted(row))
        return tr("as predicted");
    return tr("differs: %1").arg(row.predicted->isEmpty() ? tr("none") : *row.predicted);
}

QVariant LedgerModel::foldData(int column, int role) const
{
    const QString parts = tr("%1 parts").arg(m_absent.size());
    if (role == MutedRole)
        return true;
    if (role == Qt::AccessibleTextRole && column == Part)
        return m_isOpen ? tr("%1 in neither request, open").arg(parts) : tr("%1 in neither request, closed").arg(parts);
    if (role == Qt::ToolTipRole)
        return m_isOpen ? tr("Click or press Space to close") : tr("Click or press Space to see each of them");
    if (role != Qt::DisplayRole)
        return {};
    if (column == Part)
        return (m_isOpen ? u"▾ "_s : u"▸ "_s) + parts;
    if (column == Verdict)
        return u"—"_s;
    if (column == Predicted)
        return {};
    if (column != Why)
        return tr("none");
    QStringList names;
    for (const LedgerRow &row : m_absent)
        names.append(partTitle(row));
    return tr("In neither request: %1").arg(names.join(u", "_s));
}

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isFold(index.row()))
        return foldData(index.column(), role);
    const LedgerRow &row = rowAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case ToneRole:
        return column == Verdict && !isAbsent(row) ? QVariant(int(row.verdict)) : QVariant();
    case MonoRole:
        return column == Before || column == After || (column == Predicted && isUnpredicted(row));
    case MutedRole:
        return isAbsent(row) || (column == Before && row.before.isEmpty()) || (column == After && row.after.isEmpty());
    case LinkRole:
        return column == Why && !row.source.isEmpty() ? QVariant(sourceLink(row.source)) : QVariant();
    case LinkTextRole:
        return column == Why && !row.source.isEmpty() ? QVariant(shortSource(row.source)) : QVariant();
    case Qt::ToolTipRole:
        return column == Why ? QVariant(row.source.toHtmlEscaped()) : QVariant();
    default:
        return {};
    }
}

QVariant LedgerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Part:
        return tr("Part");
    case Before:
        return tr("Request %1").arg(m_number);
    case After:
        return m_isPredicted ? tr("Did: %1").arg(nextTitle(m_next)) : nextTitle(m_next);
    case Verdict:
        return tr("Verdict");
    case Why:
        return tr("Why");
    case Predicted:
        return tr("Predicted");
    default:
        return {};
    }
}

} // namespace hopscope
