// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QScrollArea>

namespace hopscope
{

/// One bar a hop on the time line of the chain, in six phases, and the same in numbers.
class TimingView : public QScrollArea
{
    Q_OBJECT

public:
    explicit TimingView(QWidget *parent = nullptr);

    void showHops(const QList<Hop> &hops, int selected);

private:
    class Bars;
    Bars *m_bars;
};

/// "dns 0.1 ms, connect 0.3 ms, wait 11.0 ms": the phases that took time.
QString phasesText(const Timing &timing);

} // namespace hopscope
