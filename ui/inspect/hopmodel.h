// SPDX-License-Identifier: MIT
#pragma once

#include "paint/chainclock.h"
#include "paint/hopcard.h"

#include <QAbstractListModel>
#include <QHash>

#include <optional>

namespace hopscope
{

/// The hops of a chain, one row each, as cards.
class HopModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setHops(const QList<Hop> &hops);
    void append(const QList<Hop> &hops);
    /// There is at least one hop.
    void replaceLast(const Hop &hop);
    /// The request under way as a last card, which cannot be selected; none takes it away.
    void setUnderWay(const std::optional<HopCard> &card);
    bool isUnderWay(int row) const { return row >= m_cards.size(); }
    const QList<Hop> &hops() const { return m_hops; }
    /// When request `row` began and when the last one ended, in microseconds, without the pauses between them.
    qint64 startTime(int row) const { return m_starts.at(row); }
    qint64 endTime() const { return m_clock.end(); }
    /// How long nothing was under way between the requests, in microseconds.
    qint64 pausedTime() const { return m_clock.paused(); }
    const HopCard &card(int row) const { return isUnderWay(row) ? *m_underWay : m_cards.at(row); }
    /// Equal for cards that are equally high at any width.
    size_t heightKey(int row) const;
    /// The first way back in the chain: the row that was asked for before, or whose redirect leads back, and the row
    /// that it comes back to. Both -1 if there is none.
    struct Loop {
        int from = -1;
        int to = -1;
    };
    const Loop &loop() const { return m_loop; }

    int rowCount(const QModelIndex &parent = {}) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// DisplayRole and AccessibleTextRole are the card in words.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    HopCard cardOf(int row);
    void take(int row);

    QList<Hop> m_hops;
    QList<HopCard> m_cards;
    QList<size_t> m_heightKeys;
    std::optional<HopCard> m_underWay;
    QHash<QByteArray, int> m_firstRows; ///< by method, URL, cookies and body
    Loop m_loop;
    ChainClock m_clock;
    QList<qint64> m_starts; ///< by row
};

} // namespace hopscope
