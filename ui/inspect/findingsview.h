// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace hopscope
{

class FindingsModel;
class WrapTable;

/// The findings of a trace under a line that counts them.
class FindingsView : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsView(QWidget *parent = nullptr);

    /// `ended` is false while the trace runs: findings come at its end.
    void showFindings(const Trace &trace, bool ended);
    /// The selected hop, counted from 0; its findings stand out.
    void setHop(int hop);

Q_SIGNALS:
    void hopRequested(int hop);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void requestHop();
    void walk(int by);

    QLabel *m_summary;
    QLabel *m_empty;
    FindingsModel *m_model;
    WrapTable *m_table;
    QStackedLayout *m_stack;
    int m_hop = -1;
    int m_pressedRow = -1; ///< the row under the mouse, if it was selected before
};

} // namespace hopscope
