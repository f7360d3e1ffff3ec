// SPDX-License-Identifier: MIT
#pragma once

#include "ui/files/onthread.h"
#include "ui/inspect/chainsearch.h"

#include <QObject>
#include <QTimer>

namespace hopscope
{

class FindBar;

/// Finds what is typed into the bar in a chain, on a thread of its own, and goes from match to match.
class ChainFinder : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this. The chain is looked at again whenever something is searched.
    ChainFinder(FindBar *bar, const Trace &trace, QObject *parent);
    ~ChainFinder() override;

    void open();
    void close();
    /// 1: the next match, -1: the one before; from the last to the first and back. Opens the bar if it is closed.
    void step(int by);
    /// The chain is another one, or has grown: what was found no longer counts.
    void chainChanged();

Q_SIGNALS:
    void matchReached(const hopscope::ChainMatch &match);
    void closed();
    /// The search has ended, with or without matches.
    void searched();

private:
    void start();
    void take(const ChainMatches &found);
    void showState();

    FindBar *m_bar;
    const Trace &m_trace;
    QTimer m_start; ///< a search begins when the typing pauses
    CancelFlag m_flag;
    ChainMatches m_found;
    qsizetype m_at = -1;
    int m_percent = 0;
    bool m_isSearching = false;
    int m_wanted = 0;        ///< step() that waits for the search
    bool m_isCurrent = true; ///< m_found is of this chain and text
};

} // namespace hopscope
