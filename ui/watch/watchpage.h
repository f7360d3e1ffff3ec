// SPDX-License-Identifier: MIT
#pragma once

#include "ui/watch/watchbar.h"
#include "ui/watch/watchmodel.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace hopscope
{

class FoldLabel;
class LineTable;
class WatchFilter;
class WatchOutputPane;
class WatchPrograms;

/// Programs whose requests are watched, and the chains that they make, as they come.
class WatchPage : public QWidget
{
    Q_OBJECT

public:
    explicit WatchPage(QWidget *parent = nullptr);

    WatchBar *bar() const { return m_bar; }
    WatchPrograms *programs() const { return m_programs; }
    WatchModel *model() const { return m_model; }

    void setState(WatchState state);
    /// One sentence; empty: nothing is wrong.
    void setError(const QString &error);
    /// The command's output is seen from now on.
    void beginOutput(const QString &state);
    WatchOutputPane *output() const { return m_output; }
    void add(const QList<WatchedRow> &rows);
    void clear();

Q_SIGNALS:
    /// The trace of a row is wanted.
    void openRequested(const hopscope::WatchedRow &row);

private:
    QWidget *createChains();
    void connectParts();
    void showChains();
    void showCounts();
    void showDetail();
    void selectFirst();
    void openRow();
    void focusRows();

    WatchBar *m_bar;
    WatchPrograms *m_programs;
    WatchOutputPane *m_output;
    WatchModel *m_model;
    QLabel *m_error;
    QLabel *m_empty;
    QStackedWidget *m_stack;
    WatchFilter *m_filter = nullptr;
    LineTable *m_table = nullptr;
    FoldLabel *m_detail = nullptr;
    QPushButton *m_open = nullptr;
    WatchState m_state = WatchState::Idle;
};

} // namespace hopscope
