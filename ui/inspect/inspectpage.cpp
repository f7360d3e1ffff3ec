// SPDX-License-Identifier: MIT
#include "ui/inspect/inspectpage.h"

#include "ui/inspect/chainfinder.h"
#include "ui/inspect/chainmenu.h"
#include "ui/inspect/chainview.h"
#include "ui/inspect/changesview.h"
#include "ui/inspect/expectationsview.h"
#include "ui/inspect/findbar.h"
#include "ui/inspect/hopdetails.h"
#include "ui/inspect/hoppanel.h"
#include "ui/inspect/underway.h"
#include "ui/look/widgets.h"

#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// How often the chain grows at most, and by how many hops: so that no step takes long.
constexpr int kFlushMs = 16;
constexpr qsizetype kHopsAtOnce = 30;

/// The panels of the bar leave room for what is below it.
void fitBar(const QWidget &page, RequestBar &bar, const QWidget &judgement)
{
    const int taken = judgement.isHidden() ? 0 : judgement.sizeHint().height();
    bar.setRoom(page.height() - HopPanel::roomForBoth(page.fontMetrics()) - taken);
}

} // namespace

InspectPage::InspectPage(QWidget *parent)
    : QWidget(parent),
      m_bar(new RequestBar),
      m_judgement(new ExpectationsView),
      m_chain(new ChainView),
      m_right(new QStackedWidget),
      m_flush(new QTimer(this)),
      m_underWay(new UnderWay(m_chain)),
      m_actions(new HopActions(this, m_trace, [this] { return m_bar->request().value.value_or(TraceRequest()); })),
      m_findBar(new FindBar),
      m_finder(new ChainFinder(m_findBar, m_trace, this))
{
    setObjectName(u"page"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_right->addWidget(emptyState(tr("Select a request of the chain to see what changed and why.")));
    QSplitter *splitter = lineSplitter(Qt::Horizontal, tr("Chain and details"));
    splitter->addWidget(m_chain);
    splitter->addWidget(m_right);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    m_chain->setMinimumWidth(300);
    m_right->setMinimumWidth(380);
    splitter->setSizes({520, 754});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_judgement);
    layout->addWidget(splitter, 1);
    m_findBar->hide();
    layout->addWidget(m_findBar);
    m_flush->setInterval(kFlushMs);
    connect(m_flush, &QTimer::timeout, this, &InspectPage::flush);
    connect(m_judgement, &ExpectationsView::hopRequested, m_chain, &ChainView::select);
    connect(m_chain, &ChainView::menuRequested, this, &InspectPage::showMenu);
    connect(m_chain, &ChainView::dragRequested, this, &InspectPage::dragRequested);
    connect(m_finder, &ChainFinder::matchReached, this, &InspectPage::showMatch);
    connect(m_finder, &ChainFinder::closed, this, [this] { m_chain->focusCards(); });
    connect(m_actions, &HopActions::told, this, &InspectPage::copied);
    connect(m_actions, &HopActions::traceRequested, this, &InspectPage::traceRequested);
    connect(m_chain, &ChainView::hopSelected, this, [this](int row) {
        if (!m_selecting)
            m_chosen = true;
        showRow(row);
    });
}

void InspectPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitBar(*this, *m_bar, *m_judgement);
}

void InspectPage::setRunState(RunState state)
{
    m_actions->setIdle(state == RunState::Idle);
    m_bar->setRunState(state);
    m_chain->setWaiting(state != RunState::Idle);
    if (state != RunState::Paused && m_panel)
        m_panel->details()->showNext(nullptr);
}

void InspectPage::showProgress(const HopProgress &progress)
{
    m_underWay->tell(progress, int(m_trace.hops.size() + m_waiting.size()) + 1);
}

void InspectPage::clear(const QString &client)
{
    m_underWay->end();
    m_waiting.clear();
    m_finishing = false;
    m_chain->clearFilter();
    m_chain->setHops({});
    if (m_panel)
        m_panel->details()->changes()->startOver();
    showTrace({.client = client, .started = QDateTime::currentDateTimeUtc()});
    m_ended = false;
    m_chosen = false;
}

void InspectPage::appendHop(const Hop &hop)
{
    m_underWay->end();
    m_waiting.append(hop);
    if (!m_flush->isActive()) {
        flush();
        m_flush->start();
    }
}

void InspectPage::flush()
{
    const QList<Hop> hops = m_waiting.first(std::min(m_waiting.size(), kHopsAtOnce));
    m_waiting.remove(0, hops.size());
    if (hops.isEmpty()) {
        m_flush->stop();
        return;
    }
    if (!m_finishing)
        m_trace.hops += hops;
    m_chain->append(hops);
    m_finder->chainChanged();
    // Details of a hop that the next ones push away at once are not worth their time.
    if (!m_chosen && m_waiting.isEmpty() && !m_finishing)
        selectQuietly(int(m_chain->hops().size()) - 1);
    if (m_finishing && m_waiting.isEmpty())
        finish();
}

void InspectPage::selectQuietly(int row)
{
    m_selecting = true;
    m_chain->select(row);
    m_selecting = false;
}

void InspectPage::replaceLast(const Hop &hop)
{
    while (!m_waiting.isEmpty())
        flush();
    if (m_trace.hops.isEmpty())
        return;
    m_trace.hops.last() = hop;
    m_chain->replaceLast(hop);
    m_finder->chainChanged();
    if (m_chain->selected() == m_trace.hops.size() - 1)
        showRow(m_chain->selected());
}

Result<std::optional<EditedRequest>> InspectPage::editedNext()
{
    if (!m_panel)
        return Result<std::optional<EditedRequest>>(std::optional<EditedRequest>());
    return m_panel->details()->changes()->editedNext(m_trace.client);
}

void InspectPage::showNext(const Request &next)
{
    m_underWay->end();
    while (!m_waiting.isEmpty())
        flush();
    selectQuietly(int(m_trace.hops.size()) - 1);
    m_chosen = false;
    panel()->details()->showNext(&next);
}

void InspectPage::showTrace(const Trace &trace, const Expectations &expectations)
{
    m_underWay->end();
    const qsizetype known = m_chain->hops().size() + m_waiting.size();
    const bool ends = !m_ended && known == trace.hops.size() && known > 0;
    m_trace = trace;
    m_expectations = expectations;
    m_ended = true;
    m_finder->chainChanged();
    if (!ends) {
        m_waiting.clear();
        m_chain->setHops(trace.hops);
        finish();
        return;
    }
    m_finishing = true;
    if (m_waiting.size() <= kHopsAtOnce)
        flush();
    if (m_finishing && m_waiting.isEmpty())
        finish();
}

/// The chain has all of the trace.
void InspectPage::finish()
{
    m_finishing = false;
    m_judgement->showTrace(m_trace, m_expectations);
    fitBar(*this, *m_bar, *m_judgement);
    const int before = m_chosen ? m_chain->selected() : -1;
    if (m_trace.hops.isEmpty()) {
        showRow(-1);
        return;
    }
    const int row = before >= 0 && before < m_trace.hops.size() ? before : mostTellingHop(m_trace);
    if (row == m_chain->selected())
        showRow(row);
    selectQuietly(row);
}

void InspectPage::showMenu(int row, QPoint globalPoint)
{
    if (row >= m_trace.hops.size())
        return;
    QMenu *menu = chainMenu(this, m_trace, row, m_redaction, [this](const QString &what) { Q_EMIT copied(what); });
    menu->addSeparator();
    m_actions->addTo(*menu, row);
    menu->popup(globalPoint);
}

void InspectPage::filterChain()
{
    m_chain->focusFilter();
}

void InspectPage::showMatch(const ChainMatch &match)
{
    if (match.hop >= m_chain->hops().size())
        return;
    if (m_chain->isHidden(match.hop))
        m_chain->clearFilter();
    m_chain->select(match.hop);
    panel()->details()->showMatch(match);
}

int InspectPage::selectedRow() const
{
    return m_chain->selected();
}

HopPanel *InspectPage::panel()
{
    if (!m_panel) {
        m_panel = new HopPanel(m_chain);
        m_right->addWidget(m_panel);
        connect(m_panel, &HopPanel::hopRequested, m_chain, &ChainView::select);
        connect(m_panel->details()->changes(), &ChangesView::stepRequested, this, &InspectPage::stepRequested);
    }
    return m_panel;
}

void InspectPage::showRow(int row)
{
    const bool valid = row >= 0 && row < m_trace.hops.size();
    m_actions->setRow(valid ? row : -1);
    if (valid)
        panel()->showHop(m_trace, row, m_ended);
    m_right->setCurrentIndex(valid ? 1 : 0);
    Q_EMIT statusSelected(selectedStatus());
}

int InspectPage::selectedStatus() const
{
    const int row = selectedRow();
    const bool answered = row >= 0 && row < m_trace.hops.size() && m_trace.hops.at(row).response;
    return answered ? m_trace.hops.at(row).response->status : 0;
}

int mostTellingHop(const Trace &trace)
{
    const auto changes = [](const LedgerRow &row) {
        return (row.part == "method"_L1 || row.part == "body"_L1) && row.verdict != PartVerdict::Kept;
    };
    for (int i = int(trace.hops.size()) - 1; i >= 0; --i) {
        const std::optional<Redirect> &redirect = trace.hops[i].redirect;
        if (redirect && std::any_of(redirect->ledger.begin(), redirect->ledger.end(), changes))
            return i;
    }
    for (int i = 0; i < trace.hops.size(); ++i) {
        const Hop &hop = trace.hops[i];
        if (!hop.error.isEmpty() || (hop.redirect && hop.redirect->verdict == RedirectVerdict::Refuse))
            return i;
    }
    return 0;
}

} // namespace hopscope
