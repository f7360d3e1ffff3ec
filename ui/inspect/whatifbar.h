// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QLabel;

namespace hopscope
{

class ClientBox;
/// How far a decision has been carried out: the next request was sent, is being sent, waits for Step, or never was sent
/// because the trace ended before. Nothing: the decision was to send no more.
enum class Carried { Sent, Sending, Waiting, NotSent, Nothing };

/// Another status or another client for a hop that redirected, and what would have come of it.
class WhatIfBar : public QWidget
{
    Q_OBJECT

public:
    explicit WhatIfBar(QWidget *parent = nullptr);

    /// `row` counts from 0; the hop has a response and a redirect. Both boxes start with what happened. The trace is
    /// looked at again when another status or client is chosen, so it stays where it is.
    void showHop(const Trace &trace, int row, Carried carried);
    /// The same hop, further on.
    void setCarried(Carried carried);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();

    QComboBox *m_status;
    ClientBox *m_client;
    QLabel *m_result;
    QBoxLayout *m_boxes; ///< side by side, or one below the other where there is no room
    const Trace *m_trace = nullptr;
    int m_row = -1;
    Carried m_carried = Carried::Sent;
};

} // namespace hopscope
