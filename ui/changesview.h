// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QLabel;

namespace hopscope
{

class LedgerModel;
class WhatIfBar;
class WrapTable;

/// What a hop's answer means and what became of each part of the request.
class ChangesView : public QWidget
{
    Q_OBJECT

public:
    explicit ChangesView(QWidget *parent = nullptr);

    /// `row` counts from 0. `ended` is false while the trace runs.
    void showHop(const Trace &trace, int row, bool ended);
    /// Step mode: what would be sent next. Null takes it away.
    void showNext(const Request *next);

private:
    void showWhatIf(const Trace &trace, int row);

    QLabel *m_title;
    QLabel *m_meaning;
    QLabel *m_banner;
    LedgerModel *m_model;
    WrapTable *m_table;
    WhatIfBar *m_whatIf = nullptr; ///< created with the first redirect
};

/// "303 See Other: POST becomes GET"
QString hopTitle(const Hop &hop);

} // namespace hopscope
