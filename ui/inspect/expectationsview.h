// SPDX-License-Identifier: MIT
#pragma once

#include "findings/expectations.h"

#include <QWidget>

class QLabel;
class QStandardItemModel;

namespace hopscope
{

class WrapTable;

/// Whether a chain is as its request expects: the answer, each thing that differs, and what was expected.
class ExpectationsView : public QWidget
{
    Q_OBJECT

public:
    explicit ExpectationsView(QWidget *parent = nullptr);

    /// Of a trace that is over; hidden where nothing was expected.
    void showTrace(const Trace &trace, const Expectations &expectations);

Q_SIGNALS:
    /// What differs there was chosen.
    void hopRequested(int hop);

private:
    void choose(int row);

    QLabel *m_verdict;
    QStandardItemModel *m_model;
    WrapTable *m_table;
    QList<ExpectationFault> m_faults; ///< one a row; the row behind them says what was expected
};

/// "As expected", "Not as expected: 2 differences"; empty where nothing was expected.
QString expectationVerdict(const Trace &trace, const Expectations &expectations);

} // namespace hopscope
