// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QTabWidget>

namespace hopscope
{

class ChangesView;
class MessageView;
class TimingView;
class TlsView;
class WireView;

/// Everything about one hop, in tabs.
class HopDetails : public QTabWidget
{
    Q_OBJECT

public:
    explicit HopDetails(QWidget *parent = nullptr);

    /// `row` counts from 0. `outcome` is null while the trace runs.
    void showHop(const QList<Hop> &hops, int row, const Outcome *outcome);
    void showNext(const Request *next);

private:
    ChangesView *m_changes;
    MessageView *m_request;
    MessageView *m_response;
    WireView *m_wire;
    TimingView *m_timing;
    TlsView *m_tls;
};

} // namespace hopscope
