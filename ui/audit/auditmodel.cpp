// SPDX-License-Identifier: MIT
#include "ui/audit/auditmodel.h"

#include "ui/look/celldelegate.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Rows that are searched at once: no longer than a key that is pressed.
constexpr qsizetype kSearchedAtOnce = 1000;

int toneOfVerdict(AuditVerdict verdict)
{
    switch (verdict) {
    case AuditVerdict::Pass:
        return int(PartVerdict::Kept);
    case AuditVerdict::Warn:
        return int(PartVerdict::Changed);
    case AuditVerdict::Fail:
        return int(PartVerdict::Dropped);
    case AuditVerdict::NotAsked:
        break;
    }
    return kPlainTone;
}

/// compared() for one row.
RowChange changeOf(const AuditResult &result, const AuditBaseline &baseline)
{
    const AuditComparison comparison = compared({result}, baseline);
    return !comparison.broken.isEmpty()  ? RowChange::Broken
           : !comparison.known.isEmpty() ? RowChange::Known
           : !comparison.fixed.isEmpty() ? RowChange::Fixed
                                         : RowChange::None;
}

} // namespace

QString changeWord(RowChange change)
{
    switch (change) {
    case RowChange::None:
        break;
    case RowChange::Broken:
        return AuditModel::tr("new");
    case RowChange::Known:
        return AuditModel::tr("as before");
    case RowChange::Fixed:
        return AuditModel::tr("fixed");
    }
    return {};
}

AuditModel::AuditModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_more.setSingleShot(true);
    connect(&m_more, &QTimer::timeout, this, &AuditModel::showMore);
}

void AuditModel::begin(qsizetype total, const std::optional<AuditBaseline> &baseline)
{
    beginResetModel();
    m_rows.clear();
    m_rows.reserve(total);
    m_changes.clear();
    m_shown.clear();
    m_looked = 0;
    m_counts.clear();
    m_causes.clear();
    m_baseline = baseline;
    endResetModel();
}

void AuditModel::add(const QList<SettledRow> &rows)
{
    for (const SettledRow &row : rows) {
        m_rows.append(row);
        AuditResult &result = m_rows.last().result;
        result.judgement.cause = *m_causes.insert(result.judgement.cause);
        m_changes.append(m_baseline ? changeOf(result, *m_baseline) : RowChange::None);
        ++m_counts[{int(result.judgement.verdict), result.judgement.cause}];
    }
    if (!m_more.isActive())
        showMore();
}

void AuditModel::showMore()
{
    const qsizetype most = m_matchers.isEmpty() ? m_rows.size() : kSearchedAtOnce;
    const qsizetype end = std::min(m_looked + most, m_rows.size());
    QList<qsizetype> shown;
    for (; m_looked < end; ++m_looked) {
        if (isShown(m_looked))
            shown.append(m_looked);
    }
    if (!shown.isEmpty()) {
        beginInsertRows({}, int(m_shown.size()), int(m_shown.size() + shown.size()) - 1);
        m_shown += shown;
        endInsertRows();
    }
    if (m_looked < m_rows.size())
        m_more.start(0);
}

/// Within a reset of the model; showMore() comes after it.
void AuditModel::refill()
{
    m_more.stop();
    m_shown.clear();
    m_looked = 0;
}

void AuditModel::arrange()
{
    const auto isBefore = [this](qsizetype a, qsizetype b) { return m_rows[a].row < m_rows[b].row; };
    QList<qsizetype> order(m_rows.size());
    for (qsizetype row = 0; row < order.size(); ++row)
        order[row] = row;
    if (std::is_sorted(order.begin(), order.end(), isBefore))
        return;
    std::sort(order.begin(), order.end(), isBefore);
    beginResetModel();
    QList<SettledRow> rows;
    QList<RowChange> changes;
    rows.reserve(order.size());
    changes.reserve(order.size());
    for (const qsizetype row : std::as_const(order)) {
        rows.append(std::move(m_rows[row]));
        changes.append(m_changes[row]);
    }
    m_rows = std::move(rows);
    m_changes = std::move(changes);
    refill();
    endResetModel();
    showMore();
}

void AuditModel::setFilter(const AuditFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_matchers.clear();
    for (const QString &word : filter.words)
        m_matchers.append(QStringMatcher(word, Qt::CaseInsensitive));
    refill();
    endResetModel();
    showMore();
}

bool AuditModel::isShown(qsizetype row) const
{
    const SettledRow &entry = m_rows[row];
    const AuditJudgement &judgement = entry.result.judgement;
    if ((m_filter.verdict && *m_filter.verdict != judgement.verdict) ||
        (m_filter.cause && *m_filter.cause != judgement.cause) ||
        (m_filter.change != RowChange::None && m_filter.change != m_changes[row]))
        return false;
    return std::ranges::all_of(m_matchers, [&](const QStringMatcher &word) {
        const auto has = [&](const QString &text) { return word.indexIn(text) >= 0; };
        return has(entry.result.source) || has(entry.chain.end) || has(judgement.cause) || has(judgement.reason) ||
               has(entry.result.note) || has(statusesText(entry.chain)) || has(entry.result.target);
    });
}

QList<AuditGroupCount> AuditModel::groups() const
{
    QList<AuditGroupCount> groups;
    groups.reserve(m_counts.size());
    for (auto count = m_counts.keyValueBegin(); count != m_counts.keyValueEnd(); ++count) {
        const auto &[key, number] = *count;
        groups.append({AuditVerdict(key.first), key.second, number});
    }
    std::sort(groups.begin(), groups.end(), [](const AuditGroupCount &a, const AuditGroupCount &b) {
        if (isShownBefore(a.verdict, a.count, b.verdict, b.count))
            return true;
        return !isShownBefore(b.verdict, b.count, a.verdict, a.count) && a.cause < b.cause;
    });
    return groups;
}

int AuditModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int AuditModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AuditModel::textOf(qsizetype row, int column) const
{
    const SettledRow &entry = m_rows[row];
    const AuditResult &result = entry.result;
    switch (column) {
    case Verdict: {
        const QString change = changeWord(m_changes[row]);
        const QString word = verdictWord(result.judgement.verdict);
        return change.isEmpty() ? word : u"%1, %2"_s.arg(word, change);
    }
    case Status:
        return statusesText(entry.chain);
    case Source: {
        const QString source = result.method == u"GET" ? result.source : u"%1 %2"_s.arg(result.method, result.source);
        return result.variant.isEmpty() ? source : u"%1 (%2)"_s.arg(source, result.variant);
    }
    case End:
        return entry.chain.end;
    case Hops:
        return entry.chain.statuses.isEmpty() ? QString() : QString::number(entry.chain.redirects);
    case Cause:
        return result.judgement.cause;
    case Reason:
        return result.judgement.reason;
    case Note:
        return result.note;
    default:
        return {};
    }
}

QString AuditModel::rowAsText(qsizetype row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells.append(textOf(row, column));
    return cells.join(u'\t');
}

QVariant AuditModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qsizetype row = m_shown[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, column);
    case Qt::ToolTipRole: {
        const QString text = textOf(row, column);
        return text.isEmpty() ? QVariant() : QVariant(text.toHtmlEscaped());
    }
    case ToneRole:
        return column == Verdict ? QVariant(toneOfVerdict(m_rows[row].result.judgement.verdict)) : QVariant();
    case MonoRole:
        return column == Source || column == End || column == Status;
    case MiddleRole:
        return column == Source || column == End;
    case CopyRole:
        return column == 0 ? QVariant(rowAsText(row)) : QVariant();
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (section) {
    case Verdict:
        return tr("Verdict");
    case Status:
        return tr("Statuses");
    case Source:
        return tr("Source");
    case End:
        return tr("End");
    case Hops:
        return tr("Redirects");
    case Cause:
        return tr("Cause");
    case Reason:
        return tr("Reason");
    case Note:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace hopscope
