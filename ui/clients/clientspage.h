// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"
#include "trace/trace.h"
#include "ui/request/marks.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace hopscope
{

class ClientPicker;
class ClientsModel;
class WrapTable;

/// The request of the Inspect page as several clients at once: their chains side by side, the first difference marked.
class ClientsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ClientsPage(QWidget *parent = nullptr);

    /// What would be run; an error says why it cannot.
    void setRequest(const Result<TraceRequest> &request);
    QStringList chosenClients() const;
    const QList<Trace> &traces() const;
    void setChosenClients(const QStringList &ids);
    void setError(const QString &error);
    /// As RequestBar::confirm(), of the marks alone.
    bool confirmMarks(const TraceRequest &request);
    void setRunning(bool running);
    void setTraces(const QList<Trace> &traces);

Q_SIGNALS:
    /// What the user's stack of clients shall be.
    void stackEdited(const QStringList &stack);
    void runRequested(const QStringList &clients);
    void cancelRequested();
    void openRequested(const hopscope::Trace &trace);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *createBar();
    QWidget *createChains();
    /// As high as its lines need, up to a share of the page.
    void fitDifferences();
    void showButton();
    void press();

    ClientPicker *m_picker;
    ClientsModel *m_model;
    QLabel *m_request;
    QLabel *m_error;
    QPushButton *m_run;
    QPushButton *m_open;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QLabel *m_differences;
    QScrollArea *m_scroll; ///< shows m_differences
    WrapTable *m_table;
    QList<MarkedPart> m_held; ///< parts with marks that the user was told of
    bool m_running = false;
};

} // namespace hopscope
