// SPDX-License-Identifier: MIT
#include "ui/inspect/findingsmodel.h"

#include "redirect/sources.h"
#include "ui/look/celldelegate.h"

#include <QHash>

#include <algorithm>
#include <functional>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString signOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return u"✖"_s;
    case Severity::Warning:
        return u"▲"_s;
    case Severity::Note:
        return u"ℹ"_s;
    }
    return {};
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return FindingsModel::tr("Error");
    case Severity::Warning:
        return FindingsModel::tr("Warning");
    case Severity::Note:
        return FindingsModel::tr("Note");
    }
    return {};
}

QString titleOf(const Finding &finding)
{
    return u"%1 %2"_s.arg(signOf(finding.severity), finding.title);
}

/// So many different details of one rule are told.
constexpr qsizetype kMostDetails = 4;
/// And so many places, "1–3" counts as one.
constexpr qsizetype kMostRanges = 12;

} // namespace

void FindingsModel::setFindings(const QList<Finding> &findings)
{
    // With every selected hop the same list comes again.
    if (findings == m_given)
        return;
    m_given = findings;
    QList<Group> groups;
    for (const Finding &finding : findings) {
        const auto same = std::ranges::find_if(groups, [&](const Group &group) {
            const Finding &first = group.findings.constFirst();
            return first.id == finding.id && first.severity == finding.severity && first.title == finding.title &&
                   (first.hop < 0) == (finding.hop < 0);
        });
        Group &group = same == groups.end() ? groups.emplaceBack() : *same;
        group.findings.append(finding);
        if (finding.hop >= 0)
            group.hops.append(finding.hop);
    }
    for (Group &group : groups) {
        std::ranges::sort(group.hops);
        group.hops.erase(std::unique(group.hops.begin(), group.hops.end()), group.hops.end());
        group.text = textOf(group.findings);
    }
    std::ranges::stable_sort(groups, std::greater(),
                             [](const Group &group) { return group.findings.constFirst().severity; });
    // The selected finding stays selected while the hops are looked through.
    if (groups == m_groups)
        return;
    beginResetModel();
    m_groups = groups;
    endResetModel();
}

/// Each detail once, with the requests that it is about where there are several.
QString FindingsModel::textOf(const QList<Finding> &findings)
{
    QStringList details;
    QHash<QString, QList<int>> places;
    for (const Finding &finding : findings) {
        if (!places.contains(finding.detail))
            details.append(finding.detail);
        places[finding.detail].append(finding.hop);
    }
    if (findings.size() == 1)
        return details.constFirst();
    QStringList lines;
    for (const QString &detail : std::as_const(details)) {
        const QList<int> &hops = places[detail];
        const QString where = hops.size() == 1 ? tr("Request %1").arg(requestNumbers(hops))
                                               : tr("%1 requests (%2)").arg(hops.size()).arg(requestNumbers(hops));
        if (lines.size() < kMostDetails)
            lines.append(tr("%1: %2").arg(where, detail));
    }
    if (details.size() > kMostDetails)
        lines.append(tr("and %1 more like these").arg(details.size() - kMostDetails));
    return lines.join(u'\n');
}

void FindingsModel::setHop(int hop)
{
    if (hop == m_hop)
        return;
    m_hop = hop;
    if (!m_groups.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {HighlightRole});
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_groups.size());
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Group &group = m_groups.at(index.row());
    const Finding &finding = group.findings.constFirst();
    switch (role) {
    case Qt::DisplayRole:
        return u"%1\n%2"_s.arg(titleOf(finding), group.text);
    case Qt::AccessibleTextRole:
        return u"%1: %2. %3"_s.arg(severityName(finding.severity), finding.title, group.text);
    case Qt::ToolTipRole:
        return finding.hop < 0 ? tr("About the whole chain")
               : group.hops.size() > 1
                   ? tr("%1 at requests %2. Press Right or Left, or click again, to go through them.")
                         .arg(severityName(finding.severity), requestNumbers(group.hops))
                   : tr("%1 at request %2").arg(severityName(finding.severity)).arg(finding.hop + 1);
    case BoldRole:
        return int(titleOf(finding).size());
    case SeverityRole:
        return int(finding.severity);
    case MutedRole:
        return true;
    case HighlightRole:
        return m_hop >= 0 && std::ranges::binary_search(group.hops, m_hop);
    case LinkRole:
        return finding.source.isEmpty() ? QVariant() : QVariant(sourceLink(finding.source));
    case LinkTextRole:
        return finding.source.isEmpty() ? QVariant() : QVariant(finding.source);
    default:
        return {};
    }
}

QString FindingsModel::summary() const
{
    const auto count = [&](Severity severity) {
        return std::ranges::count_if(
            m_groups, [severity](const Group &group) { return group.findings.constFirst().severity == severity; });
    };
    QStringList parts;
    const auto add = [&](qsizetype number, const QString &one, const QString &many) {
        if (number > 0)
            parts.append(number == 1 ? one : many.arg(number));
    };
    add(count(Severity::Error), tr("1 error"), tr("%1 errors"));
    add(count(Severity::Warning), tr("1 warning"), tr("%1 warnings"));
    add(count(Severity::Note), tr("1 note"), tr("%1 notes"));
    return parts.isEmpty() ? tr("no findings") : parts.join(u" · "_s);
}

QString requestNumbers(const QList<int> &hops)
{
    QStringList parts;
    for (qsizetype i = 0; i < hops.size();) {
        if (parts.size() == kMostRanges) {
            parts.append(u"…"_s);
            break;
        }
        qsizetype last = i;
        while (last + 1 < hops.size() && hops[last + 1] == hops[last] + 1)
            ++last;
        const QString from = QString::number(hops[i] + 1);
        parts.append(last == i ? from : u"%1–%2"_s.arg(from, QString::number(hops[last] + 1)));
        i = last + 1;
    }
    return parts.join(u", "_s);
}

} // namespace hopscope
