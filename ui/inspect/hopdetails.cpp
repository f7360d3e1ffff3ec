// SPDX-License-Identifier: MIT
#include "ui/inspect/hopdetails.h"

#include "ui/inspect/changesview.h"
#include "ui/inspect/cookiesview.h"
#include "ui/inspect/timingview.h"
#include "ui/inspect/tlsview.h"
#include "ui/inspect/urlview.h"
#include "ui/message/messageview.h"
#include "ui/message/wireview.h"

#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// What a tab looks at.
struct Shown {
    const Trace &trace;
    int row = 0;
    bool ended = false;

    const Hop &hop() const { return trace.hops.at(row); }
};

/// One row a tab, in their order: creates the view, and fills it.
struct TabRow {
    const char *title;
    QWidget *(*create)();
    void (*fill)(QWidget *view, const Shown &shown);
};

template <typename T>
QWidget *create()
{
    return new T;
}

void showResponse(MessageView &view, const Hop &hop)
{
    if (hop.response)
        view.showResponse(*hop.response);
    else
        view.showNothing(isCanceled(hop) ? HopDetails::tr("The request was canceled before there was a response.")
                                         : HopDetails::tr("There is no response: the card of the request says why."));
}

constexpr TabRow tabs[] = {
    {QT_TRANSLATE_NOOP("hopscope::HopDetails", "What changed"), create<ChangesView>,
     [](QWidget *view, const Shown &shown) {
         static_cast<ChangesView *>(view)->showHop(shown.trace, shown.row, shown.ended);
     }},
    {QT_TRANSLATE_NOOP("hopscope::HopDetails", "Request"),
     []() -> QWidget * { return new MessageView(HopDetails::tr("Request")); },
     [](QWidget *view, const Shown &shown) { static_cast<MessageView *>(view)->showRequest(shown.hop().request); }},
    {QT_TRANSLATE_NOOP("hopscope::HopDetails", "Response"),
     []() -> QWidget * { return new MessageView(HopDetails::tr("Response")); },
     [](QWidget *view, const Shown &shown) { showResponse(*static_cast<MessageView *>(view), shown.hop()); }},
    {QT_TRANSLATE_NOOP("hopscope::HopDetails", "Wire"), create<WireView>,
     [](QWidget *view, const Shown &shown) { static_cast<WireView *>(view)->showWire(shown.hop().wire); }},
    {QT_TRANSLATE_NOOP("hopscope::HopDetails", "Timing"), create<TimingView>,
     [](QWidget *view, const Shown &shown) { static_cast<TimingView *>(view)->showHops(shown.trace.hops, shown.row); }},
    {QT_TRANSLATE_NOOP("hopscope::HopDetails", "TLS"), create<TlsView>,
     [](QWidget *view, const Shown &shown) { static_cast<TlsView *>(view)->showHop(shown.hop()); }},
    {QT_TRANSLATE_NOOP("hopscope::HopDetails", "URL"), create<UrlView>,
     [](QWidget *view, const Shown &shown) {
         static_cast<UrlView *>(view)->showHop(shown.trace, shown.row, shown.ended);
     }},
    {QT_TRANSLATE_NOOP("hopscope::HopDetails", "Cookies"), create<CookiesView>,
     [](QWidget *view, const Shown &shown) { static_cast<CookiesView *>(view)->showTrace(shown.trace, shown.row); }},
};

} // namespace

HopDetails::HopDetails(QWidget *parent) : QTabWidget(parent)
{
    setDocumentMode(true);
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Details of the selected request"));
    tabBar()->setAccessibleName(tr("Details of the selected request"));
    tabBar()->setDrawBase(false);
    tabBar()->setExpanding(false);
    for (const TabRow &tab : tabs) {
        auto *box = new QWidget;
        auto *layout = new QVBoxLayout(box);
        layout->setContentsMargins(0, 0, 0, 0);
        addTab(box, tr(tab.title));
    }
    widget(ChangesTab)->layout()->addWidget(tabs[ChangesTab].create());
    connect(this, &QTabWidget::currentChanged, this, [this](int tab) {
        fill();
        // What was looked at in the ledger is looked for in the request.
        const QString part = changes()->selectedPart();
        if (tab == RequestTab && !part.isEmpty() && m_filled[tab])
            static_cast<MessageView *>(viewOf(tab))->selectField(part);
    });
}

ChangesView *HopDetails::changes() const
{
    return static_cast<ChangesView *>(viewOf(ChangesTab));
}

QWidget *HopDetails::viewOf(int tab) const
{
    return widget(tab)->layout()->itemAt(0)->widget();
}

void HopDetails::showHop(const Trace &trace, int row, bool ended)
{
    m_trace = &trace;
    m_row = row;
    m_ended = ended;
    std::fill(std::begin(m_filled), std::end(m_filled), false);
    fill();
}

void HopDetails::fill()
{
    const int tab = currentIndex();
    // A tab beyond the table is someone else's.
    if (m_row < 0 || m_row >= m_trace->hops.size() || tab < 0 || tab >= TabCount || m_filled[tab])
        return;
    QLayout *layout = widget(tab)->layout();
    if (layout->isEmpty()) {
        layout->addWidget(tabs[tab].create());
        if (tab == CookiesTab)
            connect(static_cast<CookiesView *>(viewOf(tab)), &CookiesView::hopRequested, this,
                    &HopDetails::hopRequested);
    }
    tabs[tab].fill(viewOf(tab), {*m_trace, m_row, m_ended});
    m_filled[tab] = true;
}

void HopDetails::showMatch(const ChainMatch &match)
{
    const auto open = [this](Tab tab) {
        setCurrentIndex(tab);
        fill();
        return viewOf(tab);
    };
    const auto message = [&](Tab tab) { return static_cast<MessageView *>(open(tab)); };
    switch (match.place) {
    case MatchPlace::Card:
        return;
    case MatchPlace::Ledger:
    case MatchPlace::Cookie:
    case MatchPlace::Note:
        static_cast<ChangesView *>(open(ChangesTab))->showMatch(match);
        return;
    case MatchPlace::RequestField:
        return message(RequestTab)->selectRow(match.row);
    case MatchPlace::ResponseField:
        return message(ResponseTab)->selectRow(match.row);
    case MatchPlace::RequestBody:
        return message(RequestTab)->showBodyMatch(match.from, match.length);
    case MatchPlace::ResponseBody:
        return message(ResponseTab)->showBodyMatch(match.from, match.length);
    case MatchPlace::Sent:
    case MatchPlace::Received:
        static_cast<WireView *>(open(WireTab))->showMatch(match.place == MatchPlace::Sent, match.from, match.length);
    }
}

void HopDetails::showNext(const Request *next)
{
    changes()->showNext(next);
    if (next)
        setCurrentIndex(ChangesTab);
}

} // namespace hopscope
