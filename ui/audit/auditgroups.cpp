// SPDX-License-Identifier: MIT
#include "ui/audit/auditgroups.h"

#include <algorithm>
#include <numeric>

namespace hopscope
{

using namespace Qt::StringLiterals;

QString urlsText(qsizetype count)
{
    return count == 1 ? AuditGroups::tr("1 URL") : AuditGroups::tr("%1 URLs").arg(count);
}

void AuditGroups::setGroups(const QList<AuditGroupCount> &groups)
{
    const auto isSame = [](const AuditGroupCount &a, const AuditGroupCount &b) {
        return a.verdict == b.verdict && a.cause == b.cause;
    };
    // While only counts change the list stays where it was scrolled to.
    const bool keepsLines = std::equal(groups.begin(), groups.end(), m_groups.begin(), m_groups.end(), isSame);
    if (!keepsLines)
        beginResetModel();
    m_groups = groups;
    m_all = std::accumulate(groups.begin(), groups.end(), qsizetype(0),
                            [](qsizetype sum, const AuditGroupCount &group) { return sum + group.count; });
    if (keepsLines)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    else
        endResetModel();
}

std::optional<AuditGroupCount> AuditGroups::groupAt(int row) const
{
    return row > 0 && row <= m_groups.size() ? std::optional(m_groups[row - 1]) : std::nullopt;
}

int AuditGroups::rowOf(AuditVerdict verdict, const QString &cause) const
{
    const auto found = std::find_if(m_groups.begin(), m_groups.end(), [&](const AuditGroupCount &group) {
        return group.verdict == verdict && group.cause == cause;
    });
    return found == m_groups.end() ? 0 : int(found - m_groups.begin()) + 1;
}

int AuditGroups::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_groups.size()) + 1;
}

QVariant AuditGroups::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) ||
        (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return {};
    const std::optional<AuditGroupCount> group = groupAt(index.row());
    if (!group)
        return role == Qt::DisplayRole ? tr("All causes") + u'\n' + urlsText(m_all)
                                       : tr("All causes") + u", "_s + urlsText(m_all);
    const QString count = u"%1 · %2"_s.arg(verdictWord(group->verdict), urlsText(group->count));
    const QString cause = group->cause.isEmpty() ? tr("As asked") : group->cause;
    return role == Qt::DisplayRole ? QVariant(cause + u'\n' + count) : QVariant(cause + u", "_s + count);
}

} // namespace hopscope
