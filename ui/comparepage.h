// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/trace.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace hopscope
{

class CompareModel;
class WrapTable;

/// All redirect types in one table, and each of them run with the method, body and client above it.
class ComparePage : public QWidget
{
    Q_OBJECT

public:
    explicit ComparePage(QWidget *parent = nullptr);

    /// The request of one status against the loopback server on `port`.
    TraceRequest requestFor(int status, quint16 port) const;
    /// The statuses whose rows are shown.
    QList<int> shownStatuses() const;
    void setObserved(int status, const Trace &trace);
    /// Starts anew: nothing is observed.
    void clearObserved();
    void setRunning(bool running);
    void setHighlighted(int status);
    bool hasRun() const { return m_hasRun; }

Q_SIGNALS:
    /// Run every shown status.
    void runRequested();

private:
    void showDetails();
    void setShowAll(bool all);

    CompareModel *m_model;
    QSortFilterProxyModel *m_sorted;
    QComboBox *m_method;
    QLineEdit *m_body;
    QComboBox *m_client;
    QPushButton *m_run;
    QPushButton *m_all;
    WrapTable *m_table;
    QLabel *m_details;
    bool m_hasRun = false;
};

} // namespace hopscope
