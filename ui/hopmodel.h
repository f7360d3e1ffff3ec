// SPDX-License-Identifier: MIT
#pragma once

#include "paint/hopcard.h"

#include <QAbstractListModel>

namespace hopscope
{

/// The hops of a chain, one row each, as cards.
class HopModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setHops(const QList<Hop> &hops);
    void append(const Hop &hop);
    /// There is at least one hop.
    void replaceLast(const Hop &hop);
    const QList<Hop> &hops() const { return m_hops; }
    /// When the last hop ended, in microseconds from the start of the trace.
    qint64 endTime() const { return m_endTime; }
    const HopCard &card(int row) const { return m_cards.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    /// DisplayRole and AccessibleTextRole are the card in words.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<Hop> m_hops;
    QList<HopCard> m_cards;
    qint64 m_endTime = 0;
};

} // namespace hopscope
