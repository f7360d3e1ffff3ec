// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QRect>
#include <QWidget>

#include <array>

class QPainter;

namespace hopscope
{

/// "DNS 0.1 ms, connect 0.3 ms, wait 11.0 ms": the phases that took time.
QString phasesText(const Timing &timing);

/// A bar in six colours on a time line that is `room` wide and ends at `end` microseconds. Returns its right edge.
int paintPhases(QPainter &painter, const QRect &room, const Timing &timing, qint64 end, const QPalette &palette);

/// The colours of the phases with their names: of those that took time, or of all if none is known to have.
class PhaseLegend : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseLegend(QWidget *parent = nullptr);

    void clear();
    void add(const Timing &timing);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Numbers of the phases that are shown.
    QList<size_t> shown() const;

    std::array<bool, 6> m_used{};
};

} // namespace hopscope
