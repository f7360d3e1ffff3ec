// SPDX-License-Identifier: MIT
#pragma once

#include "ui/inspect/chainsearch.h"

#include <QTabWidget>

namespace hopscope
{

class ChangesView;

/// Everything about one hop, in tabs. A tab is filled when it is first looked at.
class HopDetails : public QTabWidget
{
    Q_OBJECT

public:
    enum Tab { ChangesTab, RequestTab, ResponseTab, WireTab, TimingTab, TlsTab, UrlTab, CookiesTab, TabCount };

    explicit HopDetails(QWidget *parent = nullptr);

    /// `row` counts from 0. `ended` is false while the trace runs. The trace is looked at again when another tab is
    /// chosen, so it stays where it is; a copy would make each hop that is added to it copy all the others.
    void showHop(const Trace &trace, int row, bool ended);
    void showNext(const Request *next);
    /// Opens the tab where the match is, and marks it. Its hop is the one that is shown.
    void showMatch(const ChainMatch &match);
    ChangesView *changes() const;

Q_SIGNALS:
    void hopRequested(int hop);

private:
    void fill();
    /// Of a tab that was opened.
    QWidget *viewOf(int tab) const;

    const Trace *m_trace = nullptr;
    int m_row = -1;
    bool m_ended = false;
    bool m_filled[TabCount] = {};
};

} // namespace hopscope
