// SPDX-License-Identifier: MIT
#include "ui/inspect/underway.h"

#include "text/terminaltext.h"
#include "ui/inspect/chainview.h"

namespace hopscope
{

namespace
{

/// How often the card is renewed: what takes less time has none.
constexpr int kTickMs = 200;
constexpr double kMsPerSecond = 1000;

} // namespace

UnderWay::UnderWay(ChainView *chain) : QObject(chain), m_chain(chain)
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &UnderWay::show);
}

void UnderWay::tell(const HopProgress &progress, int number)
{
    // Many come and go between two ticks: what they do is worth no time here.
    if (!m_progress || progress.phase == HopPhase::Starting) {
        m_since.start();
        m_tick.start();
    }
    m_progress = progress;
    m_number = number;
}

void UnderWay::end()
{
    m_tick.stop();
    m_progress.reset();
    m_chain->setUnderWay({});
}

void UnderWay::show()
{
    // The chain may not have got all hops before it.
    if (m_chain->hops().size() + 1 != m_number)
        return;
    m_chain->setUnderWay(HopCard{.number = m_number,
                                 .method = m_progress->method,
                                 .url = terminalText(m_progress->url),
                                 .statusText = phaseText(m_progress->phase),
                                 .facts = tr("%1 s").arg(double(m_since.elapsed()) / kMsPerSecond, 0, 'f', 1),
                                 .underWay = true});
}

} // namespace hopscope
