// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/statuses.h"
#include "trace/trace.h"

#include <QAbstractTableModel>
#include <QHash>

namespace hopscope
{

/// The redirect types side by side: what the specifications say and what was just observed.
class CompareModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Type, Method, Content, Seo, Cache, UseCase, Observed, Source, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// The observed trace of a status; takes away nothing else.
    void setObserved(int status, const Trace &trace);
    void clearObserved();
    int observedCount() const { return int(m_observed.size()); }
    /// The method that is asked about; caches answer only GET and HEAD.
    void setMethod(const QByteArray &method);
    /// The row that stands out; 0 for none.
    void setHighlighted(int status);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const StatusFacts &facts, int column) const;
    QVariant tone(const StatusFacts &facts, int column) const;

    QHash<int, Trace> m_observed;
    QByteArray m_method = "POST";
    int m_highlighted = 0;
};

/// "POST → GET · 0 B", "not followed", or why there is none.
QString observedText(const Trace &trace);
/// How the second request relates to the first; nothing if there is none.
std::optional<PartVerdict> observedVerdict(const Trace &trace);

} // namespace hopscope
