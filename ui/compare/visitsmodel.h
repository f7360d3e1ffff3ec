// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/client/clients.h"
#include "redirect/secondvisit.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace hopscope
{

/// Each of visitCases() with what the server answered to the same user at the first visit and at the second. What is
/// shown is computed when a visit ends, not while painting.
class VisitsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Type, Field, First, Second, Answer, Reason, Source, ColumnCount };

    explicit VisitsModel(QObject *parent = nullptr);

    /// Starts anew: nothing was visited.
    void clear();
    /// The two visits of `client` to visitCases()[row].
    void setVisits(int row, const ClientProfile &client, const Trace &first, const Trace &second);
    /// nullptr as long as there is no second visit.
    const Trace *secondVisit(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Visited {
        VisitRow row;
        Trace second;
    };

    QString text(int row, int column) const;
    QVariant tone(int row) const;

    std::vector<std::optional<Visited>> m_visited; ///< one for each of visitCases()
};

} // namespace hopscope
