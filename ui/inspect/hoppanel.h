// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QWidget>

class QTabWidget;

namespace hopscope
{

class ChainView;
class FindingsView;
class HopDetails;

/// The details of the selected hop above the timing of the chain and its findings. In a low window the two give their
/// place to the details: then the findings are one more tab.
class HopPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HopPanel(ChainView *chain, QWidget *parent = nullptr);

    /// The least height, in pixels, at which timing and findings stand below the details.
    static int roomForBoth(const QFontMetrics &metrics);
    HopDetails *details() const { return m_details; }
    /// `row` counts from 0. `ended` is false while the trace runs.
    void showHop(const Trace &trace, int row, bool ended);

Q_SIGNALS:
    void hopRequested(int hop);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();

    HopDetails *m_details;
    QWidget *m_bottom;
    QWidget *m_right; ///< where the findings are while there is room
    FindingsView *m_findings;
};

} // namespace hopscope
