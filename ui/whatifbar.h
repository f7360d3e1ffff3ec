// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;

namespace hopscope
{

/// Another status or another client for a hop that redirected, and what would have come of it.
class WhatIfBar : public QWidget
{
    Q_OBJECT

public:
    explicit WhatIfBar(QWidget *parent = nullptr);

    /// `row` counts from 0; the hop has a response and a redirect. Both boxes start with what happened. The trace is
    /// looked at again when another status or client is chosen, so it stays where it is.
    void showHop(const Trace &trace, int row);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();

    QComboBox *m_status;
    QComboBox *m_client;
    QLabel *m_result;
    QBoxLayout *m_boxes; ///< side by side, or one below the other where there is no room
    const Trace *m_trace = nullptr;
    int m_row = -1;
};

} // namespace hopscope
