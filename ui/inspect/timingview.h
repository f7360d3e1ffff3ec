// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

namespace hopscope
{

/// One bar a hop on the time line of the chain, in six phases, and the same in numbers.
class TimingView : public QWidget
{
    Q_OBJECT

public:
    explicit TimingView(QWidget *parent = nullptr);

    void showHops(const QList<Hop> &hops, int selected);

private:
    class Bars;
    Bars *m_bars;
};

} // namespace hopscope
