// SPDX-License-Identifier: MIT
#pragma once

#include "trace/hopphase.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace hopscope
{

class ChainView;

/// The request under way as the last card of the chain, renewed a few times a second.
class UnderWay : public QObject
{
    Q_OBJECT

public:
    /// `chain` is the parent.
    explicit UnderWay(ChainView *chain);

    /// What request `number`, counted from 1, does from now on.
    void tell(const HopProgress &progress, int number);
    /// Its hop is there, or the trace waits or is over.
    void end();

private:
    void show();

    ChainView *m_chain;
    QTimer m_tick;
    QElapsedTimer m_since;
    std::optional<HopProgress> m_progress;
    int m_number = 1;
};

} // namespace hopscope
