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
class MatrixView;
struct MatrixChoice;
class WrapTable;

/// All redirect types in one table, each of them run with the method, body and client above it, and below what every
/// client does with them.
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
    /// Trace this client and status, with the method and body above, and look at it.
    void runOneRequested(const QString &client, int status);

private:
    QWidget *createBar();
    QWidget *createLower();
    void ask();
    void showDetails();
    void showCell(const MatrixChoice &choice);
    void runChosen();
    void setShowAll(bool all);

    CompareModel *m_model;
    QSortFilterProxyModel *m_sorted;
    QComboBox *m_method;
    QLineEdit *m_body;
    QComboBox *m_client;
    QPushButton *m_run;
    QPushButton *m_all;
    WrapTable *m_table;
    MatrixView *m_matrix;
    QLabel *m_details;
    QPushButton *m_runOne;
    QString m_chosenClient; ///< empty: a redirect type is chosen, not a cell
    int m_chosenStatus = 0;
    bool m_hasRun = false;
};

} // namespace hopscope
