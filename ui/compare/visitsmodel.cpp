// SPDX-License-Identifier: MIT
#include "ui/compare/visitsmodel.h"

#include "paint/labels.h"
#include "redirect/sources.h"
#include "redirect/statuses.h"
#include "redirect/statustext.h"
#include "ui/look/celldelegate.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kStatusDigits = 3;

std::optional<PartVerdict> verdictOf(VisitAnswer answer)
{
    switch (answer) {
    case VisitAnswer::FromCache:
        return PartVerdict::Kept;
    case VisitAnswer::None:
        return PartVerdict::Dropped;
    case VisitAnswer::AskedAgain:
        break;
    }
    return std::nullopt;
}

} // namespace

VisitsModel::VisitsModel(QObject *parent) : QAbstractTableModel(parent), m_visited(visitCases().size()) {}

void VisitsModel::clear()
{
    m_visited.assign(m_visited.size(), std::nullopt);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void VisitsModel::setVisits(int row, const ClientProfile &client, const Trace &first, const Trace &second)
{
    m_visited[size_t(row)] = Visited{visitRow(client, first, second), second};
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

const Trace *VisitsModel::secondVisit(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const std::optional<Visited> &visited = m_visited[size_t(row)];
    return visited && !visited->second.hops.isEmpty() ? &visited->second : nullptr;
}

int VisitsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_visited.size());
}

int VisitsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString VisitsModel::text(int row, int column) const
{
    const VisitCase &visit = visitCases()[size_t(row)];
    if (column == Type)
        return u"%1 %2"_s.arg(visit.status).arg(QLatin1StringView(findStatus(visit.status)->name));
    if (column == Field)
        return StatusText::tr(visitFieldText(visit));
    const std::optional<Visited> &visited = m_visited[size_t(row)];
    if (!visited)
        return column == Answer ? tr("not run yet") : QString();
    switch (column) {
    case First:
        return visited->row.first.join(u'\n');
    case Second:
        return visited->row.second.join(u'\n');
    case Answer:
        return chipText({verdictOf(visited->row.answer), StatusText::tr(visitAnswerText(visited->row.answer))});
    case Reason:
        return visited->row.reason;
    default:
        return {};
    }
}

QVariant VisitsModel::tone(int row) const
{
    const std::optional<Visited> &visited = m_visited[size_t(row)];
    if (!visited)
        return {};
    const auto verdict = verdictOf(visited->row.answer);
    return verdict ? int(*verdict) : kPlainTone;
}

QVariant VisitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    const std::optional<Visited> &visited = m_visited[size_t(row)];
    const QString source = visited && column == Source ? visited->row.source : QString();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case ToneRole:
        return column == Answer ? tone(row) : QVariant();
    case BoldRole:
        return column == Type ? kStatusDigits : 0;
    case MonoRole:
        return column == First || column == Second;
    case MutedRole:
        return (column == Answer && !visited) || (column == Field && !visitCases()[size_t(row)].field);
    case LinkRole:
        return source.isEmpty() ? QVariant() : QVariant(sourceLink(source));
    case LinkTextRole:
        return source.isEmpty() ? QVariant() : QVariant(source);
    case SortRole:
        return column == Type ? QVariant(row) : QVariant(column == Source ? source : text(row, column));
    default:
        return {};
    }
}

QVariant VisitsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Type:
        return tr("Redirect type");
    case Field:
        return tr("Response field");
    case First:
        return tr("First visit");
    case Second:
        return tr("Second visit");
    case Answer:
        return tr("Asked again?");
    case Reason:
        return tr("Why");
    case Source:
        return tr("Source");
    default:
        return {};
    }
}

} // namespace hopscope
