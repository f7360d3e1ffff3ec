// SPDX-License-Identifier: MIT
#include "ui/inspect/chainfinder.h"

#include "ui/inspect/findbar.h"

#include <algorithm>
#include <utility>

namespace hopscope
{

namespace
{

constexpr int kTypingPauseMs = 120;

} // namespace

ChainFinder::ChainFinder(FindBar *bar, const Trace &trace, QObject *parent)
    : QObject(parent), m_bar(bar), m_trace(trace)
{
    m_start.setSingleShot(true);
    m_start.setInterval(kTypingPauseMs);
    connect(&m_start, &QTimer::timeout, this, &ChainFinder::start);
    connect(bar, &FindBar::textChanged, this, [this] {
        m_at = -1;
        m_wanted = 1;
        chainChanged();
    });
    connect(bar, &FindBar::stepped, this, &ChainFinder::step);
    connect(bar, &FindBar::closed, this, &ChainFinder::close);
}

ChainFinder::~ChainFinder()
{
    if (m_flag)
        *m_flag = true;
}

void ChainFinder::open()
{
    m_bar->open();
    if (!m_isCurrent)
        m_start.start();
}

void ChainFinder::close()
{
    m_bar->hide();
    m_start.stop();
    Q_EMIT closed();
}

void ChainFinder::chainChanged()
{
    m_isCurrent = false;
    if (m_flag)
        *m_flag = true;
    m_isSearching = false;
    // Hidden, it waits until it is wanted again.
    if (m_bar->isHidden())
        return;
    m_start.start();
    showState();
}

void ChainFinder::start()
{
    m_start.stop();
    if (m_flag)
        *m_flag = true;
    if (m_bar->text().isEmpty()) {
        take({});
        return;
    }
    m_isSearching = true;
    m_percent = 0;
    m_flag = onThread<ChainMatches>(
        this,
        [this](int percent) {
            m_percent = percent;
            showState();
        },
        [hops = m_trace.hops, text = m_bar->text()](const std::atomic_bool &canceled, const Progress &tell) {
            return searchChain(hops, text, canceled, tell);
        },
        [this](const ChainMatches &found) { take(found); });
    showState();
}

void ChainFinder::take(const ChainMatches &found)
{
    m_isSearching = false;
    m_isCurrent = true;
    m_found = found;
    m_at = std::min(m_at, m_found.list.size() - 1);
    if (const int wanted = std::exchange(m_wanted, 0))
        step(wanted);
    showState();
    Q_EMIT searched();
}

void ChainFinder::step(int by)
{
    if (m_bar->isHidden())
        m_bar->open();
    if (!m_isCurrent) {
        m_wanted = by;
        if (!m_isSearching)
            start();
        return;
    }
    const qsizetype count = m_found.list.size();
    if (count == 0)
        return;
    m_at = m_at < 0 ? (by > 0 ? 0 : count - 1) : (m_at + by + count) % count;
    showState();
    Q_EMIT matchReached(m_found.list.at(m_at));
}

void ChainFinder::showState()
{
    const qsizetype count = m_found.list.size();
    if (m_bar->text().isEmpty())
        m_bar->setState({}, false);
    else if (m_isSearching)
        m_bar->setState(tr("Searching… %1 %").arg(m_percent), false);
    else if (!m_isCurrent)
        m_bar->setState(tr("Searching…"), false);
    else if (count == 0)
        m_bar->setState(tr("Not found in this chain."), false);
    else if (m_at < 0)
        m_bar->setState(m_found.hasMore ? tr("%1 or more matches").arg(count) : tr("%1 matches").arg(count), true);
    else
        m_bar->setState((m_found.hasMore ? tr("%1 of %2 or more · %3") : tr("%1 of %2 · %3"))
                            .arg(QString::number(m_at + 1), QString::number(count), placeText(m_found.list.at(m_at))),
                        true);
}

} // namespace hopscope
