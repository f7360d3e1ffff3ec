// SPDX-License-Identifier: MIT
#include "ui/inspect/hopmodel.h"

#include "redirect/earlier.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// Of all that the height of a card depends on; digits are equally wide.
size_t heightKeyOf(const HopCard &card)
{
    QString key = QString::number(card.url.size());
    for (const QString *text : {&card.statusText, &card.facts}) {
        key += u'\n';
        for (const QChar c : *text)
            key += c.isDigit() ? QChar(u'0') : c;
    }
    key += u'\n' + card.remark + QString::fromLatin1(card.method);
    for (const Chip &chip : card.chips)
        key += u'\n' + chip.text;
    return qHash(key, QString::number(card.number).size());
}

} // namespace

HopCard HopModel::cardOf(int row)
{
    const Hop &hop = m_hops.at(row);
    HopCard card = hopCard(m_hops, row);
    const QByteArray key = requestKey(hop.request);
    const int first = m_firstRows.value(key, row);
    if (first == row)
        m_firstRows.insert(key, row);
    else
        card.facts.prepend(tr("↺ request %1 again").arg(first + 1) + u" · "_s);
    int back = first == row ? -1 : first;
    // The client saw that the next request would be an earlier one.
    if (back < 0 && hop.redirect && hop.redirect->verdict == RedirectVerdict::Refuse &&
        hop.redirect->outcome == OutcomeKind::Loop)
        back = cycleOf(Trace{.hops = m_hops.first(row + 1)}).start;
    if (m_loop.from < 0 && back >= 0)
        m_loop = {.from = row, .to = back};
    return card;
}

void HopModel::take(int row)
{
    m_cards.append(cardOf(row));
    m_heightKeys.append(heightKeyOf(m_cards.last()));
    m_starts.append(m_clock.add(m_hops[row].timing));
}

void HopModel::setHops(const QList<Hop> &hops)
{
    beginResetModel();
    m_underWay.reset();
    m_hops = hops;
    m_cards.clear();
    m_heightKeys.clear();
    m_firstRows.clear();
    m_loop = {};
    m_clock = {};
    m_starts.clear();
    for (int i = 0; i < int(m_hops.size()); ++i)
        take(i);
    endResetModel();
}

size_t HopModel::heightKey(int row) const
{
    return isUnderWay(row) ? heightKeyOf(*m_underWay) : m_heightKeys.at(row);
}

void HopModel::setUnderWay(const std::optional<HopCard> &card)
{
    const int row = int(m_cards.size());
    if (card && m_underWay) {
        m_underWay = card;
        Q_EMIT dataChanged(index(row), index(row));
    } else if (card) {
        beginInsertRows({}, row, row);
        m_underWay = card;
        endInsertRows();
    } else if (m_underWay) {
        beginRemoveRows({}, row, row);
        m_underWay.reset();
        endRemoveRows();
    }
}

void HopModel::append(const QList<Hop> &hops)
{
    if (hops.isEmpty())
        return;
    const int row = int(m_hops.size());
    beginInsertRows({}, row, row + int(hops.size()) - 1);
    m_hops += hops;
    for (int i = row; i < int(m_hops.size()); ++i)
        take(i);
    endInsertRows();
}

void HopModel::replaceLast(const Hop &hop)
{
    const int row = int(m_hops.size()) - 1;
    m_hops.last() = hop;
    m_cards.last() = cardOf(row);
    m_heightKeys.last() = heightKeyOf(m_cards.last());
    Q_EMIT dataChanged(index(row), index(row));
}

int HopModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size()) + (m_underWay ? 1 : 0);
}

Qt::ItemFlags HopModel::flags(const QModelIndex &index) const
{
    if (index.isValid() && isUnderWay(index.row()))
        return Qt::NoItemFlags;
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QVariant HopModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HopCard &hop = card(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return cardText(hop);
    case Qt::ToolTipRole:
        return hop.url.toHtmlEscaped();
    default:
        return {};
    }
}

} // namespace hopscope
