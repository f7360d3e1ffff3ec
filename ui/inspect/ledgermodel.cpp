// SPDX-License-Identifier: MIT
#include "ui/inspect/ledgermodel.h"

#include "paint/labels.h"
#include "redirect/sources.h"
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

/// The parts that people look for, then what changed, then the rest.
QList<LedgerRow> sortedRows(const QList<LedgerRow> &ledger)
{
    QList<LedgerRow> rows;
    if (ledger.isEmpty())
        return rows;
    for (const Standard &standard : standardParts) {
        const auto found = std::find_if(ledger.begin(), ledger.end(),
                                        [&](const LedgerRow &row) { return isPart(row, standard.part); });
        rows.append(found == ledger.end() ? LedgerRow{.part = standard.part} : *found);
    }
    const auto appendIf = [&](auto wanted) {
        std::copy_if(ledger.begin(), ledger.end(), std::back_inserter(rows),
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
    const QList<LedgerRow> rows = sortedRows(ledger);
    // The same ledger stays where it is scrolled to.
    if (rows == m_rows) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int LedgerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
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
    default:
        return {};
    }
}

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LedgerRow &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case ToneRole:
        return column == Verdict && !isAbsent(row) ? QVariant(int(row.verdict)) : QVariant();
    case MonoRole:
        return column == Before || column == After;
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
        return nextTitle(m_next);
    case Verdict:
        return tr("Verdict");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace hopscope
