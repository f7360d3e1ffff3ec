// SPDX-License-Identifier: MIT
#include "ui/findingsmodel.h"

#include "redirect/sources.h"
#include "ui/celldelegate.h"

#include <algorithm>

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

} // namespace

void FindingsModel::setFindings(const QList<Finding> &findings)
{
    // With every selected hop the same list comes again.
    if (findings == m_given)
        return;
    m_given = findings;
    QList<Finding> sorted = findings;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
    // The selected finding stays selected while the hops are looked through.
    if (sorted == m_findings)
        return;
    beginResetModel();
    m_findings = sorted;
    endResetModel();
}

void FindingsModel::setHop(int hop)
{
    if (hop == m_hop)
        return;
    m_hop = hop;
    if (!m_findings.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {HighlightRole});
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_findings.size());
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding &finding = m_findings.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return u"%1\n%2"_s.arg(titleOf(finding), finding.detail);
    case Qt::AccessibleTextRole:
        return u"%1: %2. %3"_s.arg(severityName(finding.severity), finding.title, finding.detail);
    case Qt::ToolTipRole:
        return finding.hop < 0 ? tr("About the whole chain")
                               : tr("%1 at request %2").arg(severityName(finding.severity)).arg(finding.hop + 1);
    case BoldRole:
        return int(titleOf(finding).size());
    case SeverityRole:
        return int(finding.severity);
    case MutedRole:
        return true;
    case HighlightRole:
        return m_hop >= 0 && finding.hop == m_hop;
    case LinkRole:
        return finding.source.isEmpty() ? QVariant() : QVariant(sourceLink(finding.source));
    case LinkTextRole:
        return finding.source.isEmpty() ? QVariant() : QVariant(finding.source);
    default:
        return {};
    }
}

QString findingsSummary(const QList<Finding> &findings)
{
    const auto count = [&](Severity severity) {
        return std::count_if(findings.begin(), findings.end(),
                             [severity](const Finding &finding) { return finding.severity == severity; });
    };
    QStringList parts;
    const auto add = [&](qsizetype number, const QString &one, const QString &many) {
        if (number > 0)
            parts.append(number == 1 ? one : many.arg(number));
    };
    add(count(Severity::Error), FindingsModel::tr("1 error"), FindingsModel::tr("%1 errors"));
    add(count(Severity::Warning), FindingsModel::tr("1 warning"), FindingsModel::tr("%1 warnings"));
    add(count(Severity::Note), FindingsModel::tr("1 note"), FindingsModel::tr("%1 notes"));
    return parts.isEmpty() ? FindingsModel::tr("nothing found") : parts.join(u" · "_s);
}

} // namespace hopscope
