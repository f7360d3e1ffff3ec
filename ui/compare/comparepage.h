// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/trace.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;

namespace hopscope
{

class ClientBox;
class CompareModel;
class MatrixView;
class RealBrowsers;
struct MatrixChoice;
class VisitsView;
class WrapTable;

/// All redirect types in one table, each of them run with the method, body and client above it, and below what every
/// client does with them; or what becomes of each at the second visit of the same user.
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
    /// The chosen one; nullptr when its file is gone.
    ClientPointer client() const;
    VisitsView *visits() const { return m_visits; }

Q_SIGNALS:
    /// Run every shown status.
    void runRequested();
    /// Visit every type twice.
    void visitsRequested();
    /// Trace this client and status, with the method and body above, and look at it.
    void runOneRequested(const QString &client, int status);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *createBar();
    void arrange();
    QWidget *createLower();
    void run();
    void ask();
    void showDetails();
    void showCell(const MatrixChoice &choice);
    void runChosen();
    void setChosen(const QString &client, int status, bool canRun);
    void setShowAll(bool all);
    void setShowVisits(bool visits);
    void chooseClient();

    CompareModel *m_model;
    QSortFilterProxyModel *m_sorted;
    QComboBox *m_method;
    QLineEdit *m_body;
    ClientBox *m_client;
    QPushButton *m_run;
    QPushButton *m_all;
    QPushButton *m_twice;
    QLabel *m_note;               ///< what is sent in two visits, in the place of method and body
    QBoxLayout *m_row = nullptr;  ///< of the bar: what is sent, and what is shown
    QBoxLayout *m_sent = nullptr; ///< in it: the request, and as whom
    QStackedWidget *m_stack;
    VisitsView *m_visits;
    WrapTable *m_table;
    MatrixView *m_matrix;
    QLabel *m_details;
    QPushButton *m_runOne;
    RealBrowsers *m_browsers;
    QString m_chosenClient; ///< empty: a redirect type is chosen, not a cell
    int m_chosenStatus = 0;
    bool m_hasRun = false;
};

} // namespace hopscope
