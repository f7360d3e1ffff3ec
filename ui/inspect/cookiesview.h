// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QStackedWidget;
class QTableView;

namespace hopscope
{

class CookieGrid;

/// The cookies of the whole chain: a row for each, a column for each request, and below why it went so.
class CookiesView : public QWidget
{
    Q_OBJECT

public:
    explicit CookiesView(QWidget *parent = nullptr);

    /// `row`, counted from 0, is the request that is selected.
    void showTrace(const Trace &trace, int row);

Q_SIGNALS:
    /// A cell was opened.
    void hopRequested(int hop);

private:
    void showDetail();

    CookieGrid *m_grid;
    QTableView *m_table;
    QLabel *m_detail;
    QCheckBox *m_values;
    QLabel *m_empty;
    QStackedWidget *m_pages;
};

} // namespace hopscope
