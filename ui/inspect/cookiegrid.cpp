// SPDX-License-Identifier: MIT
#include "ui/inspect/cookiegrid.h"

#include "ui/look/bytestext.h"
#include "ui/look/celldelegate.h"
#include "ui/look/foldtext.h"

#include <QCoreApplication>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

QString wordOf(CookieEvent event)
{
    return QCoreApplication::translate("cookies", eventWord(event));
}

PartVerdict toneOfEvent(CookieEvent event)
{
    switch (event) {
    case CookieEvent::Set:
        return PartVerdict::Added;
    case CookieEvent::Changed:
        return PartVerdict::Changed;
    case CookieEvent::Renewed:
    case CookieEvent::Sent:
        return PartVerdict::Kept;
    case CookieEvent::Refused:
    case CookieEvent::Deleted:
    case CookieEvent::NotSent:
    case CookieEvent::Expired:
        break;
    }
    return PartVerdict::Dropped;
}

/// "sid · shop.example/": name, domain and path.
QString cookieTitle(const CookieLine &line)
{
    const QString name = line.name.isEmpty() ? CookieGrid::tr("(no name)") : plainText(line.name);
    if (line.domain.isEmpty())
        return CookieGrid::tr("%1 · from before this chain").arg(name);
    return u"%1 · %2%3%4"_s.arg(name, line.hostOnly ? QString() : u"."_s, plainText(line.domain), plainText(line.path));
}

} // namespace

bool CookieGrid::setLines(const QList<CookieLine> &lines, qsizetype requests)
{
    if (lines == m_lines && requests == m_requests)
        return false;
    beginResetModel();
    m_lines = lines;
    m_requests = int(requests);
    m_first.clear();
    for (const CookieLine &line : lines) {
        QHash<int, qsizetype> first;
        for (qsizetype i = line.steps.size() - 1; i >= 0; --i)
            first.insert(line.steps.at(i).hop, i);
        m_first.append(first);
    }
    endResetModel();
    return true;
}

void CookieGrid::setShowsValues(bool shows)
{
    m_showsValues = shows;
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int CookieGrid::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int CookieGrid::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_requests + 1;
}

QList<CookieStep> CookieGrid::stepsAt(const QModelIndex &index) const
{
    const QList<CookieStep> &steps = m_lines.at(index.row()).steps;
    QList<CookieStep> found;
    for (qsizetype i = m_first.at(index.row()).value(hopOf(index), -1);
         i >= 0 && i < steps.size() && steps.at(i).hop == hopOf(index); ++i)
        found.append(steps.at(i));
    return found;
}

QString CookieGrid::stepText(const CookieStep &step) const
{
    const QString word = wordOf(step.event);
    return m_showsValues && !step.value.isEmpty() ? u"%1: %2"_s.arg(word, folded(plainText(step.value))) : word;
}

QString CookieGrid::detail(const QModelIndex &index) const
{
    if (!index.isValid() || hopOf(index) < 0)
        return {};
    QStringList sentences;
    for (const CookieStep &step : stepsAt(index)) {
        const QString where =
            step.isResponse ? tr("Response %1").arg(step.hop + 1) : tr("Request %1").arg(step.hop + 1);
        QString sentence = u"%1: %2."_s.arg(where, stepText(step));
        if (!step.reason.isEmpty())
            sentence += u' ' + step.reason;
        if (!step.source.isEmpty())
            sentence += u" (%1)"_s.arg(step.source);
        sentences.append(sentence);
    }
    return sentences.join(u'\n');
}

QVariant CookieGrid::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.column() == 0) {
        const QString title = cookieTitle(m_lines.at(index.row()));
        if (role == Qt::DisplayRole)
            return title;
        return role == MonoRole          ? QVariant(true)
               : role == Qt::ToolTipRole ? QVariant(title.toHtmlEscaped())
                                         : QVariant();
    }
    const QList<CookieStep> steps = stepsAt(index);
    if (steps.isEmpty())
        return {};
    switch (role) {
    case Qt::DisplayRole: {
        QStringList texts;
        for (const CookieStep &step : steps)
            texts.append(stepText(step));
        return texts.join(u" · "_s);
    }
    case ToneRole:
        return int(toneOfEvent(steps.constLast().event));
    case Qt::ToolTipRole:
        return detail(index).toHtmlEscaped().replace(u'\n', "<br>"_L1);
    default:
        return {};
    }
}

QVariant CookieGrid::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Cookie") : tr("Request %1").arg(section);
}

} // namespace hopscope
