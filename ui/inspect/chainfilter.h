// SPDX-License-Identifier: MIT
#pragma once

#include "trace/hopfilter.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace hopscope
{

/// A line to type what the cards of a chain are chosen by, and how many are shown.
class ChainFilter : public QWidget
{
    Q_OBJECT

public:
    explicit ChainFilter(QWidget *parent = nullptr);

    /// What is typed; empty where that cannot be read.
    const HopFilter &filter() const { return m_filter; }
    void clear();
    void focusText();
    /// "5 of 21 shown"; nothing while all are.
    void setCount(qsizetype shown, qsizetype all);

Q_SIGNALS:
    void changed();

private:
    void read();

    QLineEdit *m_text;
    QLabel *m_count;
    QLabel *m_error;
    HopFilter m_filter;
};

} // namespace hopscope
