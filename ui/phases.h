// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QRect>
#include <QWidget>

class QPainter;

namespace hopscope
{

/// "DNS 0.1 ms, connect 0.3 ms, wait 11.0 ms": the phases that took time.
QString phasesText(const Timing &timing);

/// A bar in six colours on a time line that is `room` wide and ends at `end` microseconds. Returns its right edge.
int paintPhases(QPainter &painter, const QRect &room, const Timing &timing, qint64 end, const QPalette &palette);

/// The colours of the phases with their names.
class PhaseLegend : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseLegend(QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace hopscope
