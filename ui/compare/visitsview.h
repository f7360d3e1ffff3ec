// SPDX-License-Identifier: MIT
#pragma once

#include "redirect/profile.h"
#include "trace/trace.h"

#include <QWidget>

class QPushButton;
class QSortFilterProxyModel;

namespace hopscope
{

class VisitsModel;
class WrapTable;

/// The redirect types as the same user meets them twice: who answers the second time, and why.
class VisitsView : public QWidget
{
    Q_OBJECT

public:
    explicit VisitsView(QWidget *parent = nullptr);

    /// Starts anew: nothing was visited.
    void clear();
    /// The two visits of `client` to visitCases()[row].
    void setVisits(int row, const ClientProfile &client, const Trace &first, const Trace &second);

Q_SIGNALS:
    /// Look at a second visit.
    void openRequested(const hopscope::Trace &trace);

private:
    const Trace *chosen() const;
    void open();

    VisitsModel *m_model;
    QSortFilterProxyModel *m_sorted;
    WrapTable *m_table;
    QPushButton *m_open;
};

} // namespace hopscope
